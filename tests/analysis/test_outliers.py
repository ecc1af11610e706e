"""The tray of the unplaced: who is alone is in it, and what is left is well numbered."""

import numpy as np
from scipy import sparse

from dsupport.analysis import themes
from dsupport.analysis.outliers import ALONE, MIXED, MOST, nearness, set_apart
from dsupport.analysis.themes import Grouping
from dsupport.analysis.views import Views
from dsupport.config import AnalysisConfig
from tests.analysis.test_themes import blobs

CONFIG = AnalysisConfig(n_partitions=9)


def test_a_text_unlike_all_others_is_unplaced_with_the_reason() -> None:
    views, _ = blobs((40, 40))
    strange = np.zeros((1, views.meaning.shape[1]), np.float32)
    strange[0, :] = -views.meaning.mean(axis=0) + np.eye(views.meaning.shape[1])[5]
    strange -= (strange @ views.meaning.T).mean() * views.meaning.mean(axis=0)
    strange /= np.linalg.norm(strange)
    views = Views(
        np.vstack([views.meaning, strange]).astype(np.float32),
        np.zeros((81, 1), np.float32),
        np.zeros(81, np.int64),
    )
    apart = set_apart(themes.group(views, CONFIG), CONFIG)
    assert apart.grouping.labels[80] == -1
    assert apart.reasons[80] == ALONE
    assert apart.grouping.confidence[80] == 0
    assert (np.array(apart.reasons) == ALONE).mean() <= MOST + 1 / 81


def test_every_unplaced_row_has_a_reason_and_no_other() -> None:
    views, _ = blobs((30, 30, 20), spread=0.9)
    apart = set_apart(themes.group(views, CONFIG), CONFIG)
    for label, reason in zip(apart.grouping.labels, apart.reasons, strict=True):
        assert (label < 0) == (reason in (ALONE, MIXED))


def grouping_of(labels: list[int], sublabels: list[int], confidence: list[float]) -> Grouping:
    n = len(labels)
    return Grouping(
        np.array(labels),
        np.array(sublabels),
        np.array(confidence),
        np.linspace(1, 0.5, max(labels) + 1),
        sparse.csr_matrix((n, n)),
        themes.who_is_near(views_of(n), CONFIG.n_neighbors),
    )


def views_of(n: int) -> Views:
    same = np.tile(np.eye(4, dtype=np.float32)[0], (n, 1))
    return Views(same, np.zeros((n, 1), np.float32), np.zeros(n, np.int64))


def test_weakly_linked_rows_wait_and_themes_keep_their_stability() -> None:
    # The first theme loses most of its members and becomes the smaller one.
    before = grouping_of([0] * 5 + [1] * 4, [-1] * 9, [0.1, 0.1, 0.1, 0.9, 0.9] + [0.9] * 4)
    apart = set_apart(before, CONFIG)
    np.testing.assert_array_equal(apart.grouping.labels, [-1] * 3 + [1, 1] + [0] * 4)
    np.testing.assert_allclose(apart.grouping.stability, [0.5, 1.0])
    assert apart.reasons[:4] == (MIXED, MIXED, MIXED, "")


def test_subthemes_that_lose_members_are_numbered_anew() -> None:
    # All of part 0 waits: parts 1 and 2 become 0 and 1.
    before = grouping_of([0] * 9, [0] * 3 + [1] * 2 + [2] * 4, [0.1] * 3 + [0.9] * 6)
    parts = set_apart(before, CONFIG).grouping.sublabels
    np.testing.assert_array_equal(parts, [-1] * 3 + [1] * 2 + [0] * 4)


def test_a_single_part_that_is_left_is_no_part() -> None:
    before = grouping_of([0] * 6, [0] * 3 + [1] * 3, [0.1] * 3 + [0.9] * 3)
    assert set(set_apart(before, CONFIG).grouping.sublabels) == {-1}


def test_a_theme_of_one_is_no_theme() -> None:
    before = grouping_of([0] * 4 + [1] * 3, [-1] * 7, [0.9] * 4 + [0.1, 0.1, 0.9])
    apart = set_apart(before, CONFIG)
    assert apart.grouping.labels.tolist() == [0] * 4 + [-1] * 3
    assert apart.reasons[6] == MIXED
    assert len(apart.grouping.stability) == 1


def test_nearness_of_very_little_data_is_no_crash() -> None:
    for n in (1, 2, 3):
        assert nearness(themes.who_is_near(views_of(n), 25)).shape == (n,)
