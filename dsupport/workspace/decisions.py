"""Stores the log of what people decided: entries are added at its end, and never changed."""

from __future__ import annotations

from dataclasses import astuple

from sqlalchemy import Connection, insert, select

from dsupport.state.log import Decision, chained
from dsupport.workspace.schema import decisions


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
    return decision
