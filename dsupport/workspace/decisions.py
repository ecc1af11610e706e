"""Stores the log of what people decided: entries are added at its end, and never changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple

from sqlalchemy import Connection, insert, select

from dsupport.state.log import Decision, chained
from dsupport.workspace.schema import decisions
from dsupport.workspace.settings import get_setting, set_setting

END = "last decision"
"""Setting that keeps the hash of the last decision."""


def read_decisions(connection: Connection, until: str = "") -> list[Decision]:
    """All decisions, oldest first; with `until` (ISO 8601, UTC) those that there were then."""
    query = select(decisions).order_by(decisions.c.sequence)
    if until:
        query = query.where(decisions.c.at <= until)
    return [Decision(*row) for row in connection.execute(query)]


def append_decision(
    connection: Connection,
    *,
    at: str,
    actor: str,
    action: str,
    target: str,
    argument: str = "",
    reason: str = "",
    run_fingerprint: str = "",
) -> Decision:
    """Add a decision at the end of the log."""
    row = connection.execute(
        select(decisions).order_by(decisions.c.sequence.desc()).limit(1)
    ).first()
    decision = chained(
        Decision(*row) if row else None,
        at=at, actor=actor, action=action, target=target, argument=argument, reason=reason,
        run_fingerprint=run_fingerprint,
    )  # fmt: skip
    connection.execute(insert(decisions).values(astuple(decision)))
    # A chain does not notice that its end was cut off: where it ended is kept beside it.
    set_setting(connection, END, decision.hash)
    return decision


def is_cut(connection: Connection, log: Sequence[Decision]) -> bool:
    """Whether the log ends elsewhere than where it was left; never for the first workspaces."""
    end = get_setting(connection, END)
    return bool(end) and (not log or log[-1].hash != end)
