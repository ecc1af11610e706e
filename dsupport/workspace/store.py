"""A workspace: one SQLite file for one assembly, with its facts, runs and decisions."""

from __future__ import annotations

import sqlite3
from contextlib import AbstractContextManager, closing
from pathlib import Path

from sqlalchemy import Connection

from dsupport.errors import WorkspaceError
from dsupport.state.log import broken_at
from dsupport.wording.problems import problem
from dsupport.workspace import database
from dsupport.workspace.decisions import is_cut, read_decisions
from dsupport.workspace.facts import read_contributions
from dsupport.workspace.runs import list_runs, read_run
from dsupport.workspace.seals import broken
from dsupport.workspace.settings import get_setting, set_setting


class Workspace:
    """An open workspace.

    Use `Workspace.create` or `Workspace.open`. Every method opens the file for as long as it
    needs and no longer: a workspace may be used from several threads and programs at once.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._engine = database.open_existing(path)

    @classmethod
    def create(cls, path: Path, *, title: str, created_at: str) -> Workspace:
        """Create an empty workspace file and open it."""
        database.create(path)
        workspace = cls(path)
        workspace.set("title", title)
        workspace.set("created_at", created_at)
        return workspace

    @classmethod
    def open(cls, path: Path) -> Workspace:
        """Open an existing workspace file; older ones are brought up to date."""
        return cls(path)

    def reading(self) -> AbstractContextManager[Connection]:
        """One consistent state, for as many queries as needed."""
        return database.reading(self._engine, self.path)

    def writing(self) -> AbstractContextManager[Connection]:
        """A transaction: everything in it is stored, or nothing."""
        return database.writing(self._engine, self.path)

    def get(self, name: str, default: str = "") -> str:
        """A setting of the workspace."""
        with self.reading() as connection:
            return get_setting(connection, name, default)

    def set(self, name: str, value: str) -> None:
        """Change a setting of the workspace."""
        with self.writing() as connection:
            set_setting(connection, name, value)

    @property
    def title(self) -> str:
        """The name of the assembly."""
        return self.get("title", self.path.stem)

    def revision(self) -> str:
        """Changes whenever contributions, runs or decisions change: a key for caches."""
        with self.reading() as connection:
            counts = connection.exec_driver_sql(
                "SELECT (SELECT count(*) FROM versions), (SELECT count(*) FROM imports),"
                " (SELECT count(*) FROM runs), (SELECT count(*) FROM decisions),"
                " (SELECT count(*) FROM assignments),"
                " (SELECT value FROM settings WHERE name = 'run')"
            ).one()
        return "-".join(map(str, counts))

    def problems(self) -> list[str]:
        """Look for damage: in the file, in every run, and in the chain of decisions."""
        found = []
        with self.reading() as connection:
            for (line,) in connection.exec_driver_sql("PRAGMA integrity_check"):
                if line != "ok":
                    found.append(f"file: {line}")
            found += [
                f"file: {row[0]} refers to something that is not there"
                for row in connection.exec_driver_sql("PRAGMA foreign_key_check")
            ]
            rows = list(broken(connection))
            found += rows or self._senseless(connection)
            log = read_decisions(connection)
            number, cut = broken_at(log), is_cut(connection, log)
            sequences = [info.sequence for info in list_runs(connection)]
        if number is not None:
            found.append(f"decisions: the log was changed at number {number}")
        elif cut:
            found.append(f"decisions: something was removed after number {len(log)}")
        if sequences != list(range(1, len(sequences) + 1)):
            found.append("runs: one of them was removed")
        return found

    def _senseless(self, connection: Connection) -> list[str]:
        """Rows that are as they were written, but were never right: made by other programs."""
        found = []
        for info in list_runs(connection):
            try:
                read_run(connection, info.run_id)
            except WorkspaceError as exc:
                found.append(str(exc))
        return found + [
            f"contribution {item.contribution_id}: its text is not what was imported"
            for item in read_contributions(connection)
            if item.content_hash != item.computed_hash()
        ]

    def backup(self, target: Path) -> None:
        """Write a whole copy to `target`, also while others are writing."""
        if target.exists():
            raise problem(WorkspaceError, "exists", path=str(target))
        if not target.parent.is_dir():
            raise problem(WorkspaceError, "no-folder", path=str(target.parent))
        unfinished = target.with_name(f".{target.name}.part")
        with (
            closing(sqlite3.connect(self.path)) as source,
            closing(sqlite3.connect(unfinished)) as copy,
        ):
            source.backup(copy)
        unfinished.rename(target)
