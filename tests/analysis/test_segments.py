"""Texts are cut where people would cut them, and nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsupport.analysis.segments import Segment, segments


def cut(text: str) -> list[str]:
    return [text[one.start : one.end].strip() for one in segments(text)]


SENTENCE = "We need more buses at night in the outer districts."


@given(st.text(st.sampled_from("ab. \n\r-1)!?“É。夜*\t:"), max_size=120))
def test_segments_cover_the_text(text: str) -> None:
    found = segments(text)
    assert "".join(text[one.start : one.end] for one in found) == text
    assert all(one.start < one.end for one in found) or not text
    assert len(found) == 1 or all(text[one.start : one.end].strip() for one in found)


@pytest.mark.parametrize(
    "text",
    [
        "I live in Dr. Miller Street and work for St. Mary, nr. 12, every day of the week.",
        "Am 1. Mai und am 24. Dezember fahren bei uns in der Siedlung gar keine Busse mehr.",
        "Er is z.B. geen bank in het park, en i. v. m. de hitte is schaduw daar wel nodig.",
        "This line was wrapped by the program in which somebody\nwrote it, and so goes on here.",
        "Well … we would have liked more trees along the whole avenue, to say the least of it.",
        "More benches",
        "",
        "   ",
    ],
)
def test_not_cut(text: str) -> None:
    assert len(segments(text)) == 1


def test_sentences_and_paragraphs() -> None:
    other = "The library should be open on Sundays for all of us."
    assert cut(f"{SENTENCE} {other}") == [SENTENCE, other]
    assert segments(f"{SENTENCE}\n\n{other}")[1] == Segment(len(SENTENCE) + 2, 105, True)
    assert not segments(f"{SENTENCE} {other}")[1].block
    assert cut(f"{SENTENCE} {other.lower()}") == [SENTENCE, other.lower()]
    assert cut("夜のバスをもっと増やしてほしいです。図書館は日曜日も開けてください。") == [
        "夜のバスをもっと増やしてほしいです。",
        "図書館は日曜日も開けてください。",
    ]


def test_what_is_short_stays_with_its_neighbour() -> None:
    assert cut(f"{SENTENCE} Please!") == [f"{SENTENCE} Please!"]
    assert cut(f"Dear council,\n\n{SENTENCE}") == [f"Dear council,\n\n{SENTENCE}"]
    assert cut(f"My wishes:\n- more buses\n- more trees\n{SENTENCE}") == [
        "My wishes:\n- more buses",
        "- more trees",
        SENTENCE,
    ]


@pytest.mark.parametrize("mark", ["-", "*", "•", "–", "1.", "(2)", "b)"])
def test_items_of_a_list(mark: str) -> None:
    assert cut(f"{mark} more night buses\n{mark} shade for schools") == [
        f"{mark} more night buses",
        f"{mark} shade for schools",
    ]
