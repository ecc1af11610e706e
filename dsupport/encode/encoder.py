"""What an encoder is: texts in, unit vectors out, with a name that says exactly which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Protocol

from dsupport.progress import Progress
from dsupport.typing import FloatMatrix, JsonDict


@dataclass(frozen=True, slots=True)
class EncoderCard:
    """Identity of an encoder; part of every run's fingerprint and of the vector cache's key.

    Attributes
    ----------
    name
        As given to ``--encoder``.
    weights
        sha256 of the weights, so that two models of one name are never mixed up.
    precision
        ``float32`` or ``bfloat16``.
    text_version
        How texts are prepared; raised when that changes.
    """

    name: str
    weights: str
    dimensions: int
    precision: str
    text_version: str

    @property
    def key(self) -> str:
        """The name under which vectors are kept."""
        return f"{self.name}@{self.weights[:16]}/{self.precision}/{self.text_version}"

    def as_dict(self) -> JsonDict:
        """Plain values."""
        return asdict(self)


class Encoder(Protocol):
    """Turns texts into vectors."""

    @property
    def card(self) -> EncoderCard:
        """Which encoder this is."""

    def encode(self, texts: Sequence[str], progress: Progress) -> FloatMatrix:
        """Encode `texts`.

        Returns
        -------
        array of shape (len(texts), dimensions), float32
            Rows of length 1, in the order of `texts`.
        """
