"""The encoder that a workspace's texts are read with: that of its latest run."""

from __future__ import annotations

from dsupport import encode
from dsupport.config import DEFAULT_ENCODER
from dsupport.encode import Encoder
from dsupport.services.reading import Snapshot

__all__ = ["Encoder", "load", "name_for"]


def name_for(state: Snapshot) -> str:
    """The encoder of the latest run, or the default before the first."""
    return str(state.run.encoder["name"]) if state.run else DEFAULT_ENCODER


def load(name: str) -> Encoder:
    """Load an encoder.

    Raises
    ------
    ModelError
        It is not on this machine.
    """
    return encode.load(name)
