"""The history of the workspace format: an append-only list.

A workspace made by any earlier version is brought up to date when it is opened; entries are never
changed once released. ``PRAGMA user_version`` counts the entries that a file has seen.
"""

from __future__ import annotations

from sqlalchemy import Connection

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        "CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT)",
        """CREATE TABLE imports (import_id INTEGER PRIMARY KEY, at TEXT NOT NULL,
            file TEXT NOT NULL, sha256 TEXT NOT NULL, source TEXT NOT NULL,
            report TEXT NOT NULL)""",
        """CREATE TABLE participants (participant_id TEXT PRIMARY KEY,
            given_name TEXT NOT NULL UNIQUE)""",
        """CREATE TABLE contributions (contribution_id TEXT PRIMARY KEY, source TEXT NOT NULL,
            source_id TEXT NOT NULL, version INTEGER NOT NULL, UNIQUE (source, source_id))""",
        """CREATE TABLE versions (
            contribution_id TEXT NOT NULL REFERENCES contributions (contribution_id),
            version INTEGER NOT NULL, import_id INTEGER NOT NULL REFERENCES imports (import_id),
            kind TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL,
            participant_id TEXT NOT NULL, created_at TEXT NOT NULL, language TEXT NOT NULL,
            language_given INTEGER NOT NULL, session TEXT NOT NULL, "table" TEXT NOT NULL,
            supports INTEGER, parent TEXT NOT NULL, attributes TEXT NOT NULL,
            personal TEXT NOT NULL, content_hash TEXT NOT NULL,
            PRIMARY KEY (contribution_id, version))""",
        """CREATE TABLE vectors (encoder TEXT NOT NULL, content_hash TEXT NOT NULL,
            vector BLOB NOT NULL, PRIMARY KEY (encoder, content_hash)) WITHOUT ROWID""",
        """CREATE TABLE runs (run_id TEXT PRIMARY KEY, sequence INTEGER NOT NULL UNIQUE,
            fingerprint TEXT NOT NULL UNIQUE, started_at TEXT NOT NULL, seconds TEXT NOT NULL,
            config TEXT NOT NULL, encoder TEXT NOT NULL, inputs BLOB NOT NULL,
            analysis BLOB NOT NULL, sha256 TEXT NOT NULL)""",
        """CREATE TABLE decisions (sequence INTEGER PRIMARY KEY, at TEXT NOT NULL,
            actor TEXT NOT NULL, action TEXT NOT NULL, target TEXT NOT NULL,
            argument TEXT NOT NULL, reason TEXT NOT NULL, run_fingerprint TEXT NOT NULL,
            previous_hash TEXT NOT NULL, hash TEXT NOT NULL)""",
    ),
    (
        "ALTER TABLE settings ADD COLUMN seal TEXT",
        "ALTER TABLE imports ADD COLUMN seal TEXT",
        "ALTER TABLE participants ADD COLUMN seal TEXT",
        "ALTER TABLE contributions ADD COLUMN seal TEXT",
        "ALTER TABLE versions ADD COLUMN seal TEXT",
        "ALTER TABLE vectors ADD COLUMN seal TEXT",
        "ALTER TABLE runs ADD COLUMN seal TEXT",
    ),
    (
        """CREATE TABLE assignments (assignment_id INTEGER PRIMARY KEY, at TEXT NOT NULL,
            fingerprint TEXT NOT NULL, "after" INTEGER NOT NULL, found TEXT NOT NULL, seal TEXT)""",
    ),
)

CURRENT = len(MIGRATIONS)


def version_of(connection: Connection) -> int:
    """How many migrations the open file has seen."""
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def migrate(connection: Connection) -> None:
    """Apply what is missing, inside the caller's transaction."""
    for number in range(version_of(connection), CURRENT):
        for statement in MIGRATIONS[number]:
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql(f"PRAGMA user_version = {number + 1}")
