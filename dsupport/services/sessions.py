"""The sessions of an assembly: when they are, and what came and was decided between two of them.

A session has a day and no hour. Days are those of the clock on this machine, where people meet, also
where a night there is a day in UTC: a session ends with the last second of its day here, and what
came or was decided until then belongs to it. Moments are stored in UTC.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from dsupport.services.reading import Snapshot
from dsupport.state.board import Session
from dsupport.state.log import SWITCHES, Decision, switched_off
from dsupport.workspace import Workspace
from dsupport.workspace.facts import first_came


def end_of(session: Session) -> str:
    """The last second of its day here, as times are stored (UTC); empty if its date is not known."""
    if not session.date:
        return ""
    # Where clocks are put back at midnight that second comes twice: the day ends with the later one.
    last = datetime.combine(date.fromisoformat(session.date), time(23, 59, 59, fold=1))
    return last.astimezone(UTC).isoformat(timespec="seconds")


def day_of(moment: str) -> str:
    """The day here of an ISO 8601 time: sessions are dated by such days."""
    return datetime.fromisoformat(moment).astimezone().date().isoformat()


def past(state: Snapshot, today: str) -> list[Session]:
    """Sessions that have been, oldest first.

    Parameters
    ----------
    today
        ISO 8601 date, here (see `day_of`).
    """
    held = [s for s in state.decided.sessions.values() if s.date and s.date < today]
    return sorted(held, key=lambda session: session.date)


def arrivals(workspace: Workspace) -> dict[str, str]:
    """When each contribution first came: ISO 8601 time in UTC by id."""
    with workspace.reading() as connection:
        return first_came(connection)


def counts_at(state: Snapshot, came: dict[str, str], moment: str) -> tuple[int, int]:
    """How many contributions there were at a moment, and how many decisions counted then.

    Parameters
    ----------
    came
        See `arrivals`.
    moment
        ISO 8601 time in UTC.
    """
    log = [decision for decision in state.decisions if decision.at <= moment]
    off = switched_off(log)
    taken = sum(d.action not in SWITCHES and d.sequence not in off for d in log)
    return sum(came.get(name, moment) <= moment for name in state.given), taken


@dataclass(frozen=True)
class News:
    """What happened since a moment.

    Attributes
    ----------
    since
        ISO 8601 time in UTC.
    session
        The session at whose end it begins; `None` if none is known: then it is the last week.
    contributions
        Ids of those that came since.
    decisions
        Those taken since, that count.
    """

    since: str
    session: Session | None
    contributions: tuple[str, ...]
    decisions: tuple[Decision, ...]


def since_last(state: Snapshot, came: dict[str, str], now: str) -> News:
    """What came and was decided since the end of the last session, or in the last seven days.

    Parameters
    ----------
    came
        When each contribution first came: ISO 8601 time by id.
    now
        ISO 8601 time in UTC.
    """
    held = past(state, day_of(now))
    session = held[-1] if held else None
    week = datetime.fromisoformat(now) - timedelta(days=7)
    since = end_of(session) if session else week.isoformat(timespec="seconds")
    off = state.decided.off.keys() | {one.sequence for one in state.decided.suspended}
    return News(
        since,
        session,
        tuple(name for name in state.given if came.get(name, "") > since),
        tuple(
            d
            for d in state.decisions
            if d.at > since and d.action not in SWITCHES and d.sequence not in off
        ),
    )
