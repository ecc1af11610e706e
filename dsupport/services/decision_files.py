"""Reads decisions from a table (action, target, argument, reason), as people save it."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from dsupport.errors import DecisionError
from dsupport.ingest.encoding import decode
from dsupport.ingest.findings import Notes
from dsupport.ingest.tables import DELIMITERS
from dsupport.services.reading import Snapshot
from dsupport.state import division
from dsupport.state.actions import FORMS, Act
from dsupport.state.log import parts
from dsupport.wording.problems import problem

COLUMNS = ("action", "target", "argument", "reason")
NEEDED = ("action", "target")

IN_ARGUMENT = ("set-representative", "split-duplicates", "split-theme")
"""Actions whose argument names contributions."""


def read_acts(path: Path) -> list[Act]:
    """The decisions of a file, in its order.

    Separated by commas, semicolons, tabs or bars, in whatever encoding the spreadsheet wrote.

    Raises
    ------
    DecisionError
        It is not there, cannot be read, or has no columns ``action`` and ``target``.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError as exc:
        raise problem(DecisionError, "decisions-missing", path=str(path)) from exc
    except OSError as exc:
        raise _unreadable(path, exc.strerror or str(exc)) from exc
    if data.startswith(b"PK"):
        raise problem(DecisionError, "decisions-workbook", path=str(path))
    text, _ = decode(data, Notes())
    try:
        return _acts(text)
    except csv.Error as exc:
        raise _unreadable(path, str(exc)) from exc


def _unreadable(path: Path, error: str) -> DecisionError:
    return problem(DecisionError, "decisions-unreadable", path=str(path), error=error)


def _acts(text: str) -> list[Act]:
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    named = {(name or "").strip().casefold(): name for name in reader.fieldnames or ()}
    missing = [name for name in NEEDED if name not in named]
    if missing:
        raise problem(
            DecisionError, "decisions-columns", missing=", ".join(missing),
            columns=", ".join(reader.fieldnames or ()) or "–", expected=", ".join(COLUMNS),
        )  # fmt: skip
    acts = []
    for row in reader:
        # What a spreadsheet leaves of columns that were cleared are empty cells.
        if any((cell or "").strip() for cell in row.get(None, ())):  # type: ignore[call-overload]
            raise problem(DecisionError, "decisions-wide", line=str(reader.line_num))
        values = [(row.get(named.get(name, "")) or "").strip() for name in COLUMNS]
        if any(values):
            acts.append(Act(*values))
    return acts


def _delimiter(text: str) -> str:
    """What separates the columns of the first line."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(DELIMITERS, key=first.count)


def by_own_numbers(acts: Iterable[Act], state: Snapshot) -> list[Act]:
    """Name contributions by their ids where the table has the numbers of the imported file.

    Raises
    ------
    DecisionError
        Several contributions have that number.
    """
    known: dict[str, list[str]] = defaultdict(list)
    for name, item in {**state.contributions, **state.wholes}.items():
        if item.source_id:
            known[item.source_id].append(name)
    other = {*state.themes, *(run.run_id for run in state.runs)}
    other |= {g.group_id for g in state.analysis.duplicate_groups} if state.analysis else set()

    def one(name: str) -> str:
        found = known.get(name, [])
        if name in state.contributions or name in state.wholes or not found:
            # A part that the same table makes is named by its place in the text.
            whole = division.whole_of(name)
            if whole and not found:
                return f"{one(whole)}{name.removeprefix(whole)}"
            return name  # An id, or nothing that is known: whoever takes the decision says so.
        if len(found) > 1:
            ids = ", ".join(found)
            raise problem(DecisionError, "several-numbers", id=name, n=len(found), ids=ids)
        return found[0]

    def every(text: str) -> str:
        return ";".join(one(name) for name in parts(text))

    def by_id(act: Act) -> Act:
        about = FORMS[act.action].about if act.action in FORMS else ""
        if about.startswith("contribution") or (about == "anything" and act.target not in other):
            act = replace(act, target=every(act.target))
        return replace(act, argument=every(act.argument)) if act.action in IN_ARGUMENT else act

    return [by_id(act) for act in acts]
