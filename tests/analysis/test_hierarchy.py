"""Groups as a tree: the most strongly linked join first, and clear topics are told from a continuum."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse
from sklearn.metrics import adjusted_rand_score

from dsupport.analysis.hierarchy import clearly_apart, cut, tree


def graph_of(blocks: list[list[float]], size: int) -> tuple[sparse.csr_matrix, np.ndarray]:
    """A full graph whose links between groups weigh as `blocks` says, and the groups."""
    weights = np.kron(np.array(blocks), np.ones((size, size)))
    np.fill_diagonal(weights, 0)
    return sparse.csr_matrix(weights), np.repeat(np.arange(len(blocks)), size)


def topics(parts: list[int], inside: float, across: float) -> list[list[float]]:
    """Weights between parts: 1 within a part, `inside` within a topic, `across` between topics."""
    topic = np.repeat(np.arange(len(parts)), parts)
    weights = np.where(topic[:, None] == topic, inside, across)
    np.fill_diagonal(weights, 1.0)
    return weights.tolist()


def test_the_most_strongly_linked_join_first() -> None:
    graph, labels = graph_of([[1, 0.4, 0.1], [0.4, 1, 0.1], [0.1, 0.1, 1]], 5)
    first, second = tree(graph, labels)
    assert {first.one, first.other} == {0, 1}
    assert {second.one, second.other} == {2, 3}
    assert first.strength > second.strength


def test_strength_is_the_ratio_to_chance() -> None:
    # Every link weighs the same: between groups there is as much as chance would give.
    graph, labels = graph_of([[1.0, 1.0], [1.0, 1.0]], 40)
    (only,) = tree(graph, labels)
    assert only.strength == pytest.approx(1.0, rel=0.05)


def test_what_nothing_links_does_not_join() -> None:
    graph, labels = graph_of([[1, 0.5, 0], [0.5, 1, 0], [0, 0, 1]], 4)
    joinings = tree(graph, labels)
    assert len(joinings) == 1
    assert len(np.unique(cut(labels, joinings, 1))) == 2


@pytest.mark.parametrize("sizes", [[4, 4], [3, 3, 3], [2, 5, 4, 3]])
def test_clear_topics_are_found_whatever_their_parts(sizes: list[int]) -> None:
    graph, labels = graph_of(topics(sizes, inside=0.3, across=0.005), 6)
    truth = np.repeat(np.repeat(np.arange(len(sizes)), sizes), 6)
    found = clearly_apart(graph, labels)
    assert found is not None
    assert adjusted_rand_score(truth, found) == 1


def test_a_continuum_is_not_divided() -> None:
    place = np.arange(20)
    weights = np.exp(-np.abs(place[:, None] - place) / 4)
    graph, labels = graph_of(weights.tolist(), 6)
    assert clearly_apart(graph, labels) is None


def test_a_clump_of_spam_is_no_division_into_two() -> None:
    place = np.arange(20)
    weights = np.exp(-np.abs(place[:, None] - place) / 4)
    weights[19, :] = weights[:, 19] = 0.001
    weights[19, 19] = 1
    graph, labels = graph_of(weights.tolist(), 6)
    assert clearly_apart(graph, labels) is None


@settings(max_examples=40, deadline=None)
@given(st.integers(2, 8), st.integers(0, 10_000))
def test_cuts_nest(groups: int, seed: int) -> None:
    chance = np.random.default_rng(seed)
    weights = chance.random((groups, groups))
    graph, labels = graph_of(((weights + weights.T) / 2).tolist(), 3)
    labels[chance.random(len(labels)) < 0.1] = -1
    joinings = tree(graph, labels)
    before = cut(labels, joinings, groups)
    for fewer in range(groups - 1, 0, -1):
        after = cut(labels, joinings, fewer)
        assert (after[labels < 0] == -1).all()
        # Whoever was together stays together.
        pairs = {(int(a), int(b)) for a, b in zip(before, after, strict=True)}
        assert len(pairs) == len(np.unique(before))
        before = after


def test_nobody_is_no_crash() -> None:
    none = np.zeros(0, np.int64)
    assert tree(sparse.csr_matrix((0, 0)), none) == []
    assert clearly_apart(sparse.csr_matrix((3, 3)), np.full(3, -1)) is None
