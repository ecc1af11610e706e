"""Company, crashes and damage: no commit is lost, and what was changed is found."""

import hashlib
import random
import sqlite3
import subprocess
import sys
import threading
import zlib
from contextlib import closing
from pathlib import Path

import pytest

from dsupport.errors import WorkspaceError
from dsupport.services.importing import import_file
from dsupport.services.reading import snapshot
from dsupport.state.log import broken_at
from dsupport.workspace import Workspace
from dsupport.workspace.decisions import append_decision, read_decisions
from dsupport.workspace.runs import list_runs, read_run
from tests.workspace.test_round_trip import contribution_of, store

PROJECT = Path(__file__).parents[2]


def decide(workspace: Workspace, actor: str, count: int) -> None:
    """Append decisions, each in a transaction of its own."""
    for number in range(count):
        with workspace.writing() as connection:
            append_decision(
                connection, at="now", actor=actor, action="note", target="T1", argument=str(number)
            )


def test_two_writers_at_once_both_land(workspace: Workspace) -> None:
    threads = [
        threading.Thread(target=decide, args=(Workspace.open(workspace.path), name, 15))
        for name in ("Ana", "Bo")
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with workspace.reading() as connection:
        log = read_decisions(connection)
    assert len(log) == 30
    assert broken_at(log) is None
    for name in ("Ana", "Bo"):
        assert [d.argument for d in log if d.actor == name] == [str(n) for n in range(15)]


def test_a_reader_sees_one_state_while_others_write(workspace: Workspace) -> None:
    decide(workspace, "Ana", 1)
    with workspace.reading() as connection:
        assert len(read_decisions(connection)) == 1
        decide(workspace, "Bo", 2)
        assert len(read_decisions(connection)) == 1
    with workspace.reading() as connection:
        assert len(read_decisions(connection)) == 3


def test_the_same_file_imported_by_two_at_once_is_there_once(
    workspace: Workspace, proposals: Path
) -> None:
    both = threading.Barrier(2)
    outcomes: list[object] = []

    def run() -> None:
        own = Workspace.open(workspace.path)
        write = own.writing

        def wait_for_the_other() -> object:
            both.wait(60)
            return write()

        own.writing = wait_for_the_other  # type: ignore[assignment, method-assign]
        try:
            outcomes.append(import_file(own, proposals).new)
        except WorkspaceError as exc:
            outcomes.append(exc)

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert 12 in outcomes
    (other,) = [outcome for outcome in outcomes if outcome != 12]
    assert isinstance(other, WorkspaceError)
    assert "damaged" not in str(other)
    assert "again" in other.hint
    assert len(snapshot(workspace).contributions) == 12
    assert workspace.problems() == []


@pytest.mark.parametrize("when", ["inside", "after"])
def test_a_killed_writer_leaves_the_last_commit(workspace: Workspace, when: str) -> None:
    store(workspace, [contribution_of("kept", 1)])
    kill = "    os._exit(9)" if when == "inside" else "os._exit(9)"
    script = f"""
import os, sys
from pathlib import Path
sys.path.insert(0, {str(PROJECT)!r})
from dsupport.workspace import Workspace
from dsupport.workspace.facts import add_import, store_versions
from tests.workspace.test_round_trip import contribution_of
workspace = Workspace.open(Path({str(workspace.path)!r}))
with workspace.writing() as connection:
    number = add_import(connection, at="", file="f", sha256="", source="s", report="{{}}")
    store_versions(connection, number, [contribution_of("second", n) for n in range(2, 400)])
{kill}
"""
    done = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True)
    assert done.returncode == 9, done.stderr.decode()
    expected = 1 if when == "inside" else 399
    assert len(snapshot(workspace).contributions) == expected
    assert workspace.problems() == []
    store(workspace, [contribution_of("later", 1000)])  # nobody holds a lock


def test_an_exception_in_a_transaction_stores_nothing(workspace: Workspace) -> None:
    with pytest.raises(ZeroDivisionError), workspace.writing() as connection:
        append_decision(connection, at="", actor="A", action="note", target="T1")
        raise ZeroDivisionError
    with workspace.reading() as connection:
        assert read_decisions(connection) == []


def change(workspace: Workspace, statement: str, *values: object) -> None:
    """Change a file behind the program's back."""
    with closing(sqlite3.connect(workspace.path)) as connection:
        connection.execute(statement, values)
        connection.commit()


def test_a_sound_workspace_has_no_problems(analysed: Workspace) -> None:
    assert analysed.problems() == []


@pytest.mark.parametrize("column", ["analysis", "inputs"])
@pytest.mark.parametrize("damage", [b"", b"garbage", zlib.compress(b'{"themes": 1}')])
def test_a_damaged_run_is_reported(analysed: Workspace, column: str, damage: bytes) -> None:
    change(analysed, f"UPDATE runs SET {column} = ?", damage)
    assert analysed.problems() == ["run R1: it is not what was written"]
    change(analysed, "UPDATE runs SET seal = NULL")  # as in the first workspaces
    (found,) = analysed.problems()
    assert "Run R1 is damaged" in found
    with pytest.raises(WorkspaceError, match="damaged"):
        snapshot(analysed)


def test_a_run_that_was_rewritten_with_its_hash_but_makes_no_sense_is_reported(
    analysed: Workspace,
) -> None:
    blob = zlib.compress(b'{"themes": 1}')
    digest = hashlib.sha256(blob).hexdigest()
    change(analysed, "UPDATE runs SET analysis = ?, sha256 = ?", blob, digest)
    assert analysed.problems() == ["run R1: it is not what was written"]
    change(analysed, "UPDATE runs SET seal = NULL")
    (problem,) = analysed.problems()
    assert "run" in problem.casefold()


