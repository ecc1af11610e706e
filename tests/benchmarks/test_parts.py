"""What the parts compute besides calling the analysis, and that the report can be written."""

import json
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from benchmarks import review_part, run, speed_part, vectors
from benchmarks.datasets import Corpus
from benchmarks.report import page
from benchmarks.report.formatting import number, share
from dsupport.results import DuplicateGroup

PROJECT = Path(__file__).parents[2]


def test_the_page_is_written_from_the_stored_figures() -> None:
    stored = json.loads((PROJECT / "docs" / "benchmarks.json").read_text("utf-8"))
    text = page.write(stored)
    for heading in ("## Themes", "## Duplicates", "## What was lost", "## Sources"):
        assert f"\n{heading}\n" in text
    for line in text.splitlines():
        if line.startswith("|"):
            assert line.endswith("|")


def test_losses_are_told() -> None:
    stored = json.loads((PROJECT / "docs" / "benchmarks.json").read_text("utf-8"))
    others = stored["themes"]["cycling"]["peers"]
    method, figures = next(iter(others.items()))
    gap = figures["scores"]["8 classes"]["against_ours"]["ami"]
    gap.update(difference=-0.2, error=0.01)
    assert f"Themes, cycling Bonn (de), 8 classes: {method} is ahead by .200 AMI." in page.write(
        stored
    ).replace(" (which was told the number of groups)", "")


def turn(themes: float, duplicates: float = 0.0) -> dict:
    return {
        **dict.fromkeys(speed_part.FIGURES, themes),
        "duplicates_seconds": duplicates,
        "duplicates_processor_seconds": duplicates,
    }


def test_ratios_are_turn_by_turn() -> None:
    found = speed_part.ratios([turn(2, 2), turn(4, 1)], [turn(8), turn(10)])
    assert found["seconds"] == [4, 2.5]
    assert found["seconds_with_duplicates"] == [2, 2]


def test_more_texts_than_there_are_are_joined_from_two_of_one_set(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chance = np.random.default_rng(0)

    def corpus(name: str, _: Path) -> Corpus:
        texts = [f"{name}{row}" for row in range(30)]
        return Corpus(name, texts, ["xx"] * 30, {})

    def of(texts: list[str]) -> np.ndarray:
        found = chance.normal(size=(len(texts), 8))
        return found / np.linalg.norm(found, axis=1, keepdims=True)

    monkeypatch.setattr(speed_part.datasets, "load", corpus)
    monkeypatch.setattr(vectors, "of", of)
    texts, languages, raw = speed_part.pool(Path(), 200)
    assert (len(texts), len(languages), raw.shape) == (200, 200, (200, 8))
    assert np.allclose(np.linalg.norm(raw, axis=1), 1, atol=1e-5)
    joined = [text.split() for text in texts if " " in text]
    assert len(joined) == 200 - 90
    assert all(a.rstrip("0123456789") == b.rstrip("0123456789") for a, b in joined)
    assert Counter(languages)["en"] > Counter(languages)["de"] > 0


def test_decisions_needed() -> None:
    def group(number_: int, *members: str) -> DuplicateGroup:
        return DuplicateGroup(
            f"D{number_}", members, (1.0,) * len(members), 0.5, "near", "", "sure"
        )

    order = [group(1, "a", "b"), group(2, "c", "d"), group(3, "e", "f"), group(4, "g", "h")]

    def truth(a: str, b: str) -> bool:
        return (a, b) in {("c", "d"), ("g", "h")}

    assert review_part.needed(order, truth, 0.5) == 2
    assert review_part.needed(order, truth, 1.0) == 4


def test_methods_that_are_not_installed_now_keep_how_they_were_run() -> None:
    now = {"peers": {"one": "", "two": "two 2", "three": ""}}
    before = {"peers": {"one": "one 1", "two": "two 1"}}
    assert run.kept(now, before)["peers"] == {"one": "one 1", "two": "two 2", "three": ""}


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0.456, ".46"), (-0.04, "-.04"), (1.0, "1.00"), (None, "–"), (-0.001, ".00")],
)
def test_numbers(value: float | None, shown: str) -> None:
    assert number(value) == shown


def test_shares() -> None:
    assert share(1, 4) == "1 of 4 (25 %)"
    assert share(0, 0) == "none"
