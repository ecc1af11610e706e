"""Tables of a workspace: facts, runs and decisions apart.

The database is built by `dsupport.workspace.migrations`, never from these definitions; a test
checks that both describe the same tables.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, MetaData, Table, Text

metadata = MetaData()

settings = Table(
    "settings",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text),
    Column("seal", Text),
)

# -- facts: what people gave ---------------------------------------------------------------

imports = Table(
    "imports",
    metadata,
    Column("import_id", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("report", Text, nullable=False),
    Column("seal", Text),
)

participants = Table(
    "participants",
    metadata,
    Column("participant_id", Text, primary_key=True),
    # What the file said; never leaves the workspace.
    Column("given_name", Text, nullable=False, unique=True),
    Column("seal", Text),
)

contributions = Table(
    "contributions",
    metadata,
    Column("contribution_id", Text, primary_key=True),
    Column("source", Text, nullable=False),
    Column("source_id", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("seal", Text),
)

versions = Table(
    "versions",
    metadata,
    Column("contribution_id", ForeignKey("contributions.contribution_id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("import_id", ForeignKey("imports.import_id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("participant_id", Text, nullable=False),
    Column("created_at", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("language_given", Integer, nullable=False),
    Column("session", Text, nullable=False),
    Column("table", Text, nullable=False),
    Column("supports", Integer),
    Column("parent", Text, nullable=False),
    Column("attributes", Text, nullable=False),
    Column("personal", Text, nullable=False),
    Column("content_hash", Text, nullable=False),
    Column("seal", Text),
)

# -- vectors: a cache, safe to delete ------------------------------------------------------

vectors = Table(
    "vectors",
    metadata,
    Column("encoder", Text, primary_key=True),
    Column("content_hash", Text, primary_key=True),
    Column("vector", LargeBinary, nullable=False),
    Column("seal", Text),
)

# -- runs: what the machine suggests -------------------------------------------------------

runs = Table(
    "runs",
    metadata,
    Column("run_id", Text, primary_key=True),
    Column("sequence", Integer, nullable=False, unique=True),
    Column("fingerprint", Text, nullable=False, unique=True),
    Column("started_at", Text, nullable=False),
    Column("seconds", Text, nullable=False),
    Column("config", Text, nullable=False),
    Column("encoder", Text, nullable=False),
    Column("inputs", LargeBinary, nullable=False),
    Column("analysis", LargeBinary, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("seal", Text),
)

assignments = Table(
    "assignments",
    metadata,
    Column("assignment_id", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("fingerprint", Text, nullable=False),
    Column("after", Integer, nullable=False),
    Column("found", Text, nullable=False),
    Column("seal", Text),
)

# -- decisions: what people decided --------------------------------------------------------

decisions = Table(
    "decisions",
    metadata,
    Column("sequence", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("argument", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("run_fingerprint", Text, nullable=False),
    Column("previous_hash", Text, nullable=False),
    Column("hash", Text, nullable=False),
)
