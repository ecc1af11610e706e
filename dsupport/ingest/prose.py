"""Which column holds what people wrote, where no column is named like a text?"""

from __future__ import annotations

import difflib
import re
from collections.abc import Container, Sequence

from dsupport.errors import IngestError
from dsupport.ingest.aliases import KEYS, key
from dsupport.ingest.findings import listing
from dsupport.ingest.grid import Grid
from dsupport.wording.problems import problem

PROSE_LENGTH = 20
"""Mean characters from which a column without a telling name may hold the texts."""

PROSE_BESIDE_TITLE = 60
"""The same where there is a title, which could be the only text."""

FILLED_SHARE = 0.6
"""Share of rows in which a text must be given."""

UNIQUE_SHARE = 0.8
"""Share of the texts that must be different: answers to choose from repeat themselves."""

_WORD = re.compile(r"[^\W\d_]{2,}")


def find_prose(grid: Grid, taken: Container[int], *, has_title: bool) -> int | None:
    """The number of the column with the longest texts, if it is clearly prose."""
    least = PROSE_BESIDE_TITLE if has_title else PROSE_LENGTH
    lengths = {
        position: length
        for position in range(len(grid.header))
        if position not in taken and (length := _prose_length(grid, position)) >= least
    }
    return max(lengths, key=lambda position: lengths[position], default=None)


def no_text_column(header: Sequence[str]) -> IngestError:
    """The error that says which columns there are and which may have been meant."""
    close = [name for name in header if difflib.get_close_matches(key(name), KEYS["text"], 1, 0.75)]
    return problem(
        IngestError, "no-text-column-near" if close else "no-text-column", hint="no-text-column",
        columns=listing(header), near=listing(close),
    )  # fmt: skip


def _prose_length(grid: Grid, position: int) -> float:
    """Mean length of the cells if they are clearly prose, else 0."""
    values = grid.column(position)
    if not values or len(values) < FILLED_SHARE * len(grid.rows):
        return 0.0
    if len(set(values)) < UNIQUE_SHARE * len(values):
        return 0.0
    worded = sum(
        len(_WORD.findall(value)) >= 3 and value[0] not in "[{" and "://" not in value[:20]
        for value in values
    )
    if worded * 2 < len(values) and not _unspaced(values):
        return 0.0
    return sum(map(len, values)) / len(values)


def _unspaced(values: Sequence[str]) -> bool:
    """True for scripts that write without spaces, such as Japanese."""
    unspaced = sum(any("\u3040" <= char <= "\u9fff" for char in value) for value in values)
    return unspaced * 2 > len(values)
