"""Which phrases tell a group of texts apart, by counting voices.

What tells a group apart is measured by log-odds with an informative prior (Monroe, Colaresi &
Quinn, 2008, “Fightin' Words”) over voices: a person's texts in a group are one voice, and texts that
are nearly the same share one. How phrases make a name: `dsupport.analysis.composing`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from dsupport.analysis import small_words
from dsupport.analysis.phrases import Grammar, Phrase
from dsupport.typing import FloatMatrix

Lemmas = tuple[str, ...]

CANDIDATES, PART_CANDIDATES = 32, 16
"""Phrases per theme (or part) and language that are compared with it by the encoder."""

NEAR_IDENTICAL = 0.95
"""Cosine of centred vectors from which two texts share one voice."""

SEVERAL, FEW_VOICES, FEW_PHRASES = 1.5, 4, 6
"""A phrase of a single voice may be its story: two must use it, but in groups of fewer than four
voices, or where fewer than six phrases are left."""

SIBLINGS = 0.7
"""How much a part is told from the other parts of its theme, rather than from all texts."""

LONGER = 0.2
"""People would rather read “night buses” than “buses”."""

PROPER = 0.5
"""How much less the name of a place or person is worth: it names one member's corner."""

VAGUE = 0.5
"""What a word such as “street” is worth by itself."""

UNFIT = 0.1
"""What is left of a phrase that is no thing at all."""


