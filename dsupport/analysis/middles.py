"""Which themes are nearest to a text: the cosine with the middle of each."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from dsupport.typing import FloatMatrix, IntArray

MOST = 3
"""Themes that are named beside a text. For texts in a wrong one, the right one is among so many in
five to nine of ten cases (``docs/benchmarks.md``)."""


def nearest_groups(
    vectors: FloatMatrix, groups: Sequence[Sequence[int] | IntArray]
) -> list[tuple[tuple[int, float], ...]]:
    """The groups nearest to every row, nearest first.

    Parameters
    ----------
    vectors
        Unit vectors, one row each.
    groups
        Row numbers of each group; an empty one is near to nothing. The mean of a wide group is
        short: only its direction counts, or every text would be nearest to the smallest groups.

    Returns
    -------
    list of tuples of (number of a group, cosine with the mean of its rows)
        At most `MOST` for each row.
    """
    filled = [number for number, rows in enumerate(groups) if len(rows)]
    if not filled:
        return [()] * len(vectors)
    middles = np.array([vectors[np.asarray(groups[g])].mean(axis=0) for g in filled])
    lengths = np.linalg.norm(middles, axis=1, keepdims=True)
    similarity = vectors @ (middles / np.maximum(lengths, 1e-12)).T
    order = np.argsort(-similarity, axis=1, kind="stable")[:, :MOST]
    return [
        tuple((filled[place], round(float(near[place]), 4)) for place in places)
        for near, places in zip(similarity, order, strict=True)
    ]
