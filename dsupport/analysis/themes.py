"""Themes and subthemes: communities of a neighbour graph on which many partitions agree.

Views of the texts, by meaning and by spelling, whole and by title, each give a graph of nearest
neighbours; the graphs are added; many partitions vote (`dsupport.analysis.communities`). Rows are taken in an
order that depends on the texts alone, so the order of the file cannot matter.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from dsupport.analysis.communities import Agreement, leiden, vote
from dsupport.analysis.graph import Near, find_near, how_many, neighbour_graph
from dsupport.analysis.hierarchy import clearly_apart
from dsupport.analysis.views import Views, size_share
from dsupport.config import AnalysisConfig
from dsupport.progress import Progress, silent
from dsupport.typing import FloatMatrix, IntArray

SPREAD = (0.7, 1.0, 1.4)
"""Resolutions of the partitions that vote, around the one of the themes."""

DETAIL = {"coarser": 0.5, "normal": 1.0, "finer": 2.0}

MOST_THEMES = {"coarser": 8, "normal": 15, "finer": 30}
"""What a facilitator can keep in mind, whatever the number of contributions: above it, groups are
joined as long as links that partitions agreed on hold them together."""

STEP, STEPS = 0.8, 20
"""Factor by which the resolution falls until there are few enough themes, and how often."""

SMALL_PARTS = 12.0
"""Times the resolution of themes: groups so small that each lies in one topic."""

SUBTHEME_RESOLUTION = 6.0
"""Of the whole graph: parts are about as fine as a partition at this resolution would be."""

SPELLING_WEIGHT = 0.5
"""Of the spelling graph beside that of meaning (measured on the development data)."""

TITLE_WEIGHT = 0.5
"""Of the titles' graph beside that of the whole texts, in a large corpus; none in a small one."""

RESOLUTIONS = ((80, 1.1), (140, 1.95), (300, 1.95), (2_000, 0.95))
"""Of modularity, by number of contributions; between them by the logarithm of the number."""


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
        The agreement graph: who is linked to whom, and how surely.
    near
        Whom each row lies near.
    """

    labels: IntArray
    sublabels: IntArray
    confidence: FloatMatrix
    stability: FloatMatrix
    graph: sparse.csr_matrix
    near: Near


def smallest_theme(n: int, config: AnalysisConfig) -> int:
    """How many contributions make a theme: 2 for a table's notes, up to 10 for thousands."""
    if config.min_cluster_size is not None:
        return max(2, config.min_cluster_size)
    return int(np.clip(round(np.sqrt(n) / 4), 2, 10))


def resolution_for(n: int, config: AnalysisConfig) -> float:
    """Resolution of modularity: about six themes for 80 contributions, a dozen or so for 200 and
    about twenty for thousands (measured on the development data).
    """
    sizes, values = zip(*RESOLUTIONS, strict=True)
    return float(np.interp(np.log(n), np.log(sizes), values)) * DETAIL[config.detail]


def joint_graph(
    views: Views, near: Near, n_neighbors: int, progress: Progress = silent
) -> sparse.csr_matrix:
    """Add the neighbour graphs by meaning and by spelling, of the texts and of their titles."""
    n = len(views)
    graph = neighbour_graph(*near.meaning)
    if near.spelling:
        graph = graph + SPELLING_WEIGHT * neighbour_graph(near.spelling)
    if views.titles:
        rows, weight = views.titles.rows, TITLE_WEIGHT * size_share(n)
        place = sparse.csr_matrix(
            (np.ones(len(rows)), (rows, np.arange(len(rows)))), (n, len(rows))
        )
        titles = views.titles.views
        own = joint_graph(titles, who_is_near(titles, n_neighbors, progress), n_neighbors)
        graph = graph + weight * (place @ own @ place.T)
    return graph.tocsr()


