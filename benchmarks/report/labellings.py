"""Every way in which people labelled a set, with our scores and those of other methods."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from benchmarks.report.formatting import NAMES, NONE


class Labelling(NamedTuple):
    """One set with labels of one kind.

    Attributes
    ----------
    title
        Set and labels, in words.
    result
        All figures of the set.
    ours
        Our scores with these labels.
    """

    title: str
    label: str
    result: dict
    ours: dict

    def theirs(self, method: str) -> dict | None:
        """Scores of another method, if it was measured."""
        return self.result["peers"].get(method, {}).get("scores", {}).get(self.label)


def labellings(found: dict) -> Iterable[Labelling]:
    for name, result in found.items():
        for label, scores in result["ours"]["scores"].items():
            yield Labelling(f"{NAMES[name]}, {label}", label, result, scores)


def absent(method: str, available: dict) -> str:
    """What stands where a method has no figure."""
    return NONE if available.get(method) else "not installed"
