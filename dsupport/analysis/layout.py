"""A map: contributions that are alike lie near each other, and a theme lies together.

t-SNE (van der Maaten & Hinton, 2008) of the joined views, each shifted a little towards the middle
of its theme. With many contributions an evenly drawn part is laid out exactly, and the others are
put between their nearest neighbours in it. Distances across the map mean little; the page says so.
"""

from __future__ import annotations

import numpy as np

from dsupport.typing import FloatMatrix, IntArray

LANDMARKS = 3000
"""Points laid out exactly; more would take minutes and look the same."""

PULL = 0.6
"""How far points are shifted towards the middle of their theme."""


def lay_out(view: FloatMatrix, labels: IntArray, random_state: int) -> FloatMatrix:
    """Coordinates for a map.

    Parameters
    ----------
    view : array of shape (n, d)
        Unit rows.
    labels : array of shape (n,)
        Theme of each row, -1 for none.

    Returns
    -------
    array of shape (n, 2)
        Between -1 and 1.
    """
    n = len(view)
    if n < 4:
        angles = np.linspace(0, 2 * np.pi, n, endpoint=False)
        return np.column_stack([np.cos(angles), np.sin(angles)]).astype(np.float32) * 0.5
    pulled = _towards_themes(view, labels)
    step = -(-n // LANDMARKS)
    # Rows come in the order of their texts, which has nothing to do with place on the map.
    chosen = np.arange(0, n, step)
    points = np.zeros((n, 2), np.float32)
    points[chosen] = _tsne(pulled[chosen], random_state)
    rest = np.setdiff1d(np.arange(n), chosen)
    if len(rest):
        points[rest] = between(pulled[rest], pulled[chosen], points[chosen])
    points -= (points.max(axis=0) + points.min(axis=0)) / 2
    return (points / max(float(np.abs(points).max()), 1e-9)).round(4).astype(np.float32)


def _towards_themes(view: FloatMatrix, labels: IntArray) -> FloatMatrix:
    pulled = view.copy()
    for theme in np.unique(labels[labels >= 0]):
        rows = labels == theme
        pulled[rows] += PULL * view[rows].mean(axis=0)
    return pulled


def _tsne(rows: FloatMatrix, random_state: int) -> FloatMatrix:
    from sklearn.decomposition import PCA
    from sklearn.manifold import TSNE
    from threadpoolctl import threadpool_limits

    dimensions = min(50, *rows.shape)
    # One thread: sums in another order would give another map from run to run.
    with threadpool_limits(limits=1):
        reduced = PCA(dimensions, svd_solver="full").fit_transform(rows)
        tsne = TSNE(
            perplexity=min(30.0, (len(rows) - 1) / 3),
            init="pca",
            max_iter=500,
            random_state=random_state,
        )
        return np.asarray(tsne.fit_transform(reduced), np.float32)


def between(rows: FloatMatrix, landmarks: FloatMatrix, points: FloatMatrix) -> FloatMatrix:
    """The mean place of the three nearest landmarks, weighted by similarity."""
    found = np.zeros((len(rows), 2), np.float32)
    for start in range(0, len(rows), 2048):
        similarity = rows[start : start + 2048] @ landmarks.T
        nearest = np.argsort(-similarity, axis=1, kind="stable")[:, :3]
        weight = np.exp(10 * np.take_along_axis(similarity, nearest, axis=1))
        found[start : start + 2048] = (points[nearest] * weight[..., None]).sum(
            axis=1
        ) / weight.sum(axis=1, keepdims=True)
    return found
