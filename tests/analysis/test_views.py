"""Views: titles count apart where most texts of a large enough corpus have one, and only there."""

from dataclasses import replace

import numpy as np
import pytest
from sklearn.metrics import adjusted_mutual_info_score

from dsupport.analysis import themes
from dsupport.analysis.views import SMALL, Titles, Views, see, size_share, titled
from dsupport.config import AnalysisConfig

MANY = SMALL + 20


def test_titles_count_where_most_texts_have_one() -> None:
    texts = [f"Title {i}. And a text." for i in range(MANY)]
    titles = [f"Title {i}" for i in range(MANY)]
    assert list(titled(texts, titles)) == list(range(MANY))
    assert len(titled(texts, ["", *titles[1:]])) == MANY - 1
    few = [title if i % 3 == 0 else "" for i, title in enumerate(titles)]
    assert not len(titled(texts, few))


def test_a_title_that_is_the_whole_text_is_no_title() -> None:
    texts = [f"Only words {i}" for i in range(MANY)]
    assert not len(titled(texts, texts))


def test_a_small_corpus_does_without() -> None:
    texts = [f"Title {i}. And a text." for i in range(SMALL)]
    assert not len(titled(texts, [f"Title {i}" for i in range(SMALL)]))


@pytest.mark.parametrize(("n", "share"), [(1, 0), (SMALL, 0), (2_000, 1), (90_000, 1)])
def test_size_share_ends(n: int, share: float) -> None:
    assert size_share(n) == share


def test_titles_help_where_texts_are_blurred() -> None:
    """Texts in which four subjects are almost drowned, under titles that name them."""
    rng = np.random.default_rng(3)
    n, d = 2_000, 24
    truth = np.arange(n) % 4
    middles = np.linalg.qr(rng.standard_normal((d, d)))[0]

    def vectors(strength: float) -> np.ndarray:
        found = strength * middles[truth] + rng.standard_normal((n, d)) / np.sqrt(d)
        return (found / np.linalg.norm(found, axis=1, keepdims=True)).astype(np.float32)

    nothing = np.zeros((n, 1), np.float32)
    language = np.zeros(n, np.int64)
    plain = Views(vectors(0.35), nothing, language)
    rows = np.flatnonzero(np.arange(n) % 10)
    both = replace(
        plain, titles=Titles(rows, Views(vectors(1.5)[rows], nothing[rows], language[rows]))
    )
    config = AnalysisConfig(n_partitions=9)
    alone, helped = (
        adjusted_mutual_info_score(truth, themes.group(views, config).labels)
        for views in (plain, both)
    )
    assert helped > alone + 0.1


def test_see_numbers_languages_and_centres() -> None:
    raw = np.eye(3, dtype=np.float32)
    views = see(["uma", "due", "tre"], ["pt", "it", "it"], raw, np.zeros(3, np.float32), 0)
    assert list(views.languages) == [1, 0, 0]
    assert views.titles is None
    np.testing.assert_allclose(np.linalg.norm(views.meaning, axis=1), 1, atol=1e-6)
