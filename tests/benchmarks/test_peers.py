"""Other methods for themes, on groups that nobody can miss."""

import numpy as np
import pytest
from sklearn.metrics import adjusted_rand_score

from benchmarks import peers
from dsupport.typing import FloatMatrix, IntArray

GROUPS = np.repeat(np.arange(3), 40)


@pytest.fixture
def clear() -> FloatMatrix:
    """Three groups of unit vectors far from each other."""
    chance = np.random.default_rng(0)
    vectors = np.eye(16)[GROUPS] + chance.normal(0, 0.05, (len(GROUPS), 16))
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.float32)


def agree(found: IntArray) -> float:
    return float(adjusted_rand_score(GROUPS, found))


@pytest.mark.parametrize("method", [peers.KMEANS, peers.LINKAGE, peers.DENSITY])
def test_clear_groups_are_found(method: str, clear: FloatMatrix) -> None:
    found = peers.run(method, ["text"] * len(clear), clear, 3, 0)
    placed = found >= 0
    assert placed.mean() > 0.5
    assert adjusted_rand_score(GROUPS[placed], found[placed]) > 0.9


@pytest.mark.parametrize("method", [peers.BERTOPIC, peers.EVOC, peers.KOUCHOU])
def test_clear_groups_are_found_by_what_may_not_be_installed(
    method: str, clear: FloatMatrix
) -> None:
    if not peers.availability()[method]:
        pytest.skip(f"{method} is not installed")
    words = [f"{'tree bus rent'.split()[group]} {row}" for row, group in enumerate(GROUPS)]
    found = peers.run(method, words, clear, 3, 0)
    placed = found >= 0
    # Each may split a group, none may mix two.
    for label in set(found[placed]):
        assert len(set(GROUPS[found == label])) == 1, method


def test_outliers_go_to_the_nearest_mean(clear: FloatMatrix) -> None:
    found = GROUPS.copy()
    found[[0, 50, 100]] = -1
    assert agree(peers.reassigned(clear, found)) == 1


def test_every_method_says_whether_it_can_run() -> None:
    assert set(peers.availability()) == set(peers.METHODS)
    assert set(peers.METHODS) >= peers.SEEDED | peers.BY_K