def test_a_changed_text_is_reported(analysed: Workspace) -> None:
    change(analysed, "UPDATE versions SET text = text || '!' WHERE rowid = 1")
    (problem,) = analysed.problems()
    assert problem.endswith("version 1: it is not what was written")
    change(analysed, "UPDATE versions SET seal = NULL")
    (problem,) = analysed.problems()
    assert "its text is not what was imported" in problem


CHANGES = [
    ("settings", "value = 'Another town' WHERE name = 'title'", "setting title"),
    ("imports", "file = 'other.csv'", "import 1"),
    ("participants", "given_name = given_name || '.' WHERE participant_id = 'P0001'", "participant P0001"),
    ("versions", "supports = 99 WHERE rowid = 1", "version 1"),
    ("versions", "attributes = '{}' WHERE rowid = 1", "version 1"),
    ("contributions", "source_id = 'x' WHERE rowid = 1", "contribution"),
    ("contributions", "version = 0 WHERE rowid = 1", "its version is not the last one"),
    ("vectors", "vector = zeroblob(256) WHERE content_hash = (SELECT min(content_hash) FROM vectors)", "vector of"),
    ("runs", "started_at = '1999-01-01'", "run R1"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "changed", "where"), CHANGES)
def test_any_row_that_was_changed_by_hand_is_found(
    analysed: Workspace, table: str, changed: str, where: str
) -> None:
    change(analysed, f"UPDATE {table} SET {changed}")
    (problem,) = analysed.problems()
    assert where in problem


def test_a_decision_that_was_changed_is_found_at_its_number(analysed: Workspace) -> None:
    decide(analysed, "Ana", 5)
    change(analysed, "UPDATE decisions SET reason = 'x' WHERE sequence = 3")
    assert analysed.problems() == ["decisions: the log was changed at number 3"]


def test_a_log_whose_end_was_cut_off_is_found(analysed: Workspace) -> None:
    decide(analysed, "Ana", 5)
    assert analysed.problems() == []
    change(analysed, "DELETE FROM decisions WHERE sequence > 3")
    assert analysed.problems() == ["decisions: something was removed after number 3"]


def test_a_run_that_was_removed_is_found(analysed: Workspace) -> None:
    change(analysed, "UPDATE runs SET sequence = 2, seal = NULL")
    assert analysed.problems() == ["runs: one of them was removed"]


def everything(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables."""
    with closing(sqlite3.connect(path)) as connection:
        names = [
            r[0] for r in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        return {n: list(connection.execute(f"SELECT * FROM {n} ORDER BY 1, 2")) for n in names}


@pytest.mark.parametrize("seed", range(4))
def test_one_byte_that_was_changed_anywhere_is_found_or_harmless(
    analysed: Workspace, tmp_path: Path, seed: int
) -> None:
    decide(analysed, "Ana", 20)
    whole = tmp_path / "whole.assembly"
    analysed.backup(whole)
    before, raw, lot = everything(whole), whole.read_bytes(), random.Random(seed)
    found = 0
    for turn in range(25):
        changed = bytearray(raw)
        place = lot.randrange(len(raw))
        changed[place] ^= 1 << lot.randrange(8)
        path = tmp_path / f"{turn}.assembly"
        path.write_bytes(changed)
        try:
            problems = Workspace.open(path).problems()
        except WorkspaceError:
            problems = ["cannot be read"]
        found += bool(problems)
        if not problems:
            assert everything(path) == before, f"byte {place} changed something and was not found"
    assert found  # some of them hit what is stored


def test_a_reference_to_nothing_is_reported(analysed: Workspace) -> None:
    change(analysed, "DELETE FROM imports")
    assert any("not there" in problem for problem in analysed.problems())


def test_runs_are_read_by_name_and_the_latest_first(analysed: Workspace) -> None:
    with analysed.reading() as connection:
        (info,) = list_runs(connection)
        latest, named = read_run(connection), read_run(connection, "R1")
        assert read_run(connection, "R9") is None
    assert latest == named
    assert latest is not None
    assert latest.info == info


def test_backup_while_others_write_is_whole(workspace: Workspace, tmp_path: Path) -> None:
    decide(workspace, "Ana", 3)
    writer = threading.Thread(target=decide, args=(Workspace.open(workspace.path), "Bo", 15))
    writer.start()
    workspace.backup(tmp_path / "copy.assembly")
    writer.join()
    copy = Workspace.open(tmp_path / "copy.assembly")
    assert copy.problems() == []
    with copy.reading() as connection:
        log = read_decisions(connection)
    assert [d.actor for d in log[:3]] == ["Ana"] * 3
    assert 3 <= len(log) <= 18


def test_backup_during_a_transaction_holds_the_last_commit(
    workspace: Workspace, tmp_path: Path
) -> None:
    decide(workspace, "Ana", 2)
    with workspace.writing() as connection:
        append_decision(connection, at="", actor="B", action="note", target="T1")
        workspace.backup(tmp_path / "copy.assembly")
    with Workspace.open(tmp_path / "copy.assembly").reading() as connection:
        assert len(read_decisions(connection)) == 2


def test_backup_overwrites_nothing_and_says_where_it_cannot_write(
    workspace: Workspace, tmp_path: Path
) -> None:
    with pytest.raises(WorkspaceError, match="exists already"):
        workspace.backup(workspace.path)
    with pytest.raises(WorkspaceError, match="does not exist"):
        workspace.backup(tmp_path / "no" / "folder.assembly")
    assert not list(tmp_path.glob(".*part"))
