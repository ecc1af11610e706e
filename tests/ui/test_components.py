"""What pages are built from."""

from __future__ import annotations

import pytest

from dsupport.services import reading
from dsupport.ui.components import cards, durations, working
from dsupport.ui.components.certainty import certainty
from dsupport.ui.components.headline import joined
from dsupport.ui.components.text import JOINER, escaped, plain, shortened
from dsupport.ui.session import Context
from dsupport.wording import Wording


@pytest.mark.parametrize(
    "text",
    [
        "# heading",
        "[a](http://b)",
        "![a](http://b)",
        "$x$",
        ":red[x]",
        "<b>",
        "1. one",
        "- a",
        "`c`",
    ],
)
def test_signs_of_markdown_are_escaped(text):
    written = plain(text)
    for sign in "#[]()!$<>`":
        assert written.count(sign) == written.count(f"\\{sign}")


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        (":smile:", ":smile:"), (":material/home:", ":material/"), ("a -> b", "->"),
        ("see http://evil.example", "://"), ("www.evil.example", "www."), ("a@b.example", "a@"),
    ],
)  # fmt: skip
def test_patterns_that_are_replaced_late_are_broken(text, pattern):
    written = plain(text).replace("\\", "")
    assert pattern not in written
    assert written.replace(JOINER, "") == text


def test_line_breaks_and_leading_blanks_stay():
    assert plain("a\n    b") == "a  \n\u00a0\u00a0\u00a0\u00a0b"
    assert escaped("a\nb<") == "a<br>b&lt;"


def test_short_names_end_at_a_word():
    assert shortened("one two three", 9) == "one two\u00a0…"
    assert shortened("one two") == "one two"


def test_marks_stay_in_the_text_and_are_escaped():
    assert cards.marked_html("a <b> c", [(2, 5)]) == "a <mark>&lt;b&gt;</mark> c"
    assert cards.marked_html("abc", [(0, 2), (1, 9)]) == "<mark>ab</mark><mark>c</mark>"


def test_a_card_says_who_and_where(analysed):
    state = reading.snapshot(analysed)
    ctx = Context(analysed, state, Wording("en"), "en")
    item = next(one for one in state.contributions.values() if one.source_id == "p2")
    assert cards.facts(ctx, item)[:2] == ["#p2", "English"]
    assert "District 2" in cards.facts(ctx, item)
    assert "2 people supported it" in cards.facts(ctx, item)


def test_long_texts_are_whole_behind_more(workspace_of):
    text = "word " * 600
    workspace = workspace_of([text.strip()])
    state = reading.snapshot(workspace)
    ctx = Context(workspace, state, Wording("en"), "en")
    made = cards.card_html(ctx, next(iter(state.contributions.values())))
    assert "<details>" in made
    assert made.count("word") == 600


def test_certainty_is_a_word_and_a_shape(analysed):
    ctx = Context(analysed, reading.snapshot(analysed), Wording("en"), "en")
    assert certainty(ctx, "fairly sure") == "●●○\u00a0fairly sure"
    assert certainty(ctx, "") == ""


def test_numbers_of_a_headline_stay_with_their_words():
    assert joined("15 fit nowhere. In 7, 3") == "15\u00a0fit nowhere. In 7, 3"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0.2, "less than a minute"), (1, "about 1 minute"), (17, "about 15 minutes"),
        (62, "about 1 hour"), (130, "about 2 hours 10 minutes"),
    ],
)  # fmt: skip
def test_durations_are_rounded(value, words):
    assert durations.minutes(value, Wording("en")) == words


def test_loading_says_so_and_counts_nothing(monkeypatch):
    bar, now = [], iter([0.0, 0.0, 8.0, 8.5, 20.0])
    monkeypatch.setattr(working.st, "progress", lambda *_: working.st)
    monkeypatch.setattr(working.st, "button", lambda *_, **__: False)
    shown = working.Working(clock=lambda: next(now))
    shown._bar = type("Bar", (), {"progress": lambda _, part, words: bar.append((part, words))})()
    shown("load encoder", 0, 1)
    shown("load encoder", 1, 1)
    shown("encode", 0, 10)
    shown("encode", 10, 10)
    assert bar[0] == (0.0, "Loading the language model … This takes a few seconds.")
    assert bar[1][1] == "reading texts · 8 seconds so far"
    assert "reading texts: 10 of 10" in bar[3][1]


def test_a_step_that_has_just_begun_counts_no_seconds(monkeypatch):
    bar = []
    monkeypatch.setattr(working.st, "progress", lambda *_: working.st)
    monkeypatch.setattr(working.st, "button", lambda *_, **__: False)
    shown = working.Working(clock=lambda: 0.0)
    shown._bar = type("Bar", (), {"progress": lambda _, part, words: bar.append(words)})()
    shown("read", 0, 1)
    assert bar == ["reading the file"]
