"""Files of workspaces: older ones open, newer, foreign and damaged ones are refused in words."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect

from dsupport.errors import WorkspaceError
from dsupport.services import assemblies
from dsupport.workspace import Workspace, migrations, schema


def test_migrations_and_schema_describe_the_same_tables(workspace: Workspace) -> None:
    engine = create_engine(f"sqlite:///{workspace.path}")
    found = inspect(engine)
    tables = {name for name in found.get_table_names() if not name.startswith("sqlite_")}
    assert tables == set(schema.metadata.tables)
    for name, table in schema.metadata.tables.items():
        stored = {column["name"]: column for column in found.get_columns(name)}
        assert list(stored) == [column.name for column in table.columns], name
        keys = found.get_pk_constraint(name)["constrained_columns"]
        assert sorted(keys) == sorted(c.name for c in table.primary_key), name
        for column in table.columns:
            if not column.primary_key:
                assert stored[column.name]["nullable"] == column.nullable, (name, column.name)
            kind = stored[column.name]["type"].compile(engine.dialect)
            assert kind == column.type.compile(engine.dialect), (name, column.name)
        wanted = {(k.parent.name, k.target_fullname) for k in table.foreign_keys}
        kept = {
            (k["constrained_columns"][0], f"{k['referred_table']}.{k['referred_columns'][0]}")
            for k in found.get_foreign_keys(name)
        }
        assert kept == wanted, name
    engine.dispose()


def test_an_older_file_is_brought_up_to_date(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.set("title", "Kept")
    longer = (*migrations.MIGRATIONS, ("CREATE TABLE later (one TEXT)",))
    monkeypatch.setattr(migrations, "MIGRATIONS", longer)
    monkeypatch.setattr(migrations, "CURRENT", len(longer))
    for _ in range(2):  # the second time there is nothing to do
        opened = Workspace.open(workspace.path)
        assert opened.title == "Kept"
        with opened.reading() as connection:
            assert migrations.version_of(connection) == len(longer)
            assert connection.exec_driver_sql("SELECT count(*) FROM later").scalar_one() == 0


def test_a_migration_that_fails_leaves_the_file_as_it_was(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    longer = (*migrations.MIGRATIONS, ("CREATE TABLE later (one TEXT)", "NO SUCH WORDS"))
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "MIGRATIONS", longer)
        patch.setattr(migrations, "CURRENT", len(longer))
        with pytest.raises(WorkspaceError):
            Workspace.open(workspace.path)
    with Workspace.open(workspace.path).reading() as connection:
        names = connection.exec_driver_sql("SELECT name FROM sqlite_master").scalars().all()
    assert "later" not in names


def test_a_newer_file_is_refused(workspace: Workspace) -> None:
    with closing(sqlite3.connect(workspace.path)) as connection:
        connection.execute(f"PRAGMA user_version = {migrations.CURRENT + 1}")
    with pytest.raises(WorkspaceError, match="newer version") as caught:
        Workspace.open(workspace.path)
    assert caught.value.hint == "Update dsupport."


@pytest.mark.parametrize("content", [b"", b"SQLite", b"id,text\n1,hello\n", b"\0" * 5000])
def test_a_file_that_is_no_database_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "town.assembly"
    path.write_bytes(content)
    with pytest.raises(WorkspaceError, match="not a workspace"):
        Workspace.open(path)
    assert path.read_bytes() == content


def test_a_database_of_another_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.assembly"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE notes (text TEXT)")
        connection.commit()
    with pytest.raises(WorkspaceError, match="another program"):
        Workspace.open(path)
    with closing(sqlite3.connect(path)) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master")]
    assert names == ["notes"]


@pytest.mark.parametrize("kept", [16, 50, 100, 3000, 9000, 30_000])
def test_a_truncated_file_is_refused_or_reported(analysed: Workspace, kept: int) -> None:
    with closing(sqlite3.connect(analysed.path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    analysed.path.write_bytes(analysed.path.read_bytes()[:kept])
    for beside in analysed.path.parent.glob("*.assembly-*"):
        beside.unlink()
    try:
        found = Workspace.open(analysed.path).problems()
    except WorkspaceError as exc:
        assert exc.hint
    else:
        assert found


def test_a_missing_file_and_a_folder_are_no_workspaces(tmp_path: Path) -> None:
    for path in (tmp_path / "nothing.assembly", tmp_path):
        with pytest.raises(WorkspaceError, match="no workspace") as caught:
            Workspace.open(path)
        assert "dsupport new" in caught.value.hint
    assert list(tmp_path.iterdir()) == []


def test_a_new_workspace_overwrites_nothing(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="exists already"):
        assemblies.new(workspace.path)
    with pytest.raises(WorkspaceError, match="does not exist"):
        assemblies.new(tmp_path / "no" / "folder.assembly")


def test_strange_names_of_files_work(tmp_path: Path) -> None:
    path = tmp_path / "Bürger rat #1 100%?.assembly"
    assert assemblies.new(path).title == "Bürger rat #1 100%?"
    assert Workspace.open(path).problems() == []
    assert sorted(p.suffix for p in tmp_path.iterdir() if "-" not in p.suffix) == [".assembly"]
