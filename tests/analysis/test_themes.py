"""Themes: what is clearly apart is found across languages, parts nest, little data is no crash."""

import numpy as np
import pytest
from sklearn.metrics import adjusted_rand_score

from dsupport.analysis import density, outliers, themes
from dsupport.analysis.themes import (
    by_size,
    confidence_of,
    resolution_for,
    smallest_theme,
    without_small,
)
from dsupport.analysis.views import Views
from dsupport.config import AnalysisConfig

QUICK = AnalysisConfig(n_partitions=9)


def blobs(
    sizes: tuple[int, ...], languages: int = 1, spread: float = 0.25, seed: int = 0
) -> tuple[Views, np.ndarray]:
    """Views of clearly separate gaussian blobs whose texts are in several languages."""
    rng = np.random.default_rng(seed)
    truth = np.repeat(np.arange(len(sizes)), sizes)
    n, d = len(truth), 24
    middles = np.linalg.qr(rng.standard_normal((d, d)))[0]
    language = np.arange(n) % languages
    meaning = middles[truth] + spread * rng.standard_normal((n, d)) / np.sqrt(d) * 4
    if languages > 1:
        meaning += 0.8 * middles[d - 1 - language]
    meaning -= meaning.mean(axis=0)
    meaning /= np.linalg.norm(meaning, axis=1, keepdims=True)
    return Views(meaning.astype(np.float32), np.zeros((n, 1), np.float32), language), truth


@pytest.mark.parametrize("languages", [1, 3])
def test_three_separate_blobs_are_three_themes(languages: int) -> None:
    views, truth = blobs((50, 40, 30), languages)
    found = themes.group(views, AnalysisConfig(detail="coarser", n_partitions=9))
    assert adjusted_rand_score(truth, found.labels) > 0.95


def test_languages_make_no_themes() -> None:
    views, truth = blobs((60, 60, 60), 3)
    found = themes.group(views, QUICK)
    assert adjusted_rand_score(truth, found.labels) > 0.95
    for label in range(found.labels.max() + 1):
        assert set(views.languages[found.labels == label]) == {0, 1, 2}


def test_subthemes_nest_and_are_large_enough() -> None:
    views, _ = blobs((40, 40, 40, 40), spread=0.5)
    found = themes.group(views, AnalysisConfig(detail="coarser", n_partitions=9))
    assert (found.sublabels >= 0).any()
    assert (found.labels[found.sublabels >= 0] >= 0).all()
    smallest = smallest_theme(160, QUICK)
    for label in range(found.labels.max() + 1):
        parts = found.sublabels[found.labels == label]
        counts = np.bincount(parts[parts >= 0])
        assert len(counts) != 1, "one part alone says nothing"
        assert (np.diff(counts) <= 0).all()
        assert (counts >= smallest).all()


def test_small_themes_among_many_have_no_parts() -> None:
    views, truth = blobs((30,) * 12)
    found = themes.group(views, QUICK)
    assert adjusted_rand_score(truth, found.labels) > 0.95
    assert (found.sublabels < 0).all()


@pytest.mark.parametrize("method", ["consensus", "hdbscan"])
@pytest.mark.parametrize("n", range(4, 31))
def test_little_data_is_no_crash(n: int, method: str) -> None:
    rng = np.random.default_rng(n)
    meaning = rng.standard_normal((n, 16)).astype(np.float32)
    meaning /= np.linalg.norm(meaning, axis=1, keepdims=True)
    views = Views(meaning, meaning[:, :3], np.arange(n) % 2)
    config = AnalysisConfig(n_partitions=3)
    find = density.group if method == "hdbscan" else themes.group
    apart = outliers.set_apart(find(views, config), config)
    grouping = apart.grouping
    assert len(grouping.labels) == len(grouping.sublabels) == len(apart.reasons) == n
    assert ((grouping.confidence >= 0) & (grouping.confidence <= 1 + 1e-9)).all()
    assert len(grouping.stability) == grouping.labels.max() + 1


def test_equal_texts_are_no_crash() -> None:
    same = np.tile(np.eye(8, dtype=np.float32)[0], (12, 1))
    views = Views(same, np.zeros((12, 1), np.float32), np.zeros(12, np.int64))
    found = themes.group(views, QUICK)
    assert np.isfinite(found.confidence).all()


def test_groups_are_numbered_by_size() -> None:
    labels = np.array([7, 7, 2, 2, 2, -1, 5])
    np.testing.assert_array_equal(by_size(labels), [1, 1, 0, 0, 0, -1, 2])
    np.testing.assert_array_equal(by_size(np.array([-1, -1])), [-1, -1])
    np.testing.assert_array_equal(without_small(labels, 2), [1, 1, 0, 0, 0, -1, -1])


def test_smallest_theme_and_resolution_follow_the_size() -> None:
    assert [smallest_theme(n, QUICK) for n in (4, 200, 900, 10_000)] == [2, 4, 8, 10]
    assert smallest_theme(10_000, AnalysisConfig(min_cluster_size=3)) == 3
    values = [resolution_for(n, QUICK) for n in (300, 800, 2000, 50_000)]
    assert values == sorted(values, reverse=True)
    assert resolution_for(20, QUICK) < resolution_for(100, QUICK) < values[0]
    assert resolution_for(300, AnalysisConfig(detail="finer")) > values[0]


def test_confidence_is_the_share_of_links_inside() -> None:
    from scipy import sparse

    graph = sparse.csr_matrix(np.array([[0, 3, 1], [3, 0, 0], [1, 0, 0]], float))
    labels = np.array([0, 0, -1])
    np.testing.assert_allclose(confidence_of(graph, labels), [0.75, 1.0, 0.0])


def test_density_finds_the_blobs_too() -> None:
    views, truth = blobs((50, 40, 30), spread=0.1)
    found = density.group(views, QUICK)
    placed = found.labels >= 0
    assert placed.mean() > 0.5
    assert adjusted_rand_score(truth[placed], found.labels[placed]) > 0.9
