"""Time and memory from vectors on, by number of texts."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from benchmarks.report.formatting import NONE, memory, seconds, table, whole

STEPS = ("spelling", "themes", "tray")

OTHERS = {"bertopic": "BERTopic, whole chain", "peer": "UMAP + HDBSCAN alone"}


def section(part: dict) -> list[str]:
    blocks = [
        "## Time and memory from vectors",
        "Texts of cycling, argkp and banking77; where there are not enough, two texts of one set "
        "are joined. Each method in a process of its own, by turns, three times; the "
        "turn of median time is shown. What the others compile is compiled before the clock starts, "
        "and they run without a seed, so that they may use all cores. BERTopic's whole chain is "
        "UMAP, HDBSCAN, the words of its topics (c-TF-IDF) and the reassignment of outliers; it "
        "names topics, which ours does later, and finds no duplicates.",
        by_size(part["sizes"]),
        "“Times as long” above 1 means that ours is faster (median and range of turns).",
        compared(part["sizes"]),
    ]
    if "long" in part:
        blocks += [
            "### Many texts",
            "Ours once, in one process (`--parts long`). Most of these texts are two joined ones, "
            "and their vectors lie nearer together than those of real contributions may.",
            long(part["long"]["sizes"]),
        ]
    return blocks


def by_size(sizes: dict) -> str:
    rows = []
    for size, row in sizes.items():
        ours = row["ours"]
        steps = " + ".join(seconds(ours[step]) for step in STEPS)
        rows.append(
            [_number(size), f"ours: spelling + themes + tray = {steps}", _both(ours), memory(ours)]
        )
        rows.append(
            [
                _number(size),
                "ours: duplicates besides",
                f"{seconds(ours['duplicates_seconds'])} / "
                f"{seconds(ours.get('duplicates_processor_seconds'))}",
                whole(ours.get("memory_with_duplicates_mb")),
            ]
        )
        for name, label in OTHERS.items():
            other = row.get(name)
            cells = [_both(other), memory(other)] if other else ["not installed", NONE]
            rows.append([_number(size), label, *cells])
    return table(
        ["texts", "method", "s on the clock / of processor", "MB at the peak (before)"], rows
    )


def compared(sizes: dict) -> str:
    """How many times as long the others take."""
    rows = []
    for size, row in sizes.items():
        for name, label in OTHERS.items():
            found = row.get("ratios", {}).get(name)
            if found:
                keys = ("seconds", "processor_seconds")
                rows.append(
                    [
                        _number(size),
                        label,
                        *(_ratio(found[key]) for key in keys),
                        *(_ratio(found[f"{key}_with_duplicates"]) for key in keys),
                    ]
                )
    header = ["texts", "method", "times as long as our themes: clock", "processor"]
    return table([*header, "as our themes and duplicates: clock", "processor"], rows)


def long(found: dict) -> str:
    rows = [
        [
            _number(size),
            " + ".join(seconds(ours[step]) for step in STEPS),
            seconds(ours["duplicates_seconds"]),
            memory(ours),
            whole(ours["memory_with_duplicates_mb"]),
            whole(ours["groups"]),
            whole(ours["pairs"]),
        ]
        for size, ours in found.items()
    ]
    header = [
        "texts",
        "spelling + themes + tray, s",
        "duplicates, s",
        "MB at the peak: themes (before)",
    ]
    return table([*header, "with duplicates", "themes", "pairs"], rows)


def _number(size: str) -> str:
    return f"{int(size):,}"


def _both(measured: dict) -> str:
    return f"{seconds(measured['seconds'])} / {seconds(measured['processor_seconds'])}"


def _ratio(values: Sequence[float]) -> str:
    """Median and range."""
    return f"{np.median(values):.2f} ({min(values):.2f}–{max(values):.2f})"
