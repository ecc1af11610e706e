"""Sentences of a text, and which of them are nearest to those of another."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsupport.analysis.nearest_passages import MOST, by_words, meetings, sentences, value_of


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", []),
        ("  \n ", []),
        ("One sentence", ["One sentence"]),
        ("The first one ends. And a second one!", ["The first one ends.", "And a second one!"]),
        ("A title\nA sentence.", ["A title", "A sentence."]),
        ("We ask for this. Please!", ["We ask for this. Please!"]),
        ("In der Bornheimer Str. queren, bzw. davor.", ["In der Bornheimer Str. queren, bzw. davor."]),
        ("„Das will ich nicht.“ Sagte sie uns.", ["„Das will ich nicht.“ Sagte sie uns."]),
        ("これは一つの文であります。もう一つの文もありますよ。", ["これは一つの文であります。", "もう一つの文もありますよ。"]),
        ("Three things:\n- more buses\n- more trees", ["Three things:", "- more buses", "- more trees"]),
    ],
)  # fmt: skip
def test_sentences(text: str, parts: list[str]) -> None:
    assert split(text) == parts


@given(st.text("ab .!?\n“”", max_size=80))
def test_no_word_is_lost_or_said_twice(text: str) -> None:
    spans = sentences(text)
    assert all(a < b for a, b in spans)
    assert all(one[1] <= two[0] for one, two in itertools.pairwise(spans))
    inside = "".join(text[a:b] for a, b in spans)
    assert sorted(inside.replace(" ", "").replace("\n", "")) == sorted(
        text.replace(" ", "").replace("\n", "")
    )


def test_the_nearest_come_first_and_each_passage_once() -> None:
    value = np.array([[0.2, 0.9, 0.85], [0.8, 0.88, 0.1]])
    assert meetings(value) == [(0, 1), (1, 0)]
    assert meetings(np.zeros((0, 0))) == []


def test_passages_that_are_far_less_alike_are_left_out() -> None:
    assert meetings(np.array([[0.9, 0.1], [0.1, 0.3]])) == [(0, 0)]
    assert meetings(np.array([[-0.4]])) == [(0, 0)], "there is one at least"
    assert len(meetings(np.eye(6))) == MOST


def test_a_word_of_thanks_explains_less_than_a_demand() -> None:
    left = ["Thank you for reading", "The night bus must run every half hour on all seven days"]
    right = ["Thanks for listening", "We ask for a night bus every thirty minutes, also on Sundays"]
    similarity = np.array([[0.7, 0.0], [0.0, 0.6]])
    assert meetings(value_of(similarity, left, right))[0] == (1, 1)
    assert meetings(similarity)[0] == (0, 0)


def test_without_an_encoder_sentences_with_common_words_are_near() -> None:
    left = "Plant more trees for shade. The night buses are too rare."
    right = "We wait for night buses. Shade comes from trees!"
    found = by_words(left, "en", right, "en")
    assert found.shape == (2, 2)
    assert meetings(found) == [(0, 1), (1, 0)] or meetings(found) == [(1, 0), (0, 1)]
    assert by_words("", "en", "x", "en").shape == (0, 1)
