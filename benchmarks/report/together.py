"""What to look at together: rankings compared on what people put together."""

from __future__ import annotations

from benchmarks.datasets import SAMPLES
from benchmarks.report.formatting import NAMES, NONE, number, share, table, whole
from benchmarks.together_part import LEAST_AGAIN, METHODS, OURS

POOLS = {
    **{name: NAMES[name] for name in SAMPLES},
    "ccc": "ccc-climat (fr), objectives",
    "argkp-within": "argkp (en), key points",
    "resubmitted": "Warsaw (pl), handed in again",
}
"""The sets, and what people put together in them: in samples the planted duplicates."""

CLEAR = 1.96


def section(found: dict) -> list[str]:
    if not found:
        return []
    again = found["resubmitted"]["pools"]
    return [
        "### What to look at together",
        "For every text all others of its pool are ranked. R@10: how many of those that people put "
        "with it are among the ten first (where they are more than ten: of ten). The pools are the "
        "four samples (planted duplicates), the propositions of the French convention, the arguments on one topic with "
        f"one stance, and the projects of each of {again} districts of Warsaw in which at least "
        f"{LEAST_AGAIN} came back. The last was made by a rule on letters (the same name but for "
        "numbers and words like *edycja*), so it favours methods that compare letters. Merges by the "
        "staff of a city are not among the public sets.",
        recall(found),
        "The same by average precision over all pairs of a pool:",
        precision(found),
        "As many pairs as the analysis offers to be read together: how many of them are right, in "
        "its own choice (each among the nearest of the other) and in the order of each ranking.",
        chosen(found),
        verdict(found),
    ]


def _by_method(found: dict, key: str, digits: int) -> str:
    rows = []
    for method in METHODS:
        figures = [one["methods"].get(method) for one in found.values()]
        rows.append([method, *(number(f[key], digits) if f else NONE for f in figures)])
    return table(["ranking", *(POOLS[name] for name in found)], rows)


def recall(found: dict) -> str:
    """R@10 by ranking and set."""
    counts = [f"{whole(one['asked'])} of {whole(one['texts'])}" for one in found.values()]
    table_ = _by_method(found, "recall", 2)
    head, marks, *rows = table_.split("\n")
    return "\n".join([head, marks, f"| texts asked, of all | {' | '.join(counts)} |", *rows])


def precision(found: dict) -> str:
    """AP over all pairs by ranking and set."""
    return _by_method(found, "ap", 2)


def chosen(found: dict) -> str:
    """What is right of what the analysis offers, and of as many pairs by each ranking."""
    rows = [
        [
            "the analysis",
            *(share(one["offered"]["right"], one["offered"]["of"]) for one in found.values()),
        ]
    ]
    for method in METHODS:
        cells = [
            share(one["methods"][method]["right_of_offered"], one["offered"]["of"])
            if method in one["methods"]
            else NONE
            for one in found.values()
        ]
        rows.append([method, *cells])
    return table(["", *(POOLS[name] for name in found)], rows)


def ahead(found: dict) -> list[tuple[str, str, float]]:
    """Sets and rankings that are clearly ahead of ours in R@10, and by how much."""
    return [
        (name, method, figures["ahead"])
        for name, one in found.items()
        for method, figures in one["methods"].items()
        if method != OURS and figures["ahead"] > CLEAR * figures["error"]
    ]


def verdict(found: dict) -> str:
    """Which ranking is best on which set."""
    parts = []
    for name, one in found.items():
        best = max(figures["recall"] for figures in one["methods"].values())
        first = [m for m in METHODS if m in one["methods"] and one["methods"][m]["recall"] == best]
        told = "all rankings equal" if len(first) == len(one["methods"]) else ", ".join(first)
        parts.append(f"{POOLS[name]}: {told} ({number(best)})")
    clearly = ahead(found)
    told = (
        "; ".join(f"{method} on {POOLS[name]} by {number(gap, 3)}" for name, method, gap in clearly)
        or "none"
    )
    return f"Best by R@10: {'; '.join(parts)}. Clearly ahead of ours (1.96 standard errors, text by text): {told}."
