"""The exact nearest contributions: duplicates, themes and search all start from here.

Every pair is compared, block by block; memory grows with the block, not with the square.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dsupport.progress import Progress, silent
from dsupport.typing import FloatMatrix, IntArray

BLOCK = 2048
"""Rows compared at once: 2,048 by 100,000 similarities take 0.8 GB."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The nearest rows of each row.

    Attributes
    ----------
    indices : array of shape (n, k)
        Nearest first, the row itself left out. Ties go to the lower row number.
    similarities : array of shape (n, k)
        Cosine similarity.
    """

    indices: IntArray
    similarities: FloatMatrix


def centre(
    vectors: FloatMatrix,
    prior: FloatMatrix | None = None,
    weight: float = 50.0,
    counted: IntArray | None = None,
) -> FloatMatrix:
    """Remove what all texts share, and scale to length 1 again.

    Raw cosines of E5 lie between .7 and 1 and mean little; after the mean is removed they spread.

    Parameters
    ----------
    vectors : array of shape (n, d)
        Unit vectors.
    prior : array of shape (d,), optional
        Mean vector of texts in general, which counts like `weight` texts: with few contributions
        on one subject their own mean would remove the subject itself.
    counted
        Rows whose mean it is; all by default.
    """
    among = vectors if counted is None else vectors[counted]
    total, count = among.sum(axis=0), float(len(among))
    if prior is not None:
        total, count = total + weight * prior, count + weight
    centred = vectors - total / max(count, 1.0)
    length = np.linalg.norm(centred, axis=1, keepdims=True)
    return np.asarray(centred / np.where(length < 1e-9, 1, length), np.float32)


def nearest(vectors: FloatMatrix, k: int, progress: Progress = silent) -> Neighbours:
    """Find the `k` nearest other rows of every row, exactly.

    Parameters
    ----------
    vectors : array of shape (n, d)
        Unit vectors.
    k
        At most n - 1 are found.
    """
    return nearest_in(vectors, np.arange(len(vectors)), k, progress)


def centre_groups(
    vectors: FloatMatrix,
    groups: IntArray,
    weight: float = 20.0,
    counted: IntArray | None = None,
) -> FloatMatrix:
    """Remove what all texts of one group (language) share, and scale to length 1 again.

    Parameters
    ----------
    groups : array of shape (n,)
        Group of each row, from 0.
    weight
        The mean of all rows counts like this many texts of each group: a language of three texts
        keeps its subject.
    counted
        Rows whose means they are; all by default.
    """
    counts = np.ones(len(vectors), bool)
    if counted is not None:
        counts = np.isin(np.arange(len(vectors)), counted)
    overall = vectors[counts].mean(axis=0)
    centred = vectors.astype(np.float32)
    for group in np.unique(groups):
        rows = groups == group
        among = rows & counts
        mean = (vectors[among].sum(axis=0) + weight * overall) / (among.sum() + weight)
        centred[rows] -= mean.astype(np.float32)
    length = np.linalg.norm(centred, axis=1, keepdims=True)
    return np.asarray(centred / np.where(length < 1e-9, 1, length), np.float32)


def nearest_in(
    vectors: FloatMatrix, columns: IntArray, k: int, progress: Progress = silent
) -> Neighbours:
    """Find the `k` nearest rows among `columns` for every row; the row itself is left out."""
    n = len(vectors)
    k = min(k, len(columns) - 1)
    indices = np.zeros((n, k), np.int64)
    similarities = np.zeros((n, k), np.float32)
    place = np.full(n, -1)
    place[columns] = np.arange(len(columns))
    for start in range(0, n, BLOCK):
        stop = min(start + BLOCK, n)
        block = vectors[start:stop] @ vectors[columns].T
        own = place[start:stop]
        inside = np.flatnonzero(own >= 0)
        block[inside, own[inside]] = -np.inf
        chosen = _largest(block, k)
        found = np.take_along_axis(block, chosen, axis=1)
        order = np.argsort(-found, axis=1, kind="stable")
        indices[start:stop] = columns[np.take_along_axis(chosen, order, axis=1)]
        similarities[start:stop] = np.take_along_axis(found, order, axis=1)
        progress("neighbours", stop, n)
    return Neighbours(indices, similarities)


def _largest(block: FloatMatrix, k: int) -> IntArray:
    """Columns of the `k` largest values of each row, in their order; ties to the lower column."""
    if k == 0:
        return np.zeros((len(block), 0), np.int64)
    chosen = np.argpartition(-block, k - 1, axis=1)[:, :k]
    least = np.take_along_axis(block, chosen, axis=1).min(axis=1)
    # Where more than k reach the last place, the partition takes any of them.
    for row in np.flatnonzero((block >= least[:, None]).sum(axis=1) > k):
        above = np.flatnonzero(block[row] > least[row])
        equal = np.flatnonzero(block[row] == least[row])
        chosen[row] = np.concatenate([above, equal[: k - len(above)]])
    chosen.sort(axis=1)
    return chosen


def pairs_above(vectors: FloatMatrix, floor: float) -> tuple[IntArray, FloatMatrix]:
    """All pairs of rows with a cosine of at least `floor`, none left out.

    Returns
    -------
    pairs : array of shape (m, 2)
        Row numbers, the lower first.
    similarities : array of shape (m,)
    """
    n = len(vectors)
    rows: list[IntArray] = [np.zeros((0, 2), np.int64)]
    found: list[FloatMatrix] = [np.zeros(0, np.float32)]
    for start in range(0, n, BLOCK):
        stop = min(start + BLOCK, n)
        block = vectors[start:stop] @ vectors[start:].T
        left, right = np.nonzero(np.triu(block >= floor, 1))
        rows.append(np.column_stack([left, right]) + start)
        found.append(block[left, right])
    return np.concatenate(rows), np.concatenate(found)
