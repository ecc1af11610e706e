"""Ideas from plain text: one per line, per paragraph or per bullet, as the text is laid out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from dsupport.errors import IngestError
from dsupport.ingest.findings import shorten
from dsupport.ingest.grid import CELL_LIMIT, Grid, Row
from dsupport.results import SetAside
from dsupport.wording.findings import unusable
from dsupport.wording.problems import problem

_BULLET = re.compile(
    r"\s*(?:[-*+\u2022\u2013\u2014\u00b7\u25aa\u25e6\u25cf\u2023]\s+|\(?\d{1,3}[.)]\s+|[a-z]\)\s+)"
)
_HEADING = re.compile(r"#{1,6}\s|.{1,80}:$")

WRAPPED = 60
"""A line at least this long probably goes on in the next one."""

LETTER_SHARE = 0.5
"""At least this share of lines holds words; otherwise it is no text of people."""


def read_plain(text: str, encoding: str) -> Grid:
    """Read plain text as a grid of one column.

    Bullets win if at least half of the lines have one; else paragraphs, if blank lines part
    blocks of several lines; else every line is an idea. Headings (``# …`` or a short line
    that ends with a colon) are set aside.
    """
    lines = [line.rstrip() for line in re.split("\r\n|\r|\n", text)]
    filled = [line for line in lines if line.strip()]
    worded = sum(bool(re.search(r"[^\W\d_]{2,}", line)) for line in filled)
    if worded < LETTER_SHARE * len(filled):
        raise problem(IngestError, "no-words")
    rows: list[Row] = []
    aside: list[SetAside] = []
    for row in _blocks(lines, filled):
        cell = row.cells[0]
        if _HEADING.fullmatch(cell) or (cell.startswith("#") and _HEADING.match(cell)):
            aside.append(unusable(row.line, "", shorten(cell), "heading"))
        elif len(cell) > CELL_LIMIT:
            size, value = len(cell), shorten(cell)
            aside.append(unusable(row.line, "", value, "long-text", size=size, limit=CELL_LIMIT))
        else:
            rows.append(row)
    return Grid(("text",), tuple(rows), encoding, "", tuple(aside), plain=True)


def _blocks(lines: Sequence[str], filled: Sequence[str]) -> list[Row]:
    bulleted = sum(bool(_BULLET.match(line)) for line in filled)
    if bulleted >= 2 and bulleted * 2 >= len(filled):
        return _by_bullet(lines)
    paragraphs = _by_paragraph(lines)
    if 1 < len(paragraphs) < len(filled) and _are_paragraphs(paragraphs):
        return paragraphs
    return [Row(i, (line.strip(),)) for i, line in enumerate(lines, 1) if line.strip()]


def _by_bullet(lines: Sequence[str]) -> list[Row]:
    """One idea a bullet; a line without one goes on with the idea right above it."""
    rows: list[Row] = []
    open_idea = False
    for number, line in enumerate(lines, 1):
        bare = _BULLET.sub("", line, count=1).strip()
        if not line.strip():
            open_idea = False
        elif _BULLET.match(line) or not open_idea:
            rows.append(Row(number, (bare,)))
            open_idea = bool(_BULLET.match(line))
        else:
            rows[-1] = Row(rows[-1].line, (f"{rows[-1].cells[0]}\n{bare}",))
    return rows


def _are_paragraphs(blocks: Sequence[Row]) -> bool:
    """True if blocks hold one idea each: nearly all have several lines, or lines run on."""
    several = [block.cells[0].split("\n") for block in blocks if "\n" in block.cells[0]]
    if len(several) * 3 >= len(blocks) * 2:
        return True
    pairs = [pair for lines in several for pair in pairwise(lines)]
    running = sum(after[0].islower() or len(before) >= WRAPPED for before, after in pairs)
    return running * 2 > len(pairs)


def _by_paragraph(lines: Sequence[str]) -> list[Row]:
    rows: list[Row] = []
    start: int | None = None
    for number, line in enumerate([*lines, ""], 1):
        if line.strip() and start is None:
            start = number
        elif not line.strip() and start is not None:
            block = "\n".join(one.strip() for one in lines[start - 1 : number - 1])
            rows.append(Row(start, (block,)))
            start = None
    return rows
