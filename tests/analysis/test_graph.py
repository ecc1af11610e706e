"""The neighbour graph: local scaling, symmetry, and neighbours in every language."""

import numpy as np
import pytest

from dsupport.analysis.graph import (
    balanced_neighbours,
    large_groups,
    local_scaling,
    neighbour_graph,
)
from dsupport.analysis.neighbours import nearest
from tests.analysis.test_neighbours import unit_rows


@pytest.mark.parametrize("k", [3, 5, 20])
def test_weights_of_a_row_sum_to_log2_k(k: int) -> None:
    distances = np.sort(np.random.default_rng(k).random((50, k)), axis=1)
    weights = local_scaling(distances)
    np.testing.assert_allclose(weights.sum(axis=1), np.log2(k), rtol=1e-4)
    np.testing.assert_allclose(weights[:, 0], 1)
    assert (np.diff(weights, axis=1) <= 0).all()


def test_scaling_means_the_same_in_dense_and_thin_places() -> None:
    distances = np.sort(np.random.default_rng(1).random((20, 8)), axis=1)
    np.testing.assert_allclose(local_scaling(distances), local_scaling(distances / 50), atol=1e-4)


@pytest.mark.parametrize("distance", [0.0, 0.3])
def test_equally_near_neighbours_have_equal_weights(distance: float) -> None:
    weights = local_scaling(np.full((4, 6), distance))
    np.testing.assert_allclose(weights, 1)


@pytest.mark.parametrize("n", [2, 3, 4, 60])
def test_graph_is_symmetric_with_weights_up_to_one(n: int) -> None:
    graph = neighbour_graph(nearest(unit_rows(n), 5))
    assert abs(graph - graph.T).max() < 1e-12
    assert graph.diagonal().sum() == 0
    assert graph.data.min() > 0
    assert graph.data.max() <= 1 + 1e-9


def test_a_single_row_has_an_empty_graph() -> None:
    assert neighbour_graph(nearest(unit_rows(1), 5)).nnz == 0


def test_balanced_neighbours_see_every_language() -> None:
    # Three languages that lie so far apart that nobody's nearest are in another one.
    groups = np.repeat([0, 1, 2], [60, 30, 10])
    vectors = unit_rows(100, 6) + 30 * np.eye(6)[groups]
    vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    alone = nearest(vectors, 9).indices
    assert (groups[alone] == groups[:, None]).all()
    parts = balanced_neighbours(vectors, groups, 10)
    seen = np.hstack([part.indices for part in parts])
    for language in range(3):
        assert (groups[seen] == language).any(axis=1).all()
    assert [part.indices.shape[1] for part in parts] == [6, 3, 3]


def test_one_language_is_sought_whole() -> None:
    vectors = unit_rows(30)
    (only,) = balanced_neighbours(vectors, np.zeros(30, np.int64), 5)
    np.testing.assert_array_equal(only.indices, nearest(vectors, 5).indices)


def test_rare_languages_are_sought_with_the_largest() -> None:
    groups = np.repeat([0, 1, 2], [50, 48, 2])
    assert large_groups(groups) == [0, 1]
    parts = balanced_neighbours(unit_rows(100), groups, 10)
    assert np.isin(groups[parts[0].indices], [0, 2]).all()
    assert (groups[parts[1].indices] == 1).all()
