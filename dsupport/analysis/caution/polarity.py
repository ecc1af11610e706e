"""Whether one text turns around what the other says, in one gap between words that both share.

Each negation, each word of opposition and each contrary turns once; turned twice is not turned: “keep
it open” and “do not close it” are one demand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dsupport.analysis.caution.wordlists import (
    AGAINST,
    ANTONYM,
    CALM,
    NEGATION,
    PREFIX,
    Found,
    Language,
)  # fmt: skip
from dsupport.analysis.caution.words import Word, kin
from dsupport.analysis.common_words import folded

SURE = frozenset({"un", "in", "im", "il", "ir", "non", "on"})
LEAST_STEM = 4
"""Letters that must be left of a word without its prefix of negation (“un-employed”)."""


CONTRARY = "contrary"

WITHOUT = frozenset("without ohne sans zonder sin sem senza".split())
ALONE = WITHOUT | frozenset(("not", "n't", "nicht", "niet"))
"""Negations that never strengthen another one."""

WITH_NE = frozenset({"pas", "plus", "jamais", "rien", "aucun", "aucune", "personne", "guere", "nul",
                     "nulle", "point", "ni", "nullement", "aucunement"})  # fmt: skip
"""French words with which “ne” negates, without accents."""

NEAR = 4
"""Words within which a second negation only strengthens the first."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A text with the words in it that turn something around."""

    words: tuple[Word, ...]
    negations: tuple[Found, ...]
    against: tuple[Found, ...]
    contraries: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class Turns:
    """How often a gap turns, and the words that do it, by their places."""

    count: int
    by: str
    left: frozenset[int]
    right: frozenset[int]


def read(words: tuple[Word, ...], language: Language) -> Reading:
    """Find the words of a text that turn something around, but for phrases in which they do not."""
    calm = {i for found in language.find(CALM, words) for i in range(found.start, found.end)}

    def loud(kind: str) -> tuple[Found, ...]:
        return tuple(f for f in language.find(kind, words) if f.start not in calm)

    negations = loud(NEGATION)
    if language.code == "fr":
        negations = _french(words, negations)
    contraries = tuple(
        f for f in language.find(ANTONYM, words) if not (calm >= set(range(f.start - 1, f.end)))
        and not calm >= set(range(f.start, f.end + 1))
    )  # fmt: skip
    return Reading(words, negations, loud(AGAINST), contraries)


def _french(words: Sequence[Word], found: tuple[Found, ...]) -> tuple[Found, ...]:
    """Without a “ne” alone: “avant qu'il ne soit tard”, “ne … que” negate nothing."""
    whole = {word.sentence for word in words if word.form in WITH_NE}
    return tuple(f for f in found if f.form not in ("ne", "n'") or words[f.start].sentence in whole)


def turns(
    left: Reading, right: Reading, here: frozenset[int], there: frozenset[int],
    kept: tuple[frozenset[int], frozenset[int]], language: Language,
) -> Turns:  # fmt: skip
    """Count what turns between the words `here` of the left and `there` of the right text."""
    by, count = "", 0
    used: tuple[set[int], set[int]] = (set(), set())
    for one, two in _contraries(left, right, here, there, language):
        # Several contraries in one gap say the same thing again: they do not cancel each other.
        if not (one & used[0] or two & used[1]):
            used[0].update(one)
            used[1].update(two)
            by, count = CONTRARY, 1
    sides = ((left, here, used[0], kept[0]), (right, there, used[1], kept[1]))
    told = [_told(reading.against, stretch, done) for reading, stretch, done, _ in sides]
    if bool(told[0]) != bool(told[1]) and not count:
        by, count = AGAINST, 1
    negated = [
        _told(
            [f for f in reading.negations if not _again(reading, f, done | same)],
            stretch, done | opposed,
        )
        for (reading, stretch, done, same), opposed in zip(sides, told, strict=True)
    ]  # fmt: skip
    if bool(negated[0]) != bool(negated[1]):
        by, count = by or NEGATION, count + 1
    return Turns(
        count, by, *(frozenset(a | b | c) for a, b, c in zip(used, told, negated, strict=True))
    )


def _told(forms: Sequence[Found], stretch: frozenset[int], done: set[int]) -> set[int]:
    """Words of forms that stand in a stretch and were not counted yet."""
    return {
        i
        for found in forms
        if _mostly(found, stretch) and not done & set(range(found.start, found.end))
        for i in range(found.start, found.end)
        if i in stretch
    }


def _again(reading: Reading, found: Found, kept: frozenset[int] | set[int]) -> bool:
    """Whether the sentence negates already, in other words: “non c'è (nessuna) guerra”."""
    words = reading.words
    if found.form in ALONE:
        return False
    return any(
        other.start in kept
        and other.form not in WITHOUT
        and abs(other.start - found.start) <= NEAR
        and words[other.start].sentence == words[found.start].sentence
        for other in reading.negations
    )


def _mostly(found: Found, stretch: frozenset[int]) -> bool:
    """Whether a form stands in a stretch with half of its words at least."""
    inside = sum(i in stretch for i in range(found.start, found.end))
    return 2 * inside >= found.end - found.start


def _contraries(
    left: Reading, right: Reading, here: frozenset[int], there: frozenset[int], language: Language
) -> list[tuple[set[int], set[int]]]:
    """Words of a gap that are contraries, longest forms first."""
    found = [
        (set(range(one.start, one.end)), set(range(two.start, two.end)))
        for one in left.contraries
        if _mostly(one, here)
        for two in right.contraries
        if _mostly(two, there) and language.pairs(ANTONYM, one.form, two.form)
    ]
    prefixes = [prefix for heads in language.forms.get(PREFIX, {}).values() for _, prefix in heads]
    found += [
        ({i}, {j})
        for i in sorted(here)
        for j in sorted(there)
        if _undone(left.words[i], right.words[j], prefixes)
    ]
    return sorted(found, key=lambda pair: -len(pair[0]) - len(pair[1]))


def _undone(one: Word, two: Word, prefixes: Sequence[str]) -> bool:
    """Whether a word is the other with a prefix that negates it (“legal”, “illegal”)."""
    short, long = sorted((folded(one.low), folded(two.low)), key=len)
    return any(
        long.startswith(prefix) and not short.startswith(prefix)
        and len(long) - len(prefix) >= (LEAST_STEM if prefix in SURE else LEAST_STEM + 1)
        and (long[len(prefix) :] == short or kin(long[len(prefix) :], short))
        for prefix in prefixes
    )  # fmt: skip
