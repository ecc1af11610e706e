"""Sessions, and the assembly as it was at the end of one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from dsupport.services import reading, sessions
from dsupport.services.deciding import decide
from dsupport.services.importing import import_file
from dsupport.state.actions import Act
from dsupport.ui import deciding, session
from dsupport.ui.components import as_of, decision_words
from dsupport.wording import LANGUAGES, Wording
from dsupport.workspace import Workspace
from tests.ui.conftest import EVIL, harmless, shown

APP = str(Path(__file__).parents[2] / "app.py")

Show = Callable[..., AppTest]


def at(workspace: Workspace, moment: str) -> None:
    """Make what came and was decided today look as if it had been at `moment`."""
    with workspace.writing() as connection:
        for table, column in (("imports", "at"), ("decisions", "at"), ("runs", "started_at")):
            connection.exec_driver_sql(
                f"UPDATE {table} SET {column} = ? WHERE {column} > '2026-06'", (moment,)
            )


@pytest.fixture
def two_months(analysed: Workspace, table_of: Callable[..., Path]) -> Workspace:
    """January: a name for the first theme, and a session. February: another name, one text more."""
    theme = reading.snapshot(analysed).top_themes[0].theme_id
    decide(analysed, [Act("rename-theme", theme, "January")], "Marie")
    decide(analysed, [Act("date-session", "1", "2026-01-31")], "Marie")
    decide(analysed, [Act("describe-session", "1", "Learning\nand listening")], "Marie")
    at(analysed, "2026-01-10T10:00:00+00:00")
    decide(analysed, [Act("rename-theme", theme, "February")], "Jan")
    import_file(analysed, table_of(["A swimming pool that opens early"], "later.csv"))
    at(analysed, "2026-02-10T10:00:00+00:00")
    return analysed


def open_page(page: Show, workspace: Workspace, name: str = "sessions", **kept: object) -> AppTest:
    test = page(name, workspace)
    test.session_state[deciding.ACTOR] = "Ana"
    for key, value in kept.items():
        test.session_state[session.AS_OF if key == "as_of" else key] = value
    return test.run()


def dashboard(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv(session.VARIABLE, str(workspace.path))
    return AppTest.from_file(APP, default_timeout=120).run()


def turn_to(test: AppTest, name: str) -> None:
    """Another page of the dashboard; AppTest itself knows only pages that are files."""
    test._page_hash = calc_hash(name)
    test.run()


def field(test: AppTest, kind: str, beginning: str) -> object:
    return next(one for one in test.get(kind) if str(one.key).startswith(beginning))


def test_without_sessions_the_page_says_so(analysed: Workspace, page: Show) -> None:
    words = shown(open_page(page, analysed))
    assert "No session is known yet." in words
    assert "Add session 1" in words


def test_nothing_is_asked_of_whoever_is_not_known(analysed: Workspace, page: Show) -> None:
    words = shown(page("sessions", analysed))
    assert "Write your name to decide." in words
    assert "Add session 1" not in words


def test_a_session_is_added_with_date_and_agenda(analysed: Workspace, page: Show) -> None:
    test = open_page(page, analysed)
    test.date_input[0].set_value(date(2099, 3, 14))
    test.text_area[0].set_value(f"Deliberating\n{EVIL}")
    test.button[-1].click().run()
    known = reading.snapshot(analysed).decided.sessions
    assert known[1].date == "2099-03-14"
    assert known[1].agenda.startswith("Deliberating\n")
    words = shown(test)
    assert "1 session; the next one is on March 14, 2099." in words.replace("\u00a0", " ")
    assert "Add session 2" in words
    assert "Ana" in words
    assert "At its end" not in words, "it has not been yet"
    harmless(test)


def test_nothing_written_is_no_decision(analysed: Workspace, page: Show) -> None:
    test = open_page(page, analysed)
    test.button[-1].click().run()
    assert "Nothing was kept" in shown(test)
    assert reading.snapshot(analysed).decisions == ()


def test_only_what_was_changed_is_decided(two_months: Workspace, page: Show) -> None:
    before = reading.snapshot(two_months)
    test = open_page(page, two_months)
    dated = field(test, "date_input", "sessions date 1")
    assert dated.value == date(2026, 1, 31)  # type: ignore[attr-defined]
    dated.set_value(date(2026, 1, 30))  # type: ignore[attr-defined]
    keep = next(b for b in test.button if b.label == "Keep the change")
    keep.click().run()
    after = reading.snapshot(two_months)
    new = after.decisions[before.last_decision :]
    assert [(one.action, one.argument) for one in new] == [("date-session", "2026-01-30")]
    assert field(test, "date_input", "sessions date 1").value == date(2026, 1, 30)  # type: ignore[attr-defined]


def test_notes_stand_with_their_session(two_months: Workspace, page: Show) -> None:
    test = open_page(page, two_months)
    note = field(test, "text_area", "sessions note 1")
    note.set_value(f"Long, but good {EVIL}")  # type: ignore[attr-defined]
    next(b for b in test.button if b.label == "Keep the note").click().run()
    assert reading.snapshot(two_months).decisions[-1].target == "session 1"
    assert "Long, but good" in shown(test)
    harmless(test)
    record = shown(page("record", two_months))
    assert "wrote a note on session 1" in record
    assert "set the date of session 1: January 31, 2026" in record
    test.button(key="deciding undo").click().run()
    assert "Long, but good" not in shown(test)


def test_how_things_stood_at_the_end(two_months: Workspace, page: Show) -> None:
    words = shown(open_page(page, two_months))
    assert "At its end: 12 contributions, 3 decisions that counted." in words
    assert "Learning<br>and listening" in words


def test_before_anything_came_there_is_nothing_to_look_at(analysed: Workspace, page: Show) -> None:
    decide(analysed, [Act("date-session", "1", "2026-01-01")], "Marie")
    test = open_page(page, analysed)
    assert "At its end nothing had come in yet." in shown(test)
    assert "See everything as it was then" not in [one.label for one in test.button]


def test_undone_by_then_or_later(two_months: Workspace) -> None:
    decide(two_months, [Act("undo", "1")], "Jan")
    state, came = reading.snapshot(two_months), sessions.arrivals(two_months)
    assert sessions.counts_at(state, came, "2026-01-31T23:59:59+00:00") == (12, 3)
    assert sessions.counts_at(state, came, "2027-01-31T23:59:59+00:00") == (13, 3)
    assert sessions.counts_at(state, came, "2025-01-31T23:59:59+00:00") == (0, 0)


def test_a_contribution_first_came_with_its_first_version(
    two_months: Workspace, proposals: Path
) -> None:
    changed = proposals.read_text("utf-8").replace("Rent control", "RENT CONTROL")
    proposals.write_text(changed, "utf-8")
    import_file(two_months, proposals)
    came = sessions.arrivals(two_months)
    assert sorted(set(came.values())) == ["2026-01-10T10:00:00+00:00", "2026-02-10T10:00:00+00:00"]
    assert len(came) == 13


def test_the_past_and_the_way_back(two_months: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    test = dashboard(two_months, monkeypatch)
    assert "February" in shown(test)
    assert "as it was at the end" not in shown(test)
    choice = test.selectbox(key=as_of.CHOICE)
    assert choice.options == ["as it is now", "end of session 1"]
    choice.set_value(1).run()
    words = shown(test)
    notice = "You see the assembly as it was at the end of session 1 (January 31, 2026)."
    assert notice in words
    assert "January" in words
    assert "February" not in words
    assert "12 contributions" in words
    assert "Place the new one" not in words
    turn_to(test, "themes")
    assert notice in shown(test), "on every page"
    test.button(key="past back").click().run()
    assert notice not in shown(test)
    assert "February" in shown(test)
    assert test.selectbox(key=as_of.CHOICE).value == as_of.NOW


def test_nothing_is_decided_in_the_past(two_months: Workspace, page: Show) -> None:
    before = reading.snapshot(two_months).decisions
    for name in ("duplicates", "places"):
        test = open_page(page, two_months, name, as_of=1)
        assert not [
            b.key for b in test.button if str(b.key).split()[-1] in ("confirmed", "1", "undo")
        ]
    with_form = AppTest.from_function(_decide_in_the_past, default_timeout=120)
    with_form.session_state[session.AS_OF] = 1
    assert "Nothing was decided: you see how things were." in shown(with_form.run())
    assert reading.snapshot(two_months).decisions == before


def _decide_in_the_past() -> None:
    """Whatever a page may still offer, nothing is stored."""
    import streamlit as st

    from dsupport.state.actions import Act
    from dsupport.ui import deciding
    from dsupport.ui.session import context

    st.session_state[deciding.ACTOR] = "Ann"
    assert not deciding.take(context(), Act("lock-theme", "T1"))
    st.markdown(deciding.refusal())


def test_start_offers_no_work_in_the_past(two_months: Workspace, page: Show) -> None:
    now = open_page(page, two_months, "start")
    assert "Analyse again" in [one.label for one in now.button]
    test = open_page(page, two_months, "start", as_of=1)
    assert [one.label for one in test.button] == []
    assert not test.get("file_uploader")
    words = shown(test)
    assert "12 contributions" in words
    assert "A swimming pool" not in words


def test_before_anything_came(analysed: Workspace, page: Show) -> None:
    decide(analysed, [Act("date-session", "1", "2026-01-01")], "Marie")
    test = open_page(page, analysed, "start", as_of=1)
    assert "At the end of session 1 nothing had come in yet." in shown(test)
    assert not test.get("file_uploader")


def test_a_session_that_is_undone_is_no_longer_looked_back_at(
    two_months: Workspace, page: Show
) -> None:
    test = open_page(page, two_months, "themes", as_of=1)
    assert "February" not in shown(test)
    decide(two_months, [Act("undo", "2")], "Jan")
    assert "February" in shown(test.run())


def test_the_button_of_a_session_leads_to_its_end(
    two_months: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = dashboard(two_months, monkeypatch)
    turn_to(test, "sessions")
    test.button(key="sessions look 1").click().run()
    words = shown(test)
    assert "as it was at the end of session 1" in words
    assert "12 contributions from 9 people" in words.replace("\u00a0", " "), "it opens Start"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language(two_months: Workspace, page: Show, language: str) -> None:
    test = page("sessions", two_months, lang=language)
    assert not test.exception
    assert language == "en" or "At its end" not in shown(test)


@pytest.mark.parametrize("language", LANGUAGES)
def test_decisions_on_sessions_have_their_sentences(two_months: Workspace, language: str) -> None:
    decide(two_months, [Act("learn", "duplicates", "off"), Act("note", "session 1", "Hm")], "Ana")
    decide(two_months, [Act("learn", "duplicates", "on")], "Ana")
    state = reading.snapshot(two_months)
    ctx = session.Context(two_months, state, Wording(language), language)
    english = session.Context(two_months, state, Wording("en"), "en")
    about = [one for one in state.decisions if one.action != "rename-theme"]
    assert [decision_words.kind(state, one) for one in about] == [
        "sessions", "sessions", "duplicates", "notes", "duplicates",
    ]  # fmt: skip
    for one in about:
        words = decision_words.did(ctx, one)
        assert "{" not in words
        assert language == "en" or words != decision_words.did(english, one)


PAGES = ("start", "contributions", "themes", "unplaced", "duplicates", "consensus", "about")


@pytest.mark.parametrize("name", PAGES)
def test_a_past_without_anything_asks_for_nothing(
    name: str, analysed: Workspace, page: Show
) -> None:
    decide(analysed, [Act("date-session", "1", "2026-01-01")], "Marie")
    words = shown(open_page(page, analysed, name, as_of=1))
    assert "At the end of session 1 nothing had come in yet." in words
    assert "“Back to now” above" in words
    assert "Bring in a file" not in words


@pytest.mark.parametrize("name", PAGES[2:])
def test_a_past_without_an_analysis_asks_for_none(
    name: str, two_months: Workspace, page: Show
) -> None:
    decide(two_months, [Act("undo", "1")], "Jan")
    with two_months.writing() as connection:
        connection.exec_driver_sql("UPDATE runs SET started_at = '2026-02-01T10:00:00+00:00'")
        connection.exec_driver_sql("UPDATE decisions SET at = '2026-02-01T10:00:00+00:00'")
    words = shown(open_page(page, two_months, name, as_of=1))
    assert "At the end of session 1 12 contributions were here" in words
    assert "Start the analysis" not in words


def test_sessions_written_down_later_are_not_missed_in_the_past(
    analysed: Workspace, page: Show
) -> None:
    at(analysed, "2026-01-10T10:00:00+00:00")
    decide(analysed, [Act("date-session", "1", "2026-01-31")], "Marie")
    words = shown(open_page(page, analysed, as_of=1))
    assert "At the end of session 1 no session had been written down yet." in words
    assert "No session is known yet" not in words


def test_what_was_decided_last_is_told_where_it_was_decided_and_only_there(
    two_months: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = dashboard(two_months, monkeypatch)
    test.session_state[deciding.ACTOR] = "Ana"
    turn_to(test, "sessions")
    note = field(test, "text_area", "sessions note 1")
    note.set_value("Long, but good")  # type: ignore[attr-defined]
    next(b for b in test.button if b.label == "Keep the note").click().run()
    told = "Ana</strong> wrote a note on session 1: “Long, but good”"
    assert f'role="status" dir="auto"><strong>{told}' in shown(test)
    test.selectbox(key=as_of.CHOICE).set_value(1).run()
    assert told not in shown(test), "it had not been decided then"
    assert not [b for b in test.button if b.key == "deciding undo"]
    test.selectbox(key=as_of.CHOICE).set_value(as_of.NOW).run()
    assert told in shown(test)
    turn_to(test, "contributions")
    assert told not in shown(test)
    turn_to(test, "sessions")
    assert told not in shown(test)


def test_of_several_decisions_the_last_is_told_and_the_others_are_counted(
    two_months: Workspace, page: Show
) -> None:
    test = open_page(page, two_months)
    field(test, "date_input", "sessions date 1").set_value(date(2026, 1, 30))  # type: ignore[attr-defined]
    field(test, "text_area", "sessions agenda 1").set_value("Listening")  # type: ignore[attr-defined]
    next(b for b in test.button if b.label == "Keep the change").click().run()
    words = shown(test)
    assert "wrote the agenda of session 1: “Listening” – and 1 other decision" in words
    decide(two_months, [Act("undo", "6"), Act("undo", "5")], "Jan")
    assert "and 1 other decision" not in shown(test.run()), "another person undid them"
