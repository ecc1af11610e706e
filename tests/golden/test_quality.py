"""No figure of quality fell: a small part of the benchmarks (`benchmarks.check`), not on time."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from benchmarks import check
from dsupport.config import DEFAULT_ENCODER
from dsupport.encode import Encoder, load
from dsupport.progress import Progress
from dsupport.typing import FloatMatrix


@pytest.fixture(scope="module")
def encoder() -> check.Remembering:
    """The real encoder, loaded once."""
    return check.Remembering(load(DEFAULT_ENCODER))


class Confused:
    """An encoder that gives each text the vector of another one."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.card = encoder.card

    def encode(self, texts: Sequence[str], progress: Progress) -> FloatMatrix:
        found = self._encoder.encode(texts, progress)
        return found[np.random.default_rng(0).permutation(len(texts))]


@pytest.mark.model
def test_nothing_fell_on_the_samples(encoder: check.Remembering) -> None:
    assert check.fallen(check.stored("samples"), check.samples(encoder)) == []


@pytest.mark.model
@pytest.mark.shared
def test_nothing_fell_on_public_sets(encoder: check.Remembering, shared: Path) -> None:
    assert check.fallen(check.stored("public"), check.public(shared, encoder)) == []


@pytest.mark.model
def test_a_worse_encoder_is_noticed(encoder: check.Remembering) -> None:
    found = check.samples(Confused(encoder), ["lisbon"])
    before = {name: check.stored("samples")[name] for name in found}
    fell = "\n".join(check.fallen(before, found))
    assert "AMI of themes, lisbon: fell from" in fell
    assert "pairs suggested to be read together that are the same: fell from" in fell


def test_a_fall_is_told_with_both_figures() -> None:
    before = {"AMI of themes, lisbon": 0.5, "pairs right": 0.9}
    assert check.fallen(before, {"AMI of themes, lisbon": 0.47, "pairs right": 0.95}) == []
    assert check.fallen(before, {"AMI of themes, lisbon": 0.45, "pairs right": 0.9}) == [
        "AMI of themes, lisbon: fell from 0.500 to 0.450 (down to 0.460 is let pass)"
    ]
    assert check.fallen(before, {"AMI of themes, lisbon": 0.6}) == [
        "pairs right: is not measured any more (was 0.900)"
    ]


def test_every_figure_has_a_tolerance() -> None:
    for part in ("samples", "public"):
        figures = check.stored(part)
        assert figures
        assert all(0 < check.tolerance(name) < value for name, value in figures.items())
