"""Nearest themes: by direction, so that wide themes are near to something, too."""

import numpy as np

from dsupport.analysis.middles import MOST, nearest_groups


def unit(*rows: tuple[float, ...]) -> np.ndarray:
    found = np.array(rows, np.float32)
    return found / np.linalg.norm(found, axis=1, keepdims=True)


def test_a_wide_group_is_near_to_what_is_in_its_direction() -> None:
    # The first group is wide (its mean is short), the second is tight and half as near.
    vectors = unit((1, 1, 0), (1, -1, 0), (0.6, 0, 0.8), (0.6, 0.05, 0.8), (1, 0, 0))
    near = nearest_groups(vectors, [[0, 1], [2, 3]])
    assert [group for group, _ in near[4]] == [0, 1]
    assert near[4][0][1] == 1.0
    assert abs(near[4][1][1] - 0.6) < 0.01


def test_empty_groups_are_near_to_nothing_and_no_more_than_most_are_named() -> None:
    vectors = np.eye(6, dtype=np.float32)
    near = nearest_groups(vectors, [[], [0], [1], [2], [3]])
    assert all(len(found) == MOST for found in near)
    assert all(group != 0 for found in near for group, _ in found)
    assert near[2][0] == (3, 1.0)
    assert nearest_groups(vectors, []) == [()] * 6
    assert nearest_groups(vectors, [[]]) == [()] * 6
