"""A file as named columns and numbered rows of text, before anybody knows what they mean."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from dsupport.errors import IngestError
from dsupport.ingest.findings import Notes, at, shorten
from dsupport.results import SetAside
from dsupport.wording.findings import unusable
from dsupport.wording.problems import problem

CELL_LIMIT = 100_000
"""Longest cell in characters; a longer one is a broken file, not a contribution."""

HEADER_SEARCH = 20
"""Rows in which the header is looked for; titles and notes above it are rarely longer."""

MISFIT_LIMIT = 0.5
"""If more rows than this share do not fit the header, the header or delimiter is wrong."""

_NUMBER = re.compile(r"[-+]?\d+([.,]\d+)?%?")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file and the line where it starts."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of text cells under a header.

    Attributes
    ----------
    set_aside
        Rows that could not be read; `rows` holds all others, each as wide as the header.
    plain
        True if the file has no columns: each row is one text.
    """

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    encoding: str = ""
    delimiter: str = ""
    set_aside: tuple[SetAside, ...] = ()
    plain: bool = False

    @property
    def total(self) -> int:
        """Rows that the file holds, usable or not."""
        return len(self.rows) + len(self.set_aside)

    def column(self, index: int) -> list[str]:
        """The filled cells of a column, without surrounding spaces."""
        return [value for row in self.rows if (value := row.cells[index].strip())]


def build_grid(
    rows: Sequence[Row],
    recognised: Callable[[Iterable[str]], int],
    notes: Notes,
    *,
    encoding: str = "",
    delimiter: str = "",
    set_aside: Sequence[SetAside] = (),
) -> Grid:
    """Find the header of `rows` and fit every further row under it.

    Parameters
    ----------
    recognised
        Counts the cells that are known column names.
    set_aside
        Rows that were already found to be unreadable.
    """
    filled = [row for row in rows if any(cell.strip() for cell in row.cells)]
    if not filled:
        raise problem(IngestError, "no-rows", hint="right-file")
    start = _header_position(filled, recognised)
    for row in filled[:start]:
        notes.add("rows-above-header", at(row.line, shorten(" ".join(row.cells), 60)))
    names, body = filled[start].cells, filled[start + 1 :]
    if _looks_like_data(names, recognised):
        notes.add("no-header")
        names, body = ("",) * max(len(row.cells) for row in filled), filled[start:]
    blank = sum(row.line > filled[start].line for row in rows) - (len(filled) - start - 1)
    if blank > 0:
        notes.add("blank-rows", count=blank)
    header = _unique_names(names, body, notes)
    kept, aside = _fit_rows(body, header)
    if not body and not set_aside:
        raise problem(IngestError, "header-only", columns=", ".join(header))
    aside = sorted([*set_aside, *aside], key=lambda one: one.line)
    return Grid(header, tuple(kept), encoding, delimiter, tuple(aside))


def _filled(row: Row) -> int:
    return sum(bool(cell.strip()) for cell in row.cells)


def _header_position(rows: Sequence[Row], recognised: Callable[[Iterable[str]], int]) -> int:
    """Index of the first row that can be a header; titles above it have one filled cell."""
    wide = [i for i, row in enumerate(rows[:HEADER_SEARCH]) if _filled(row) >= 2]
    if not wide or (len(rows[0].cells) == 1 and recognised(rows[0].cells)):
        return 0
    first = wide[0]
    if recognised(rows[first].cells):
        return first
    for later in wide[1:]:
        if _filled(rows[later]) > _filled(rows[first]) and recognised(rows[later].cells) >= 2:
            return later
    return first


def _looks_like_data(names: Sequence[str], recognised: Callable[[Iterable[str]], int]) -> bool:
    """True if the row that should be the header reads like a row of data."""
    if recognised(names):
        return False
    cells = [name.strip() for name in names if name.strip()]
    return any(
        _NUMBER.fullmatch(cell) or (cell.endswith(".") and len(cell.split()) >= 5) for cell in cells
    )


def _unique_names(names: Sequence[str], body: Sequence[Row], notes: Notes) -> tuple[str, ...]:
    """Header names made single-line, unique and never empty; empty columns at the end go."""
    width = max((i + 1 for i, name in enumerate(names) if name.strip()), default=0)
    if not width:
        width = max((len(row.cells) for row in body), default=0)
    for row in body:
        if len(row.cells) <= len(names):
            width = max(
                width, max((i + 1 for i, c in enumerate(row.cells) if c.strip()), default=0)
            )
    seen: Counter[str] = Counter()
    unique: list[str] = []
    for position in range(width):
        name = " ".join(names[position].split()) if position < len(names) else ""
        name = name.lstrip("\ufeff") or f"column {position + 1}"
        seen[name] += 1
        if seen[name] > 1:
            notes.add("repeated-columns", name)
            name = f"{name} ({seen[name]})"
        unique.append(name)
    return tuple(unique)


def _fit_rows(body: Sequence[Row], header: tuple[str, ...]) -> tuple[list[Row], list[SetAside]]:
    """Pad short rows, set aside rows that are too wide or hold a cell that is too long."""
    width = len(header)
    kept: list[Row] = []
    aside: list[SetAside] = []
    misfits = 0
    for row in body:
        surplus = [cell for cell in row.cells[width:] if cell.strip()]
        long = next((i for i, cell in enumerate(row.cells) if len(cell) > CELL_LIMIT), None)
        if long is not None:
            name = header[long] if long < width else ""
            aside.append(too_long(row.line, name, row.cells[long]))
        elif surplus:
            misfits += 1
            value = shorten(surplus[0])
            aside.append(unusable(row.line, "", value, "many-cells", cells=len(row.cells), n=width))
        else:
            cells = row.cells[:width] + ("",) * (width - len(row.cells))
            kept.append(Row(row.line, cells))
    if body and misfits / len(body) > MISFIT_LIMIT:
        raise problem(
            IngestError, "rows-too-wide", misfits=misfits, n=len(body), width=width,
            columns=shorten(", ".join(header)), line=str(aside[0].line),
        )  # fmt: skip
    return kept, aside


def too_long(line: int, column: str, cell: str) -> SetAside:
    """A row that cannot be used because of one cell."""
    size = len(cell)
    return unusable(line, column, shorten(cell), "long-cell", size=size, limit=CELL_LIMIT)
