"""A name from phrases: two or three that together are nearest to the group, three to six words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from rapidfuzz.distance import Levenshtein, Prefix

from dsupport.analysis.keywords import Candidate
from dsupport.typing import FloatMatrix

TELLING, RELEVANCE, COVERAGE = 1.0, 3.0, 4.0
"""Weights of what is told apart by counting, of nearness to the group, and of the share of its
voices that use the phrase."""

TOGETHER, ALIKE, FULLER = 9.0, 0.5, 0.5
"""Weights, for a whole name: its nearness to the group, what its phrases have in common by meaning
(“bike stands, cycle racks” says one thing twice), and having at least four words."""

FIT = 0.5
"""Power of a candidate's fitness."""

TRIED = 16
"""The best phrases, of which all combinations are compared."""

KEYWORDS = 8
LEAST_WORDS, FULL_WORDS, MOST_WORDS = 3, 4, 6
MOST_PHRASES = 3


@dataclass(frozen=True, slots=True)
class Nearness:
    """Vectors of candidates and of groups, to say how near a name is to its group.

    Attributes
    ----------
    phrases : array of shape (candidates, d)
    own : array of shape (d,)
        Middle of the group.
    others : array of shape (groups, d)
        Middles of those from which it is told apart.
    """

    phrases: FloatMatrix
    own: FloatMatrix
    others: FloatMatrix

    def of(self, vectors: FloatMatrix) -> FloatMatrix:
        """Similarity to the group beyond that to the next nearest."""
        vectors = vectors / np.linalg.norm(vectors, axis=-1, keepdims=True).clip(1e-9)
        best = (vectors @ self.others.T).max(axis=-1) if len(self.others) else 0.0
        return np.asarray(vectors @ self.own - best)


@dataclass(frozen=True, slots=True)
class Choice:
    """Candidates by their positions, none of which says what another says.

    Attributes
    ----------
    name
        The combination that makes the best name as a whole.
    further
        Other keywords by their own worth.
    """

    name: Sequence[int]
    further: Sequence[int]


def choose(
    candidates: Sequence[Candidate], shown: Sequence[str], near: Nearness | None = None
) -> Choice:
    """Choose the name and the other keywords of a group.

    Parameters
    ----------
    shown
        The candidates as they are written.
    """
    if not candidates:
        return Choice((), ())
    worth = _worth(candidates, near)
    order = np.argsort(-worth, kind="stable").tolist()
    name = _name(candidates, shown, worth, order[:TRIED], near)
    kept = list(name)
    for i in order:
        if len(kept) == KEYWORDS:
            break
        if not any(overlap(candidates[i], candidates[k]) for k in kept):
            kept.append(i)
    return Choice(name, kept[len(name) :])


def _worth(candidates: Sequence[Candidate], near: Nearness | None) -> FloatMatrix:
    """Worth of each candidate by itself."""
    score = np.array([c.telling for c in candidates])
    coverage = np.sqrt(np.array([c.coverage for c in candidates]))
    worth = TELLING * score / score.max() + COVERAGE * coverage
    if near is not None:
        nearness = near.of(near.phrases)
        worth = worth + RELEVANCE * (nearness - nearness.min()) / _spread(near)
    return np.asarray(worth * np.array([c.fitness for c in candidates]) ** FIT)


def _spread(near: Nearness) -> float:
    return max(float(np.ptp(near.of(near.phrases))), 1e-6)


def _name(
    candidates: Sequence[Candidate],
    shown: Sequence[str],
    worth: FloatMatrix,
    tried: Sequence[int],
    near: Nearness | None,
) -> list[int]:
    """The combination of `tried` that makes the best name."""
    words = {i: words_in(shown[i]) for i in tried}
    apart = {
        pair: not overlap(candidates[pair[0]], candidates[pair[1]])
        for pair in combinations(tried, 2)
    }
    found: list[tuple[tuple[int, ...], int]] = []
    for size in range(1, MOST_PHRASES + 1):
        for chosen in combinations(tried, size):
            total = sum(words[i] for i in chosen)
            if total <= MOST_WORDS and all(apart[pair] for pair in combinations(chosen, 2)):
                found.append((chosen, total))
    if not found:  # the best phrases are all too long
        return [tried[0]]
    # As many words as can be had, up to the least, and two phrases where they can be had.
    most = max(min(total, LEAST_WORDS) for _, total in found)
    found = [(c, total) for c, total in found if min(total, LEAST_WORDS) == most]
    if any(len(chosen) > 1 for chosen, _ in found):
        found = [(c, total) for c, total in found if len(c) > 1]
    value = np.array([worth[list(chosen)].mean() for chosen, _ in found])
    value += FULLER * np.array([total >= FULL_WORDS for _, total in found])
    if near is not None:
        joint = np.stack([near.phrases[list(chosen)].sum(axis=0) for chosen, _ in found])
        alike = near.phrases @ near.phrases.T
        most_alike = [
            max((alike[pair] for pair in combinations(chosen, 2)), default=0.0)
            for chosen, _ in found
        ]
        value += TOGETHER * near.of(joint) / _spread(near) - ALIKE * np.array(most_alike)
    best, _ = found[int(np.argmax(value))]
    return list(best)


def overlap(one: Candidate, two: Candidate) -> bool:
    """Whether two phrases share a content word or forms of it."""
    return any(related(a, b) for a in one.content for b in two.content)


def related(one: str, two: str) -> bool:
    """Whether two words are one word, or begin alike, or one is in the other, or a slip apart."""
    one, two = one.replace("-", ""), two.replace("-", "")
    short, long = sorted((one, two), key=len)
    if short == long or (len(short) >= 5 and short in long):
        return True
    if len(short) >= 4 and long.startswith(short):  # “bici”, “biciclette”
        return True
    if len(short) >= 8 and Levenshtein.distance(short, long) <= 2:  # “Viktoria-”, “Victoriabrücke”
        return True
    common = Prefix.similarity(one, two)
    return common >= 6 and common >= 0.6 * len(short)


def words_in(phrase: str) -> int:
    """How many words people see."""
    return len(phrase.replace("’", "’ ").split())
