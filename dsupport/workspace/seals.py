"""A seal on every row: whoever changes one byte of the file by hand is found, and told where.

A seal is the beginning of a sha256 over the row. It guards against accident and meddling, not
against somebody who makes new seals as well; the log of decisions has its chain for that.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, select

from dsupport.workspace.schema import metadata

SEALED: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "settings": ("setting {name}", ()),
    "imports": ("import {import_id}", ("import_id",)),
    "participants": ("participant {participant_id}", ()),
    # Which version counts moves on; that it is the last one is checked apart.
    "contributions": ("contribution {contribution_id}", ("version",)),
    "versions": ("contribution {contribution_id}, version {version}", ()),
    "vectors": ("vector of {content_hash}, made by {encoder}", ()),
    "runs": ("run {run_id}", ()),
    "assignments": ("assignment {assignment_id}", ("assignment_id",)),
}
"""How a row of each table is told, and its columns that are outside the seal."""

_LENGTH = 16


def sealed(table: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a new row, with its seal."""
    return {**values, "seal": _seal(table, values)}


def _seal(table: str, values: Mapping[str, Any]) -> str:
    outside = {"seal", *SEALED[table][1]}
    digest = hashlib.sha256()
    for name in sorted(values.keys() - outside):
        value = values[name]
        raw = value if isinstance(value, bytes) else repr(value).encode()
        digest.update(f"{name}:{len(raw)}:".encode())
        digest.update(raw)
    return digest.hexdigest()[:_LENGTH]


def broken(connection: Connection) -> Iterator[str]:
    """Rows that are not as they were written; rows of the first workspaces have no seal."""
    for name, (words, _) in SEALED.items():
        table = metadata.tables[name]
        for row in connection.execute(select(table).where(table.c.seal.is_not(None))).mappings():
            values = dict(row)
            if _seal(name, values) != values["seal"]:
                yield f"{words.format(**values)}: it is not what was written"
    behind = connection.exec_driver_sql(
        "SELECT contribution_id FROM contributions c WHERE version IS NOT"
        " (SELECT max(version) FROM versions v WHERE v.contribution_id = c.contribution_id)"
    )
    for (name,) in behind:
        yield f"contribution {name}: its version is not the last one"
