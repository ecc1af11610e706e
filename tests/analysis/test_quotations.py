"""Sentences that can stand for a theme."""

import pytest

from dsupport.analysis.quotations import LONGEST, beginning, leans, sentences


def test_sentences_are_whole_and_without_personal_data_or_links() -> None:
    text = (
        "Night buses should run until three in the morning at weekends. "
        "Call [name hidden] at once about the buses that never come. "
        "See https://example.org for the whole plan and its many pages.\n"
        "- Benches are missing at every stop"
    )
    assert list(sentences(text)) == [
        "Night buses should run until three in the morning at weekends.",
        "Benches are missing at every stop",
    ]


def test_letters_are_not_quoted_whole() -> None:
    assert not list(sentences("word " * 60))
    assert len(beginning("word " * 60)) <= LONGEST
    assert beginning("word " * 60).endswith("…")
    assert beginning("Buses") == "Buses"


@pytest.mark.parametrize(
    "sentence",
    ["And that is why I left.", "Ça me gêne tous les jours.", "Why are there no buses?", "MORE BUSES",
     "Win money now!!!", "« Fermer à 23h », lit-on ici."],
)  # fmt: skip
def test_some_sentences_lean_on_others(sentence: str) -> None:
    assert leans(sentence)
    assert not leans("Night buses should run until three.")
