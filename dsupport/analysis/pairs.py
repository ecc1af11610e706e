"""Pairs of contributions that may say the same, each with a calibrated probability.

The probability is a logistic function of the nearness of centred vectors, fitted on sentence pairs
that people scored (see ``docs/methods.md``), apart for pairs in one language and across two.
The machine suggests; nothing is ever merged by it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dsupport.analysis.caution import Wordlists, caution
from dsupport.analysis.graph import LEAST_NEIGHBOURS, balanced_neighbours
from dsupport.analysis.neighbours import Neighbours, pairs_above
from dsupport.progress import Progress, silent
from dsupport.results import Pair
from dsupport.typing import FloatMatrix, IntArray

CEILING = 1.02

MUTUAL = 5
RELATED = 0.35
"""Cosine from which each other's nearest texts are worth reading together."""

MOST_RELATED = 60
"""Such pairs at most, or one for every 20 texts: what an evening has room for, the nearest first."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """Logistic model: probability = 1 / (1 + exp(-(slope * nearness + intercept))).

    Nearness is -log(1.02 - cosine): cosines near 1 differ little and mean much.

    Attributes
    ----------
    same, across
        (slope, intercept) for two texts in one language, and in two.
    """

    same: tuple[float, float]
    across: tuple[float, float]

    def probability(self, cosine: FloatMatrix, across: FloatMatrix) -> FloatMatrix:
        """Probability that people would say that both mean the same."""
        slope = np.where(across, self.across[0], self.same[0])
        intercept = np.where(across, self.across[1], self.same[1])
        nearness = -np.log(CEILING - np.minimum(cosine, 1.0))
        return np.asarray(1.0 / (1.0 + np.exp(-(slope * nearness + intercept))))

    def cosine_for(self, probability: float) -> float:
        """The least cosine that can reach `probability`."""
        odds = np.log(probability / (1 - probability))
        return float(min(CEILING - np.exp((b - odds) / a) for a, b in (self.same, self.across)))


_NOT_WORDS = re.compile(r"[\W_]+")


def normalised(text: str) -> str:
    """A text without case, accents' encoding, punctuation and spacing: for exact repetitions."""
    return _NOT_WORDS.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip()


@dataclass(frozen=True, slots=True)
class Material:
    """Texts to compare; row i of everything belongs to one contribution.

    Attributes
    ----------
    meaning : array of shape (n, d)
        Centred unit vectors, on which the probability was fitted.
    neutral : array of shape (n, d)
        The same without what is particular to a language: who is near whom.
    """

    ids: Sequence[str]
    texts: Sequence[str]
    languages: Sequence[str]
    meaning: FloatMatrix
    neutral: FloatMatrix

    @property
    def codes(self) -> IntArray:
        """Language of each row, numbered from 0."""
        return np.unique(np.asarray(self.languages, dtype=str), return_inverse=True)[1]

    def take(self, rows: IntArray) -> Material:
        """Some rows, in the order given."""
        ids, texts, languages = (
            [values[row] for row in rows] for values in (self.ids, self.texts, self.languages)
        )
        return Material(ids, texts, languages, self.meaning[rows], self.neutral[rows])


@dataclass(frozen=True, slots=True)
class Rules:
    """What makes a pair, and what makes it doubtful.

    Attributes
    ----------
    min_probability
        From here on a pair is said to say the same.
    """

    calibration: Calibration
    wordlists: Wordlists
    min_probability: float

    def warning(
        self,
        texts: Sequence[str],
        languages: Sequence[str],
        a: int,
        b: int,
        cosine: float | None = None,
    ) -> str:
        """What speaks against two rows saying the same, empty if nothing does.

        `cosine` of their centred vectors helps to tell a synonym from another thing.
        """
        return caution(texts[a], languages[a], texts[b], languages[b], self.wordlists, cosine).kind


