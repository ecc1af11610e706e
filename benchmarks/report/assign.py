"""Whether what came later lands where it belongs."""

from __future__ import annotations

from benchmarks.report.formatting import NAMES, table


def section(part: dict) -> list[str]:
    rows = [
        [NAMES.get(name, name), *(f"{100 * found[key]:.0f} %" for key in KEYS)]
        for name, found in part["sets"].items()
    ]
    head = [
        "set", "placed", "in the theme of their subject", "the same of a run",
        "belongs nowhere, set apart", "belongs somewhere, set apart",
    ]  # fmt: skip
    return [
        "## Placing what came later",
        "Samples: a quarter held back and placed afterwards, mean of six draws; “nowhere” are texts "
        "that belong to no theme. Public sets: one class held back whole, as a subject that is new, "
        "with 120 texts of others; mean of up to eight classes. A theme is of the subject that most "
        "of its texts have.",
        table(head, rows),
        "How near a text must be to find a place was chosen while looking at these sets.",
    ]


KEYS = ("placed", "right", "run", "nowhere", "others")
