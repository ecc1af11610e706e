"""Rows from an Excel workbook: the sheet that holds the contributions, as values."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime, time
from typing import Any

from dsupport.errors import IngestError
from dsupport.ingest.columns import count_recognised
from dsupport.ingest.findings import Notes, at, listing, shorten
from dsupport.ingest.grid import Grid, Row, build_grid
from dsupport.wording.problems import problem

_ERROR = re.compile(r"#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|GETTING_DATA|SPILL!|CALC!)")
_FORMULA = re.compile(r"=\s*[+-]?(?:[A-Z]{2,}[A-Z.]*\(|\$?[A-Z]{1,3}\$?\d|'?[\w ]+'?!|\d)")


def read_workbook(data: bytes, notes: Notes) -> Grid:
    """Read the first sheet with known column names, else the first that has rows."""
    sheets = _load(data, notes)
    filled = {name: rows for name, rows in sheets.items() if rows}
    if not filled:
        raise problem(IngestError, "workbook-empty", hint="right-file")
    chosen = next(
        (name for name, rows in filled.items() if _has_known_header(rows)), next(iter(filled))
    )
    others = [name for name in sheets if name != chosen]
    if others:
        notes.add("other-sheets", listing(others), count=len(others), sheet=listing([chosen]))
    rows = _readable(filled[chosen], notes)
    if max(len(row.cells) for row in rows) == 1 and not count_recognised(rows[0].cells):
        return Grid(("text",), tuple(rows), plain=True)
    return build_grid(rows, count_recognised, notes)


def _has_known_header(rows: list[Row]) -> bool:
    return any(count_recognised(row.cells) >= min(2, len(row.cells)) for row in rows[:20])


def _load(data: bytes, notes: Notes) -> dict[str, list[Row]]:
    """The rows of every sheet, without empty rows."""
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheets = {sheet.title: _rows(sheet) for sheet in book.worksheets}
        if _has_formulas(data):
            source = load_workbook(io.BytesIO(data), read_only=True)
            for sheet in source.worksheets:
                sheets[sheet.title] = _with_formulas(sheets[sheet.title], _rows(sheet))
    except Exception as error:
        raise problem(IngestError, "workbook-damaged", error=shorten(str(error), 60)) from error
    return sheets


def _rows(sheet: Any) -> list[Row]:
    sheet.reset_dimensions()
    rows: list[Row] = []
    for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
        values = [_text(value) for value in cells]
        while values and not values[-1].strip():
            values.pop()
        if values:
            rows.append(Row(number, tuple(values)))
    return rows


def _text(value: Any) -> str:
    """A value as people see it: no decimals in whole numbers, dates as ISO."""
    from openpyxl.utils.escape import unescape

    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        midnight = value.time() == time()
        return value.date().isoformat() if midnight else value.isoformat(timespec="seconds")
    if isinstance(value, (date, time)):
        return value.isoformat()
    return unescape(value) if isinstance(value, str) else str(value)


def _has_formulas(data: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return any(
            b"<f" in archive.read(name)
            for name in archive.namelist()
            if name.startswith("xl/worksheets/sheet")
        )


def _with_formulas(values: list[Row], sources: list[Row]) -> list[Row]:
    """Put the formula itself where no result is stored."""
    known = {row.line: row.cells for row in values}
    merged: list[Row] = []
    for source in sources:
        results = known.get(source.line, ())
        cells = [
            results[i] if i < len(results) and results[i] else formula
            for i, formula in enumerate(source.cells)
        ]
        merged.append(Row(source.line, tuple(cells)))
    return merged


def _readable(rows: list[Row], notes: Notes) -> list[Row]:
    """Empty cells that hold an error or a formula without result, and note them."""
    clean: list[Row] = []
    for row in rows:
        cells: list[str] = []
        for position, cell in enumerate(row.cells, 1):
            where = at(row.line, shorten(cell, 40), column=str(position))
            broken = bool(_ERROR.fullmatch(cell) or _FORMULA.match(cell))
            if broken:
                notes.add("bad-values", where)
            elif cell.startswith("=") and len(cell) > 1:
                notes.add("uncomputed-formulas", where)
            cells.append("" if broken else cell)
        clean.append(Row(row.line, tuple(cells)))
    return clean
