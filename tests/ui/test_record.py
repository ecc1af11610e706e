"""The record: decisions in words, and what would follow from undoing one, before it is undone."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dsupport.services import reading
from dsupport.services.analysing import analyse
from dsupport.services.deciding import decide
from dsupport.services.importing import import_file
from dsupport.services.reading import Snapshot
from dsupport.state.actions import FORMS, Act
from dsupport.ui import dashboard, deciding
from dsupport.ui.app_pages import record
from dsupport.ui.components import decision_words
from dsupport.ui.session import Context
from dsupport.wording import LANGUAGES, Wording
from dsupport.workspace import Workspace
from tests.conftest import IDEAS
from tests.fakes import load_fake
from tests.ui.conftest import EVIL, harmless, shown

APP = str(Path(__file__).parents[2] / "app.py")

Show = Callable[..., AppTest]


def act(workspace: Workspace, who: str, *said: tuple[str, ...]) -> Snapshot:
    decide(workspace, [Act(*one) for one in said], who)
    return reading.snapshot(workspace)


def ctx_of(workspace: Workspace, language: str = "en") -> Context:
    return Context(workspace, reading.snapshot(workspace), Wording(language), language)


def open_record(page: Show, workspace: Workspace, name: str = "Ana", **query: str) -> AppTest:
    test = page("record", workspace, **query)
    test.session_state[deciding.ACTOR] = name
    return test.run()


@pytest.fixture
def themes(analysed: Workspace) -> list[str]:
    return [theme.theme_id for theme in reading.snapshot(analysed).top_themes]


def test_an_empty_record_says_what_will_be_here(analysed: Workspace, page: Show) -> None:
    words = shown(page("record", analysed))
    assert "Nobody has decided anything yet." in words
    assert "Say whether texts say the same" in words


def test_the_sentence_counts_decisions_people_and_what_is_undone(
    analysed: Workspace, themes: list[str], page: Show
) -> None:
    act(analysed, "Marie", ("rename-theme", themes[0], "Nights"), ("lock-theme", themes[1]))
    act(analysed, "Jan", ("rename-theme", themes[1], "Shade"), ("undo", "2"))
    words = shown(page("record", analysed))
    assert "3 decisions by 2 people today; 1 undone." in words
    assert "undone by Jan" in words
    assert words.index("Shade") < words.index("Nights"), "the latest first"


def test_a_theme_is_called_as_it_was_called_then(analysed: Workspace, themes: list[str]) -> None:
    old = reading.snapshot(analysed).themes[themes[0]].label("en")
    act(analysed, "Marie", ("rename-theme", themes[0], "Nights"))
    act(analysed, "Marie", ("rename-theme", themes[0], "Night life"))
    state = act(analysed, "Marie", ("lock-theme", themes[0]))
    ctx = ctx_of(analysed)
    said = [decision_words.did(ctx, one) for one in state.decisions]
    assert said[0] == f"renamed the theme “{old}” to “Nights”"
    assert said[1] == "renamed the theme “Nights” to “Night life”"
    assert "“Night life”" in said[2]


def test_a_theme_that_was_joined_keeps_its_name_in_the_record(
    analysed: Workspace, themes: list[str]
) -> None:
    names = [reading.snapshot(analysed).themes[one].label("en") for one in themes[:2]]
    state = act(analysed, "Marie", ("join-themes", ";".join(themes[:2])))
    assert themes[1] not in state.themes
    said = decision_words.did(ctx_of(analysed), state.decisions[0])
    assert said == f"joined the themes “{names[0]}” and “{names[1]}”"


def _suggested(state: reading.Snapshot) -> list[set[str]]:
    groups = state.analysis.duplicate_groups if state.analysis else ()
    return [set(group.members) for group in groups]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_action_has_its_sentence(
    analysed: Workspace, themes: list[str], table_of: Callable[..., Path], language: str
) -> None:
    act(analysed, "Marie", ("note", themes[0], "Before the next analysis"))
    act(analysed, "Marie", ("undo", "1"))
    import_file(analysed, table_of(["Music in the park on Sundays"]))
    analyse(analysed, load_encoder=load_fake)
    state = reading.snapshot(analysed)
    assert state.analysis is not None
    a, b, c, d = state.themes[themes[0]].members[:4]
    x, *others = state.themes[themes[1]].members
    # Two that are no suggested group: to say that they say the same makes a new one.
    groups = [{x, other} for other in others if {x, other} not in _suggested(state)]
    y = next(iter(groups[0] - {x}))
    z = state.themes[themes[2]].members[0]
    act(analysed, "Marie", ("mark-same", f"{a};{b}"), ("mark-same", f"{x};{y}"))
    said = [
        ("set-representative", "D-3", b), ("join-duplicates", "D-3;D-4"),
        ("split-duplicates", "D-3", f"{x};{y}"), ("confirm-duplicates", "D-3"),
        ("dismiss-duplicates", "D-7"), ("mark-related", f"{c};{d}"), ("mark-opposite", f"{a};{c}"),
        ("rename-theme", themes[0], "New"), ("describe-theme", themes[0], "About"),
        ("colour-theme", themes[0], "green"), ("order-theme", themes[0], "2"),
        ("lock-theme", themes[0]), ("unlock-theme", themes[0]), ("pin", a, themes[0]),
        ("place", z, themes[0]), ("unplace", z), ("set-aside", z, "spam"), ("bring-back", z),
        ("set-language", z, "fr"), ("note", z, "Look"), ("split-theme", themes[1], x),
        ("new-theme", z, "Alone"), ("join-themes", ";".join(themes[:2]), "Both"), ("accept-run", state.run.run_id),
        ("decline-run", state.runs[-1].run_id),
        ("date-session", "1", "2026-01-31"),
    ("describe-session", "1", "Agenda"),
    ("divide", d, "20"), ("keep-whole", f"{d}/0-20"),
    ("learn", "duplicates", "off"),
    ("undo", "10"), ("redo", "10"),
    ]  # fmt: skip
    done = act(analysed, "Marie", *said)
    assert {one.action for one in done.decisions} == set(FORMS)
    ctx, english = ctx_of(analysed, language), ctx_of(analysed)
    for one in done.decisions:
        words = decision_words.did(ctx, one)
        ids = [part for part in one.targets if part.startswith("c")]
        assert not [part for part in ids if part in words], "texts stand for ids"
        if language != "en":
            assert words != decision_words.did(english, one)
        for run in state.runs:
            assert run.run_id not in words, "moments stand for analyses"
        assert decision_words.kind(done, one) in decision_words.KINDS


def test_what_would_follow_is_shown_before_anything_is_stored(
    analysed: Workspace, themes: list[str], page: Show
) -> None:
    state = reading.snapshot(analysed)
    gone, n = state.themes[themes[1]].label("en"), len(state.themes[themes[1]].members)
    act(analysed, "Marie", ("join-themes", ";".join(themes[:2])))
    act(analysed, "Marie", ("note", themes[0], "Later"))
    test = open_record(page, analysed)
    test.button(key="record ask 1").click().run()
    words = shown(test)
    assert f"{n} contributions would move" in words
    assert "What would follow if number 1 were undone" in words
    assert f"new out of it: “{gone}”" in words
    assert len(reading.snapshot(analysed).decisions) == 2
    test.button(key="record leave").click().run()
    assert "would move" not in shown(test)
    assert len(reading.snapshot(analysed).decisions) == 2
    test.button(key="record ask 1").click().run()
    test.button(key="record take").click().run()
    after = reading.snapshot(analysed)
    assert after.decisions[-1].actor == "Ana"
    assert (after.decisions[-1].action, after.decisions[-1].target) == ("undo", "1")
    assert themes[1] in after.themes
    assert "undone by Ana" in shown(test)
    test.button(key="record ask 1").click().run()
    assert "What would follow if number 1 counted again" in shown(test)
    test.button(key="record take").click().run()
    assert themes[1] not in reading.snapshot(analysed).themes


def test_decisions_that_would_be_suspended_are_named_and_say_why(
    analysed: Workspace, themes: list[str], page: Show
) -> None:
    member = reading.snapshot(analysed).themes[themes[0]].members[0]
    act(analysed, "Marie", ("split-theme", themes[0], member), ("rename-theme", "T-1", "Alone"))
    test = open_record(page, analysed)
    test.button(key="record ask 1").click().run()
    assert "1 decision would no longer count" in shown(test)
    assert "Number 2: Marie renamed the theme" in shown(test)
    test.button(key="record take").click().run()
    words = shown(test)
    assert "it stands on number 1, which is undone" in words
    assert "1 does not count at the moment." in words


def test_an_undo_that_moves_nothing_says_so(
    analysed: Workspace, themes: list[str], page: Show
) -> None:
    act(analysed, "Marie", ("colour-theme", themes[0], "green"))
    test = open_record(page, analysed)
    test.button(key="record ask 1").click().run()
    assert "No theme, group or contribution would move" in shown(test)


def test_nobody_undoes_without_a_name(analysed: Workspace, themes: list[str], page: Show) -> None:
    act(analysed, "Marie", ("lock-theme", themes[0]))
    test = open_record(page, analysed, name="")
    test.button(key="record ask 1").click().run()
    assert test.button(key="record take").disabled
    test.text_input[0].set_value("Ana").run()
    assert not test.button(key="record take").disabled


def test_who_was_quicker_is_told(analysed: Workspace, themes: list[str], page: Show) -> None:
    act(analysed, "Marie", ("lock-theme", themes[0]))
    test = open_record(page, analysed)
    test.button(key="record ask 1").click().run()
    act(analysed, "Jan", ("undo", "1"))
    test.button(key="record take").click().run()
    assert not test.exception
    assert len(reading.snapshot(analysed).decisions) == 2
    assert test.warning


def test_an_undo_is_taken_back_where_it_is_the_last_word(
    analysed: Workspace, themes: list[str]
) -> None:
    state = act(
        analysed, "Marie", ("lock-theme", themes[0]), ("undo", "1"), ("redo", "1"), ("undo", "3")
    )
    offered = [record.switch_of(state, one) for one in state.decisions]
    assert offered == [Act("redo", "1"), None, None, Act("redo", "1")]


def test_the_record_is_filtered_by_person_and_by_kind(
    analysed: Workspace, themes: list[str], page: Show
) -> None:
    first = next(iter(reading.snapshot(analysed).contributions))
    act(analysed, "Marie", ("rename-theme", themes[0], "Nights"), ("note", first, "Ask again"))
    act(analysed, "Jan", ("set-aside", first, "spam"), ("undo", "1"))
    test = open_record(page, analysed)
    test.selectbox(key=record.PERSON).set_value("Jan").run()
    assert "Ask again" not in shown(test)
    assert "set aside (Advertising or spam)" in shown(test)
    test.selectbox(key=record.PERSON).set_value(None).run()
    only = shown(open_record(page, analysed, kind="themes"))
    assert "Nights" in only, "undoing a name is about themes"
    assert "undid decision 1" in only
    assert "Ask again" not in only


def test_many_decisions_are_in_pages(analysed: Workspace, themes: list[str], page: Show) -> None:
    act(analysed, "Marie", *(("rename-theme", themes[0], f"Name {n}") for n in range(52)))
    test = open_record(page, analysed)
    assert "to “Name 51”" in shown(test)
    assert "to “Name 0”" not in shown(test)
    assert len([one for one in test.button if one.label.startswith("Undo ")]) == record.PAGE
    test.button(key="record head next").click().run()
    assert "to “Name 0”" in shown(test)


def test_the_log_can_be_taken_along_and_read_as_a_table(
    analysed: Workspace, themes: list[str], page: Show
) -> None:
    before = reading.snapshot(analysed).themes[themes[0]].label("en")
    act(analysed, "Marie", ("rename-theme", themes[0], "=Nights", "Because"), ("undo", "1"))
    frame = pd.read_csv(io.BytesIO(record._writer(ctx_of(analysed))()))
    assert list(frame["action"]) == ["rename-theme", "undo"]
    assert list(frame["status"]) == ["undone", "in effect"]
    assert not frame["argument"][0].startswith("="), "no spreadsheet runs it"
    assert list(frame["target_words"]) == [f"“{before}”", f"rename-theme: “{before}”"]
    assert frame["argument_words"][0] == "'=Nights"
    test = open_record(page, analysed)
    test.toggle[0].set_value(True).run()
    rows = test.dataframe[0].value
    assert list(rows["Who"]) == ["Marie", "Marie"]
    assert rows["Reason"][1] == "Because"
    assert "renamed the theme" in rows["What"][1]


def test_words_of_people_stay_letters(
    workspace_of: Callable[[list[str]], Workspace], page: Show
) -> None:
    nasty = workspace_of([f"{EVIL} {text}" for _, text in IDEAS])
    theme = reading.snapshot(nasty).top_themes[0]
    act(
        nasty, EVIL, ("rename-theme", theme.theme_id, EVIL),
        ("set-aside", theme.members[0], "abuse", EVIL),
        ("note", theme.members[0], f"{EVIL} " * 20),
    )  # fmt: skip
    test = open_record(page, nasty)
    harmless(test)
    for number in (1, 2):
        test.button(key=f"record ask {number}").click().run()
        harmless(test)
        assert "<script>alert(1)" in shown(test), "it is shown as it was written"


def test_the_name_in_the_sidebar_stays_and_is_the_one_that_pages_ask_for(
    analysed: Workspace, themes: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    act(analysed, "Marie", ("lock-theme", themes[0]))
    monkeypatch.setenv("DSUPPORT_WORKSPACE", str(analysed.path))
    test = AppTest.from_file(APP, default_timeout=120).run()
    test.text_input(key=dashboard.NAME).set_value("  Ana ").run()
    assert test.session_state[deciding.ACTOR] == "Ana"
    test.run()
    assert test.text_input(key=dashboard.NAME).value == "Ana"
    test.session_state[deciding.ACTOR] = "Bea"
    test.run()
    assert test.text_input(key=dashboard.NAME).value == "Bea"
