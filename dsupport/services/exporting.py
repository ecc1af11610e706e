"""Writes what a workspace holds into a file that others can open."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from dsupport.errors import ExportError
from dsupport.export import documents
from dsupport.services import reading, tables
from dsupport.wording.problems import problem
from dsupport.workspace import Workspace

if TYPE_CHECKING:
    import pandas as pd

WRITERS = {
    ".csv": documents.write_csv,
    ".xlsx": documents.write_xlsx,
    ".json": documents.write_json,
}


def export(workspace: Workspace, out: Path, *, personal: bool = False, language: str = "") -> None:
    """Export everything; the ending of `out` decides the form.

    Parameters
    ----------
    personal
        Include personal data that was found in texts: a person's decision.

    Raises
    ------
    ExportError
        The ending is unknown or the file cannot be written.
    """
    writer = WRITERS.get(out.suffix.lower())
    if writer is None:
        form = out.suffix or out.name
        raise problem(ExportError, "no-form", form=form, forms=", ".join(WRITERS))
    state = reading.snapshot(workspace)
    frames = {"contributions": tables.contributions_table(state, personal)}
    if state.analysis:
        frames |= {
            "themes": tables.themes_table(state, language),
            "duplicates": tables.duplicates_table(state),
            "unplaced": tables.unplaced_table(state),
            "consensus": tables.consensus_table(state, language or "en"),
            "runs": tables.runs_table(state),
        }
    if state.decisions:
        frames["decisions"] = tables.decisions_table(state, workspace, language)
    if out.suffix.lower() == ".xlsx":
        frames = tables.for_people(state, frames, language)
    writer(frames, out)


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """A table as CSV that spreadsheets read with its accents and never run."""
    safe = frame.astype(object).map(documents.harmless, na_action="ignore")
    out = BytesIO()
    safe.to_csv(out, index=False, encoding="utf-8-sig")
    return out.getvalue()
