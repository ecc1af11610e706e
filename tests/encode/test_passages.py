"""Long texts are split without losing a letter, and no passage is too long."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dsupport.encode.passages import LONGEST, split

ALPHABET = st.sampled_from("ab é.!?…\n\t,。漢字😀 ")
SMALL = settings(max_examples=150, deadline=None)


def bare(text: str) -> str:
    """A text without white space."""
    return "".join(text.split())


@SMALL
@given(st.text(ALPHABET, max_size=300) | st.text(max_size=200), st.integers(1, 60))
def test_nothing_is_lost_and_nothing_is_too_long(text: str, longest: int) -> None:
    found = split(text, longest)
    assert bare("".join(found)) == bare(text)
    assert all(len(passage) <= longest for passage in found)
    assert found, "there is always a passage to encode"


@pytest.mark.parametrize("text", ["", "Ok", "One sentence. And another.", "x" * LONGEST])
def test_short_texts_stay_whole(text: str) -> None:
    assert split(text) == [text]


def test_cuts_are_made_at_ends_of_sentences() -> None:
    sentences = [f"This is sentence number {word}." for word in ("one", "two", "three", "four")]
    found = split(" ".join(sentences), 60)
    assert found == [" ".join(sentences[:2]), " ".join(sentences[2:])]


def test_a_long_sentence_is_cut_between_words() -> None:
    words = ["word"] * 100
    found = split(" ".join(words), 40)
    assert " ".join(found).split() == words


def test_a_long_word_is_cut_all_the_same() -> None:
    assert split("x" * 100, 40) == ["x" * 40, "x" * 40, "x" * 20]


def test_much_white_space_is_one_passage() -> None:
    assert len(split(" \n" * 2000)) == 1
