"""Contributions that may say the same: pairs with a calibrated probability, and groups of them.

The probability is a logistic function of the nearness of centred vectors, fitted on sentence pairs
that people scored (see ``docs/methods.md``), apart for pairs in one language and across two.
The machine suggests; nothing is ever merged by it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from dsupport.analysis.caution import Wordlists, caution
from dsupport.analysis.graph import balanced_neighbours
from dsupport.analysis.neighbours import pairs_above
from dsupport.progress import Progress, silent
from dsupport.results import DuplicateGroup, Pair, certainty
from dsupport.typing import FloatMatrix, IntArray

CEILING = 1.02

MUTUAL = 3
RELATED = 0.40
"""Cosine from which each other's nearest texts are worth reading together."""

MOST_RELATED = 20
"""Such pairs at most, or one for every 20 texts: what an evening has room for, the nearest first."""

MOST_WARNED = 3
"""Pairs with a warning that one text brings before people; the table of pairs has all."""


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


def find_pairs(
    ids: Sequence[str],
    texts: Sequence[str],
    languages: Sequence[str],
    vectors: FloatMatrix,
    calibration: Calibration,
    wordlists: Wordlists,
    min_probability: float,
    progress: Progress = silent,
) -> list[Pair]:
    """Find every pair that reaches `min_probability`, most probable first.

    Parameters
    ----------
    vectors : array of shape (n, d)
        Centred unit vectors, in the order of `ids`.
    """
    progress("duplicates", 0, 2)
    rows, cosines = pairs_above(vectors, calibration.cosine_for(min_probability))
    codes = np.unique(np.asarray(languages, dtype=object).astype(str), return_inverse=True)[1]
    across = codes[rows[:, 0]] != codes[rows[:, 1]]
    probabilities = calibration.probability(cosines, across)
    plain = [normalised(text) for text in texts]
    found = {
        (int(a), int(b)): (float(p), float(c))
        for (a, b), p, c in zip(rows, probabilities, cosines, strict=True)
        if p >= min_probability
    }
    for a, b in _repetitions(plain):
        found[a, b] = (1.0, 1.0)
    progress("duplicates", 1, 2)
    pairs = []
    for (a, b), (probability, cosine) in found.items():
        exact = plain[a] == plain[b]
        kind = "exact" if exact else "translation" if languages[a] != languages[b] else "near"
        warning = (
            "" if exact else caution(texts[a], languages[a], texts[b], languages[b], wordlists)
        )
        pairs.append(Pair(ids[a], ids[b], round(probability, 4), round(cosine, 4), kind, warning))
    progress("duplicates", 2, 2)
    return sorted(pairs, key=lambda pair: (-pair.probability, pair.a, pair.b))


