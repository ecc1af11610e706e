"""Deciding and assigning on the command line."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from dsupport.services import encoders
from dsupport.services.reading import snapshot
from dsupport.workspace import Workspace
from tests.cli.conftest import Run
from tests.fakes import load_fake


def write(path: Path, *rows: str) -> Path:
    path.write_text("\n".join(["action,target,argument,reason", *rows]) + "\n", "utf-8")
    return path


def test_decide_stores_all_and_shows_them(run: Run, analysed: Workspace, tmp_path: Path) -> None:
    one = next(iter(snapshot(analysed).contributions))
    file = write(
        tmp_path / "d.csv", 'rename-theme,T1,"Buses, at night",clearer', f"set-aside,{one},spam,"
    )
    result = run("decide", analysed.path, file, "--actor", "Marie")
    assert result.exit_code == 0
    assert "1 to 2" in result.stdout
    rows = list(
        csv.DictReader(io.StringIO(run("show", analysed.path, "decisions", "--csv").stdout))
    )
    assert [
        (r["sequence"], r["actor"], r["action"], r["argument"], r["reason"], r["status"])
        for r in rows
    ] == [
        ("1", "Marie", "rename-theme", "Buses, at night", "clearer", "in effect"),
        ("2", "Marie", "set-aside", "spam", "", "in effect"),
    ]
    themes = list(csv.DictReader(io.StringIO(run("show", analysed.path, "themes", "--csv").stdout)))
    assert {r["theme_label"] for r in themes if r["theme_id"] == "T1"} == {"Buses, at night"}
    shown = list(
        csv.DictReader(io.StringIO(run("show", analysed.path, "contributions", "--csv").stdout))
    )
    assert [r["status"] for r in shown if r["contribution_id"] == one] == ["set aside"]
    undo = write(tmp_path / "u.csv", "undo,1,,")
    printed = json.loads(run("decide", analysed.path, undo, "--actor", "Jan", "--json").stdout)
    assert [(p["sequence"], p["action"]) for p in printed] == [(3, "undo")]
    assert run("check", analysed.path).exit_code == 0


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["rename-theme,T1,x,", "place,nobody,T1,"], "place nobody"),
        (["sing,T1,,"], "no action"),
        (["rename-theme,T1,x,y,z"], "more cells"),
    ],
)
def test_a_wrong_line_fails_the_whole_file(
    run: Run, analysed: Workspace, tmp_path: Path, rows: list[str], said: str
) -> None:
    result = run("decide", analysed.path, write(tmp_path / "d.csv", *rows), "--actor", "Marie")
    assert result.exit_code == 1
    assert said in result.stderr
    assert result.stdout == ""
    assert snapshot(analysed).decisions == ()


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe\x00", b"what,about\nrename-theme,T1\n", b'action,target\n"x\n']
)
def test_files_that_are_no_decisions(
    run: Run, analysed: Workspace, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "d.csv"
    path.write_bytes(content)
    result = run("decide", analysed.path, path, "--actor", "Marie")
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: ")


@pytest.mark.parametrize(
    ("delimiter", "encoding"), [(";", "cp1252"), ("\t", "utf-16"), (",", "utf-8-sig")]
)
def test_tables_as_spreadsheets_save_them(
    run: Run, analysed: Workspace, tmp_path: Path, delimiter: str, encoding: str
) -> None:
    """Semicolons, old encodings, lists in quotes, and empty columns left on the right."""
    some = list(snapshot(analysed).contributions.values())[:2]
    numbers = ";".join(one.source_id for one in some)
    rows = [
        ("action", "target", "argument", "reason", ""),
        ("rename-theme", "T1", "Déchets, encombrants", "plus clair", ""),
        ("place", f'"{numbers}"', "T2", "", ""),
    ]
    rows[1] = (rows[1][0], rows[1][1], f'"{rows[1][2]}"', *rows[1][3:])
    path = tmp_path / "d.csv"
    path.write_text("\r\n".join(delimiter.join(row) for row in rows) + "\r\n", encoding)
    result = run("decide", analysed.path, path, "--actor", "Marie")
    assert result.exit_code == 0, result.stderr
    state = snapshot(analysed)
    assert state.themes["T1"].label("en") == "Déchets, encombrants"
    # The numbers of the imported file stand for the ids.
    assert {one.contribution_id for one in some} <= set(state.themes["T2"].members)
    assert state.decisions[1].target == ";".join(one.contribution_id for one in some)


def test_all_wrong_lines_are_told_at_once(run: Run, analysed: Workspace, tmp_path: Path) -> None:
    rows = ["rename-theme,T99,x,", "rename-theme,T1,Buses,", "place,nobody,T1,"]
    result = run("decide", analysed.path, write(tmp_path / "d.csv", *rows), "--actor", "Marie")
    assert result.exit_code == 1
    assert "number 1, 3" in result.stderr and "T99" in result.stderr
    assert snapshot(analysed).decisions == ()


def test_a_number_that_two_files_have_is_asked_for(
    run: Run, analysed: Workspace, tmp_path: Path
) -> None:
    taken = next(iter(snapshot(analysed).contributions.values())).source_id
    path = tmp_path / "second.csv"
    path.write_text(f"id,text\n{taken},A bench at every stop\n", "utf-8")
    run("import", analysed.path, path)
    table = write(tmp_path / "d.csv", f"set-aside,{taken},spam,")
    result = run("decide", analysed.path, table, "--actor", "Marie")
    ids = [i for i, c in snapshot(analysed).contributions.items() if c.source_id == taken]
    assert len(ids) == 2
    assert result.exit_code == 1 and all(one in result.stderr for one in ids)


def test_the_same_table_again_says_that_it_changes_nothing(
    run: Run, analysed: Workspace, tmp_path: Path
) -> None:
    table = write(tmp_path / "d.csv", "rename-theme,T1,Buses,", "note,T1,Read again.,")
    first = run("decide", analysed.path, table, "--actor", "Marie").stdout
    again = run("decide", analysed.path, table, "--actor", "Marie").stdout
    assert "again" not in first
    assert "1 of them says again" in again


def test_a_missing_file_and_a_workbook_are_named(
    run: Run, analysed: Workspace, tmp_path: Path
) -> None:
    result = run("decide", analysed.path, tmp_path / "none.csv", "--actor", "Marie")
    assert result.exit_code == 1 and "There is no file" in result.stderr
    book = tmp_path / "d.xlsx"
    book.write_bytes(b"PK\x03\x04")
    result = run("decide", analysed.path, book, "--actor", "Marie")
    assert result.exit_code == 1 and "CSV" in result.stderr


def test_show_is_readable_in_a_terminal(
    run: Run, analysed: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    table = write(tmp_path / "d.csv", f"rename-theme,T1,{'long ' * 40},{'because ' * 40}")
    run("decide", analysed.path, table, "--actor", "Marie")
    for what in ("contributions", "themes", "duplicates", "unplaced", "consensus"):
        shown = run("show", analysed.path, what).stdout.splitlines()
        assert len(shown) > 1
        assert max(map(len, shown)) <= 100, what
    themes = run("show", analysed.path, "themes").stdout
    assert len(themes.splitlines()) == 1 + len(snapshot(analysed).themes)
    decisions = run("show", analysed.path, "decisions").stdout
    assert "rename-theme" in decisions and "hash" not in decisions


def test_a_conflict_shows_both(run: Run, analysed: Workspace, tmp_path: Path) -> None:
    run(
        "decide",
        analysed.path,
        write(tmp_path / "a.csv", "rename-theme,T1,Buses,"),
        "--actor",
        "Marie",
    )
    late = write(tmp_path / "b.csv", "rename-theme,T1,Trams,")
    result = run("decide", analysed.path, late, "--actor", "Jan", "--seen", "0")
    assert result.exit_code == 1
    assert all(word in result.stderr for word in ("Marie", "Buses", "Trams"))


def test_assign_places_what_came_later(
    run: Run, analysed: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dsupport.encode.load", load_fake)
    monkeypatch.setattr(encoders, "load", load_fake)
    path = tmp_path / "later.csv"
    path.write_text("id,text\nn1,More night buses at weekends for late shifts please\n", "utf-8")
    assert run("import", analysed.path, path).exit_code == 0
    monkeypatch.setattr(
        "dsupport.services.assigning.assign_new.__defaults__", (lambda *_: None, load_fake)
    )
    result = run("assign", analysed.path, "--csv")
    assert result.exit_code == 0, result.stderr
    (row,) = csv.DictReader(io.StringIO(result.stdout))
    assert row["source_id"] == "n1"
    assert row["status"] == "placed"
    assert "0 new" in run("assign", analysed.path).stdout
