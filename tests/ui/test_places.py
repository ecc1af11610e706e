"""Places to check: one key a decision, the next text at once, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dsupport.results import Placement
from dsupport.services import assemblies, reading
from dsupport.services.analysing import analyse
from dsupport.services.deciding import decide
from dsupport.services.importing import import_file
from dsupport.services.reviewing import places_in_doubt
from dsupport.state.actions import Act
from dsupport.ui import deciding, session
from dsupport.ui.components.near import choices
from dsupport.workspace import Workspace
from tests.conftest import ALONE, IDEAS
from tests.fakes import load_fake
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
    monkeypatch.setattr("dsupport.ui.components.place_review.places_in_doubt", lambda state: [])
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
    monkeypatch.setattr("dsupport.ui.components.place_review.places_in_doubt", lambda state: places)
    test = opened(page, analysed, show="placed")
    assert "1 of 2" in shown(test)
    assert "show" not in test.query_params
    assert "1 of 3" in shown(opened(page, analysed))


def _twice() -> None:
    """A key that is pressed twice before the next text is there."""
    import streamlit as st

    from dsupport.services.reviewing import places_in_doubt
    from dsupport.ui import deciding
    from dsupport.ui.components import place_review
    from dsupport.ui.session import context

    st.session_state[deciding.ACTOR] = "Ann"
    ctx = context()
    place = places_in_doubt(ctx.state)[0]
    for theme in ctx.state.top_themes[:2]:
        place_review.settle(ctx, place, theme.theme_id, "")


def test_a_key_that_is_pressed_twice_decides_once(
    doubtful: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(session.VARIABLE, str(doubtful.path))
    test = AppTest.from_function(_twice, default_timeout=120).run()
    assert not test.exception
    assert len(reading.snapshot(doubtful).decisions) == 1


def test_what_is_in_doubt_again_can_be_decided_again(doubtful: Workspace, page: Show) -> None:
    """Somebody else undid what was decided: the keys work as before."""
    place = first(doubtful)
    test = opened(page, doubtful)
    test.button(key="places 1").click().run()
    decide(doubtful, [Act("undo", "1")], "Ben")
    assert first(doubtful) == place
    test.run().button(key="places 1").click().run()
    assert [d.action for d in reading.snapshot(doubtful).decisions] == ["place", "undo", "place"]


def test_undo_takes_later_back(doubtful: Workspace, page: Show) -> None:
    texts = reading.snapshot(doubtful).contributions
    number = f"#{texts[first(doubtful).contribution_id].source_id}"
    test = opened(page, doubtful)
    test.button(key="places later").click().run()
    assert number not in shown(test)
    test.button(key="places undo").click().run()
    assert number in shown(test)
    del test.query_params["text"]
    assert number in shown(test.run()), "it is the first again"


def test_any_path_will_do(tmp_path: Path, table_of: Callable[..., Path], page: Show) -> None:
    made = assemblies.new(tmp_path / "town {2026} %s.assembly", "Town")
    import_file(made, table_of([*(text for _, text in IDEAS), *ALONE]))
    analyse(made, load_encoder=load_fake)
    for name in ("places", "duplicates"):
        assert not page(name, made).exception


def test_the_text_that_is_read_stays_when_somebody_else_decides_on_it(
    doubtful: Workspace, page: Show
) -> None:
    one, two = places_in_doubt(reading.snapshot(doubtful))[:2]
    theme = reading.snapshot(doubtful).top_themes[0]
    test = opened(page, doubtful, "Ben")
    decide(doubtful, [Act("place", one.contribution_id, theme.theme_id)], "Amira")
    said = shown(test.run())
    assert "Amira has just said where it belongs" in said and theme.label("en") in said
    assert not [b for b in test.button if b.key in ("places 1", "places 4")]
    test.button(key="places go on").click().run()
    test.button(key="places 4").click().run()
    last = reading.snapshot(doubtful).decisions[-1]
    assert (last.actor, last.action, last.target) == ("Ben", "unplace", two.contribution_id)
