"""Warnings on pairs that people wrote blind: what must be warned of, and what must be left in peace.

``warning_pairs/*.tsv`` were written by people who did not know the rules. Each file is split by a hash
of its first text: the rules and lists were made while looking at the *seen* half; of the *unseen* half
only figures were ever looked at. The floors lie a little below what was reached.
"""

from __future__ import annotations

import csv
import zlib
from functools import cache
from pathlib import Path

import pytest

from dsupport import data
from dsupport.analysis.caution import caution as judged
from dsupport.analysis.caution import read_wordlists

FOLDER = Path(__file__).parent / "warning_pairs"
LISTS = read_wordlists(data.rows("negation.tsv"), data.rows("warning_words.tsv"))

FLOORS = {
    ("en", "seen"): 0.95,
    ("en", "unseen"): 0.93,
    ("de", "seen"): 0.95,
    ("de", "unseen"): 0.91,
    ("fr", "seen"): 0.95,
    ("fr", "unseen"): 0.86,
    ("nl", "seen"): 0.90,
    ("nl", "unseen"): 0.92,
    ("es", "seen"): 0.94,
    ("es", "unseen"): 0.95,
    ("pt", "seen"): 0.95,
    ("pt", "unseen"): 0.90,
    ("it", "seen"): 0.90,
    ("it", "unseen"): 0.88,
}
"""Share of pairs that do not say the same, of each language and half, that must get a warning."""

MOST_FLAGGED = 0.02
"""Share of pairs that say the same that may get one."""

KINDS = {"negation": "opposite"}
"""Kinds of the files that the rules call by another word."""

LANGUAGES = sorted({language for language, _ in FLOORS})


@cache
def rows(language: str, half: str) -> tuple[tuple[str, str, str], ...]:
    """Kind and both texts of one half of a file."""
    with (FOLDER / f"{language}.tsv").open(encoding="utf-8", newline="") as handle:
        read = csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE)
        every = [(row["kind"], row["a"], row["b"]) for row in read]
    wanted = 0 if half == "seen" else 1
    return tuple(row for row in every if zlib.crc32(row[1].encode()) % 2 == wanted)


@cache
def found(language: str, half: str) -> tuple[tuple[str, str], ...]:
    """Kind that was meant and kind of the warning, for each pair."""
    return tuple(
        (kind, judged(a, language, b, language, LISTS).kind) for kind, a, b in rows(language, half)
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_files_are_large_enough(language: str) -> None:
    every = rows(language, "seen") + rows(language, "unseen")
    assert len(every) >= 200
    assert {kind for kind, _, _ in every} == {
        "same", "negation", "opposite", "quotation", "numbers", "places", "slots",
    }  # fmt: skip


@pytest.mark.parametrize(("language", "half"), FLOORS)
def test_pairs_that_do_not_say_the_same_are_warned_of(language: str, half: str) -> None:
    warned = [bool(got) for kind, got in found(language, half) if kind != "same"]
    assert sum(warned) >= FLOORS[language, half] * len(warned)


@pytest.mark.parametrize(("language", "half"), FLOORS)
def test_pairs_that_say_the_same_are_left_in_peace(language: str, half: str) -> None:
    flagged = [bool(got) for kind, got in found(language, half) if kind == "same"]
    assert sum(flagged) <= MOST_FLAGGED * len(flagged)


@pytest.mark.parametrize(("half", "floor"), [("seen", 0.95), ("unseen", 0.92)])
def test_all_languages_together(half: str, floor: float) -> None:
    every = [pair for language in LANGUAGES for pair in found(language, half)]
    others = [(kind, got) for kind, got in every if kind != "same"]
    assert sum(bool(got) for _, got in others) >= floor * len(others)
    assert sum(KINDS.get(kind, kind) == got for kind, got in others) >= 0.8 * len(others)
    flagged = [bool(got) for kind, got in every if kind == "same"]
    assert sum(flagged) <= 0.01 * len(flagged)


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_ways_round_it_is_the_same(language: str) -> None:
    for _, a, b in rows(language, "seen"):
        there = judged(a, language, b, language, LISTS)
        assert judged(b, language, a, language, LISTS) == there.turned()
        assert not judged(a, language, a, language, LISTS)
