"""Texts sent many times with small changes: they count, but they do not outweigh everybody else.

A letter that an organisation hands out comes back three hundred times, with a name, a greeting or a
sentence added. Every sender is counted where people are counted. In what is found about subjects
(themes, names, map) three hundred copies would drown the rest, so there a campaign counts like the
few texts that make a theme.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from rapidfuzz import fuzz
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from dsupport.analysis.duplicates import equal_texts
from dsupport.analysis.graph import Near
from dsupport.analysis.pairs import normalised
from dsupport.typing import FloatMatrix, IntArray

NEAR = 0.9
"""Cosine from which the wording of two texts is compared."""

ALIKE = 80.0
"""Share of letters in common, in order, from which two texts have one wording (in per cent)."""

SHORTEST = 60
"""Letters below which only equal texts have one wording: in few words each one counts."""

CAMPAIGN = 5
"""Texts of one wording that make a campaign."""


Contradict = Callable[[int, int, float], bool]
"""Whether something speaks against two rows, with that cosine, saying the same."""


def wordings(
    texts: Sequence[str], near: Near, vectors: FloatMatrix, contradict: Contradict
) -> IntArray:
    """For every text the row of the text whose wording it has, mostly itself.

    Parameters
    ----------
    vectors : array of shape (n, d)
        Unit vectors from which only the general mean was removed: the mean of a collection in which
        everybody sends the same letter is that letter.
    contradict
        Two rows that contradict each other are two wordings.

    Returns
    -------
    array of shape (n,)
        Row numbers. Every text is compared with the one that stands for it: no chains.
    """
    plain = [normalised(text) for text in texts]
    stands = equal_texts(texts)
    left, right = _alike(plain, stands, near, vectors)
    n = len(texts)
    links = sparse.csr_matrix((np.ones(len(left)), (left, right)), (n, n))
    _, component = connected_components(links, directed=False)
    for members in _groups(component):
        _around_one(members, plain, links, stands, vectors, contradict)
    return stands[stands]


def _alike(
    plain: Sequence[str], stands: IntArray, near: Near, vectors: FloatMatrix
) -> tuple[IntArray, IntArray]:
    """Near pairs of different texts that have most letters in common."""
    found: set[tuple[int, int]] = set()
    for part in near.meaning:
        for row, others in enumerate(part.indices):
            cosines = vectors[others] @ vectors[row]
            for other in stands[others[cosines >= NEAR]].tolist():
                one = int(stands[row])
                if one != other:
                    found.add((min(one, other), max(one, other)))
    kept = [(a, b) for a, b in sorted(found) if _one_wording(plain[a], plain[b])]
    pairs = np.array(kept, np.int64).reshape(-1, 2)
    return pairs[:, 0], pairs[:, 1]


def _one_wording(one: str, other: str) -> bool:
    if min(len(one), len(other)) < SHORTEST:
        return False
    return fuzz.ratio(one, other, score_cutoff=ALIKE) > 0


def _groups(component: IntArray) -> list[IntArray]:
    """Rows of each component of more than one row."""
    order = np.argsort(component, kind="stable")
    parts = np.split(order, np.flatnonzero(np.diff(component[order])) + 1)
    return [rows for rows in parts if len(rows) > 1]


def _around_one(
    members: IntArray,
    plain: Sequence[str],
    links: sparse.csr_matrix,
    stands: IntArray,
    vectors: FloatMatrix,
    contradict: Contradict,
) -> None:
    """Let the best linked member stand for all that have its wording; then the rest likewise."""
    degree = (
        np.asarray(links[members].sum(axis=1)).ravel()
        + np.asarray(links[:, members].sum(axis=0)).ravel()
    )
    left = members[np.argsort(-degree, kind="stable")].tolist()
    while left:
        first, *rest = left
        left = []
        for row in rest:
            alike = _one_wording(plain[first], plain[row])
            if alike and not contradict(first, row, float(vectors[first] @ vectors[row])):
                stands[row] = first
            else:
                left.append(row)


def counted_rows(stands: IntArray, most: int) -> IntArray:
    """Rows that count in what is found: of a campaign `most`, of everything else all.

    Parameters
    ----------
    stands
        As from `wordings`.
    """
    kept = np.ones(len(stands), bool)
    order = np.argsort(stands, kind="stable")
    for rows in np.split(order, np.flatnonzero(np.diff(stands[order])) + 1):
        if len(rows) >= CAMPAIGN:
            # The one that stands for all comes first, then the others in their order.
            first = rows[np.argsort(rows != stands[rows[0]], kind="stable")]
            kept[first[max(1, most) :]] = False
    return np.flatnonzero(kept)
