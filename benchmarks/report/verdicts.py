"""Where our themes are clearly ahead of another method, and where clearly behind."""

from __future__ import annotations

import numpy as np

from benchmarks import peers
from benchmarks.report.formatting import table
from benchmarks.report.labellings import labellings
from benchmarks.themes_part import FIGURES

CLEAR = 1.96
"""Standard errors from which a difference is called one."""


def comparisons(found: dict, method: str, figure: str) -> dict[str, list[tuple[str, float]]]:
    """Labellings on which ours is clearly ahead, clearly behind, or neither, with the gap."""
    result: dict[str, list[tuple[str, float]]] = {"ahead": [], "behind": [], "open": []}
    for one in labellings(found):
        theirs = one.theirs(method)
        if not theirs:
            continue
        gap, error = (theirs["against_ours"][figure][key] for key in ("difference", "error"))
        verdict = "open" if abs(gap) <= CLEAR * error else "ahead" if gap > 0 else "behind"
        result[verdict].append((one.title, gap))
    return result


def verdicts(found: dict) -> str:
    """Wins, open cases and losses by figure and method."""
    rows = []
    for figure in FIGURES:
        for method in peers.METHODS:
            cases = comparisons(found, method, figure)
            gaps = [gap for case in cases.values() for _, gap in case]
            if gaps:
                rows.append(
                    [
                        f"{figure.upper()}, against {method}",
                        *(str(len(cases[verdict])) for verdict in ("ahead", "open", "behind")),
                        f"{np.mean(gaps):+.3f}",
                        f"{min(gaps):+.3f} to {max(gaps):+.3f}",
                    ]
                )
    header = ["ours", "clearly ahead", "no clear difference", "clearly behind"]
    return table([*header, "mean gap", "range"], rows)
