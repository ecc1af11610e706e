"""Groups of contributions to look at together: no chains, and the weakest link is shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

import numpy as np

from dsupport.analysis.neighbours import Neighbours
from dsupport.analysis.pairs import (
    Material,
    Rules,
    copies,
    find_pairs,
    find_related,
    normalised,
)
from dsupport.progress import Progress, silent
from dsupport.results import DuplicateGroup, Pair, certainty
from dsupport.typing import FloatMatrix, IntArray

MOST_WARNED = 3
"""Pairs with a warning that one text brings before people; the table of pairs has all."""


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


def find_duplicates(
    material: Material,
    rules: Rules,
    progress: Progress = silent,
    near: Sequence[Neighbours] = (),
    wording: IntArray | None = None,
) -> tuple[list[Pair], list[DuplicateGroup]]:
    """Find the pairs that say the same, and the groups that people should look at together.

    Parameters
    ----------
    near
        The nearest of each row by the neutral vectors, if they are known already.
    wording : array of shape (n,)
        Row of the text whose wording each has (`campaigns.wordings`): only those that stand for a
        wording are compared with others. Without it only equal texts have one wording.
    """
    wording = equal_texts(material.texts) if wording is None else wording
    own = np.flatnonzero(wording == np.arange(len(wording)))
    whole = len(own) == len(wording)
    apart = material if whole else material.take(own)
    pairs = [*find_pairs(apart, rules, progress), *copies(material, rules, wording)]
    pairs.sort(key=lambda pair: (-pair.probability, pair.a, pair.b))
    related = find_related(apart, rules, progress, near if whole else ())
    least = rules.min_probability
    groups = find_groups(material.ids, material.texts, pairs, related, least, wording)
    return pairs, groups


def equal_texts(texts: Sequence[str]) -> IntArray:
    """The first row with the same letters; texts without any stand for themselves."""
    first: dict[str, int] = {}
    plain = (normalised(text) for text in texts)
    rows = [first.setdefault(text, row) if text else row for row, text in enumerate(plain)]
    return np.array(rows, np.int64)


def find_groups(
    ids: Sequence[str],
    texts: Sequence[str],
    pairs: Sequence[Pair],
    related: Sequence[Pair],
    min_probability: float,
    wording: IntArray | None = None,
) -> list[DuplicateGroup]:
    """Form groups of contributions to look at together, surest first.

    Groups are formed among `pairs` first, then `related` pairs join what is left and the groups
    that are there, always so that every pair inside is known (no chains).

    Texts of one wording count as one place in a group. A pair with a warning never joins
    others: it stands alone, side by side with its warning, so that a person sees it. A campaign
    may have thousands of such pairs; each text shows its `MOST_WARNED` most probable.
    """
    row_of = {name: row for row, name in enumerate(ids)}
    places = (equal_texts(texts) if wording is None else wording).tolist()
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
    close = _to_their_wording(stands, pairs)
    members = []
    for rows, weakest in found:
        names = tuple(ids[row] for row in rows)
        members.append((names, min([weakest, *_probabilities(names, close)]), ""))
    members += [((p.a, p.b), p.probability, p.warning) for p in _warned(known)]
    members.sort(key=lambda group: (bool(group[2]), -group[1], group[0]))
    return [
        _group(f"D{number}", names, weakest, warning, stands, known | close, min_probability)
        for number, (names, weakest, warning) in enumerate(members, 1)
    ]


def _rising(pairs: Iterable[Pair]) -> list[Pair]:
    return sorted(pairs, key=lambda pair: (pair.probability, pair.a, pair.b))


def _between_texts(stands: Mapping[str, str], pairs: Iterable[Pair]) -> dict[frozenset[str], Pair]:
    """One pair for any two texts, however often each is repeated: the last that is given."""
    known = {frozenset((stands[p.a], stands[p.b])): p for p in pairs}
    return {both: pair for both, pair in known.items() if len(both) == 2}


def _to_their_wording(
    stands: Mapping[str, str], pairs: Iterable[Pair]
) -> dict[frozenset[str], Pair]:
    """Pairs of a text with the one that stands for its wording."""
    return {
        frozenset((p.a, p.b)): p
        for p in pairs
        if stands[p.a] == stands[p.b] and stands[p.a] in (p.a, p.b)
    }


def _probabilities(names: Iterable[str], close: Mapping[frozenset[str], Pair]) -> list[float]:
    inside = set(names)
    return [pair.probability for both, pair in close.items() if both <= inside]


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

    def own(name: str) -> float:
        """How surely a text has the wording of the one that stands for it."""
        pair = known.get(frozenset((name, stands[name])))
        return pair.probability if pair else 1.0

    def between(a: str, b: str) -> float:
        if stands[a] == stands[b]:  # copies of one text
            return min(own(a), own(b))
        return known[frozenset((stands[a], stands[b]))].probability

    texts = Counter(stands[name] for name in names)
    towards = {
        a: sum(count * known[frozenset((a, b))].probability for b, count in texts.items() if b != a)
        for a in texts
    }
    total = {a: towards[stands[a]] + own(a) * (texts[stands[a]] - 1) for a in names}
    ordered = sorted(names, key=lambda a: (-total[a], a != stands[a], a))
    kinds = {known[frozenset(both)].kind for both in combinations(texts, 2)}
    kinds |= {
        known[both].kind for name in names if (both := frozenset((name, stands[name]))) in known
    }
    kind = next((k for k in ("translation", "near") if k in kinds), "exact")
    scores = (1.0, *(round(between(ordered[0], b), 4) for b in ordered[1:]))
    level = certainty(weakest) if not warning else "unsure"
    suggestion = "same" if weakest >= min_probability else "together"
    return DuplicateGroup(
        group_id, tuple(ordered), scores, round(weakest, 4), kind, warning, level, suggestion
    )
