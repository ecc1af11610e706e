"""Sessions, and a workspace as it was at the end of any of them."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from dsupport.errors import DecisionError
from dsupport.services.analysing import analyse
from dsupport.services.deciding import decide
from dsupport.services.importing import import_file
from dsupport.services.reading import snapshot
from dsupport.services.sessions import counts_at, day_of, end_of, past, since_last
from dsupport.state.actions import Act
from dsupport.state.board import Session
from dsupport.workspace import Workspace
from tests.fakes import load_fake


def at(workspace: Workspace, moment: str, *tables: str) -> None:
    """Make what is there now look as if it had come at `moment`; seals do not matter here."""
    column = {"imports": "at", "decisions": "at", "runs": "started_at", "assignments": "at"}
    with workspace.writing() as connection:
        for table in tables or column:
            connection.exec_driver_sql(
                f"UPDATE {table} SET {column[table]} = ? WHERE {column[table]} > '2026-06'",
                (moment,),
            )


@pytest.fixture
def three_months(analysed: Workspace, proposals: Path, tmp_path: Path) -> Workspace:
    """January: an analysis and a decision. February: another. March: more and changed texts."""
    one = next(iter(snapshot(analysed).contributions))
    decide(analysed, [Act("rename-theme", "T1", "January")], "Marie")
    decide(
        analysed,
        [Act("date-session", "1", "2026-01-31"), Act("describe-session", "1", "Learning")],
        "Marie",
    )
    at(analysed, "2026-01-10T10:00:00+00:00")
    decide(analysed, [Act("rename-theme", "T1", "February"), Act("set-aside", one, "spam")], "Jan")
    decide(analysed, [Act("date-session", "2", "2026-02-28")], "Marie")
    at(analysed, "2026-02-10T10:00:00+00:00")
    changed = proposals.read_text("utf-8").replace(
        "Rent control for flats", "RENT CONTROL all of it"
    )
    proposals.write_text(
        changed + "p99,A new proposal about swimming pools,A1,16-20,District 1,0\n", "utf-8"
    )
    import_file(analysed, proposals)
    analyse(analysed, load_encoder=load_fake)
    decide(analysed, [Act("undo", "4")], "Marie")
    at(analysed, "2026-03-10T10:00:00+00:00")
    return analysed


def test_the_workspace_as_it_was_at_the_end_of_each_session(three_months: Workspace) -> None:
    now = snapshot(three_months)
    first, second = (snapshot(three_months, end_of(s)) for s in now.decided.sessions.values())
    assert [s.themes["T1"].name for s in (first, second, now)] == ["January", "February", "January"]
    assert [len(s.contributions) for s in (first, second, now)] == [12, 12, 13]
    assert [len(s.decided.aside) for s in (first, second, now)] == [0, 1, 1]
    assert [len(s.runs) for s in (first, second, now)] == [1, 1, 2]
    assert [len(s.decisions) for s in (first, second, now)] == [3, 6, 7]
    texts = [" ".join(c.text for c in s.contributions.values()) for s in (first, now)]
    assert ["RENT CONTROL" in text for text in texts] == [False, True]
    assert now.decided.sessions[1].agenda == "Learning"
    before = snapshot(three_months, "2026-01-01T00:00:00+00:00")
    assert (before.contributions, before.analysis, before.decisions) == ({}, None, ())


def test_news_since_the_last_session(three_months: Workspace) -> None:
    now = snapshot(three_months)
    came = dict.fromkeys(now.contributions, "2026-01-10T10:00:00+00:00")
    new = next(name for name, c in now.contributions.items() if c.source_id == "p99")
    came[new] = "2026-03-10T10:00:00+00:00"
    news = since_last(now, came, "2026-03-20T08:00:00+00:00")
    assert news.session is not None
    assert news.session.number == 2
    assert news.contributions == (new,)
    assert news.decisions == (), "an undo is told where it undoes"
    assert [s.number for s in past(now, "2026-02-10")] == [1]
    early = since_last(now, came, "2026-01-12T08:00:00+00:00")
    assert early.session is None
    assert len(early.contributions) == 13


@pytest.fixture
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The clock of this machine shows the time of another place."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("zone", "day", "end"),
    [
        ("UTC", "2026-01-31", "2026-01-31T23:59:59+00:00"),
        ("Europe/Brussels", "2026-01-31", "2026-01-31T22:59:59+00:00"),
        ("Europe/Brussels", "2026-06-30", "2026-06-30T21:59:59+00:00"),
        ("America/Bogota", "2026-01-31", "2026-02-01T04:59:59+00:00"),
        ("Pacific/Auckland", "2026-01-31", "2026-01-31T10:59:59+00:00"),
        # Clocks are put back at midnight: the last hour of the day is there twice.
        ("Asia/Beirut", "2023-10-28", "2023-10-28T21:59:59+00:00"),
    ],
    indirect=["zone"],
)
def test_a_session_ends_with_its_day_where_people_meet(zone: None, day: str, end: str) -> None:
    assert end_of(Session(1, day)) == end
    assert day_of(end) == day
    assert end_of(Session(2)) == ""


@pytest.mark.parametrize(
    ("zone", "inside"), [("America/Bogota", True), ("Europe/Brussels", False)], indirect=["zone"]
)
def test_what_was_decided_late_in_the_evening_belongs_to_its_session(
    three_months: Workspace, zone: None, inside: bool
) -> None:
    """Ten in the evening of the 28th in Bogotá is four in the morning of the 1st in Brussels."""
    late = "2026-03-01T03:00:00+00:00"
    with three_months.writing() as connection:
        connection.exec_driver_sql("UPDATE decisions SET at = ? WHERE sequence = 5", (late,))
    now = snapshot(three_months)
    end = end_of(now.decided.sessions[2])
    assert counts_at(now, {}, end)[1] == (6 if inside else 5)
    assert len(snapshot(three_months, end).decided.aside) == inside
    news = since_last(now, {}, "2026-03-01T04:00:00+00:00")
    assert news.session is not None
    # Four in the morning UTC is still the day of the session in Bogotá: it is not over yet.
    assert news.session.number == (1 if inside else 2)


@pytest.mark.parametrize("target", ["0", "x", "100"])
def test_sessions_have_numbers(analysed: Workspace, target: str) -> None:
    with pytest.raises(DecisionError):
        decide(analysed, [Act("date-session", target, "2026-01-01")], "Marie")
    with pytest.raises(DecisionError, match="date"):
        decide(analysed, [Act("date-session", "1", "31.1.2026")], "Marie")
