"""New texts find the theme of their nearest, or none if they are far from everything."""

import numpy as np

from dsupport.analysis.assigning import assign, gathered
from dsupport.analysis.outliers import nearness_among
from dsupport.analysis.views import Views
from tests.analysis.test_themes import blobs


def with_new(*new: np.ndarray) -> tuple[Views, np.ndarray, np.ndarray]:
    """Two groups of forty, and new rows after them; the labels, and where the new ones are."""
    views, labels = blobs((40, 40))
    rows = np.vstack([views.meaning, *new]).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    n = len(rows)
    made = Views(rows, np.zeros((n, 1), np.float32), np.zeros(n, np.int64))
    return made, np.concatenate([labels, np.full(n - 80, -1)]), np.arange(80, n)


def test_near_ones_are_placed_and_far_ones_are_not() -> None:
    old, labels = blobs((40, 40))
    one, two = (old.meaning[labels == group].mean(axis=0) for group in (0, 1))
    away = np.linalg.qr(np.vstack([one, two]).T)[0]
    far = np.ones(len(one)) - away @ (away.T @ np.ones(len(one)))
    views, known, new = with_new(one[None], two[None], far[None])
    found = assign(views, known, np.full(len(known), -1), new, 10, 0.4)
    assert list(found.labels) == [0, 1, -1]
    assert found.confidence[2] == 0 < found.confidence[:2].min()


def test_what_is_usual_is_judged_by_those_among_whom_the_nearest_are_sought() -> None:
    views, _, new = with_new(np.eye(blobs((40, 40))[0].meaning.shape[1])[:3] * -1)
    there = np.arange(80)
    among = nearness_among(views, there)
    assert abs(np.median(among[there])) < 1e-6
    # Several strange ones are near to each other, but not to those who were there.
    assert (among[new] < np.quantile(among[there], 0.05)).all()


def test_without_anything_to_compare_with_nothing_is_placed() -> None:
    views, known, new = with_new(np.ones((1, blobs((40, 40))[0].meaning.shape[1])))
    nobody = np.full(len(known), -1)
    assert list(assign(views, nobody, nobody, new, 10, 0.4).labels) == [-1]


def test_those_that_belong_together_are_gathered() -> None:
    rng = np.random.default_rng(0)
    rows = np.vstack([np.eye(12)[0] + rng.normal(0, 0.1, (4, 12)), np.eye(12)[3:8]])
    rows = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    assert gathered(rows, np.arange(9)) == [[0, 1, 2, 3]]
    assert gathered(rows, np.arange(2)) == []
