"""Neighbours are exact, ties go to the lower row, and blocks change nothing."""

import numpy as np
import pytest

from dsupport.analysis import neighbours
from dsupport.analysis.neighbours import centre, centre_groups, nearest, nearest_in, pairs_above


def unit_rows(n: int, d: int = 8, seed: int = 0) -> np.ndarray:
    """Random unit rows."""
    rows = np.random.default_rng(seed).standard_normal((n, d)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def brute_force(vectors: np.ndarray, k: int) -> np.ndarray:
    """Nearest rows by a full sort, ties to the lower row."""
    similarity = vectors.astype(np.float64) @ vectors.T.astype(np.float64)
    np.fill_diagonal(similarity, -np.inf)
    return np.argsort(-similarity, axis=1, kind="stable")[:, :k]


@pytest.mark.parametrize("n", [2, 3, 50, 301])
def test_nearest_equals_brute_force(n: int) -> None:
    vectors = unit_rows(n, seed=n)
    found = nearest(vectors, 7)
    assert found.indices.shape == (n, min(7, n - 1))
    np.testing.assert_array_equal(found.indices, brute_force(vectors, min(7, n - 1)))
    expected = np.take_along_axis(vectors @ vectors.T, found.indices, axis=1)
    np.testing.assert_allclose(found.similarities, expected, atol=1e-5)


def test_the_row_itself_is_never_its_neighbour() -> None:
    vectors = np.repeat(unit_rows(5), 4, axis=0)
    found = nearest(vectors, 19)
    assert not (found.indices == np.arange(20)[:, None]).any()


def test_ties_go_to_the_lower_row_also_at_the_last_place() -> None:
    # Whole numbers: every similarity is exact, so ties are ties.
    vectors = np.repeat(np.eye(3, dtype=np.float32), 30, axis=0)
    found = nearest(vectors, 5)
    np.testing.assert_array_equal(found.indices, brute_force(vectors, 5))


def test_blocks_equal_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    vectors = unit_rows(101, seed=3)
    whole, pairs = nearest(vectors, 6), pairs_above(vectors, 0.5)
    monkeypatch.setattr(neighbours, "BLOCK", 7)
    blocks, pairs_in_blocks = nearest(vectors, 6), pairs_above(vectors, 0.5)
    np.testing.assert_array_equal(whole.indices, blocks.indices)
    np.testing.assert_allclose(whole.similarities, blocks.similarities, atol=1e-6)
    np.testing.assert_array_equal(pairs[0], pairs_in_blocks[0])


def test_neighbours_among_some_rows_only() -> None:
    vectors = unit_rows(40, seed=5)
    columns = np.arange(0, 40, 3)
    found = nearest_in(vectors, columns, 4)
    assert np.isin(found.indices, columns).all()
    similarity = vectors @ vectors.T
    np.fill_diagonal(similarity, -np.inf)
    best = columns[np.argmax(similarity[:, columns], axis=1)]
    np.testing.assert_array_equal(found.indices[:, 0], best)


@pytest.mark.parametrize("floor", [-1.0, 0.0, 0.6, 1.1])
def test_pairs_above_leaves_none_out(floor: float) -> None:
    vectors = unit_rows(60, d=4, seed=9)
    rows, similarities = pairs_above(vectors, floor)
    left, right = np.triu_indices(60, 1)
    every = (vectors @ vectors.T)[left, right]
    expected = set(zip(left[every >= floor].tolist(), right[every >= floor].tolist(), strict=True))
    assert set(map(tuple, rows.tolist())) == expected
    assert (similarities >= floor).all()


def test_centred_rows_have_length_one_and_a_mean_near_zero() -> None:
    vectors = unit_rows(500) + 3
    centred = centre(vectors / np.linalg.norm(vectors, axis=1, keepdims=True))
    np.testing.assert_allclose(np.linalg.norm(centred, axis=1), 1, atol=1e-5)
    assert np.linalg.norm(centred.mean(axis=0)) < 0.1


def test_a_single_row_is_no_division_by_zero() -> None:
    assert np.isfinite(centre(unit_rows(1))).all()
    assert np.isfinite(centre_groups(unit_rows(1), np.zeros(1, np.int64))).all()


def test_centring_by_group_removes_what_a_language_shares() -> None:
    rng = np.random.default_rng(1)
    meaning = np.repeat(rng.standard_normal((100, 12)), 2, axis=0)
    groups = np.tile([0, 1], 100)
    accent = np.array([[6.0] + [0] * 11, [-6.0] + [0] * 11])[groups]
    vectors = (meaning + accent).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    before, after = nearest(vectors, 1), nearest(centre_groups(vectors, groups), 1)
    twin = np.arange(200) ^ 1
    assert (before.indices[:, 0] == twin).mean() < 0.1
    assert (after.indices[:, 0] == twin).mean() > 0.6