@dataclass(frozen=True, slots=True)
class Counted:
    """How many voices of each group use each phrase, in one language.

    Attributes
    ----------
    voices
        Voices in each group.
    uses
        By group and phrase.
    total
        By phrase, in all groups.
    shown, heads
        How a phrase is mostly written (lower case), and its head.
    """

    voices: Mapping[int, float]
    uses: Mapping[int, Mapping[Lemmas, float]]
    total: Mapping[Lemmas, float]
    shown: Mapping[Lemmas, tuple[str, ...]]
    heads: Mapping[Lemmas, str]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase that may name a group.

    Attributes
    ----------
    content
        Its lemmas without the small words inside.
    telling
        How well it tells the group apart.
    coverage
        Share of the group's voices that use it.
    fitness
        How well it can stand as a name.
    """

    lemmas: Lemmas
    content: Lemmas
    telling: float
    coverage: float
    fitness: float


def shares(vectors: FloatMatrix) -> FloatMatrix:
    """The share of a voice that each text has: one over the number of texts nearly the same.

    Parameters
    ----------
    vectors : array of shape (n, d)
        Centred unit vectors of the texts of one group.
    """
    same = (vectors @ vectors.T >= NEAR_IDENTICAL).sum(axis=1)
    return np.asarray(1.0 / np.maximum(same, 1))


def count(
    phrases: Sequence[Sequence[Phrase]],
    labels: Iterable[int],
    weights: Iterable[float] | None = None,
    people: Iterable[str] | None = None,
) -> Counted:
    """Count phrases once per voice.

    Parameters
    ----------
    phrases
        Those of each text.
    weights
        Share of a voice that each text has; 1 unless given.
    people
        Who wrote each text; empty where nobody knows.
    """
    labels = list(labels)
    weights = [1.0] * len(labels) if weights is None else list(weights)
    people = [""] * len(labels) if people is None else list(people)
    voices: dict[tuple[int, str | int], float] = {}
    said: dict[tuple[int, str | int], dict[Lemmas, float]] = {}
    written: dict[Lemmas, Counter[tuple[str, ...]]] = defaultdict(Counter)
    heads: dict[Lemmas, str] = {}
    for row, (seen, label, weight) in enumerate(zip(phrases, labels, weights, strict=True)):
        voice = (label, people[row] or row)
        voices[voice] = max(voices.get(voice, 0.0), weight)
        words = said.setdefault(voice, {})
        for phrase in seen:
            words[phrase.lemmas] = max(words.get(phrase.lemmas, 0.0), weight)
            written[phrase.lemmas][phrase.shown] += 1
            heads[phrase.lemmas] = min(phrase.head, heads.get(phrase.lemmas, phrase.head))
    uses: dict[int, dict[Lemmas, float]] = defaultdict(dict)
    total: dict[Lemmas, float] = defaultdict(float)
    spoken: dict[int, float] = defaultdict(float)
    for voice, words in said.items():
        spoken[voice[0]] += voices[voice]
        inside = uses[voice[0]]
        for lemmas, weight in words.items():
            inside[lemmas] = inside.get(lemmas, 0.0) + weight
            total[lemmas] += weight
    shown = {
        lemmas: min(forms, key=lambda form: (-forms[form], len(" ".join(form)), form))
        for lemmas, forms in written.items()
    }
    return Counted(dict(spoken), dict(uses), dict(total), shown, heads)


def telling(
    counted: Counted,
    group: int,
    grammar: Grammar,
    siblings: Collection[int] = (),
    civic: Collection[str] = frozenset(),
) -> list[Candidate]:
    """Phrases by how well they tell `group` from the rest, best first.

    Log-odds ratio of use inside against outside, each smoothed by the use overall, in standard
    errors; phrases of a single voice are left out if there are others.

    Parameters
    ----------
    siblings
        For a part: the groups of its theme, itself among them; it is told from them and from all.
    civic
        Words of the civic glossary: known to be things of public life.
    """
    voices = counted.voices.get(group, 0.0)
    uses_inside = counted.uses.get(group, {})
    found = [(k, n) for k, n in uses_inside.items() if n >= SEVERAL]
    if voices < FEW_VOICES or len(found) < FEW_PHRASES:
        found = list(uses_inside.items())
    if not found:
        return []
    inside = np.array([n for _, n in found])
    outside = np.array([counted.total[k] for k, _ in found]) - inside
    score = _log_odds(inside, voices, outside, sum(counted.voices.values()) - voices)
    others = [s for s in siblings if s != group]
    if others:
        beside = np.array(
            [sum(counted.uses.get(s, {}).get(k, 0.0) for s in others) for k, _ in found]
        )
        near = _log_odds(inside, voices, beside, sum(counted.voices.get(s, 0.0) for s in others))
        score = (1 - SIBLINGS) * score + SIBLINGS * near
    result = [
        Candidate(
            lemmas,
            tuple(lemma for lemma in lemmas if lemma not in grammar.links),
            value,
            min(uses / voices, 1.0),
            fitness(lemmas, counted, grammar, civic),
        )
        for (lemmas, uses), value in zip(found, score.tolist(), strict=True)
        if value > 0
    ]
    return sorted(result, key=lambda c: (-c.telling * c.fitness, c.lemmas))


def _log_odds(inside: FloatMatrix, n: float, outside: FloatMatrix, m: float) -> FloatMatrix:
    prior = 2.0 * (inside + outside) / (n + m)
    one = (inside + prior) / (np.maximum(n - inside, 0) + 2.0)
    two = (outside + prior) / (np.maximum(m - outside, 0) + 2.0)
    error = np.sqrt(1 / (inside + prior) + 1 / (outside + prior))
    return np.asarray(np.log(one / two) / error)


def fitness(lemmas: Lemmas, counted: Counted, grammar: Grammar, civic: Collection[str]) -> float:
    """How well a phrase can stand as a name: a thing, no deed, neither vague nor a single place."""
    shown = counted.shown[lemmas]
    things = [counted.heads[lemmas]]
    things += [word for before, word in pairwise(shown) if before in grammar.links]
    content = [word for word in shown if word not in grammar.links] or list(shown)
    noun = min(1.0 if word in civic else grammar.nounness(word) for word in things)
    noun *= 1.0 - max(grammar.verbness(word) for word in content)
    noun *= 1.0 - PROPER * max(grammar.properness(word) for word in content)
    if len(lemmas) == 1 and lemmas[0] in small_words.VAGUE:
        noun *= VAGUE
    return (UNFIT + (1.0 - UNFIT) * noun) * (1.0 + LONGER * (len(lemmas) > 1))
