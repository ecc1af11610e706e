"""The map: finite, inside its frame, and the same for the same input."""

import numpy as np
import pytest

from dsupport.analysis import layout
from dsupport.analysis.layout import lay_out
from tests.analysis.test_neighbours import unit_rows


@pytest.mark.parametrize("n", [0, 1, 2, 3, 4, 5, 40])
def test_points_are_finite_and_inside_the_frame(n: int) -> None:
    points = lay_out(unit_rows(n, 12), np.arange(n) % 3 - 1, 0)
    assert points.shape == (n, 2)
    assert np.isfinite(points).all()
    assert (np.abs(points) <= 1).all()


def test_equal_texts_have_finite_places() -> None:
    same = np.tile(unit_rows(1, 12), (6, 1))
    assert np.isfinite(lay_out(same, np.zeros(6, np.int64), 0)).all()


def test_one_seed_one_map() -> None:
    vectors, labels = unit_rows(60, 12), np.arange(60) % 4
    np.testing.assert_array_equal(lay_out(vectors, labels, 3), lay_out(vectors, labels, 3))


def test_landmarks_place_the_others_near_their_like(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "LANDMARKS", 40)
    middles = unit_rows(2, 12)
    vectors = np.repeat(middles, 60, axis=0) + 0.05 * unit_rows(120, 12, seed=2)
    vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    truth = np.repeat([0, 1], 60)
    points = lay_out(vectors, truth, 0)
    assert len(np.unique(points, axis=0)) > 40
    apart = np.linalg.norm(points[truth == 0].mean(axis=0) - points[truth == 1].mean(axis=0))
    width = max(points[truth == g].std() for g in (0, 1))
    assert apart > width


def test_input_is_not_changed() -> None:
    vectors = unit_rows(10, 6)
    before = vectors.copy()
    lay_out(vectors, np.zeros(10, np.int64), 0)
    np.testing.assert_array_equal(vectors, before)
