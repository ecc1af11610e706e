"""Contributions can be searched, filtered, read in full and taken away."""

from __future__ import annotations

import pytest

from dsupport.services import reading, searching
from dsupport.services.deciding import decide
from dsupport.services.importing import import_file
from dsupport.state.actions import Act
from dsupport.ui import deciding
from dsupport.ui.app_pages import contributions
from dsupport.ui.session import Context
from dsupport.wording import Wording
from tests.ui.conftest import EVIL, harmless, raw, shown


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


# -- deciding ------------------------------------------------------------------------------


def named(test):
    """The page after the person said who decides."""
    test.session_state[deciding.ACTOR] = "Marie"
    return test.run()


def id_of(workspace, number):
    found = reading.snapshot(workspace).contributions.values()
    return next(one.contribution_id for one in found if one.source_id == number)


def asked(test, name, action):
    """The page after an action was chosen from the menu of a card."""
    test.menu_button(key=f"menu contributions {name}").click(action).run()
    assert not test.exception, test.exception
    return test


def send(test, name, action):
    test.button(key=f"form contributions {name} {action} send").click().run()
    assert not test.exception, test.exception
    return test


def log(workspace):
    return [(one.action, one.target, one.argument) for one in reading.snapshot(workspace).decisions]


def test_what_is_set_aside_needs_a_reason_stays_readable_and_comes_back(page, analysed):
    name = id_of(analysed, "p3")
    test = asked(named(page("contributions", analysed)), name, "set-aside")
    send(test, name, "set-aside")
    assert log(analysed) == []
    assert "Something is still missing" in shown(test)
    test.radio(key=f"form contributions {name} set-aside reason").set_value("out-of-remit")
    test.text_input(key=f"form contributions {name} set-aside why").set_value(EVIL)
    send(test, name, "set-aside")
    assert log(analysed) == [("set-aside", name, "out-of-remit")]
    said = shown(test)
    harmless(test)
    assert cards(test) == 12
    assert "1 of them is set aside" in said
    assert "Set aside: Outside what this assembly can decide." in said
    assert EVIL in said
    assert "Marie, today" in said
    test.multiselect(key="filter set aside").set_value(["out-of-remit"]).run()
    assert cards(test) == 1
    asked(test, name, "bring-back")
    assert log(analysed)[1:] == [("bring-back", name, "")]
    assert not reading.snapshot(analysed).decided.aside
    assert cards(test) == 12


def test_a_link_can_ask_for_what_is_set_aside(page, analysed):
    name = id_of(analysed, "p3")
    decide(analysed, [Act("set-aside", name, "spam")], "Ana")
    test = page("contributions", analysed, **{"set aside": "spam"})
    assert cards(test) == 1
    assert "Set aside: Advertising or spam." in shown(test)


def test_a_card_moves_to_another_theme_and_says_who_moved_it(page, analysed):
    name = id_of(analysed, "p0")
    state = reading.snapshot(analysed)
    other = next(t for t in state.top_themes if name not in t.members)
    test = asked(named(page("contributions", analysed)), name, "place")
    options = test.selectbox(key=f"form contributions {name} place theme").options
    assert len(options) == len(state.themes)
    assert any(f"({len(other.members)})" in option for option in options)
    test.selectbox(key=f"form contributions {name} place theme").set_value(other.theme_id)
    send(test, name, "place")
    assert log(analysed) == [("place", name, other.theme_id)]
    assert "Placed here by people." in shown(test)
    asked(test, name, "unplace")
    assert log(analysed)[1:] == [("unplace", name, "")]
    assert "Taken out of its theme by people." in shown(test)


def test_a_card_can_stand_for_its_theme(page, analysed):
    name = id_of(analysed, "p0")
    theme_id = reading.snapshot(analysed).placements[name].theme_id
    test = asked(named(page("contributions", analysed)), name, "pin")
    assert log(analysed) == [("pin", name, theme_id)]
    assert "Stands for “" in shown(test)
    assert reading.snapshot(analysed).themes[theme_id].members[0] == name
    options = test.menu_button(key=f"menu contributions {name}").options
    assert not any(option.startswith("Let it stand") for option in options)


