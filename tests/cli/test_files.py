"""Files in and out: bad ones are one line and store nothing, what leaves is harmless and private."""

import csv
import json
import os
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from dsupport.export.documents import FORMULA_STARTS, harmless
from dsupport.services import assemblies
from dsupport.services.reading import snapshot
from dsupport.workspace import Workspace
from tests.cli.conftest import Run, one_line_error

# -- in ------------------------------------------------------------------------------------


def workbook() -> bytes:
    """A whole workbook."""
    book, out = Workbook(), BytesIO()
    for row in [["id", "text"], [1, "More benches in the park"], [2, "Trees"]]:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def archive() -> bytes:
    """A zip that is no workbook."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("notes.txt", "hello")
    return out.getvalue()


BAD = {
    "empty.csv": b"",
    "spaces.csv": b"   \n\n \n",
    "header.csv": b"id,text\n",
    "binary.csv": bytes(range(256)) * 40,
    "picture.csv": b"\x89PNG\r\n\x1a\n" + os.urandom(400),
    "cut.xlsx": workbook()[:900],
    "half.xlsx": workbook()[: len(workbook()) // 2],
    "zip.xlsx": archive(),
    "cut.json": b'[{"id": 1, "text": "hello"}, {"id": 2, "te',
    "number.json": b"42",
    "empty.json": b"[]",
    "cut.jsonl": b'{"id": 1, "te',
    "letter.pdf": b"%PDF-1.7\n" + bytes(range(256)),
    "letter.docx": archive(),
    "data.parquet": b"PAR1" + os.urandom(50),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_files_are_one_line_and_store_nothing(run: Run, tmp_path: Path, name: str) -> None:
    town = assemblies.new(tmp_path / "town.assembly")
    before = town.revision()
    (tmp_path / name).write_bytes(BAD[name])
    one_line_error(run("import", town.path, tmp_path / name))
    assert town.revision() == before


def test_a_table_under_a_wrong_ending_is_read_or_one_line(run: Run, tmp_path: Path) -> None:
    town = assemblies.new(tmp_path / "town.assembly")
    path = tmp_path / "text.xlsx"
    path.write_text("id,text\n1,hello\n", "utf-8")
    result = run("import", town.path, path)
    if result.exit_code:
        one_line_error(result)
    assert len(snapshot(town).contributions) == (result.exit_code == 0)


def test_missing_files_and_folders(run: Run, tmp_path: Path) -> None:
    town = assemblies.new(tmp_path / "town.assembly")
    for path in (tmp_path / "nothing.csv", tmp_path):
        one_line_error(run("import", town.path, path))
    assert not snapshot(town).contributions


def test_a_cell_of_a_million_characters_is_an_answer(run: Run, tmp_path: Path) -> None:
    town = assemblies.new(tmp_path / "town.assembly")
    path = tmp_path / "long.csv"
    path.write_text("id,text\n1,Trees in the park\n2," + "long " * 200_000 + "\n", "utf-8")
    result = run("import", town.path, path, "--json")
    kept = {c.source_id for c in snapshot(town).contributions.values()}
    if result.exit_code:
        one_line_error(result)
        assert not kept
    else:  # kept whole, or set aside and said
        lines = [row["line"] for row in json.loads(result.stdout)["set_aside"]]
        assert (kept, lines) in (({"1", "2"}, []), ({"1"}, [3]))


def test_rows_with_forty_columns_after_three_are_an_answer(run: Run, tmp_path: Path) -> None:
    town = assemblies.new(tmp_path / "town.assembly")
    path = tmp_path / "wide.csv"
    wide = ",".join(f"cell {n}" for n in range(40))
    path.write_text(f"id,text,author\n1,Trees in the park,Ana\n{wide}\n", "utf-8")
    result = run("import", town.path, path, "--json")
    if result.exit_code:
        one_line_error(result)
        assert not snapshot(town).contributions
    else:
        report = json.loads(result.stdout)
        assert len(report["set_aside"]) + report["contributions"] == report["rows"] == 2
        assert report["set_aside"] or report["findings"]


@pytest.mark.parametrize("maps", [["nonsense"], ["No such column=text"], ["text=no_such_field"]])
def test_bad_mappings_are_one_line(
    run: Run, workspace: Workspace, proposals: Path, maps: list[str]
) -> None:
    options = [part for text in maps for part in ("--map", text)]
    one_line_error(run("import", workspace.path, proposals, *options))
    assert not snapshot(workspace).contributions


def test_an_unknown_format_is_an_answer(run: Run, workspace: Workspace, proposals: Path) -> None:
    result = run("import", workspace.path, proposals, "--format", "stone-tablet")
    assert result.exit_code in (1, 2)
    assert "Traceback" not in result.stderr
    assert not snapshot(workspace).contributions


# -- out -----------------------------------------------------------------------------------

EVIL = [
    '=HYPERLINK("http://evil.example","click")',
    "+49 more trees in the park",
    "-1+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd",
    "  =2+5 is seven, and the park needs trees",
    "\tTabs and trees in the park",
]


@pytest.fixture
def evil(run: Run, tmp_path: Path) -> Workspace:
    """A workspace whose texts would run in a spreadsheet, with personal data."""
    town = assemblies.new(tmp_path / "evil.assembly")
    path = tmp_path / "evil.csv"
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(["id", "text", "author", "=district"])
        for number, text in enumerate(EVIL):
            writer.writerow([f"={number}", text, f"Ana {number}", "=1+1"])
        writer.writerow(["7", "Write to ana.silva@example.org about the trees", "Ana 7", "North"])
    assert run("import", town.path, path).exit_code == 0
    return town


def csv_cells(path: Path) -> list[str]:
    """All cells of a CSV."""
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return [cell for row in csv.reader(handle) for cell in row]


def xlsx_cells(path: Path) -> list[str]:
    """All texts of a workbook; a formula fails at once."""
    cells = [cell for sheet in load_workbook(path) for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    return [cell.value for cell in cells if isinstance(cell.value, str)]


@pytest.mark.parametrize(("ending", "cells"), [("csv", csv_cells), ("xlsx", xlsx_cells)])
def test_no_cell_runs_in_a_spreadsheet(
    run: Run, evil: Workspace, tmp_path: Path, ending: str, cells: Callable[[Path], list[str]]
) -> None:
    out = tmp_path / f"out.{ending}"
    assert run("export", evil.path, out).exit_code == 0
    found = cells(out)
    assert any("HYPERLINK" in cell for cell in found)
    assert not [cell for cell in found if cell.lstrip(" ").startswith(FORMULA_STARTS)]


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json"])
def test_personal_data_leaves_only_when_asked_for(
    run: Run, evil: Workspace, tmp_path: Path, ending: str
) -> None:
    def exported(*options: str) -> str:
        out = tmp_path / f"{len(options)}.{ending}"
        assert run("export", evil.path, out, *options).exit_code == 0
        return " ".join(xlsx_cells(out)) if ending == "xlsx" else out.read_text("utf-8-sig")

    assert "ana.silva" not in exported()
    assert "email hidden" in exported()
    assert "ana.silva@example.org" in exported("--with-personal-data")
    assert "Ana 3" not in exported("--with-personal-data"), "authors stay pseudonyms"
    shown = run("show", evil.path, "contributions", "--csv").stdout
    assert "ana.silva" not in shown


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_what_was_exported_can_be_imported(
    run: Run, analysed: Workspace, tmp_path: Path, ending: str
) -> None:
    out = tmp_path / f"out.{ending}"
    assert run("export", analysed.path, out).exit_code == 0
    other = assemblies.new(tmp_path / "other.assembly")
    assert run("import", other.path, out).exit_code == 0
    there = {(c.source_id, c.text, c.language) for c in snapshot(analysed).contributions.values()}
    here = {(c.source_id, c.text, c.language) for c in snapshot(other).contributions.values()}
    assert here == there
    supports = [c.supports for c in snapshot(other).contributions.values()]
    assert sorted(supports) == list(range(12))


def test_json_holds_every_table(run: Run, analysed: Workspace, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    assert run("export", analysed.path, out).exit_code == 0
    document = json.loads(out.read_text("utf-8"))
    assert set(document) == {
        "contributions", "themes", "duplicates", "unplaced", "consensus", "runs"
    }  # fmt: skip
    assert len(document["contributions"]) == len(document["themes"]) == 12


def test_an_export_that_cannot_be_written_is_one_line_and_leaves_nothing(
    run: Run, analysed: Workspace, tmp_path: Path
) -> None:
    (tmp_path / "folder.csv").mkdir()
    for out in ("out.pdf", "out", "no/out.csv", "folder.csv"):
        one_line_error(run("export", analysed.path, tmp_path / out))
    assert not list(tmp_path.glob(".*part*"))
    assert not (tmp_path / "out.pdf").exists()


def test_before_the_first_run_contributions_can_be_exported(
    run: Run, workspace: Workspace, proposals: Path, tmp_path: Path
) -> None:
    run("import", workspace.path, proposals)
    for ending in ("csv", "xlsx", "json", "html"):
        assert run("export", workspace.path, tmp_path / f"out.{ending}").exit_code == 0


def test_an_empty_workspace_can_be_exported(run: Run, workspace: Workspace, tmp_path: Path) -> None:
    for ending in ("csv", "xlsx", "json", "html"):
        assert run("export", workspace.path, tmp_path / f"out.{ending}").exit_code == 0


def test_the_report_is_exported_in_the_language_that_is_asked_for(
    run: Run, analysed: Workspace, tmp_path: Path
) -> None:
    english, dutch = tmp_path / "english.html", tmp_path / "dutch.HTML"
    assert run("export", analysed.path, english).exit_code == 0
    assert run("export", analysed.path, dutch, "--language", "nl").exit_code == 0
    assert "How this came about" in english.read_text("utf-8")
    assert "Hoe dit tot stand kwam" in dutch.read_text("utf-8")


def test_the_report_never_shows_personal_data(run: Run, evil: Workspace, tmp_path: Path) -> None:
    out = tmp_path / "out.html"
    assert "report" in one_line_error(run("export", evil.path, out, "--with-personal-data"))
    assert not out.exists()
    assert run("export", evil.path, out).exit_code == 0
    assert "ana.silva" not in out.read_text("utf-8")


def test_what_cannot_be_exported_is_told_with_every_ending(
    run: Run, analysed: Workspace, tmp_path: Path
) -> None:
    error = one_line_error(run("export", analysed.path, tmp_path / "out.pdf"))
    for ending in (".csv", ".xlsx", ".json", ".html"):
        assert ending in error


@given(st.text())
def test_harmless_text_begins_with_no_sign_of_a_formula(text: str) -> None:
    found = harmless(text)
    assert isinstance(found, str)
    assert not found.lstrip(" ").startswith(FORMULA_STARTS)
    assert found in (text, f"'{text}")
