"""Writes what a workspace holds into a file that others can open: tables, or a report to print."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from dsupport.errors import ExportError
from dsupport.export import documents
from dsupport.services import reading, report, report_page, tables
from dsupport.wording import Wording
from dsupport.wording.problems import problem
from dsupport.workspace import Workspace

if TYPE_CHECKING:
    import pandas as pd

WRITERS = {
    ".csv": documents.write_csv,
    ".xlsx": documents.write_xlsx,
    ".json": documents.write_json,
}


REPORT = ".html"
"""The ending of the report to print; the others are tables."""


def export(
    workspace: Workspace,
    out: Path,
    *,
    personal: bool = False,
    language: str = "",
    until: str = "",
) -> None:
    """Export everything; the ending of `out` decides the form.

    Parameters
    ----------
    personal
        Include personal data that was found in texts: a person's decision. Never in the report.
    language
        Of the names of themes, and of the sentences of the report.
    until
        ISO 8601 time in UTC: everything that came later is left out. Empty: now.

    Raises
    ------
    ExportError
        The ending is unknown, the file cannot be written, or the report is to show personal data.
    """
    ending = out.suffix.lower()
    if ending not in (*WRITERS, REPORT):
        form, forms = out.suffix or out.name, ", ".join([*WRITERS, REPORT])
        raise problem(ExportError, "no-form", form=form, forms=forms)
    if ending == REPORT and personal:
        raise ExportError(
            "The report never shows personal data: it goes from hand to hand.",
            hint="Leave out --with-personal-data, or write a table.",
        )
    state = reading.snapshot(workspace, until)
    if ending == REPORT:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        told = report.report(workspace, state, now, language)
        documents.write_html(report_page.page(told, Wording(language or "en")), out)
        return
    writer = WRITERS[ending]
    frames = {"contributions": tables.contributions_table(state, personal)}
    if state.analysis:
        frames |= {
            "themes": tables.themes_table(state, language),
            "duplicates": tables.duplicates_table(state),
            "unplaced": tables.unplaced_table(state),
            "consensus": tables.consensus_table(state, language or "en"),
            "runs": tables.runs_table(state),
        }
        ideas = tables.ideas_table(state, language)
        frames |= {"ideas": ideas} if len(ideas) else {}
    if state.decisions:
        frames["decisions"] = tables.decisions_table(state, workspace, language)
    if ending == ".xlsx":
        frames = tables.for_people(state, frames, language)
    writer(frames, out)


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """A table as CSV that spreadsheets read with its accents and never run."""
    safe = frame.astype(object).map(documents.harmless, na_action="ignore")
    out = BytesIO()
    safe.to_csv(out, index=False, encoding="utf-8-sig")
    return out.getvalue()