def test_a_language_is_corrected_by_its_name(page, analysed):
    name = id_of(analysed, "p0")
    test = asked(named(page("contributions", analysed)), name, "set-language")
    box = test.selectbox(key=f"form contributions {name} set-language language")
    assert "Dutch" in box.options
    box.set_value("nl")
    send(test, name, "set-language")
    assert log(analysed) == [("set-language", name, "nl")]
    assert "Language corrected: Dutch." in shown(test)


def test_notes_are_kept_in_full_and_never_run(page, analysed):
    name = id_of(analysed, "p0")
    test = asked(named(page("contributions", analysed)), name, "note")
    test.text_area(key=f"form contributions {name} note text").set_value(f"{EVIL}\nsecond line")
    send(test, name, "note")
    assert log(analysed) == [("note", name, f"{EVIL}\nsecond line")]
    harmless(test)
    assert EVIL in shown(test)


def test_a_card_says_how_many_say_the_same(page, analysed):
    a, b, c = (id_of(analysed, f"p{i}") for i in range(3))
    assert "Says the same as" not in shown(page("contributions", analysed))
    decide(analysed, [Act("mark-same", f"{a};{b};{c}")], "Ana")
    said = shown(page("contributions", analysed))
    assert said.count("Says the same as 2 others") == 3


def test_several_are_brought_back_by_one_decision(page, analysed):
    ids = [id_of(analysed, f"p{i}") for i in (1, 2)]
    decide(analysed, [Act("set-aside", ";".join(ids), "spam")], "Ana")
    test = named(page("contributions", analysed))
    test.toggle(key="contributions several").set_value(True).run()
    for name in ids:
        test.checkbox(key=f"tick contributions {name}").set_value(True).run()
    assert "2 ticked" in shown(test)
    test.menu_button(key="menu contributions several").click("bring-back").run()
    assert not test.exception
    assert log(analysed)[1:] == [("bring-back", ";".join(ids), "")]


def test_before_an_analysis_there_are_no_themes_to_place_in(page, workspace, proposals):
    import_file(workspace, proposals)
    name = id_of(workspace, "p0")
    test = named(page("contributions", workspace))
    options = test.menu_button(key=f"menu contributions {name}").options
    assert not any("theme" in option for option in options)
    asked(test, name, "set-aside")
    test.radio(key=f"form contributions {name} set-aside reason").set_value("spam")
    send(test, name, "set-aside")
    assert log(workspace) == [("set-aside", name, "spam")]


def test_what_was_placed_after_the_analysis_can_be_asked_for(page, analysed, table_of):
    key = "filter after analysis"
    assert not [one for one in page("contributions", analysed).multiselect if one.key == key]
    import_file(analysed, table_of(["Night buses", "A pool", "Penguins", "Spam"], "later.csv"))
    named_ids = {c.source_id: name for name, c in reading.snapshot(analysed).contributions.items()}
    theme = reading.snapshot(analysed).top_themes[0].theme_id
    decide(analysed, [Act("place", named_ids["n0"], theme)], "Ana")
    decide(analysed, [Act("unplace", named_ids["n2"])], "Ana")
    decide(analysed, [Act("set-aside", named_ids["n3"], "spam")], "Ana")
    test = page("contributions", analysed, **{"after analysis": "placed"})
    assert "1 of 16 contributions" in shown(test)
    assert "#n0" in shown(test)
    assert set(test.multiselect(key=key).options) == {
        "all others (13)", "placed after it (1)", "came after it, fits nowhere yet (1)",
        "not placed yet (1)",
    }  # fmt: skip
    test.multiselect(key=key).set_value(["new"]).run()
    assert "#n1" in shown(test)
