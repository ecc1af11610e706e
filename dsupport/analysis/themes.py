"""Themes and subthemes: communities of a neighbour graph on which many partitions agree.

Several views of the texts (meaning, spelling) each give a graph of nearest neighbours; the graphs
are added; many partitions vote (`dsupport.analysis.communities`). Rows are taken in an order
that depends on the texts alone, so the order of the file cannot matter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from dsupport.analysis.communities import Agreement, leiden, vote
from dsupport.analysis.graph import neighbour_graph
from dsupport.analysis.neighbours import nearest
from dsupport.config import AnalysisConfig
from dsupport.progress import Progress, silent
from dsupport.typing import FloatMatrix, IntArray

RESOLUTIONS = {
    "coarser": (0.4, 0.6, 0.8),
    "normal": (0.7, 1.0, 1.4),
    "finer": (1.4, 2.0, 2.8),
}
"""Modularity resolutions of the partitions that vote; higher gives more themes."""

SUBTHEME_RESOLUTION = 4.0


@dataclass(frozen=True, slots=True)
class Grouping:
    """Themes as row numbers.

    Attributes
    ----------
    labels : array of shape (n,)
        Theme of each row, by size from 0; -1 where it is in none.
    sublabels : array of shape (n,)
        Subtheme within the theme, by size from 0; -1 where there is none.
    confidence : array of shape (n,)
        Share of a row's links, weighted by agreement, that stay inside its theme.
    stability : array of shape (themes,)
        Mean share of partitions that kept two linked members together.
    graph
        The agreement graph, for the map and for who is central.
    """

    labels: IntArray
    sublabels: IntArray
    confidence: FloatMatrix
    stability: FloatMatrix
    graph: sparse.csr_matrix


def smallest_theme(n: int, config: AnalysisConfig) -> int:
    """How many contributions make a theme: 2 for a table's notes, up to 10 for thousands."""
    if config.min_cluster_size is not None:
        return max(2, config.min_cluster_size)
    return int(np.clip(round(np.sqrt(n) / 4), 2, 10))


def joint_graph(
    views: Sequence[FloatMatrix], n_neighbors: int, progress: Progress = silent
) -> sparse.csr_matrix:
    """Add the neighbour graphs of all views."""
    graphs = [
        neighbour_graph(nearest(view, n_neighbors, progress)) for view in views if view.shape[1] > 1
    ]
    total = graphs[0]
    for other in graphs[1:]:
        total = total + other
    return total.tocsr()


def by_size(labels: IntArray) -> IntArray:
    """Renumber groups by size, largest first; ties by first row; -1 stays."""
    found, first, counts = np.unique(labels[labels >= 0], return_index=True, return_counts=True)
    order = np.lexsort((first, -counts))
    names = np.full(int(found.max()) + 1 if len(found) else 1, -1, np.int64)
    names[found[order]] = np.arange(len(found))
    return np.where(labels >= 0, names[np.maximum(labels, 0)], -1)


def link_shares(graph: sparse.csr_matrix, labels: IntArray) -> FloatMatrix:
    """Weight of each row's links into each group, shape (n, groups)."""
    groups = int(labels.max()) + 1 if len(labels) else 0
    placed = labels >= 0
    member = sparse.csr_matrix(
        (np.ones(int(placed.sum())), (np.flatnonzero(placed), labels[placed])),
        (len(labels), max(groups, 1)),
    )
    return np.asarray((graph @ member).todense())


def confidence_of(graph: sparse.csr_matrix, labels: IntArray) -> FloatMatrix:
    """Share of each row's link weight that stays inside its group; 0 where it is in none."""
    inside = link_shares(graph, labels)
    total = np.asarray(graph.sum(axis=1)).ravel()
    own = inside[np.arange(len(labels)), np.maximum(labels, 0)]
    share = np.divide(own, total, out=np.zeros(len(labels)), where=total > 0)
    return np.where(labels >= 0, share, 0.0)


def group(
    views: Sequence[FloatMatrix], config: AnalysisConfig, progress: Progress = silent
) -> Grouping:
    """Group rows into themes and subthemes.

    Parameters
    ----------
    views : sequence of arrays of shape (n, d_i)
        Unit rows, in a canonical order of the texts.
    """
    n = len(views[0])
    n_neighbors = int(min(config.n_neighbors, max(3, n // 6)))
    graph = joint_graph(views, n_neighbors, progress)
    votes = vote(
        graph, RESOLUTIONS[config.detail], config.n_partitions, config.random_state, progress
    )
    agreed = votes.graph()
    middle = RESOLUTIONS[config.detail][1]
    labels = leiden(agreed, middle, config.random_state)
    labels = _without_small(by_size(labels), smallest_theme(n, config))
    sublabels = _subthemes(agreed, labels, smallest_theme(n, config), config.random_state)
    confidence = confidence_of(agreed, labels)
    return Grouping(labels, sublabels, confidence, _stability(votes, labels), agreed)


def _without_small(labels: IntArray, smallest: int) -> IntArray:
    counts = np.bincount(labels[labels >= 0]) if (labels >= 0).any() else np.zeros(0, np.int64)
    return by_size(
        np.where((labels >= 0) & (counts[np.maximum(labels, 0)] >= smallest), labels, -1)
    )


def _subthemes(
    graph: sparse.csr_matrix, labels: IntArray, smallest: int, random_state: int
) -> IntArray:
    """Split every theme that is large enough, from its own links only: subthemes nest."""
    sublabels = np.full(len(labels), -1, np.int64)
    for theme in range(int(labels.max()) + 1 if len(labels) else 0):
        rows = np.flatnonzero(labels == theme)
        if len(rows) < 4 * smallest:
            continue
        part = leiden(graph[rows][:, rows], 1.0, random_state)
        part = _without_small(by_size(part), max(2, smallest))
        if part.max() >= 1:
            sublabels[rows] = part
    return sublabels


def _stability(votes: Agreement, labels: IntArray) -> FloatMatrix:
    groups = int(labels.max()) + 1 if len(labels) else 0
    left, right = labels[votes.edges[:, 0]], labels[votes.edges[:, 1]]
    inside = (left == right) & (left >= 0)
    weight = np.bincount(left[inside], votes.weights[inside], groups)
    kept = np.bincount(left[inside], (votes.weights * votes.shares)[inside], groups)
    return np.divide(kept, weight, out=np.zeros(groups), where=weight > 0)
