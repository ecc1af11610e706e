"""Communities: one seed gives one result, and what is apart stays apart."""

import numpy as np
import pytest
from scipy import sparse

from dsupport.analysis.communities import leiden, vote
from dsupport.analysis.graph import neighbour_graph
from dsupport.analysis.neighbours import nearest
from tests.analysis.test_neighbours import unit_rows


def cliques(*sizes: int) -> sparse.csr_matrix:
    """Separate groups in which everybody is linked to everybody."""
    return sparse.csr_matrix(
        sparse.block_diag([np.ones((size, size)) - np.eye(size) for size in sizes])
    )


def same_partition(one: np.ndarray, two: np.ndarray) -> bool:
    """Whether two labellings group the same rows, whatever the labels' names."""
    return bool(((one[:, None] == one) == (two[:, None] == two)).all())


def test_separate_groups_are_found() -> None:
    labels = leiden(cliques(6, 5, 4), 1.0, 0)
    assert same_partition(labels, np.repeat([0, 1, 2], [6, 5, 4]))


def test_rows_without_links_are_alone() -> None:
    graph = sparse.block_diag([cliques(4), sparse.csr_matrix((3, 3))]).tocsr()
    assert same_partition(leiden(graph, 1.0, 0), np.array([0, 0, 0, 0, 1, 2, 3]))
    assert same_partition(leiden(sparse.csr_matrix((3, 3)), 1.0, 0), np.arange(3))


def test_one_seed_one_result() -> None:
    graph = neighbour_graph(nearest(unit_rows(120, seed=4), 8))
    one, two = vote(graph, (0.7, 1.0, 1.4), 9, 5), vote(graph, (0.7, 1.0, 1.4), 9, 5)
    np.testing.assert_array_equal(one.shares, two.shares)
    np.testing.assert_array_equal(leiden(one.graph(), 1, 5), leiden(two.graph(), 1, 5))


def test_seeds_draw_different_lots() -> None:
    graph = neighbour_graph(nearest(unit_rows(120, seed=4), 8))
    one, two = vote(graph, (1.0,), 9, 5), vote(graph, (1.0,), 9, 6)
    assert (one.shares != two.shares).any()


@pytest.mark.parametrize("seed", [1, 2])
def test_shuffled_rows_sorted_again_give_the_same_partition(seed: int) -> None:
    vectors = unit_rows(90, seed=7)
    order = np.random.default_rng(seed).permutation(90)
    shuffled = vectors[order]
    canonical = np.lexsort(shuffled.T[::-1])
    expected = np.lexsort(vectors.T[::-1])
    results = []
    for rows in (vectors[expected], shuffled[canonical]):
        agreed = vote(neighbour_graph(nearest(rows, 8)), (0.7, 1.4), 8, 0).graph()
        results.append(leiden(agreed, 1.0, 0))
    np.testing.assert_array_equal(*results)


def test_shares_are_votes() -> None:
    votes = vote(cliques(5, 5), (1.0,), 10, 0)
    assert len(votes.edges) == 20
    assert (votes.edges[:, 0] < votes.edges[:, 1]).all()
    assert ((votes.shares >= 0) & (votes.shares <= 1)).all()
    assert votes.shares.mean() > 0.9  # links inside a clique hold


def test_agreement_weighs_by_the_square_of_the_share() -> None:
    votes = vote(cliques(3), (1.0,), 4, 0)
    graph = votes.graph().toarray()
    for (a, b), weight, share in zip(votes.edges, votes.weights, votes.shares, strict=True):
        assert graph[a, b] == graph[b, a] == pytest.approx(weight * share**2)
