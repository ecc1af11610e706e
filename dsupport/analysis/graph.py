"""Neighbour graphs: who lies near whom, with weights that mean the same in dense and thin places.

The weights are those of UMAP's graph step (McInnes, Healy & Melville, 2018, section 3.1), without
its layout, which is what makes peers' themes change from run to run.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from dsupport.analysis.neighbours import Neighbours, nearest, nearest_in
from dsupport.progress import Progress, silent
from dsupport.typing import FloatMatrix, IntArray

LEAST_NEIGHBOURS = 3
LEAST_TEXTS, LEAST_SHARE = 5, 0.04
"""Texts, and share of all, from which a language is sought apart."""

STEPS = 40
"""Halvings of the search for a row's scale: an error below 1e-9."""


@dataclass(frozen=True, slots=True)
class Near:
    """Whom each row lies near: found once, for the themes, the tray and what belongs together.

    Attributes
    ----------
    meaning
        The nearest by meaning, in each common language apart.
    spelling
        The nearest by spelling; none where the texts share no letters.
    """

    meaning: tuple[Neighbours, ...]
    spelling: Neighbours | None


def find_near(
    meaning: FloatMatrix,
    spelling: FloatMatrix,
    languages: IntArray,
    k: int,
    progress: Progress = silent,
) -> Near:
    """Find the `k` nearest of each row by meaning and by spelling."""
    return Near(
        tuple(balanced_neighbours(meaning, languages, k, progress)),
        nearest(spelling, k, progress) if spelling.shape[1] > 1 else None,
    )


LARGE, IN_LARGE = 5_000, 25
"""In collections from 5,000 texts on, 25 neighbours are enough; more take longer for the same."""


def how_many(n: int, wanted: int) -> int:
    """Neighbours that each of `n` texts is linked to: at most a sixth of all, and at least three."""
    most = wanted if n < LARGE else min(wanted, IN_LARGE)
    return int(min(most, max(3, n // 6)))


def local_scaling(distances: FloatMatrix) -> FloatMatrix:
    """Weights exp(-(d - rho) / sigma), with sigma such that each row's weights sum to log2(k).

    Parameters
    ----------
    distances : array of shape (n, k)
        Distances to the nearest neighbours, nearest first.
    """
    gaps = distances - distances[:, :1]
    target = np.log2(max(distances.shape[1], 2))
    low = np.zeros(len(gaps))
    high = np.full(len(gaps), np.inf)
    sigma = np.full(len(gaps), max(float(gaps.mean()), 1e-6))
    for _ in range(STEPS):
        total = np.exp(-gaps / sigma[:, None]).sum(axis=1)
        high = np.where(total > target, sigma, high)
        low = np.where(total > target, low, sigma)
        sigma = np.where(np.isinf(high), sigma * 2, (low + high) / 2)
    # As in UMAP: a row whose neighbours are all equally near keeps a sensible scale.
    sigma = np.maximum(sigma, 1e-3 * np.maximum(distances.mean(axis=1), 1e-6))
    return np.asarray(np.exp(-gaps / sigma[:, None]), np.float32)


def neighbour_graph(*parts: Neighbours) -> sparse.csr_matrix:
    """Symmetric graph of one view: an edge holds if either end sees the other (fuzzy union).

    Parameters
    ----------
    *parts
        Neighbours of the same rows, one for each group in which they were sought.
    """
    directed = _directed(parts[0])
    for part in parts[1:]:
        directed = directed + _directed(part)
    product = directed.multiply(directed.T)
    return (directed + directed.T - product).tocsr()


def _directed(neighbours: Neighbours) -> sparse.csr_matrix:
    n, k = neighbours.indices.shape
    if k == 0:
        return sparse.csr_matrix((n, n), dtype=np.float64)
    weights = local_scaling(1.0 - neighbours.similarities).astype(np.float64)
    rows = np.repeat(np.arange(n), k)
    return sparse.csr_matrix((weights.ravel(), (rows, neighbours.indices.ravel())), (n, n))


def large_groups(groups: IntArray) -> list[int]:
    """Groups (languages) common enough to be sought apart, the largest first."""
    counts = np.bincount(groups)
    least = max(LEAST_TEXTS, LEAST_SHARE * len(groups))
    return [int(g) for g in np.argsort(-counts, kind="stable") if counts[g] >= least]


def balanced_neighbours(
    view: FloatMatrix, groups: IntArray, k: int, progress: Progress = silent
) -> list[Neighbours]:
    """Seek each row's neighbours in every group (language) apart, in proportion to its size.

    Otherwise texts see mostly texts in their own language, and themes fall apart by language
    (balanced neighbours across batches: Polański et al., 2020, “BBKNN”). Groups too small to
    stand alone are sought together with the largest.
    """
    large = large_groups(groups)
    if len(large) < 2:
        return [nearest(view, k, progress)]
    parts = []
    for group in large:
        among = groups == group
        if group == large[0]:
            among |= ~np.isin(groups, large)
        columns = np.flatnonzero(among)
        share = max(LEAST_NEIGHBOURS, round(k * len(columns) / len(view)))
        parts.append(nearest_in(view, columns, share, progress))
    return parts
