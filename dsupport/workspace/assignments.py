"""Stores where contributions were placed that came after a run: suggestions, like those of a run."""

from __future__ import annotations

import dataclasses
import json

from sqlalchemy import Connection, func, insert, select

from dsupport.errors import WorkspaceError
from dsupport.results import Assignment, DuplicateGroup, Placement
from dsupport.wording.problems import problem
from dsupport.workspace.schema import assignments
from dsupport.workspace.seals import sealed


def store_assignment(connection: Connection, at: str, found: Assignment) -> int:
    """Append an assignment and return its number."""
    document = json.dumps(dataclasses.asdict(found), ensure_ascii=False, sort_keys=True)
    row = {
        "at": at, "fingerprint": found.fingerprint, "after": found.after, "found": document
    }  # fmt: skip
    stored = connection.execute(
        insert(assignments)
        .values(**sealed("assignments", row))
        .returning(assignments.c.assignment_id)
    )
    return int(stored.scalar_one())


def next_assignment(connection: Connection) -> int:
    """The number of the assignment that is stored next, in this transaction."""
    return 1 + int(connection.execute(select(func.count()).select_from(assignments)).scalar_one())


def read_assignments(connection: Connection, until: str = "") -> list[Assignment]:
    """All assignments, oldest first; with `until` (ISO 8601, UTC) those that there were then.

    Raises
    ------
    WorkspaceError
        One of them is damaged.
    """
    query = select(assignments.c.assignment_id, assignments.c.found).order_by(
        assignments.c.assignment_id
    )
    if until:
        query = query.where(assignments.c.at <= until)
    found = []
    for row in connection.execute(query):
        try:
            found.append(_read(json.loads(row.found)))
        except (ValueError, KeyError, TypeError, AttributeError) as exc:
            raise problem(
                WorkspaceError, "run-damaged", hint="restore", run=f"A{row.assignment_id}"
            ) from exc
    return found


def _read(stored: dict[str, object]) -> Assignment:
    placements = [
        Placement(**{**one, "nearest": tuple((str(t), float(s)) for t, s in one["nearest"])})
        for one in stored["placements"]  # type: ignore[attr-defined]
    ]
    groups = [
        DuplicateGroup(**{**one, "members": tuple(one["members"]), "scores": tuple(one["scores"])})
        for one in stored["groups"]  # type: ignore[attr-defined]
    ]
    return Assignment(
        str(stored["fingerprint"]),
        int(stored["after"]),  # type: ignore[call-overload]
        tuple(placements),
        tuple(groups),
        tuple(tuple(one) for one in stored["together"]),  # type: ignore[attr-defined]
    )