def find_related(
    ids: Sequence[str],
    texts: Sequence[str],
    languages: Sequence[str],
    neutral: FloatMatrix,
    meaning: FloatMatrix,
    calibration: Calibration,
    wordlists: Wordlists,
    progress: Progress = silent,
) -> list[Pair]:
    """Find pairs that people should look at together, though less alike than a rewording.

    People say one idea in very different words, with their own stories. Such pairs are each
    other's nearest: each is among the `MUTUAL` nearest of the other, sought in every common
    language apart, and they are at least `RELATED` alike. How many of them say the same is measured
    in ``docs/benchmarks.md``; the others are worth reading together all the same.

    Parameters
    ----------
    neutral : array of shape (n, d)
        Centred unit vectors without what is particular to a language: who is near whom.
    meaning : array of shape (n, d)
        Centred unit vectors, on which the probability was fitted.
    """
    codes = np.unique(np.asarray(languages, dtype=object).astype(str), return_inverse=True)[1]
    seen: dict[tuple[int, int], float] = {}
    for part in balanced_neighbours(neutral, codes, MUTUAL, progress):
        for row, (found, cosines) in enumerate(zip(part.indices, part.similarities, strict=True)):
            for other, cosine in zip(found[:MUTUAL], cosines[:MUTUAL], strict=True):
                if cosine >= RELATED:
                    seen[row, int(other)] = float(cosine)
    pairs = []
    for (a, b), cosine in seen.items():
        if a < b and (b, a) in seen:
            across = np.array([codes[a] != codes[b]])
            fitted = np.array([meaning[a] @ meaning[b]])
            probability = float(calibration.probability(fitted, across)[0])
            kind = "translation" if across[0] else "near"
            warning = caution(texts[a], languages[a], texts[b], languages[b], wordlists)
            pairs.append(
                Pair(ids[a], ids[b], round(probability, 4), round(cosine, 4), kind, warning)
            )
    pairs.sort(key=lambda pair: (-pair.similarity, pair.a, pair.b))
    return pairs[: max(MOST_RELATED, len(ids) // 20)]


def _repetitions(plain: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of one text repeated: each with the first, so that a campaign stays linear."""
    first: dict[str, int] = {}
    pairs = []
    for row, text in enumerate(plain):
        if text and text in first:
            pairs.append((first[text], row))
        first.setdefault(text, row)
    return pairs


def complete_groups(
    n: int, edges: IntArray, probabilities: FloatMatrix
) -> list[tuple[tuple[int, ...], float]]:
    """Groups in which *every* pair reached the threshold: no chains (A~B, B~C, but not A~C).

    Greedy complete linkage: pairs are taken from the most probable down, and two groups are
    joined only if all pairs between them are there.

    Returns
    -------
    list of (members, probability of the least alike pair)
    """
    known = {(int(a), int(b)): float(p) for (a, b), p in zip(edges, probabilities, strict=True)}
    known |= {(b, a): p for (a, b), p in known.items()}
    owner = list(range(n))
    members = {row: [row] for row in range(n)}
    weakest = dict.fromkeys(range(n), 1.0)
    order = np.lexsort((edges[:, 1], edges[:, 0], -probabilities))
    for index in order:
        one, two = owner[edges[index, 0]], owner[edges[index, 1]]
        if one == two:
            continue
        between = [known.get((a, b)) for a in members[one] for b in members[two]]
        if any(p is None for p in between):
            continue
        weakest[one] = min([weakest[one], weakest[two], *(p for p in between if p is not None)])
        for row in members[two]:
            owner[row] = one
        members[one] += members.pop(two)
    return [
        (tuple(sorted(rows)), weakest[key])
        for key, rows in sorted(members.items())
        if len(rows) > 1
    ]


def find_groups(
    ids: Sequence[str],
    texts: Sequence[str],
    pairs: Sequence[Pair],
    related: Sequence[Pair],
    min_probability: float,
) -> list[DuplicateGroup]:
    """Form groups of contributions to look at together, surest first.

    Groups are formed among `pairs` first, then `related` pairs join what is left and the groups
    that are there, always so that every pair inside is known (no chains).

    Repetitions of one text count as one place in a group. A pair with a warning never joins
    others: it stands alone, side by side with its warning, so that a person sees it. A campaign
    may have thousands of such pairs; each text shows its `MOST_WARNED` most probable.
    """
    row_of = {name: row for row, name in enumerate(ids)}
    place: dict[str, int] = {}
    places = [
        place.setdefault(normalised(text) or f"\0{row}", row) for row, text in enumerate(texts)
    ]
    copies: dict[int, list[int]] = {}
    for row, first in enumerate(places):
        copies.setdefault(first, []).append(row)
    stands = {name: ids[first] for name, first in zip(ids, places, strict=True)}
    known = _between_texts(stands, [*_rising(related), *_rising(pairs)])
    calm = [p for p in known.values() if not p.warning]
    edges = np.array(
        [sorted((places[row_of[p.a]], places[row_of[p.b]])) for p in calm], np.int64
    ).reshape(-1, 2)
    weights = np.array([p.probability for p in calm], np.float32)
    found = [
        (sorted(row for first in rows for row in copies[first]), weakest)
        for rows, weakest in complete_groups(len(ids), edges, weights)
    ]
    grouped = {row for rows, _ in found for row in rows}
    found += [
        (rows, 1.0) for first, rows in copies.items() if len(rows) > 1 and first not in grouped
    ]
    members = [(tuple(ids[row] for row in rows), weakest, "") for rows, weakest in found]
    members += [((p.a, p.b), p.probability, p.warning) for p in _warned(known)]
    members.sort(key=lambda group: (bool(group[2]), -group[1], group[0]))
    return [
        _group(f"D{number}", names, weakest, warning, stands, known, min_probability)
        for number, (names, weakest, warning) in enumerate(members, 1)
    ]


def _rising(pairs: Iterable[Pair]) -> list[Pair]:
    return sorted(pairs, key=lambda pair: (pair.probability, pair.a, pair.b))


def _between_texts(stands: Mapping[str, str], pairs: Iterable[Pair]) -> dict[frozenset[str], Pair]:
    """One pair for any two texts, however often each is repeated: the last that is given."""
    known = {frozenset((stands[p.a], stands[p.b])): p for p in pairs}
    return {both: pair for both, pair in known.items() if len(both) == 2}


def _warned(known: Mapping[frozenset[str], Pair]) -> list[Pair]:
    """Pairs with a warning, most probable first: of each text not more than people can read."""
    shown: Counter[str] = Counter()
    kept = []
    for both, pair in sorted(known.items(), key=lambda k: (-k[1].probability, k[1].a, k[1].b)):
        if pair.warning and min(shown[text] for text in both) < MOST_WARNED:
            kept.append(pair)
            shown.update(both)
    return kept


def _group(
    group_id: str,
    names: tuple[str, ...],
    weakest: float,
    warning: str,
    stands: Mapping[str, str],
    known: Mapping[frozenset[str], Pair],
    min_probability: float,
) -> DuplicateGroup:
    """Order a group: the member most like all the others stands for it."""

    def between(a: str, b: str) -> float:
        if stands[a] == stands[b]:  # copies of one text
            return 1.0
        return known[frozenset((stands[a], stands[b]))].probability

    total = {a: sum(between(a, b) for b in names if b != a) for a in names}
    ordered = sorted(names, key=lambda a: (-total[a], a))
    texts = {stands[name] for name in names}
    kinds = {known[frozenset(both)].kind for both in combinations(texts, 2)}
    kind = next((k for k in ("translation", "near") if k in kinds), "exact")
    scores = (1.0, *(round(between(ordered[0], b), 4) for b in ordered[1:]))
    level = certainty(weakest) if not warning else "unsure"
    suggestion = "same" if weakest >= min_probability else "together"
    return DuplicateGroup(
        group_id, tuple(ordered), scores, round(weakest, 4), kind, warning, level, suggestion
    )
