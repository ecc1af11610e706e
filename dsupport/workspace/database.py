"""Opens the SQLite file of a workspace so that interruption and company do no harm.

Write-ahead log: readers never wait for a writer, a killed process leaves the last commit.
Every write happens in one immediate transaction, and a second writer waits its turn.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError, IntegrityError, OperationalError
from sqlalchemy.pool import NullPool

from dsupport.errors import WorkspaceError
from dsupport.wording.problems import problem
from dsupport.workspace import migrations

BUSY_TIMEOUT_MS = 30_000
"""How long a writer waits for another one: longer than any of our transactions."""

_MAGIC = b"SQLite format 3\x00"
APPLICATION_ID = 0x64737570  # "dsup": tells our files from other SQLite files


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    for pragma in (
        f"busy_timeout = {BUSY_TIMEOUT_MS}",
        "journal_mode = WAL",
        "synchronous = FULL",  # a decision that was acknowledged survives a power cut
        "foreign_keys = ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def engine_for(path: Path) -> Engine:
    """Make an engine for `path`; connections are opened when needed and closed after use."""
    engine = create_engine(URL.create("sqlite", database=str(path)), poolclass=NullPool)
    event.listen(engine, "connect", _prepare)
    return engine


@contextmanager
def reading(engine: Engine, path: Path) -> Iterator[Connection]:
    """A connection that sees one consistent state."""
    with translated(path), engine.connect() as connection:
        connection.exec_driver_sql("BEGIN")
        try:
            yield connection
        finally:
            connection.exec_driver_sql("ROLLBACK")


@contextmanager
def writing(engine: Engine, path: Path) -> Iterator[Connection]:
    """A connection whose changes are stored together, or not at all."""
    with translated(path), engine.connect() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        try:
            yield connection
        except BaseException:
            connection.exec_driver_sql("ROLLBACK")
            raise
        connection.exec_driver_sql("COMMIT")


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Say in our words what the database says in its own."""
    try:
        yield
    except OperationalError as exc:
        if "locked" in str(exc):
            raise problem(WorkspaceError, "busy", file=path.name) from exc
        raise problem(WorkspaceError, "unreadable", file=path.name, error=str(exc.orig)) from exc
    except IntegrityError as exc:
        raise problem(WorkspaceError, "conflict", file=path.name) from exc
    except DatabaseError as exc:
        raise problem(
            WorkspaceError, "damaged", hint="restore", file=path.name, error=str(exc.orig)
        ) from exc


def create(path: Path) -> Engine:
    """Create an empty workspace file.

    Raises
    ------
    WorkspaceError
        The file exists already or its folder cannot be written.
    """
    if path.exists():
        raise problem(WorkspaceError, "exists", path=str(path))
    if not path.parent.is_dir():
        raise problem(WorkspaceError, "no-folder", path=str(path.parent))
    engine = engine_for(path)
    with writing(engine, path) as connection:
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        migrations.migrate(connection)
    return engine


def open_existing(path: Path) -> Engine:
    """Open a workspace file and bring an older one up to date.

    Raises
    ------
    WorkspaceError
        It is not there, is no workspace, is damaged, or was made by a newer version.
    """
    if not path.is_file():
        raise problem(WorkspaceError, "no-workspace", path=str(path))
    with path.open("rb") as handle:
        start = handle.read(len(_MAGIC))
    if start != _MAGIC:
        raise problem(WorkspaceError, "not-a-workspace", hint="workspace-file", file=path.name)
    engine = engine_for(path)
    with reading(engine, path) as connection:
        seen = migrations.version_of(connection)
        kind = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
    if kind != APPLICATION_ID:
        raise problem(WorkspaceError, "other-database", hint="workspace-file", file=path.name)
    if seen > migrations.CURRENT:
        raise problem(WorkspaceError, "newer", file=path.name)
    if seen < migrations.CURRENT:
        with writing(engine, path) as connection:
            migrations.migrate(connection)
    return engine
