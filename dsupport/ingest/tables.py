"""Rows from delimited text: comma, semicolon, tab or bar, whichever fits the file."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence

from dsupport.errors import IngestError
from dsupport.ingest.columns import count_recognised
from dsupport.ingest.findings import Notes, at, shorten
from dsupport.ingest.grid import Grid, Row, build_grid
from dsupport.results import SetAside
from dsupport.wording.findings import unusable
from dsupport.wording.problems import problem

DELIMITERS = ",;\t|"
NO_DELIMITER = "\x1f"
"""Given to the csv module for one-column files: a character that no text holds."""

SAMPLE_LINES = 200
SWALLOWED_LINES = 2
"""A quoted cell needs at least this many lines inside before they are taken for lost rows."""

MAX_RESTARTS = 50


def read_table(text: str, encoding: str, notes: Notes) -> Grid | None:
    """Read delimited text.

    Returns
    -------
    Grid or None
        `None` if there is only one column and it has no header: then it is plain text.
    """
    csv.field_size_limit(2**31 - 1)
    text, delimiter = _told_delimiter(text)
    lines = _lines(text)
    delimiter = delimiter or find_delimiter(lines[:SAMPLE_LINES])
    first = next((line for line in lines if line.strip()), "")
    if not delimiter and not count_recognised([first.strip().strip('"')]):
        quoted = sum(line.lstrip().startswith('"') for line in lines if line.strip())
        if quoted * 2 < sum(bool(line.strip()) for line in lines):
            return None
        rows, aside = _parse(lines, "", notes)
        filled = tuple(row for row in rows if any(map(str.strip, row.cells)))
        return Grid(("text",), filled, encoding, "", tuple(aside), plain=True)
    rows, aside = _parse(lines, delimiter, notes)
    return build_grid(
        rows, count_recognised, notes, encoding=encoding, delimiter=delimiter, set_aside=aside
    )


def find_delimiter(lines: Sequence[str]) -> str:
    """The delimiter whose columns make most sense, or an empty string for one column.

    Known column names count most; without any, at least four of five rows must be equally wide.
    """
    best, best_score = "", (0, 0.0, 0)
    for delimiter in DELIMITERS:
        rows = [row for row in csv.reader(lines, delimiter=delimiter) if any(map(str.strip, row))]
        wide = [row for row in rows if len(row) > 1]
        if not wide:
            continue
        known = count_recognised(wide[0])
        widths = [len(row) for row in rows]
        mode = max(set(widths), key=lambda width: (widths.count(width), width))
        steady = widths.count(mode) / len(widths) if mode > 1 else 0.0
        prose = sum(row[1].startswith(" ") for row in wide) * 2 > len(wide)
        named_alone = len(rows[0]) == 1 and count_recognised(rows[0]) > 0
        if known < 2 and (named_alone or steady < (0.5 if known else 0.8) or prose):
            continue
        score = (known, steady, mode)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _told_delimiter(text: str) -> tuple[str, str]:
    """Excel may say the delimiter in a first line such as ``sep=;``."""
    told = re.match(r'\s*"?sep=([,;\t|])"?\r?\n', text)
    return ("\n" + text[told.end() :], told[1]) if told else (text, "")


def _lines(text: str) -> list[str]:
    """Physical lines with their ends; a line ends at CRLF, LF or CR and at nothing else."""
    return list(io.StringIO(text, newline=""))


def _parse(lines: list[str], delimiter: str, notes: Notes) -> tuple[list[Row], list[SetAside]]:
    """Parse all lines; after a quote that is never closed, go on at the next line."""
    rows: list[Row] = []
    aside: list[SetAside] = []
    start = 0
    while start < len(lines):
        broken = None
        for row, end in _records(lines, start, delimiter):
            raw = lines[row.line - 1 : end]
            if len(raw) > 1 and _quote_left_open(rows, row, raw, delimiter, end == len(lines)):
                broken = row
                break
            rows.append(row)
            if '"' in "".join(raw) and not _is_correct(raw, delimiter):
                notes.add("odd-quotes", at(row.line))
        if broken is None:
            break
        if not rows or len(aside) == MAX_RESTARTS:
            code = "quotes-open" if aside else "quote-open"
            raise problem(IngestError, code, hint="quote-open", line=str(broken.line))
        value = shorten(lines[broken.line - 1])
        aside.append(unusable(broken.line, "", value, "quote-open"))
        notes.add("unclosed-quote", at(broken.line))
        rest = lines[broken.line :]
        start = broken.line if _row_like(_first_wide(rows), rest, delimiter) else len(lines)
    return rows, aside


def _records(lines: list[str], start: int, delimiter: str) -> Iterator[tuple[Row, int]]:
    """Rows from line index `start` on, each with the index of the line after it."""
    reader = csv.reader(iter(lines[start:]), delimiter=delimiter or NO_DELIMITER)
    begin = start
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            line = str(start + reader.line_num)
            raise problem(IngestError, "line-unreadable", line=line, error=str(error)) from error
        end = start + reader.line_num
        yield Row(begin + 1, tuple(cells)), end
        begin = end


def _quote_left_open(
    rows: Sequence[Row], row: Row, raw: Sequence[str], delimiter: str, at_end: bool
) -> bool:
    """True if a row that spans the lines `raw` holds further rows inside a cell.

    At the end of the file an odd number of quotes proves it; before, lines that look like rows.
    One such line is enough if the quotes are not used correctly either.
    """
    if at_end and sum(line.count('"') for line in raw) % 2:
        return True
    correct = _is_correct(raw, delimiter)
    inner = [line for line in (raw[1:-1] if correct else raw[1:]) if line.strip()]
    enough = len(inner) >= (SWALLOWED_LINES if correct else 1)
    return enough and _row_like(_first_wide(rows), inner, delimiter, row)


def _is_correct(raw: Sequence[str], delimiter: str) -> bool:
    """True if every quote inside a quoted cell is doubled."""
    try:
        list(csv.reader(raw, delimiter=delimiter or NO_DELIMITER, strict=True))
    except csv.Error:
        return False
    return True


def _first_wide(rows: Sequence[Row]) -> Row | None:
    return next((row for row in rows if len(row.cells) > 1), None)


def _row_like(
    header: Row | None, lines: Sequence[str], delimiter: str, row: Row | None = None
) -> bool:
    """True if most of `lines` would be rows of their own."""
    width = len(header.cells) if header else 0
    filled = [line for line in lines[:100] if line.strip()]
    if not filled or width < 2 or not delimiter:
        return False
    parsed = [next(csv.reader([line], delimiter=delimiter), []) for line in filled]
    fitting = [cells for cells in parsed if len(cells) == width]
    if row is not None and width < 4:
        shape = _shape(row.cells[0])
        fitting = [cells for cells in fitting if _shape(cells[0]) == shape]
    return len(fitting) * 2 > len(filled)


def _shape(cell: str) -> str:
    """``LX-012`` and ``LX-7`` have the same shape."""
    return re.sub(r"[^\W\d_]+", "a", re.sub(r"\d+", "9", cell.strip()))
