"""The log of what people decided: append-only, each entry chained to the one before by its hash.

Whoever changes, removes or reorders an entry breaks the chain, and `broken_at` says where.
"""

from __future__ import annotations

import hashlib
from dataclasses import astuple, dataclass

from sqlalchemy import Connection, insert, select

from dsupport.workspace.schema import decisions

FIRST = "0" * 64


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision of one person.

    Attributes
    ----------
    run_fingerprint
        The run that the person looked at.
    previous_hash, hash
        sha256 of the entry before, and of this one.
    """

    sequence: int
    at: str
    actor: str
    action: str
    target: str
    argument: str
    reason: str
    run_fingerprint: str
    previous_hash: str
    hash: str


def _hash(*parts: object) -> str:
    # Lengths keep two different entries from reading the same when joined.
    joined = "".join(f"{len(str(part))}:{part}" for part in parts)
    return hashlib.sha256(joined.encode()).hexdigest()


def read_decisions(connection: Connection) -> list[Decision]:
    """All decisions, oldest first."""
    rows = connection.execute(select(decisions).order_by(decisions.c.sequence))
    return [Decision(*row) for row in rows]


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
    last = connection.execute(
        select(decisions.c.sequence, decisions.c.hash)
        .order_by(decisions.c.sequence.desc())
        .limit(1)
    ).first()
    sequence, previous = (last.sequence + 1, last.hash) if last else (1, FIRST)
    parts = (sequence, at, actor, action, target, argument, reason, run_fingerprint, previous)
    decision = Decision(*parts, _hash(*parts))
    connection.execute(insert(decisions).values(astuple(decision)))
    return decision


def broken_at(log: list[Decision]) -> int | None:
    """The first sequence number at which the chain does not hold, `None` if it is whole."""
    previous = FIRST
    for number, decision in enumerate(log, 1):
        *parts, found = astuple(decision)
        if decision.sequence != number or decision.previous_hash != previous:
            return number
        if _hash(*parts) != found:
            return number
        previous = found
    return None
