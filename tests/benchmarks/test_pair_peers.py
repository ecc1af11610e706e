"""Other ways to compare two texts: each for two texts and for all pairs says the same."""

from collections.abc import Callable

import numpy as np
import pytest

from benchmarks import pair_peers

TEXTS = [
    "More trees in the school yard!",
    "more TREES in our school yards",
    "Night buses every thirty minutes",
    "",
    "Árboles: más árboles en el patio",
]


def test_trigrams_are_those_of_postgresql() -> None:
    assert pair_peers.trigrams("Cat") == {"  c", " ca", "cat", "at "}
    assert pair_peers.trigrams("cat, CAT") == pair_peers.trigrams("cat")
    one, two = pair_peers.trigrams("word"), pair_peers.trigrams("two words")
    assert pair_peers.trigram_similarity(one, two) == pytest.approx(4 / 11)  # its manual's example


@pytest.mark.parametrize("kind", ["trigrams", "tokens"])
def test_all_pairs_are_as_two_texts(kind: str) -> None:
    if kind == "trigrams":
        every = pair_peers.all_trigram_similarities(TEXTS)
        grams = [pair_peers.trigrams(text) for text in TEXTS]
        single = [[pair_peers.trigram_similarity(a, b) for b in grams] for a in grams]
    else:
        every = pair_peers.all_token_set_ratios(TEXTS)
        single = [[pair_peers.token_set_ratio(a, b) for b in TEXTS] for a in TEXTS]
    assert np.allclose(every, single)
    assert every[0, 1] > every[0, 2]


@pytest.mark.parametrize("make", [pair_peers.word_vectors, pair_peers.letter_vectors])
def test_word_and_letter_vectors_compare_by_cosine(make: Callable) -> None:
    vectors = make(TEXTS)
    similarity = (vectors @ vectors.T).toarray()
    assert np.diag(similarity)[[0, 1, 2, 4]] == pytest.approx(1)
    assert similarity[0, 1] > similarity[0, 2]


def test_semhash_takes_what_is_nearer_than_its_threshold() -> None:
    pytest.importorskip("semhash", reason="semhash is not installed")
    angle = np.arccos([1.0, 0.97, 0.5, 0.2])  # neighbours at cosines of .97, .70 and .95
    vectors = np.column_stack([np.cos(angle), np.sin(angle)]).astype(np.float32)
    assert pair_peers.semhash_pairs(["a", "b", "c", "d"], vectors) == {(0, 1), (2, 3)}
    assert pair_peers.semhash_pairs(["a", "a", "c", "d"], vectors) == {(0, 1), (2, 3)}


def test_without_semhash_nothing_is_made_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pair_peers, "installed", lambda _: "")
    assert pair_peers.semhash_pairs(["a", "a"], np.ones((2, 2), np.float32)) is None
