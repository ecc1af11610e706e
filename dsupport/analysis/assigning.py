"""Where new contributions belong among themes that are there, without moving any other.

Each new one is linked to its nearest among those that are placed, by meaning and by spelling, with
the weights of the graph from which themes are made. It is placed by the share that one theme has of
the squares of its link weights by theme. (In a run each link counts by the square of the share of
partitions that kept it; what most links say counts more there, too.)
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dsupport.analysis.certainty import PLACES, agreement, margin
from dsupport.analysis.graph import local_scaling
from dsupport.analysis.neighbours import nearest_in
from dsupport.analysis.outliers import nearness_among
from dsupport.analysis.themes import SPELLING_WEIGHT
from dsupport.analysis.views import Views
from dsupport.typing import FloatMatrix, IntArray

TOGETHER = 0.35
"""Mean cosine from which new contributions that fit nowhere are a theme of their own."""

COMPANY = 25
"""Nearest by meaning of which it is asked how many stand in the theme."""

LEAST = 3
"""Contributions that make a theme."""

ALONE = 0.08
"""A new one that is farther from what is there than all but this share of what is there is from
itself fits nowhere: the share that a run sets apart at most."""


REPEATS = 0.75
"""Share of what is there whose own nearest is farther than that of a text that repeats another."""


@dataclass(frozen=True, slots=True)
class Assigned:
    """Where new rows belong.

    Attributes
    ----------
    labels : array of shape (m,)
        Group of each new row; -1 where it fits nowhere.
    confidence : array of shape (m,)
        Probability that people would put it there (`dsupport.analysis.certainty`).
    parts : array of shape (m,)
        Part of that group; -1 where none is clear.
    """

    labels: IntArray
    confidence: FloatMatrix
    parts: IntArray


def assign(
    views: Views, labels: IntArray, parts: IntArray, new: IntArray, k: int, min_confidence: float
) -> Assigned:
    """Seek the group of every new row among the rows that have one.

    Parameters
    ----------
    labels, parts : arrays of shape (n,)
        Group and part of every row; -1 for none. New rows have none.
    new
        The rows to assign.
    k
        Neighbours to ask in each view.
    """
    there = np.flatnonzero(labels >= 0)
    groups = int(labels.max()) + 1 if len(there) else 0
    votes = np.zeros((len(new), max(groups, 1)))
    part_votes = np.zeros((len(new), int(parts.max()) + 2))
    for view, weight in ((views.neutral, 1.0), (views.spelling, SPELLING_WEIGHT)):
        if view.shape[1] < 2 or not len(there):
            continue
        found = nearest_in(view, there, min(k, len(there) - 1))
        scaled = weight * local_scaling(1.0 - found.similarities[new])
        asked = found.indices[new]
        for row in range(len(new)):
            np.add.at(votes[row], labels[asked[row]], scaled[row])
            np.add.at(part_votes[row], parts[asked[row]] + 1, scaled[row])
    votes **= 2
    total = votes.sum(axis=1)
    best = votes.argmax(axis=1)
    share = np.divide(votes.max(axis=1), total, out=np.zeros(len(new)), where=total > 0)
    placed = (share >= min_confidence) & ~_alone(views, there, new)
    likely = _probability(views, labels, new, best, share, there)
    return Assigned(
        np.where(placed, best, -1),
        np.where(placed, likely, 0.0),
        _parts(best, part_votes, parts, labels, placed),
    )


def _probability(
    views: Views,
    labels: IntArray,
    new: IntArray,
    best: IntArray,
    share: FloatMatrix,
    there: IntArray,
) -> FloatMatrix:
    """How likely people would put each new row into its best group: the evidence of a run."""
    if not len(there):
        return np.zeros(len(new))
    seats = labels.copy()
    seats[new] = best
    near = nearest_in(views.neutral, there, min(COMPANY, len(there) - 1)).indices[new]
    company = (labels[near] == best[:, None]).mean(axis=1) if near.shape[1] else np.zeros(len(new))
    apart = margin(seats, views.neutral, labels)[new]
    return PLACES.probability(np.column_stack([agreement(share), apart, company]))


def _alone(views: Views, there: IntArray, new: IntArray) -> IntArray:
    """Whether new rows are farther from what is there than nearly all of that is from itself."""
    if len(there) < 3:
        return np.ones(len(new), bool)
    near, nearest = nearness_among(views, there), nearness_among(views, there, 1)
    far = near[new] < np.quantile(near[there], ALONE)
    # Whoever repeats one that is there is not alone, however few there are.
    return np.asarray(far & (nearest[new] < np.quantile(nearest[there], REPEATS)))


def _parts(
    best: IntArray, votes: FloatMatrix, parts: IntArray, labels: IntArray, placed: IntArray
) -> IntArray:
    """The part of the best group that has most votes, if it has more than no part."""
    chosen = np.full(len(best), -1, np.int64)
    for row in np.flatnonzero(placed):
        inside = np.unique(parts[(labels == best[row]) & (parts >= 0)])
        if not len(inside):
            continue
        among = votes[row, inside + 1]
        if among.max() > among.sum() - among.max():
            chosen[row] = inside[among.argmax()]
    return chosen


def gathered(view: FloatMatrix, rows: IntArray) -> list[list[int]]:
    """Rows that fit nowhere, but belong together: what may be a new theme.

    Average linkage of cosines, cut where the mean inside would fall below `TOGETHER`.

    Returns
    -------
    list of lists of row numbers, the largest first
    """
    from scipy.cluster.hierarchy import fcluster, linkage

    if len(rows) < LEAST:
        return []
    tree = linkage(view[rows], method="average", metric="cosine")
    labels = fcluster(tree, 1.0 - TOGETHER, criterion="distance")
    groups = [[int(row) for row in rows[labels == label]] for label in np.unique(labels)]
    return sorted((g for g in groups if len(g) >= LEAST), key=lambda g: (-len(g), g))
