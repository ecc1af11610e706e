"""What the tests of reading files share."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from dsupport.ingest import Reading, read

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "data"

ReadText = Callable[..., Reading]


@pytest.fixture
def read_text(tmp_path: Path) -> ReadText:
    """Read text (or bytes) as if it were a file."""

    def read_it(
        content: str | bytes, name: str = "file.csv", encoding: str = "utf-8", **options: Any
    ) -> Reading:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return read(path, **options)

    return read_it


@pytest.fixture
def read_json(read_text: ReadText) -> ReadText:
    """Read a value written as JSON."""

    def read_it(value: Any, name: str = "file.json", **options: Any) -> Reading:
        return read_text(json.dumps(value, ensure_ascii=False), name, **options)

    return read_it


@pytest.fixture
def read_sheets(tmp_path: Path) -> ReadText:
    """Read a workbook made of sheets of rows."""

    def read_it(
        *sheets: Sequence[Sequence[Any]], name: str = "book.xlsx", **options: Any
    ) -> Reading:
        path = tmp_path / name
        write_workbook(path, *sheets)
        return read(path, **options)

    return read_it


def write_workbook(path: Path, *sheets: Sequence[Sequence[Any]]) -> None:
    """Write rows as sheets named Sheet1, Sheet2 …"""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets, 1):
        sheet = book.create_sheet(f"Sheet{number}")
        for row in rows:
            sheet.append(list(row))
    book.save(path)


def codes(reading: Reading) -> dict[str, int]:
    """Findings of a reading: code and count."""
    return {finding.code: finding.count for finding in reading.report.findings}


def shared(*parts: str) -> Path:
    """A real file beside the project; the test is skipped where it is absent."""
    path = SHARED.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"real data is not here: {path}")
    return path
