"""Communities of a graph that do not depend on luck: many partitions vote.

Each of many Leiden runs (Traag, Waltman & van Eck, 2019) sees a random four fifths of the edges,
at one of three resolutions. An edge then counts by the square of the share of runs that kept its
ends together, and a last run on these weights gives the result (consensus clustering after
Lancichinetti & Fortunato, 2012).
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import graspologic_native
import numpy as np
import numpy.typing as npt
from scipy import sparse

from dsupport.progress import Progress, silent
from dsupport.typing import FloatMatrix, IntArray

KEPT_EDGES = 0.8
ITERATIONS = 2


@dataclass(frozen=True, slots=True)
class Agreement:
    """How the partitions voted.

    Attributes
    ----------
    edges : array of shape (m, 2)
        Ends of every edge of the graph, the lower row first.
    weights : array of shape (m,)
        Their weights in the graph.
    shares : array of shape (m,)
        Share of partitions that kept both ends together.
    """

    n: int
    edges: IntArray
    weights: FloatMatrix
    shares: FloatMatrix

    def graph(self) -> sparse.csr_matrix:
        """The graph with each edge weighted by weight times share squared."""
        return _symmetric(self.n, self.edges, self.weights * self.shares**2)


def _symmetric(n: int, edges: IntArray, weights: FloatMatrix) -> sparse.csr_matrix:
    kept = weights > 0
    left, right, values = edges[kept, 0], edges[kept, 1], weights[kept].astype(np.float64)
    rows, columns = np.concatenate([left, right]), np.concatenate([right, left])
    return sparse.csr_matrix((np.concatenate([values, values]), (rows, columns)), (n, n))


def leiden(graph: sparse.csr_matrix, resolution: float, seed: int) -> IntArray:
    """One Leiden partition by modularity; every row gets a community, also if it has no edge."""
    n = graph.shape[0]
    if graph.nnz == 0:
        return np.arange(n, dtype=np.int64)
    graph = graph.tocsr()
    graph.sort_indices()
    _, found = graspologic_native.leiden_csr(
        graph.indptr.astype(np.int64),
        graph.indices.astype(np.int32),
        graph.data.astype(np.float64),
        n,
        resolution=resolution,
        iterations=ITERATIONS,
        seed=seed,
    )
    labels = np.full(n, -1, np.int64)
    labels[list(found.keys())] = list(found.values())
    alone = labels < 0
    labels[alone] = labels.max() + 1 + np.arange(int(alone.sum()))
    return labels


def vote(
    graph: sparse.csr_matrix,
    resolutions: Sequence[float],
    n_partitions: int,
    random_state: int,
    progress: Progress = silent,
) -> Agreement:
    """Let `n_partitions` partitions vote on every edge of `graph`."""
    upper = sparse.triu(graph, 1).tocoo()
    edges = np.column_stack([upper.row, upper.col]).astype(np.int64)
    n = graph.shape[0]
    together = np.zeros(len(edges), np.float64)

    def one(number: int) -> npt.NDArray[np.bool_]:
        chance = np.random.default_rng([random_state, number])
        kept = chance.random(len(edges)) < KEPT_EDGES
        part = _symmetric(n, edges[kept], upper.data[kept])
        labels = leiden(part, resolutions[number % len(resolutions)], random_state + number)
        return np.asarray(labels[edges[:, 0]] == labels[edges[:, 1]])

    with ThreadPoolExecutor(max_workers=2) as pool:
        for number, same in enumerate(pool.map(one, range(n_partitions)), 1):
            together += same
            progress("partitions", number, n_partitions)
    return Agreement(n, edges, upper.data.astype(np.float64), together / max(n_partitions, 1))
