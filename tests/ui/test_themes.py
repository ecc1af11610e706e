"""The page of themes: right numbers, every theme readable, nothing of a text is ever run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dsupport.services import reading
from dsupport.services.deciding import decide
from dsupport.services.importing import import_file
from dsupport.state.actions import Act
from dsupport.ui import charts, deciding
from dsupport.ui.app_pages import themes
from dsupport.ui.components import theme_actions, theme_reading
from dsupport.wording import Wording
from dsupport.workspace import Workspace
from tests.conftest import IDEAS
from tests.ui.conftest import EVIL, harmless, shown

Show = Callable[..., AppTest]
TEXTS = [text for _, text in IDEAS]


def test_says_how_many_themes(analysed: Workspace, page: Show) -> None:
    state = reading.snapshot(analysed)
    said = shown(page("themes", analysed))
    n = len(state.top_themes)
    assert f"12 contributions speak of {n} theme" in said
    for theme in state.top_themes:
        assert f"{len(theme.members)} · ●" in said


def test_shows_the_most_typical_first_then_all(analysed: Workspace, page: Show) -> None:
    state = reading.snapshot(analysed)
    theme = max(state.top_themes, key=lambda t: len(t.members))
    test = page("themes", analysed, theme=theme.theme_id)
    if len(theme.members) > theme_reading.FIRST + 1:
        test.button(key="themes all button").click().run()
        assert not test.exception
    said = shown(test)
    assert all(state.contributions[m].source_id in said for m in theme.members)


def test_a_click_in_the_outline_changes_the_address(analysed: Workspace, page: Show) -> None:
    state = reading.snapshot(analysed)
    last = state.top_themes[-1]
    test = page("themes", analysed)
    test.button(key=f"themes row {last.theme_id}").click().run()
    assert not test.exception
    assert test.query_params["theme"] == last.theme_id
    assert state.contributions[last.members[0]].source_id in shown(test)


def test_an_unknown_theme_in_the_address_shows_the_largest(analysed: Workspace, page: Show) -> None:
    first = reading.snapshot(analysed).top_themes[0]
    test = page("themes", analysed, theme="T99<script>")
    assert reading.snapshot(analysed).contributions[first.members[0]].source_id in shown(test)


def test_says_when_a_name_is_from_the_list_of_words(analysed: Workspace, page: Show) -> None:
    said = shown(page("themes", analysed, lang="nl"))
    start = Wording("nl")("themes.glossary_note", language="Nederlands", own="").split(":")[0]
    assert start in said
    assert "list of common civic words" not in shown(page("themes", analysed))


def test_the_table_says_what_the_map_shows(analysed: Workspace, page: Show) -> None:
    state = reading.snapshot(analysed)
    test = page("themes", analysed)
    test.toggle(key="themes map as table").set_value(True).run()
    assert not test.exception
    frame = test.dataframe[0].value
    assert frame["size"].sum() == len(state.placements)


def test_markup_in_texts_stays_letters(
    workspace_of: Callable[[list[str]], Workspace], page: Show
) -> None:
    nasty = workspace_of([f"{text} {EVIL}" for text in TEXTS])
    for theme in reading.snapshot(nasty).themes:
        harmless(page("themes", nasty, theme=theme))


EVERY_PAGE = pytest.mark.parametrize(
    "name", ["themes", "duplicates", "unplaced", "consensus", "about"]
)


@EVERY_PAGE
def test_too_little_is_a_fact_and_no_error(
    name: str, workspace_of: Callable[[list[str]], Workspace], page: Show
) -> None:
    said = shown(page(name, workspace_of(TEXTS[:2])))
    assert "2 contributions are here: enough to read, too few to group." in said


@EVERY_PAGE
def test_nothing_yet(name: str, workspace: Workspace, page: Show) -> None:
    assert "There are no contributions here yet." in shown(page(name, workspace))


@EVERY_PAGE
def test_not_analysed_yet(name: str, workspace: Workspace, proposals: Path, page: Show) -> None:
    import_file(workspace, proposals)
    said = shown(page(name, workspace))
    assert "12 contributions are here; they have not been grouped yet." in said


@EVERY_PAGE
def test_four_are_enough(
    name: str, workspace_of: Callable[[list[str]], Workspace], page: Show
) -> None:
    shown(page(name, workspace_of(TEXTS[:4])))


def test_neighbours_of_a_theme_are_other_themes(analysed: Workspace) -> None:
    state = reading.snapshot(analysed)
    for theme in state.themes.values():
        near = theme_reading.neighbours(state, theme)
        assert len(near) <= theme_reading.NEAR
        assert theme.theme_id not in near
        assert theme.parent_id not in near
        assert all(other in state.themes for other in near)


def test_views_have_words() -> None:
    from dsupport.wording import Wording

    assert all(Wording("en").has(f"themes.view_{view}") for view in themes.VIEWS)


# -- deciding ------------------------------------------------------------------------------


def named(test: AppTest) -> AppTest:
    """The page after the person said who decides."""
    test.session_state[deciding.ACTOR] = "Marie"
    return test.run()


def asked(test: AppTest, theme_id: str, action: str) -> AppTest:
    """The page after an action was chosen from the menu of a theme."""
    test.menu_button(key=f"menu theme {theme_id}").click(action).run()
    assert not test.exception, test.exception
    return test


def field(theme_id: str, action: str, name: str) -> str:
    return f"form theme {theme_id} {action} {name}"


def log(workspace: Workspace) -> list[tuple[str, str, str, str]]:
    found = reading.snapshot(workspace).decisions
    return [(one.actor, one.action, one.target, one.argument) for one in found]


def test_a_theme_is_renamed_and_looks_decided(analysed: Workspace, page: Show) -> None:
    test = named(page("themes", analysed, theme="T1"))
    assert "suggested" in shown(test)
    asked(test, "T1", "rename-theme")
    test.text_input(key=field("T1", "rename-theme", "text")).set_value(f"Night {EVIL}")
    test.button(key=field("T1", "rename-theme", "send")).click().run()
    assert log(analysed) == [("Marie", "rename-theme", "T1", f"Night {EVIL}")]
    said = shown(test)
    harmless(test)
    assert "Marie</strong> " in said
    assert "The machine called it" in said
    assert "Marie, today" in said
    assert not any(one.key == field("T1", "rename-theme", "send") for one in test.button)
    test.button(key="deciding undo").click().run()
    assert "The machine called it" not in shown(test)
    assert not reading.snapshot(analysed).themes["T1"].name


def test_whoever_gave_no_name_is_asked_for_it_first(analysed: Workspace, page: Show) -> None:
    test = asked(page("themes", analysed, theme="T1"), "T1", "lock-theme")
    assert log(analysed) == []
    test.text_input(key=f"{deciding.ACTOR} asked").set_value("Marie").run()
    assert log(analysed) == []
    test.button(key=field("T1", "lock-theme", "send")).click().run()
    assert log(analysed) == [("Marie", "lock-theme", "T1", "")]
    assert "a new analysis changes nothing in it" in shown(test)


def test_one_click_locks_and_unlocks(analysed: Workspace, page: Show) -> None:
    test = named(page("themes", analysed, theme="T1"))
    asked(test, "T1", "lock-theme")
    assert reading.snapshot(analysed).themes["T1"].locked
    asked(test, "T1", "unlock-theme")
    assert not reading.snapshot(analysed).themes["T1"].locked


def test_themes_move_one_place_at_a_time(analysed: Workspace, page: Show) -> None:
    order = [theme.theme_id for theme in reading.snapshot(analysed).top_themes]
    assert len(order) > 2
    test = named(page("themes", analysed, theme=order[0]))
    for number in range(1, len(order)):
        asked(test, order[0], "move-down")
        now = [theme.theme_id for theme in reading.snapshot(analysed).top_themes]
        assert now == [*order[1 : number + 1], order[0], *order[number + 1 :]]
    for _ in range(1, len(order)):
        asked(test, order[0], "move-up")
    assert [theme.theme_id for theme in reading.snapshot(analysed).top_themes] == order
    assert "move-up" not in theme_actions.offered(
        reading.snapshot(analysed), reading.snapshot(analysed).themes[order[0]]
    )


def test_two_that_people_moved_change_places(analysed: Workspace) -> None:
    for turn in (0, 1, 2, 1, 0, 2, 0):
        state = reading.snapshot(analysed)
        level = state.top_themes
        step = 1 if turn < len(level) - 1 else -1
        expected = [theme.theme_id for theme in level]
        expected[turn], expected[turn + step] = expected[turn + step], expected[turn]
        decide(analysed, theme_actions.moved(state, level[turn], step), "Marie")
        found = [theme.theme_id for theme in reading.snapshot(analysed).top_themes]
        assert found == expected


def test_themes_are_joined_and_the_address_follows(analysed: Workspace, page: Show) -> None:
    first, second = (theme.theme_id for theme in reading.snapshot(analysed).top_themes[:2])
    test = asked(named(page("themes", analysed, theme=first)), first, "join-themes")
    test.multiselect(key=field(first, "join-themes", "chosen")).set_value([second])
    test.text_input(key=field(first, "join-themes", "text")).set_value("Both")
    test.button(key=field(first, "join-themes", "send")).click().run()
    assert log(analysed) == [("Marie", "join-themes", f"{first};{second}", "Both")]
    assert "Both" in shown(page("themes", analysed, theme=second))


def test_nothing_is_decided_while_something_is_missing(analysed: Workspace, page: Show) -> None:
    test = asked(named(page("themes", analysed, theme="T1")), "T1", "join-themes")
    test.button(key=field("T1", "join-themes", "send")).click().run()
    assert log(analysed) == []
    assert "Something is still missing" in shown(test)


def test_a_theme_is_split_and_the_new_one_waits_for_a_name(analysed: Workspace, page: Show) -> None:
    members = reading.snapshot(analysed).themes["T1"].members
    test = asked(named(page("themes", analysed, theme="T1")), "T1", "split-theme")
    test.multiselect(key=field("T1", "split-theme", "chosen")).set_value(list(members[:2]))
    test.button(key=field("T1", "split-theme", "send")).click().run()
    assert not test.exception
    state = reading.snapshot(analysed)
    assert set(state.themes["T-1"].members) == set(members[:2])
    assert test.query_params["theme"] == "T-1"
    test.text_input(key=field("T-1", "rename-theme", "text")).set_value("Apart")
    test.button(key=field("T-1", "rename-theme", "send")).click().run()
    assert reading.snapshot(analysed).themes["T-1"].name == "Apart"


def test_a_colour_that_people_gave_is_drawn(analysed: Workspace, page: Show) -> None:
    test = asked(named(page("themes", analysed, theme="T1")), "T1", "colour-theme")
    test.radio(key=field("T1", "colour-theme", "colour")).set_value("red")
    test.button(key=field("T1", "colour-theme", "send")).click().run()
    assert reading.snapshot(analysed).themes["T1"].colour == "red"
    assert charts.NAMED["red"] in test.button(key="themes row T1").label


def test_a_colour_can_be_taken_away_again(analysed: Workspace, page: Show) -> None:
    test = asked(named(page("themes", analysed, theme="T1")), "T1", "colour-theme")
    radio = test.radio(key=field("T1", "colour-theme", "colour"))
    assert radio.value is None, "none is chosen for the person"
    assert "no colour of its own" not in " ".join(radio.options)
    test.button(key=field("T1", "colour-theme", "send")).click().run()
    assert log(analysed) == []
    decide(analysed, [Act("colour-theme", "T1", "red"), Act("colour-theme", "T1", "blue")], "Ana")
    test = asked(named(page("themes", analysed, theme="T1")), "T1", "colour-theme")
    test.radio(key=field("T1", "colour-theme", "colour")).set_value(theme_actions.NONE)
    test.button(key=field("T1", "colour-theme", "send")).click().run()
    assert reading.snapshot(analysed).themes["T1"].colour == ""
    assert [one[1:3] for one in log(analysed)[2:]] == [("undo", "2"), ("undo", "1")]


def test_a_description_can_be_taken_away_again(analysed: Workspace, page: Show) -> None:
    test = asked(named(page("themes", analysed, theme="T1")), "T1", "describe-theme")
    test.button(key=field("T1", "describe-theme", "send")).click().run()
    assert log(analysed) == [], "there is nothing to take away"
    decide(analysed, [Act("describe-theme", "T1", "Buses at night")], "Ana")
    test = asked(named(page("themes", analysed, theme="T1")), "T1", "describe-theme")
    test.text_area(key=field("T1", "describe-theme", "text")).set_value("")
    test.button(key=field("T1", "describe-theme", "send")).click().run()
    assert log(analysed)[1:] == [("Marie", "describe-theme", "T1", "")]
    assert reading.snapshot(analysed).themes["T1"].description == ""
    assert "removed the description" in shown(page("record", analysed))


def test_descriptions_and_notes_are_read_with_who_wrote_them(
    analysed: Workspace, page: Show
) -> None:
    decide(
        analysed, [Act("describe-theme", "T1", "Buses at night"), Act("note", "T1", EVIL)], "Ana"
    )
    test = page("themes", analysed, theme="T1")
    said = shown(test)
    harmless(test)
    assert "Buses at night" in said
    assert EVIL in said
    decide(analysed, [Act("undo", "2")], "Ana")
    assert EVIL not in shown(page("themes", analysed, theme="T1"))


def test_what_another_decided_meanwhile_is_shown_and_not_overwritten(
    analysed: Workspace, page: Show
) -> None:
    test = asked(named(page("themes", analysed, theme="T1")), "T1", "rename-theme")
    decide(analysed, [Act("rename-theme", "T1", "Theirs")], "Ana")
    test.text_input(key=field("T1", "rename-theme", "text")).set_value("Mine")
    test.button(key=field("T1", "rename-theme", "send")).click().run()
    assert log(analysed) == [("Ana", "rename-theme", "T1", "Theirs")]
    assert "Ana decided otherwise" in shown(test)


def test_an_empty_theme_that_people_shaped_is_a_fact(analysed: Workspace, page: Show) -> None:
    members = reading.snapshot(analysed).themes["T1"].members
    decide(analysed, [Act("lock-theme", "T1"), Act("unplace", ";".join(members))], "Ana")
    assert "No contribution is in this theme any more." in shown(
        page("themes", analysed, theme="T1")
    )


def test_several_of_a_theme_become_their_own(analysed: Workspace, page: Show) -> None:
    members = reading.snapshot(analysed).themes["T1"].members
    test = named(page("themes", analysed, theme="T1"))
    if len(members) > theme_reading.FIRST + 1:
        test.button(key="themes all button").click().run()
    test.toggle(key="theme-all several").set_value(True).run()
    for member in members[:2]:
        test.checkbox(key=f"tick theme-all {member}").set_value(True).run()
    test.menu_button(key="menu theme-all several").click("split-theme").run()
    test.button(key="form theme-all several split-theme send").click().run()
    assert not test.exception
    assert log(analysed) == [("Marie", "split-theme", "T1", ";".join(members[:2]))]
    assert test.query_params["theme"] == "T-1"


def test_looks_stay_when_themes_change_places() -> None:
    before = charts.looks({"T1": "", "T2": "", "T3": "", "T-9": "", "a-T2": "sky"})
    after = charts.looks({"T3": "", "a-T2": "sky", "T1": "", "T2": "", "T-9": ""})
    assert {i: after[i] for i in ("T1", "T2", "T3")} == {i: before[i] for i in ("T1", "T2", "T3")}
    assert after["a-T2"].colour == charts.NAMED["sky"]
    drawn = {(look.colour, look.symbol) for look in before.values()}
    assert len(drawn) == len(before)


def test_what_is_read_stays_though_another_theme_becomes_the_largest(
    analysed: Workspace, page: Show
) -> None:
    test = page("themes", analysed)
    first, second = reading.snapshot(analysed).top_themes[:2]
    read = f'ds-theme-name">{first.label("en")}</h2>'
    assert read in shown(test)
    decide(analysed, [Act("place", ";".join(first.members[:3]), second.theme_id)], "Ana")
    assert reading.snapshot(analysed).top_themes[0].theme_id == second.theme_id
    assert read in shown(test.run())
    decide(analysed, [Act("join-themes", f"{second.theme_id};{first.theme_id}", "Both")], "Ana")
    assert 'ds-theme-name">Both</h2>' in shown(test.run()), "what it was joined into"


def test_what_another_decided_while_somebody_writes_is_not_overwritten(
    analysed: Workspace, page: Show
) -> None:
    """Also if the page was drawn anew in between; who sends it again has been told."""
    test = asked(named(page("themes", analysed, theme="T1")), "T1", "rename-theme")
    decide(analysed, [Act("rename-theme", "T1", "Marie's")], "Marie")
    test.run()
    test.text_input(key=field("T1", "rename-theme", "text")).set_value("Mine")
    send = next(b for b in test.button if "send" in str(b.key))
    send.click().run()
    assert reading.snapshot(analysed).themes["T1"].name == "Marie's"
    assert "Marie" in shown(test)
    next(b for b in test.button if "send" in str(b.key)).click().run()
    assert reading.snapshot(analysed).themes["T1"].name == "Mine"


def test_while_a_form_is_open_letters_are_meant_for_it(analysed: Workspace, page: Show) -> None:
    decide(analysed, [Act("lock-theme", "T2")], "Ann")
    test = named(page("themes", analysed, theme="T1"))
    test.session_state[deciding.TAKEN] = [1]
    test.run()
    undo = next(b for b in test.button if b.key == "deciding undo")
    assert undo.proto.shortcut == "u"
    asked(test, "T1", "rename-theme")
    undo = next(b for b in test.button if b.key == "deciding undo")
    assert not undo.proto.shortcut
