"""Time and memory from vectors on, by number of texts."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from benchmarks.report.formatting import NONE, memory, seconds, table

STEPS = ("spelling", "themes", "tray")


def section(part: dict) -> list[str]:
    return [
        "## Time and memory from vectors",
        "Texts of cycling, argkp and banking77; where there are not enough, vectors are repeated "
        "with a little noise. Each method in a process of its own, by turns, three times; the "
        "turn of median time is shown. UMAP and HDBSCAN are compiled before the clock starts and "
        "run without a seed, so that they may use all cores. “Theirs / ours” above 1 means that "
        "ours is faster.",
        by_size(part["sizes"]),
    ]


def by_size(sizes: dict) -> str:
    rows = []
    for size, row in sizes.items():
        ours, peer = row["ours"], row.get("peer")
        rows.append(
            [
                f"{int(size):,}",
                _both(ours),
                " + ".join(seconds(ours[step]) for step in STEPS),
                _both(peer) if peer else "not installed",
                _ratio(row.get("ratios_seconds")),
                _ratio(row.get("ratios_processor_seconds")),
                memory(ours),
                memory(peer) if peer else NONE,
                seconds(ours["duplicates_seconds"]),
            ]
        )
    header = ["texts", "ours, s on the clock / of processor", "spelling + themes + tray, s"]
    header += ["UMAP + HDBSCAN, s", "theirs / ours, clock (range of turns)", "processor"]
    header += ["MB ours (before)", "MB theirs (before)", "duplicates, ours, s"]
    return table(header, rows)


def _both(measured: dict) -> str:
    return f"{seconds(measured['seconds'])} / {seconds(measured['processor_seconds'])}"


def _ratio(values: Sequence[float] | None) -> str:
    """Median and range."""
    if not values:
        return NONE
    return f"{np.median(values):.2f} ({min(values):.2f}–{max(values):.2f})"
