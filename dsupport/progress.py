"""How long work tells how far it is, and how it learns that it should stop."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Called by long work; raises to stop it (nothing half-done is stored then)."""

    def __call__(self, step: str, done: int, total: int) -> None:
        """Report that `done` of `total` units of `step` are finished."""


def silent(step: str, done: int, total: int) -> None:
    """Report nothing: the default where nobody is watching."""
