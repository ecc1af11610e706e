"""Writes tables as CSV, XLSX and JSON, safe to open in a spreadsheet, and pages as HTML.

A cell that begins with ``= + - @`` (or a tab or carriage return) would be run as a formula by
spreadsheets; it is written with an apostrophe in front, which spreadsheets hide.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dsupport.errors import ExportError
from dsupport.wording.problems import problem

if TYPE_CHECKING:
    import pandas as pd

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
WIDEST = 60
"""Characters of a column in a workbook; longer texts are wrapped."""

EXCEL_LONGEST = 32_767
"""Characters that a cell of a spreadsheet holds."""


def harmless(value: object) -> object:
    """A cell's value that no spreadsheet will run."""
    if isinstance(value, str) and value.lstrip(" ").startswith(FORMULA_STARTS):
        return f"'{value}"
    return value


def _harmless(frame: pd.DataFrame) -> pd.DataFrame:
    safe = frame.astype(object).map(harmless, na_action="ignore")
    return safe.rename(columns=lambda name: str(harmless(name)))


def joined(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """One row per contribution: what it is, its theme, its group."""
    frame = tables["contributions"]
    if "themes" in tables:
        themes = tables["themes"].drop(columns=["source_id", "status"], errors="ignore")
        frame = frame.merge(themes, on="contribution_id", how="left")
    if "duplicates" in tables and len(tables["duplicates"]):
        calm = tables["duplicates"][tables["duplicates"]["warning"] == ""]
        groups = calm.drop_duplicates("contribution_id")[["contribution_id", "group_id"]]
        frame = frame.merge(
            groups.rename(columns={"group_id": "duplicate_group"}), on="contribution_id", how="left"
        )
    return frame


def write_csv(tables: Mapping[str, pd.DataFrame], out: Path) -> None:
    """One table with a row per contribution; UTF-8 with BOM, so that spreadsheets read accents."""
    with _Whole(out) as unfinished:
        _harmless(joined(tables)).to_csv(unfinished, index=False, encoding="utf-8-sig")


def write_xlsx(tables: Mapping[str, pd.DataFrame], out: Path) -> None:
    """One sheet per table."""
    import pandas as pd
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    def fits(value: object) -> object:
        if isinstance(value, str):
            return ILLEGAL_CHARACTERS_RE.sub("", value)[:EXCEL_LONGEST]
        return value

    with _Whole(out) as unfinished, pd.ExcelWriter(unfinished, engine="openpyxl") as writer:
        for name, frame in tables.items():
            safe = _harmless(frame).map(fits, na_action="ignore")
            safe.to_excel(writer, sheet_name=name, index=False, freeze_panes=(1, 0))
            _readable(writer.sheets[name])


def _readable(sheet: Any) -> None:
    """Widths that fit, long texts wrapped, and a filter in the header."""
    from openpyxl.styles import Alignment

    sheet.auto_filter.ref = sheet.dimensions
    for column in sheet.columns:
        longest = max(len(str(cell.value or "")) for cell in column)
        sheet.column_dimensions[column[0].column_letter].width = min(max(longest + 2, 10), WIDEST)
        if longest > WIDEST:
            for cell in column:
                cell.alignment = Alignment(wrap_text=True, vertical="top")


def write_json(tables: Mapping[str, pd.DataFrame], out: Path) -> None:
    """One object with a list of records per table."""
    document = {
        name: json.loads(frame.to_json(orient="records", force_ascii=False))
        for name, frame in tables.items()
    }
    with _Whole(out) as unfinished:
        unfinished.write_text(json.dumps(document, ensure_ascii=False, indent=1), "utf-8")


def write_html(page: str, out: Path) -> None:
    """A page that needs nothing else."""
    with _Whole(out) as unfinished:
        unfinished.write_text(page, "utf-8")


class _Whole:
    """Writes beside the target and renames at the end: a file that exists is whole."""

    def __init__(self, out: Path) -> None:
        self._out = out
        self._unfinished = out.with_name(f".{out.stem}.part{out.suffix}")

    def __enter__(self) -> Path:
        if not self._out.parent.is_dir():
            raise problem(ExportError, "no-folder", path=str(self._out.parent))
        return self._unfinished

    def __exit__(self, kind: type[BaseException] | None, exc: object, _trace: object) -> None:
        try:
            if kind is None:
                self._unfinished.replace(self._out)
        except OSError as error:
            raise self._error() from error
        finally:
            self._unfinished.unlink(missing_ok=True)
        if isinstance(exc, OSError):
            raise self._error() from exc

    def _error(self) -> ExportError:
        return problem(ExportError, "not-written", path=str(self._out))
