"""Stores and reads what people gave: imports, participants, contributions and their versions.

Facts are never altered. A changed text is a new version; the older ones stay.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

from sqlalchemy import Connection, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from dsupport.records import Contribution, PersonalData
from dsupport.workspace.schema import contributions, imports, participants, versions
from dsupport.workspace.seals import sealed


@dataclass(frozen=True, slots=True)
class StoredImport:
    """One import as the workspace remembers it."""

    import_id: int
    at: str
    file: str
    sha256: str
    source: str
    report: str


def contribution_id_for(source: str, source_id: str) -> str:
    """The stable id of a contribution: the same whatever the order of rows in the file."""
    digest = hashlib.sha256(f"{source}\x1f{source_id}".encode()).hexdigest()
    return f"c{digest[:10]}"


def add_import(
    connection: Connection, *, at: str, file: str, sha256: str, source: str, report: str
) -> int:
    """Record an import and return its number."""
    values = {"at": at, "file": file, "sha256": sha256, "source": source, "report": report}
    stored = connection.execute(
        insert(imports).values(**sealed("imports", values)).returning(imports.c.import_id)
    )
    return int(stored.scalar_one())


def read_imports(connection: Connection, until: str = "") -> list[StoredImport]:
    """All imports, oldest first; with `until` (ISO 8601, UTC) those that there were then."""
    query = select(imports).order_by(imports.c.import_id)
    if until:
        query = query.where(imports.c.at <= until)
    names = [field.name for field in fields(StoredImport)]
    return [StoredImport(*(row[n] for n in names)) for row in connection.execute(query).mappings()]


def pseudonyms(connection: Connection, given_names: Iterable[str]) -> dict[str, str]:
    """Give every name a pseudonym; a name that was seen before keeps its own.

    Numbers are drawn in the order of first appearance and say nothing about the name.
    """
    known = {row.given_name: row.participant_id for row in connection.execute(select(participants))}
    for name in dict.fromkeys(given_names):
        if name and name not in known:
            known[name] = f"P{len(known) + 1:04d}"
            row = {"participant_id": known[name], "given_name": name}
            connection.execute(insert(participants).values(**sealed("participants", row)))
    return known


def read_contributions(
    connection: Connection, until: str = "", only: str = ""
) -> list[Contribution]:
    """The latest version of every contribution, ordered by source and id.

    Parameters
    ----------
    until
        ISO 8601 time in UTC: as it was then. Empty: now.
    only
        Id of the one to read; empty: all.
    """
    current: Any = contributions.c.version
    if until:
        then = versions.alias("then")
        came = select(imports.c.import_id).where(imports.c.at <= until)
        current = (
            select(func.max(then.c.version))
            .where(then.c.contribution_id == contributions.c.contribution_id)
            .where(then.c.import_id.in_(came))
            .correlate(contributions)
            .scalar_subquery()
        )
    joined = contributions.join(
        versions,
        (versions.c.contribution_id == contributions.c.contribution_id)
        & (versions.c.version == current),
    )
    query = (
        select(contributions.c.source, contributions.c.source_id, versions)
        .select_from(joined)
        .order_by(contributions.c.source, contributions.c.source_id)
    )
    if only:
        query = query.where(contributions.c.contribution_id == only)
    return [
        Contribution(
            contribution_id=row["contribution_id"],
            source=row["source"],
            source_id=row["source_id"],
            kind=row["kind"],
            title=row["title"],
            text=row["text"],
            participant=row["participant_id"],
            created_at=row["created_at"],
            language=row["language"],
            language_given=bool(row["language_given"]),
            session=row["session"],
            table=row["table"],
            supports=row["supports"],
            parent=row["parent"],
            attributes=json.loads(row["attributes"]),
            personal=tuple(PersonalData(*found) for found in json.loads(row["personal"])),
            version=row["version"],
            content_hash=row["content_hash"],
        )
        for row in connection.execute(query).mappings()
    ]


def first_came(connection: Connection) -> dict[str, str]:
    """When each contribution first came: ISO 8601 time in UTC by id."""
    query = (
        select(versions.c.contribution_id, func.min(imports.c.at))
        .join(imports, imports.c.import_id == versions.c.import_id)
        .group_by(versions.c.contribution_id)
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def content_hashes(connection: Connection) -> dict[str, str]:
    """Hash of what each contribution says now, by id."""
    query = select(versions.c.contribution_id, versions.c.content_hash).join(
        contributions,
        (versions.c.contribution_id == contributions.c.contribution_id)
        & (versions.c.version == contributions.c.version),
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def store_versions(connection: Connection, import_id: int, changed: Sequence[Contribution]) -> None:
    """Store new contributions and new versions of known ones."""
    for item in changed:
        key = {
            "contribution_id": item.contribution_id,
            "source": item.source,
            "source_id": item.source_id,
            "version": item.version,
        }
        connection.execute(
            sqlite_insert(contributions)
            .values(**sealed("contributions", key))
            .on_conflict_do_nothing()
        )
        connection.execute(
            update(contributions)
            .where(contributions.c.contribution_id == item.contribution_id)
            .values(version=item.version)
        )
    rows = [
        {
            "contribution_id": item.contribution_id,
            "version": item.version,
            "import_id": import_id,
            "kind": item.kind,
            "title": item.title,
            "text": item.text,
            "participant_id": item.participant,
            "created_at": item.created_at,
            "language": item.language,
            "language_given": int(item.language_given),
            "session": item.session,
            "table": item.table,
            "supports": item.supports,
            "parent": item.parent,
            "attributes": json.dumps(dict(item.attributes), ensure_ascii=False, sort_keys=True),
            "personal": json.dumps([list(asdict(found).values()) for found in item.personal]),
            "content_hash": item.content_hash,
        }
        for item in changed
    ]
    if rows:
        connection.execute(insert(versions), [sealed("versions", row) for row in rows])
