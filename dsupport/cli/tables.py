"""Tables as people read them in a terminal: few columns, and texts beside the ids."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import click

from dsupport.services import tables
from dsupport.services.reading import Snapshot

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = {
    "contributions": "contribution_id source_id language status text",
    "themes": "theme_id part_of contributions certainty theme",
    "duplicates": "group_id status suggestion certainty warning source_id text",
    "unplaced": "contribution_id source_id reason nearest_theme_id similarity text",
    "consensus": "source_id verdict scope authors supports theme_id text",
    "ideas": "source_id status part start end theme_label text",
    "runs": "run_id accepted started_at seconds n_contributions encoder fingerprint",
    "decisions": "sequence at actor action target_words argument_words reason status",
}
"""What is shown of each table, most important first; ``--csv`` and ``--json`` have the others."""

LAST = ("text", "theme")
"""Columns that take what is left of the line."""

WIDEST = 32
"""Characters of a cell in any other column."""

NARROWEST = 24
"""Characters that the last column has in any case."""

GAP = "  "

PIPED = 120
"""Characters of a line where the output does not go to a terminal."""


def print_for_people(what: str, frame: pd.DataFrame, state: Snapshot, language: str) -> None:
    """Print a table as wide as the terminal.

    Parameters
    ----------
    what
        Name of the table.
    frame
        The whole table, as programs get it.
    language
        Of theme names; empty: that of the texts.
    """
    if what == "themes":
        frame = tables.themes_overview(state, language)
    elif "contribution_id" in frame and "text" not in frame:
        texts = state.contributions
        frame = frame.assign(
            text=[texts[i].analysed_text if i in texts else "" for i in frame["contribution_id"]]
        )
    if frame.empty:
        click.echo("(nothing)", err=True)
        return
    wanted = COLUMNS.get(what, "").split() or list(frame.columns)
    width = shutil.get_terminal_size((PIPED, 24)).columns
    click.echo(_fitted(frame[[c for c in wanted if c in frame]], width))


def _fitted(frame: pd.DataFrame, width: int) -> str:
    """The table as text; the last column is cut such that a line fits."""
    columns = []
    left = width
    for name in frame.columns:
        numbers = frame[name].dtype.kind in "iuf"
        most = max(NARROWEST, left) if name in LAST else WIDEST
        cells = [name, *(_cut(_said(cell), most) for cell in frame[name])]
        wide = max(map(len, cells))
        columns.append([cell.rjust(wide) if numbers else cell.ljust(wide) for cell in cells])
        left -= wide + len(GAP)
    return "\n".join(GAP.join(row).rstrip() for row in zip(*columns, strict=True))


def _said(cell: Any) -> str:
    """A cell in one line; nothing where it is missing."""
    import pandas as pd

    if pd.isna(cell):
        return ""
    return f"{cell:.2f}" if isinstance(cell, float) else " ".join(str(cell).split())


def _cut(cell: str, most: int) -> str:
    return f"{cell[: most - 1]}…" if len(cell) > most else cell
