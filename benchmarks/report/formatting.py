"""How figures, names and tables are written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

NONE = "–"

NAMES = {
    "cycling": "cycling Bonn (de)",
    "argkp": "argkp train (en)",
    "argkp-within": "argkp train, within topic and stance (en)",
    "ccc": "ccc-climat (fr)",
    "banking77": "banking77 test (en)",
    "pabulib": "pabulib Amsterdam (nl)",
    "lisbon": "sample Lisbon (pt)",
    "brussels": "sample Brussels (fr, nl, en)",
    "bogota": "sample Bogotá (es)",
    "milan": "sample Milan (it, en)",
}


def city(name: str) -> str:
    """Name of a sample where it is clear that it is one."""
    return NAMES[name].removeprefix("sample ")


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; all columns but the first are aligned to the right."""
    marks = ["---", *["---:"] * (len(header) - 1)]
    lines = [header, marks, *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def number(value: Any, digits: int = 2) -> str:
    """``.45``; a mean where several values are given; a dash where there is none."""
    if value is None:
        return NONE
    mean = float(np.mean(value))
    if np.isnan(mean):
        return NONE
    shown = f"{round(mean, digits) + 0.0:.{digits}f}"
    return shown.replace("0.", ".", 1) if shown.startswith(("0.", "-0.")) else shown


def percent(value: Any) -> str:
    return NONE if value is None else f"{100 * float(np.mean(value)):.0f} %"


def whole(value: Any) -> str:
    return NONE if value is None else f"{float(np.mean(value)):,.0f}"


def seconds(value: Any) -> str:
    if value is None:
        return NONE
    mean = float(np.mean(value))
    return f"{mean:.0f}" if mean >= 10 else f"{mean:.1f}"


def memory(measured: dict) -> str:
    """MB at the peak and, in brackets, before the start."""
    return f"{whole(measured['memory_peak_mb'])} ({whole(measured['memory_before_mb'])})"


def share(part: int, of: int) -> str:
    return f"{part} of {of} ({100 * part / of:.0f} %)" if of else "none"
