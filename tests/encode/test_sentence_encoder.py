"""The real encoder: deterministic, indifferent to order, at home in several languages."""

from collections.abc import Iterator

import numpy as np
import pytest

from dsupport.encode import load
from dsupport.encode.sentence_encoder import AGREEMENT, PROBES, SentenceEncoder, normalise

TEXTS = [
    *PROBES,
    "Plant trees in the school playground.",
    "Plantez des arbres dans la cour de l'école.",
    "Rents of small flats must come down.",
    "",
    "x",
]


@pytest.fixture(scope="module")
def encoder() -> Iterator[SentenceEncoder]:
    """The default encoder, loaded once."""
    found = load("multilingual-e5-small-joined")
    assert isinstance(found, SentenceEncoder)
    yield found


@pytest.mark.model
def test_vectors_have_length_one_and_the_card_tells_their_size(encoder: SentenceEncoder) -> None:
    found = encoder.encode(TEXTS)
    assert found.shape == (len(TEXTS), encoder.card.dimensions)
    assert found.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(found, axis=1), 1, atol=1e-5)
    assert encoder.encode([]).shape == (0, encoder.card.dimensions)


@pytest.mark.model
def test_the_same_texts_give_the_same_bytes(encoder: SentenceEncoder) -> None:
    assert encoder.encode(TEXTS).tobytes() == encoder.encode(TEXTS).tobytes()


@pytest.mark.model
def test_the_order_of_texts_changes_nothing(encoder: SentenceEncoder) -> None:
    there, back = encoder.encode(TEXTS), encoder.encode(TEXTS[::-1])[::-1]
    np.testing.assert_array_equal(there, back)
    # Company changes how much is padded; that moves a vector by less than a thousandth.
    alone = np.vstack([encoder.encode([text]) for text in TEXTS[:4]])
    assert (1 - (alone * there[:4]).sum(axis=1)).max() < 1e-3


@pytest.mark.model
def test_a_translation_is_nearer_than_another_subject(encoder: SentenceEncoder) -> None:
    trees, arbres, rents = encoder.encode(TEXTS[len(PROBES) : len(PROBES) + 3])
    assert trees @ arbres > trees @ rents + 0.05
    assert trees @ arbres > arbres @ rents + 0.05


@pytest.mark.model
def test_the_end_of_a_long_text_matters(encoder: SentenceEncoder) -> None:
    letter = "We have lived in this quarter for many years and have seen much. " * 60
    assert len(letter) > 3600
    one, two = encoder.encode([letter + "Plant trees!" * 40, letter + "Lower the rents!" * 40])
    trees, rents = encoder.encode(["Plant trees!", "Lower the rents!"])
    assert one @ two < 0.9999
    assert (one - two) @ (trees - rents) > 0


@pytest.mark.model
def test_bfloat16_agrees_with_float32(encoder: SentenceEncoder) -> None:
    texts = [text for text in TEXTS if text]
    exact, quick = encoder._raw(texts, False), encoder._raw(texts, True)
    assert (exact * quick).sum(axis=1).min() >= AGREEMENT


@pytest.mark.model
def test_progress_is_told_to_the_end(encoder: SentenceEncoder) -> None:
    told: list[tuple[str, int, int]] = []
    encoder.encode(TEXTS, lambda *step: told.append(step))
    assert told[-1] == ("encode", len(TEXTS), len(TEXTS))


def test_rows_of_zeros_stay_zeros() -> None:
    found = normalise(np.array([[0, 0], [3, 4]], np.float32))
    np.testing.assert_allclose(found, [[0, 0], [0.6, 0.8]])
