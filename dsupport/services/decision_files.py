"""Reads decisions from a table: action, target, argument, reason."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from dsupport.errors import DecisionError
from dsupport.state.actions import Act
from dsupport.wording.problems import problem

COLUMNS = ("action", "target", "argument", "reason")
NEEDED = ("action", "target")


def read_acts(path: Path) -> list[Act]:
    """The decisions of a CSV file, in its order.

    Raises
    ------
    DecisionError
        It cannot be read, or has no columns ``action`` and ``target``.
    """
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as exc:
        raise problem(
            DecisionError, "decisions-unreadable", path=str(path), error=str(exc)
        ) from exc
    try:
        return _acts(text)
    except csv.Error as exc:
        raise problem(
            DecisionError, "decisions-unreadable", path=str(path), error=str(exc)
        ) from exc


def _acts(text: str) -> list[Act]:
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    named = {(name or "").strip().casefold(): name for name in reader.fieldnames or ()}
    missing = [name for name in NEEDED if name not in named]
    if missing:
        raise problem(
            DecisionError, "decisions-columns", missing=", ".join(missing),
            columns=", ".join(reader.fieldnames or ()) or "–", expected=", ".join(COLUMNS),
        )  # fmt: skip
    acts = []
    for row in reader:
        if None in row:
            raise problem(DecisionError, "decisions-wide", line=str(reader.line_num))
        values = [(row.get(named.get(name, "")) or "").strip() for name in COLUMNS]
        if any(values):
            acts.append(Act(*values))
    return acts
