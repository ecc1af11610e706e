"""Themes by density: HDBSCAN, for those who want only the dense cores and a large tray.

Campello, Moulavi & Sander (2013) through the package `hdbscan`, on the joined views reduced by PCA:
selectable with ``method = "hdbscan"``.
"""

from __future__ import annotations

import numpy as np

from dsupport.analysis.graph import Near, neighbour_graph
from dsupport.analysis.themes import (
    Grouping,
    by_size,
    confidence_of,
    smallest_theme,
    who_is_near,
)
from dsupport.analysis.views import Views
from dsupport.config import AnalysisConfig
from dsupport.progress import Progress, silent

DIMENSIONS = 15


def group(
    views: Views,
    config: AnalysisConfig,
    progress: Progress = silent,
    near: Near | None = None,
) -> Grouping:
    """Group rows by density; rows outside every dense place are in no theme."""
    from hdbscan import HDBSCAN
    from sklearn.decomposition import PCA

    joined = np.hstack([views.neutral, views.spelling])
    n = len(joined)
    reduced = PCA(min(DIMENSIONS, n - 1, joined.shape[1]), svd_solver="full").fit_transform(joined)
    progress("themes", 0, 1)
    smallest = max(smallest_theme(n, config), 3)
    model = HDBSCAN(min_cluster_size=smallest, min_samples=1, core_dist_n_jobs=1)
    labels = by_size(model.fit_predict(reduced.astype(np.float64)).astype(np.int64))
    progress("themes", 1, 1)
    near = near or who_is_near(views, config.n_neighbors, progress)
    graph = neighbour_graph(*near.meaning)
    confidence = np.where(labels >= 0, confidence_of(graph, labels), 0.0)
    stability = np.array(
        [model.probabilities_[labels == g].mean() for g in range(int(labels.max()) + 1)]
    )
    return Grouping(labels, np.full(n, -1, np.int64), confidence, stability, graph, near)