def find_pairs(material: Material, rules: Rules, progress: Progress = silent) -> list[Pair]:
    """Find every pair that reaches the rules' probability, most probable first."""
    progress("duplicates", 0, 2)
    least = rules.min_probability
    rows, cosines = pairs_above(material.meaning, rules.calibration.cosine_for(least))
    codes = material.codes
    across = codes[rows[:, 0]] != codes[rows[:, 1]]
    probabilities = rules.calibration.probability(cosines, across)
    found = {
        (int(a), int(b)): (float(p), float(c))
        for (a, b), p, c in zip(rows, probabilities, cosines, strict=True)
        if p >= least
    }
    plain = [normalised(text) for text in material.texts]
    for a, b in _repetitions(plain):
        found[a, b] = (1.0, 1.0)
    progress("duplicates", 1, 2)
    pairs = [
        _exact(material, a, b)
        if plain[a] == plain[b]
        else _pair(material, rules, a, b, probability, cosine)
        for (a, b), (probability, cosine) in found.items()
    ]
    progress("duplicates", 2, 2)
    return sorted(pairs, key=lambda pair: (-pair.probability, pair.a, pair.b))


def find_related(
    material: Material,
    rules: Rules,
    progress: Progress = silent,
    near: Sequence[Neighbours] = (),
) -> list[Pair]:
    """Find pairs that people should look at together, though less alike than a rewording.

    People say one idea in very different words, with their own stories. Such pairs are each
    other's nearest: each is among the `MUTUAL` nearest of the other, sought in every common
    language apart, and they are at least `RELATED` alike. How many of them say the same is measured
    in ``docs/benchmarks.md``; the others are worth reading together all the same.

    Parameters
    ----------
    near
        More than `MUTUAL` nearest of each row by the neutral vectors, if they are known already.
    """
    codes = material.codes
    every = sum(part.indices.shape[1] for part in near)
    if every < MUTUAL:
        near = balanced_neighbours(material.neutral, codes, MUTUAL, progress)
        every = sum(part.indices.shape[1] for part in near)
    seen: dict[tuple[int, int], float] = {}
    for part in near:
        share = round(MUTUAL * part.indices.shape[1] / max(every, 1))
        k = min(MUTUAL, max(LEAST_NEIGHBOURS, share))
        rows, places = np.nonzero(part.similarities[:, :k] >= RELATED)
        for row, place in zip(rows.tolist(), places.tolist(), strict=True):
            seen[row, int(part.indices[row, place])] = float(part.similarities[row, place])
    mutual = [(a, b, cosine) for (a, b), cosine in seen.items() if a < b and (b, a) in seen]
    mutual.sort(key=lambda found: (-found[2], found[0], found[1]))
    pairs = []
    for a, b, cosine in mutual[: max(MOST_RELATED, len(material.ids) // 20)]:
        fitted = np.array([material.meaning[a] @ material.meaning[b]])
        across = np.array([codes[a] != codes[b]])
        probability = float(rules.calibration.probability(fitted, across)[0])
        pairs.append(_pair(material, rules, a, b, probability, cosine))
    return pairs


def copies(material: Material, rules: Rules, wording: IntArray) -> list[Pair]:
    """Pairs of each text that has the wording of another with that other, so that a campaign of
    thousands stays linear.
    """
    pairs = []
    for row, first in enumerate(wording.tolist()):
        if row == first:
            continue
        if normalised(material.texts[row]) == normalised(material.texts[first]):
            pairs.append(_exact(material, first, row))
            continue
        cosine = np.array([material.meaning[first] @ material.meaning[row]])
        across = np.array([material.languages[first] != material.languages[row]])
        probability = float(rules.calibration.probability(cosine, across)[0])
        pairs.append(_pair(material, rules, first, row, probability, float(cosine[0])))
    return pairs


def _exact(material: Material, a: int, b: int) -> Pair:
    return Pair(material.ids[a], material.ids[b], 1.0, 1.0, "exact", "")


def _pair(
    material: Material, rules: Rules, a: int, b: int, probability: float, cosine: float
) -> Pair:
    """Two texts with what speaks against them: words that turn the meaning around."""
    kind = "near" if material.languages[a] == material.languages[b] else "translation"
    meant = float(material.meaning[a] @ material.meaning[b])
    warning = rules.warning(material.texts, material.languages, a, b, meant)
    ids = material.ids
    return Pair(ids[a], ids[b], round(probability, 4), round(cosine, 4), kind, warning)


def _repetitions(plain: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of one text repeated: each with the first, so that a campaign stays linear."""
    first: dict[str, int] = {}
    pairs = []
    for row, text in enumerate(plain):
        if text and text in first:
            pairs.append((first[text], row))
        first.setdefault(text, row)
    return pairs
