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