def who_is_near(views: Views, n_neighbors: int, progress: Progress = silent) -> Near:
    """Whom each row lies near, by meaning and by spelling."""
    k = how_many(len(views), n_neighbors)
    return find_near(views.neutral, views.spelling, views.languages, k, progress)


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
    views: Views,
    config: AnalysisConfig,
    progress: Progress = silent,
    near: Near | None = None,
) -> Grouping:
    """Group rows into themes and subthemes; `near` spares the search if it is known."""
    n = len(views)
    near = near or who_is_near(views, config.n_neighbors, progress)
    graph = joint_graph(views, near, config.n_neighbors, progress)
    resolution = resolution_for(n, config)
    votes = vote(
        graph,
        [factor * resolution for factor in SPREAD],
        config.n_partitions,
        config.random_state,
        progress,
    )
    agreed = votes.graph()
    smallest = smallest_theme(n, config)
    topics = None
    if config.detail != "finer":
        small = by_size(leiden(agreed, SMALL_PARTS * resolution, config.random_state))
        topics = clearly_apart(graph, small)
    if topics is not None:
        labels = without_small(_where_most_links_are(graph, by_size(topics)), smallest)
    else:
        labels = _few(agreed, resolution, smallest, config)
    finer = SUBTHEME_RESOLUTION * DETAIL[config.detail]
    sublabels = _subthemes(agreed, labels, smallest, finer, config.random_state)
    confidence = confidence_of(agreed, labels)
    return Grouping(labels, sublabels, confidence, _stability(votes, labels), agreed, near)


def _where_most_links_are(graph: sparse.csr_matrix, labels: IntArray) -> IntArray:
    """Each row in the group that most of its links lead to: small parts may hold a stranger."""
    inside = link_shares(graph, labels)
    return by_size(np.where(inside.max(axis=1) > 0, inside.argmax(axis=1), labels))


def _few(
    agreed: sparse.csr_matrix, resolution: float, smallest: int, config: AnalysisConfig
) -> IntArray:
    """Themes at `resolution`, or at the first lower one at which there are few enough."""

    def themes(step: int) -> IntArray:
        found = leiden(agreed, STEP**step * resolution, config.random_state)
        return without_small(by_size(found), smallest)

    def enough(labels: IntArray) -> bool:
        return int(labels.max()) < MOST_THEMES[config.detail]

    labels = themes(0)
    low, high = 0, STEPS  # too many at `low`; `high` is taken if nothing between is few enough
    if enough(labels):
        return labels
    labels = themes(high)
    while high - low > 1:
        middle = (low + high) // 2
        tried = themes(middle)
        if enough(tried) or (not enough(labels) and tried.max() <= labels.max()):
            high, labels = middle, tried
        else:
            low = middle
    return labels


def without_small(labels: IntArray, smallest: int) -> IntArray:
    """Take the members of groups under `smallest` out of them, and renumber the rest."""
    counts = np.bincount(labels[labels >= 0]) if (labels >= 0).any() else np.zeros(1, np.int64)
    large = (labels >= 0) & (counts[np.maximum(labels, 0)] >= smallest)
    return by_size(np.where(large, labels, -1))


def _subthemes(
    graph: sparse.csr_matrix,
    labels: IntArray,
    smallest: int,
    resolution: float,
    random_state: int,
) -> IntArray:
    """Split every theme that is large enough, from its own links only: subthemes nest.

    Modularity compares links with what chance would give in the graph at hand. In a theme by itself
    chance gives more, so the resolution is scaled by the theme's share of all link weight: that is
    the comparison with the whole graph, and small themes are not cut to pieces.
    """
    sublabels = np.full(len(labels), -1, np.int64)
    weights = np.asarray(graph.sum(axis=1)).ravel()
    for theme in range(int(labels.max()) + 1 if len(labels) else 0):
        rows = np.flatnonzero(labels == theme)
        if len(rows) < 4 * smallest:
            continue
        inside = graph[rows][:, rows]
        scaled = resolution * inside.sum() / max(weights.sum(), 1e-12)
        part = leiden(inside, scaled, random_state)
        part = without_small(by_size(part), smallest)
        if part.max() >= 1:
            sublabels[rows] = part
    return sublabels


def _stability(votes: Agreement, labels: IntArray) -> FloatMatrix:
    groups = int(labels.max()) + 1 if len(labels) else 0
    left, right = labels[votes.edges[:, 0]], labels[votes.edges[:, 1]]
    inside = (left == right) & (left >= 0)
    weight = np.bincount(left[inside], votes.weights[inside], groups)
    kept = np.bincount(left[inside], (votes.weights * votes.shares)[inside], groups)
    return np.asarray(np.divide(kept, weight, out=np.zeros(groups), where=weight > 0))
