"""Places to check: one key a decision, the next text at once, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from dsupport.results import Placement
from dsupport.services import reading
from dsupport.services.reviewing import places_in_doubt
from dsupport.ui import deciding
from dsupport.ui.components.near import choices
from dsupport.workspace import Workspace
from tests.ui.conftest import harmless, shown

Show = Callable[..., AppTest]


def first(workspace: Workspace) -> Placement:
    return places_in_doubt(reading.snapshot(workspace))[0]


def opened(page: Show, workspace: Workspace, name: str = "Ann", **query: str) -> AppTest:
    """The page for somebody who has given a name."""
    test = page("places", workspace, **query)
    test.session_state[deciding.ACTOR] = name
    return test.run()


def test_the_first_in_doubt_is_shown_with_themes_to_choose(doubtful: Workspace, page: Show) -> None:
    test = opened(page, doubtful)
    state, place = reading.snapshot(doubtful), first(doubtful)
    said = shown(test)
    n = len(places_in_doubt(state))
    assert f"{n} places to check" in said
    assert state.contributions[place.contribution_id].source_id in said
    for theme_id, _ in choices(state, place):
        assert state.themes[theme_id].label("en") in said
    harmless(test)


def test_one_key_decides_and_the_next_is_there_and_undo_brings_it_back(
    doubtful: Workspace, page: Show
) -> None:
    place = first(doubtful)
    theme = choices(reading.snapshot(doubtful), place)[0][0]
    test = opened(page, doubtful)
    test.button(key="places 1").click().run()
    state = reading.snapshot(doubtful)
    assert [(d.action, d.target, d.argument) for d in state.decisions] == [
        ("place", place.contribution_id, theme)
    ]
    assert first(doubtful).contribution_id != place.contribution_id
    assert "Decided:" in shown(test)
    test.button(key="places undo").click().run()
    assert first(doubtful) == place
    assert "Undone:" in shown(test)
    assert test.query_params["text"] == place.contribution_id


def test_in_no_theme_is_a_decision_too(doubtful: Workspace, page: Show) -> None:
    place = first(doubtful)
    opened(page, doubtful).button(key="places 4").click().run()
    state = reading.snapshot(doubtful)
    assert [(d.action, d.target) for d in state.decisions] == [("unplace", place.contribution_id)]
    assert state.placements[place.contribution_id].theme_id == ""
    assert place.contribution_id not in {p.contribution_id for p in places_in_doubt(state)}


def test_later_decides_nothing_and_comes_last(doubtful: Workspace, page: Show) -> None:
    before = places_in_doubt(reading.snapshot(doubtful))
    test = opened(page, doubtful)
    test.button(key="places later").click().run()
    assert reading.snapshot(doubtful).decisions == ()
    said = shown(test)
    texts = reading.snapshot(doubtful).contributions
    assert "comes again at the end" in said
    assert f"#{texts[before[1].contribution_id].source_id}" in said


def test_any_other_theme_can_be_chosen(doubtful: Workspace, page: Show) -> None:
    state, place = reading.snapshot(doubtful), first(doubtful)
    wanted = state.top_themes[-1].theme_id
    test = opened(page, doubtful)
    test.selectbox(key=f"places other {place.contribution_id}").set_value(wanted).run()
    test.button(key="places other do").click().run()
    placed = reading.snapshot(doubtful).placements[place.contribution_id]
    assert placed.theme_id == wanted and placed.decided == 1


def test_without_a_name_nothing_is_decided(doubtful: Workspace, page: Show) -> None:
    test = page("places", doubtful)
    test.button(key="places 1").click().run()
    assert reading.snapshot(doubtful).decisions == ()
    assert "name" in shown(test).lower()


def test_when_nothing_is_in_doubt_it_says_so(
    analysed: Workspace, page: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dsupport.ui.components.places.places_in_doubt", lambda state: [])
    assert "No place is in doubt." in shown(page("places", analysed))


def test_the_own_theme_is_the_first_choice_even_if_another_is_nearer(analysed: Workspace) -> None:
    state = reading.snapshot(analysed)
    one, two = [theme.theme_id for theme in state.top_themes[:2]]
    place = next(p for p in state.placements.values() if p.theme_id == one)
    nearer = replace(place, nearest=((two, 0.9), (one, 0.4), ("gone", 0.3)))
    assert choices(state, nearer) == [(one, 0.4), (two, 0.9)]
    unknown = replace(place, nearest=((two, 0.9),))
    assert choices(state, unknown) == [(one, None), (two, 0.9)]
    assert choices(state, replace(nearer, theme_id="")) == [(two, 0.9), (one, 0.4)]


def test_a_link_can_ask_for_those_in_a_theme(
    analysed: Workspace, page: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = reading.snapshot(analysed)
    some = list(state.placements.values())[:3]
    themes = ("", *[state.top_themes[0].theme_id] * 2)
    places = [replace(p, theme_id=t) for p, t in zip(some, themes, strict=True)]
    monkeypatch.setattr("dsupport.ui.components.places.places_in_doubt", lambda state: places)
    test = opened(page, analysed, show="placed")
    assert "1 of 2" in shown(test)
    assert "show" not in test.query_params
    assert "1 of 3" in shown(opened(page, analysed))
