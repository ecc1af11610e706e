"""Vectors of texts, kept outside the project between runs.

The folder is ``~/.cache/dsupport-benchmarks`` or ``DSUPPORT_BENCHMARK_CACHE``.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np

from dsupport.analysis.neighbours import centre
from dsupport.config import DEFAULT_ENCODER
from dsupport.encode import catalogue
from dsupport.encode.encoder import Encoder, EncoderCard
from dsupport.encode.sentence_encoder import TEXT_VERSION
from dsupport.progress import Progress, silent
from dsupport.services import assemblies
from dsupport.services.suggesting import general_mean
from dsupport.typing import FloatMatrix

PLAIN = "multilingual-e5-small"
JOINED = DEFAULT_ENCODER


def cache_folder() -> Path:
    """Where vectors are kept."""
    folder = os.environ.get("DSUPPORT_BENCHMARK_CACHE")
    path = Path(folder) if folder else Path.home() / ".cache" / "dsupport-benchmarks"
    path.mkdir(parents=True, exist_ok=True)
    return path


@cache
def encoder(name: str) -> Encoder:
    """The encoder itself, loaded once."""
    return catalogue.load(name)


def of(texts: Sequence[str], name: str = JOINED) -> FloatMatrix:
    """Unit vectors of `texts`, from the cache where they are known."""
    identity = catalogue.bundled_models()[name].identity
    key = hashlib.sha256("\0".join([name, identity, TEXT_VERSION, *texts]).encode()).hexdigest()
    path = cache_folder() / f"{name}-{key[:24]}.npy"
    if path.is_file():
        return np.asarray(np.load(path))
    found = encoder(name).encode(list(texts), silent)
    np.save(path, found)
    return found


class _Known:
    """Stands for an encoder whose vectors are in the cache."""

    def __init__(self, name: str) -> None:
        model = catalogue.bundled_models()[name]
        self.card = EncoderCard(name, model.identity, model.dimensions, "", TEXT_VERSION)

    def encode(self, texts: Sequence[str], progress: Progress) -> FloatMatrix:
        return of(texts, self.card.name)


@cache
def civic_mean(name: str = JOINED) -> FloatMatrix:
    """What texts have in common before any corpus, from the very function of the analysis."""
    with tempfile.TemporaryDirectory() as folder:
        return general_mean(assemblies.new(Path(folder) / "empty.assembly"), _Known(name))


def centred(texts: Sequence[str], name: str = JOINED) -> FloatMatrix:
    """Vectors as the analysis compares them."""
    return centre(of(texts, name), civic_mean(name))
