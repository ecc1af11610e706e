"""The figures of the benchmarks, on cases that can be counted by hand."""

import numpy as np
import pytest

from benchmarks import measuring

TRUTH = np.array([True, False, True, False, True])
SCORE = np.array([0.9, 0.8, 0.7, 0.6, 0.5])
# From the top: precision 1, 1/2, 2/3, 1/2, 3/5 at a recall of 1/3, 1/3, 2/3, 2/3, 1.


@pytest.mark.parametrize(
    ("level", "recall"), [(1.0, 1 / 3), (0.8, 1 / 3), (2 / 3, 2 / 3), (0.6, 1.0), (0.1, 1.0)]
)
def test_recall_at_precision(level: float, recall: float) -> None:
    found = measuring.recall_at_precision(TRUTH, SCORE, [level])
    assert list(found.values()) == pytest.approx([recall])


def test_no_recall_where_no_threshold_is_that_precise() -> None:
    assert measuring.recall_at_precision(~TRUTH, SCORE, [0.9]) == {"0.9": 0.0}


def test_recall_among_the_nearest() -> None:
    score = np.array([[9, 3, 2, 1], [1, 9, 2, 3], [1, 2, 9, 3], [3, 2, 1, 9]])
    truth = np.zeros((4, 4), bool)
    truth[0, [1, 3]] = truth[1, 0] = truth[3, 0] = True
    # Row 0 finds 1 and not 3; row 1 does not find 0; row 2 asks for nothing; row 3 finds 0.
    assert measuring.recall_among(score, truth, 2).tolist() == [0.5, 0.0, 1.0]


def test_more_than_fit_do_not_lower_recall() -> None:
    truth = ~np.eye(5, dtype=bool)
    assert measuring.recall_among(np.ones((5, 5)), truth, 2).tolist() == [1.0] * 5


def test_ranks_begin_with_the_nearest_and_leave_the_row_itself_for_the_end() -> None:
    score = np.array([[1.0, 0.2, 0.9], [0.5, 1.0, 0.5], [0.1, 0.3, 1.0]])
    assert measuring.ranks(score).tolist() == [[3, 2, 1], [1.5, 3, 1.5], [2, 1, 3]]


def test_agreement_leaves_out_what_people_did_not_label() -> None:
    gold = ["a", "a", "b", "b", "", ""]
    found = np.array([0, 0, 1, 1, 0, 1])
    assert measuring.agreement(gold, found) == {"ami": pytest.approx(1), "ari": pytest.approx(1)}
    assert measuring.agreement(gold, np.array([0, 1, 0, 1, 0, 1]))["ami"] < 0.1


def test_agreement_of_the_placed_leaves_out_the_tray() -> None:
    gold, found = ["a", "a", "b", "b", "a"], np.array([0, 0, 1, 1, -1])
    assert measuring.agreement_placed(gold, found) == pytest.approx(1)
    assert measuring.agreement(gold, found)["ami"] < 1
    assert measuring.agreement_placed(gold, np.full(5, -1)) == 0


def test_mean_rand_is_the_mean_over_pairs_of_partitions() -> None:
    one, other = np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1])
    assert measuring.mean_rand([one, one]) == pytest.approx(1)
    assert measuring.mean_rand([one, one, other]) == pytest.approx((1 + 2 * -0.5) / 3)
    assert measuring.mean_rand([one]) == 1


def test_every_method_gets_the_same_draws() -> None:
    first, again = measuring.draws(50, 3), measuring.draws(50, 3)
    assert [rows.tolist() for rows in first] == [rows.tolist() for rows in again]
    assert {len(set(rows)) for rows in first} == {45}


def test_the_interval_holds_the_mean() -> None:
    values = np.random.default_rng(0).normal(5, 1, 400)
    low, high = measuring.bootstrap(lambda rows: float(values[rows].mean()), len(values))
    assert low < values.mean() < high
    assert 0.1 < high - low < 0.3


def test_the_peak_of_memory_begins_anew() -> None:
    large = np.ones(30_000_000)
    del large
    _, before = measuring.memory_mb()
    if not measuring.forget_peak():
        pytest.skip("this system does not let a process forget its peak")
    now, after = measuring.memory_mb()
    assert after < before - 100
    assert after >= now - 1
