"""Groups as a tree: which would join first, and which are clearly apart.

Two groups are as near as their links are more than chance would give (Bonald, Charpentier, Galland &
Hollocou, 2018, “Hierarchical graph clustering using node pair sampling”). The nearest two join,
again and again. Where the strength of joining falls by far from one step to the next, what is left
at that moment is clearly apart.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from dsupport.typing import FloatMatrix, IntArray

FALL = 3.0
"""How many times weaker the next joining must be for groups to be clearly apart. In collections of
single debates it was 3 to 40 times at their true number, in continuous ones at most 1.6 times."""

FAINT = 0.02
"""Strengths below this are taken for it: what hardly anything links is just apart."""

MOST_CLEAR = 30
"""Groups among which a clear fall is looked for."""

EVEN = 0.6
"""Groups clearly apart must share the texts evenly: at least this share of their number, counted
as 1 / Σ share² (Simpson). A clump of spam beside everything else is no division into two."""


@dataclass(frozen=True, slots=True)
class Joining:
    """Two groups that join.

    Attributes
    ----------
    one, other
        Numbers of groups; from the number of groups on, those that earlier joinings made.
    strength
        Weight of the links between both, divided by what chance would give.
    """

    one: int
    other: int
    strength: float


def tree(graph: sparse.csr_matrix, labels: IntArray) -> list[Joining]:
    """Join groups until nothing links those that are left, the most strongly linked first.

    Parameters
    ----------
    graph
        Links between rows, symmetric.
    labels : array of shape (n,)
        Group of each row, from 0; -1 is in none.
    """
    between = _between(graph, labels)
    groups = len(between)
    weight, total = between.sum(axis=1), between.sum()
    strength = np.full((groups, groups), -1.0)
    for row in range(groups):
        strength[row] = _strengths(between, weight, total, row)
    alive = np.ones(groups, bool)
    numbers = list(range(groups))
    joinings: list[Joining] = []
    while alive.sum() > 1:
        one, other = divmod(int(strength.argmax()), groups)
        found = float(strength[one, other])
        if found <= 0:
            break
        joinings.append(Joining(numbers[one], numbers[other], found))
        between[one] += between[other]
        between[:, one] += between[:, other]
        weight[one] += weight[other]
        alive[other] = False
        numbers[one] = groups + len(joinings) - 1
        fresh = _strengths(between, weight, total, one)
        strength[one] = strength[:, one] = np.where(alive, fresh, -1.0)
        strength[other] = strength[:, other] = -1.0
    return joinings


def _between(graph: sparse.csr_matrix, labels: IntArray) -> FloatMatrix:
    """Weight of the links between groups, shape (groups, groups)."""
    groups = int(labels.max()) + 1 if len(labels) else 0
    placed = np.flatnonzero(labels >= 0)
    member = sparse.csr_matrix(
        (np.ones(len(placed)), (placed, labels[placed])), (len(labels), groups)
    )
    return np.asarray((member.T @ graph @ member).todense(), np.float64)


def _strengths(between: FloatMatrix, weight: FloatMatrix, total: float, row: int) -> FloatMatrix:
    found = between[row] * total / np.maximum(weight[row] * weight, 1e-12)
    found[row] = -1.0
    return np.asarray(found)


def cut(labels: IntArray, joinings: list[Joining], groups: int) -> IntArray:
    """Labels after joining down to `groups` groups, or as far as links go; not renumbered."""
    count = int(labels.max()) + 1 if len(labels) else 0
    parent = np.arange(count + len(joinings))
    for step, joining in enumerate(joinings[: max(0, count - groups)]):
        parent[joining.one] = parent[joining.other] = count + step
    while (parent != parent[parent]).any():
        parent = parent[parent]
    return np.where(labels >= 0, parent[np.maximum(labels, 0)], -1)


def clearly_apart(graph: sparse.csr_matrix, labels: IntArray) -> IntArray | None:
    """The division at which the strength of joining falls by far, if there is one.

    Parameters
    ----------
    labels
        Small groups, of which each lies in one topic.

    Returns
    -------
    array of shape (n,) or None
        Labels of topics that are clearly apart from each other, not renumbered.
    """
    joinings = tree(graph, labels)
    count = int(labels.max()) + 1 if len(labels) else 0
    best, found = FALL, None
    for groups in range(2, min(MOST_CLEAR, count - 1) + 1):
        step = count - groups  # joinings before this one lead to `groups` groups
        if not 0 < step <= len(joinings):
            continue
        following = joinings[step].strength if step < len(joinings) else 0.0
        fall = joinings[step - 1].strength / max(following, FAINT)
        if fall < best:
            continue
        topics = cut(labels, joinings, groups)
        shares = np.unique(topics[topics >= 0], return_counts=True)[1] / (topics >= 0).sum()
        if 1.0 / np.sum(shares**2) >= EVEN * groups:
            best, found = fall, topics
    return found
