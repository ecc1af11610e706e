"""An encoder that needs no model: words are hashed to directions, so texts with common words are near."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np

from dsupport.analysis.duplicates import normalised
from dsupport.encode import EncoderCard
from dsupport.progress import Progress
from dsupport.typing import FloatMatrix

DIMENSIONS = 64


def _direction(word: str) -> FloatMatrix:
    seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:8], "big")
    return np.random.default_rng(seed).standard_normal(DIMENSIONS).astype(np.float32)


class FakeEncoder:
    """Deterministic vectors from words; counts how many texts it was asked to encode."""

    def __init__(self, name: str = "fake") -> None:
        self.encoded = 0
        self.card = EncoderCard(name, "0" * 64, DIMENSIONS, "float32", "fake-1")

    def encode(self, texts: Sequence[str], progress: Progress) -> FloatMatrix:
        self.encoded += len(texts)
        rows = []
        for text in texts:
            words = [w for w in normalised(text).split() if len(w) > 3] or [text]
            rows.append(np.sum([_direction(word) for word in words], axis=0))
        vectors = np.array(rows, np.float32).reshape(len(texts), DIMENSIONS)
        progress("encode", len(texts), len(texts))
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def load_fake(name: str) -> FakeEncoder:
    """Stands in for `dsupport.encode.load`."""
    return FakeEncoder(name)
