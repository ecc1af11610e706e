"""The sessions of an assembly: when they are, and what came and was decided between two of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from dsupport.services.reading import Snapshot
from dsupport.state.board import Session
from dsupport.state.log import SWITCHES, Decision, switched_off
from dsupport.workspace import Workspace
from dsupport.workspace.facts import first_came


def end_of(session: Session) -> str:
    """The end of its day, as times are stored; empty if its date is not known."""
    if not session.date:
        return ""
    end = datetime.combine(date.fromisoformat(session.date), time.max.replace(microsecond=0), UTC)
    return end.isoformat(timespec="seconds")


def past(state: Snapshot, today: str) -> list[Session]:
    """Sessions that have been, oldest first.

    Parameters
    ----------
    today
        ISO 8601 date.
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
    return sum(came.get(name, moment) <= moment for name in state.contributions), taken


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
    held = past(state, now[:10])
    session = held[-1] if held else None
    week = datetime.fromisoformat(now) - timedelta(days=7)
    since = end_of(session) if session else week.isoformat(timespec="seconds")
    off = state.decided.off
    return News(
        since,
        session,
        tuple(name for name in state.contributions if came.get(name, "") > since),
        tuple(
            d
            for d in state.decisions
            if d.at > since and d.action not in SWITCHES and d.sequence not in off
        ),
    )
