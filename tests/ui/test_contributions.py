"""Contributions can be searched, filtered, read in full and taken away."""

from __future__ import annotations

import pytest

from dsupport.services import reading, searching
from dsupport.ui.app_pages import contributions
from dsupport.ui.session import Context
from dsupport.wording import Wording
from tests.ui.conftest import EVIL, raw, shown


def cards(test):
    return raw(test).count('class="ds-card"')


def test_all_are_there_with_who_wrote_them(page, analysed):
    test = page("contributions", analysed)
    words = shown(test)
    assert "12\u00a0contributions" in words or "12 contributions" in words
    assert cards(test) == 12
    assert "#p3" in words
    assert "District 3" in words


def test_words_find_texts(page, analysed):
    test = page("contributions", analysed, q="night buses")
    assert cards(test) == 4
    assert "4 of 12" in shown(test).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("bus", {0, 1}), ("BUSES", {1}), ("été", {3, 4}), ("ete", {3, 4}), ("eau", {4}),
        ("oeuvre", {5}), ("œuvre", {5}), ("use", set()), ("bus night", {1}), ("バス", {6}), ("", set(range(7))),
    ],
)  # fmt: skip
def test_words_are_found_from_their_beginning(workspace_of, query, found):
    texts = [
        "A bus, please", "Night buses", "Contra o abuso de poder", "Un ÉTÉ sans voitures",
        "De l'eau en e\u0301te\u0301", "Une œuvre d'art", "夜のバスを増やす",
    ]  # fmt: skip
    state = reading.snapshot(workspace_of(texts))
    ids = searching.by_words(state, query)
    assert {int(state.contributions[one].source_id[1:]) for one in ids} == found


def test_nothing_found_offers_a_way_back(page, analysed):
    test = page("contributions", analysed, q="zeppelin")
    assert cards(test) == 0
    test.button[-1].click().run()
    assert cards(test) == 12


def test_meaning_finds_the_nearest_first(page, analysed):
    test = page("contributions", analysed, q="trees shade school playgrounds")
    test.toggle(key="by_meaning").set_value(True).run()
    assert "1. nearest in meaning" in shown(test)
    assert "playgrounds" in shown(test).split("1. nearest in meaning")[1].split("2. nearest")[0]


def test_filters_narrow_by_what_the_file_says(page, analysed):
    test = page("contributions", analysed)
    test.multiselect(key="filter district").set_value(["District 1"]).run()
    assert cards(test) == 3
    test.multiselect(key="filter age_bracket").set_value(["16-20"]).run()
    assert cards(test) == 1
    test.button(key="clear filters").click().run()
    assert cards(test) == 12


def test_filters_by_theme_have_all_themes_and_those_unplaced(page, analysed):
    state = reading.snapshot(analysed)
    test = page("contributions", analysed)
    options = test.multiselect(key="filter theme").options
    assert len(options) == len(state.top_themes) + bool(state.unplaced)


def test_long_lists_come_in_pages(page, workspace_of):
    test = page("contributions", workspace_of([f"Idea number {i} about water" for i in range(45)]))
    assert cards(test) == 20
    assert "1–20 of 45" in shown(test)
    test.button(key="contributions head next").click().run()
    test.button(key="contributions head next").click().run()
    assert cards(test) == 5
    assert "41–45 of 45" in shown(test)


def test_texts_of_people_are_shown_and_never_run(page, workspace_of):
    test = page("contributions", workspace_of([EVIL, "b", "c", "d", "e"]))
    assert EVIL in shown(test)
    assert "<script>" not in raw(test)


def test_personal_data_is_hidden(page, workspace_of):
    test = page("contributions", workspace_of(["Write to ana.silva@example.org please", "b"]))
    assert "ana.silva" not in raw(test)
    assert "[email hidden]" in shown(test)


def test_a_link_can_ask_for_what_is_hidden(page, workspace_of):
    workspace = workspace_of(["Write to ana.silva@example.org please", "b"])
    test = page("contributions", workspace, **{"personal data": "hidden"})
    assert cards(test) == 1
    assert "[email hidden]" in shown(test)


def test_an_unknown_filter_in_the_address_is_ignored(page, analysed):
    assert cards(page("contributions", analysed, theme="T99<script>")) == 12


def test_an_empty_workspace_says_how_to_begin(page, workspace):
    assert "There are no contributions here yet." in shown(page("contributions", workspace))


def test_the_download_holds_what_is_in_sight_and_nothing_that_runs(workspace_of):
    workspace = workspace_of(["=1+1 is a formula", "two", "three", "four", "five"])
    state = reading.snapshot(workspace)
    ctx = Context(workspace, state, Wording("en"), "en")
    kept = [one for one in state.contributions.values() if one.source_id in ("n0", "n3")]
    text = contributions._csv(ctx, kept).decode("utf-8-sig")
    assert "'=1+1 is a formula" in text
    assert "four" in text
    assert "five" not in text
    assert "theme_label" in text.splitlines()[0]


@pytest.mark.parametrize(
    ("values", "ordered"),
    [(["10", "9", "2"], ["2", "9", "10"]), (["T10a", "T2b", "T2a"], ["T2a", "T2b", "T10a"])],
)
def test_numbers_are_sorted_as_numbers(values, ordered):
    assert sorted(values, key=contributions.natural) == ordered
