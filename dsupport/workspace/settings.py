"""Settings of a workspace: small facts about the assembly, by name."""

from __future__ import annotations

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from dsupport.workspace.schema import settings
from dsupport.workspace.seals import sealed


def get_setting(connection: Connection, name: str, default: str = "") -> str:
    """The value of a setting."""
    row = connection.execute(select(settings.c.value).where(settings.c.name == name)).first()
    return str(row.value) if row else default


def set_setting(connection: Connection, name: str, value: str) -> None:
    """Change a setting."""
    row = sealed("settings", {"name": name, "value": value})
    statement = insert(settings).values(**row)
    connection.execute(statement.on_conflict_do_update(index_elements=["name"], set_=row))
