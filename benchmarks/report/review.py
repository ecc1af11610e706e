"""How many decisions the review takes, in three orders."""

from __future__ import annotations

import numpy as np

from benchmarks.report.formatting import NAMES, number, table, whole

SHARES = ("half", "80 %", "90 %")
PLACES = ("a quarter", "half", "80 %")


def section(part: dict) -> list[str]:
    cities = part["samples"]
    rows = []
    for city, found in cities.items():
        for index, share in enumerate(SHARES):
            ours, listed, lot = (found[key][index] for key in ("ours", "list", "random"))
            rows.append(
                [
                    NAMES.get(city, city), whole(found["groups"]), share, whole(ours), whole(listed),
                    number(lot, 1), f"{lot / ours:.1f}", f"{lot / found['best'][index]:.1f}",
                    f"{listed / ours:.1f}",
                ]
            )  # fmt: skip
    head = [
        "sample", "suggestions", "pairs found", "decisions: our order", "list", "random (mean)",
        "times as quick as random", "at best", "as the list",
    ]  # fmt: skip
    means = [
        np.mean([found["random"][i] / found["ours"][i] for found in cities.values()])
        for i in range(len(SHARES))
    ]
    told = ", ".join(
        f"{mean:.1f} times for {share}" for mean, share in zip(means, SHARES, strict=True)
    )
    return [
        "## Review",
        "How many decisions it takes until a share of the planted duplicates that are inside "
        "suggestions is found. An oracle answers; our order is made anew after every decision, from "
        "what was confirmed and refused so far. “List” is the order of the run itself. “At best” is how "
        "much quicker than random order somebody would be who knew all answers beforehand: many "
        "suggestions are right, so there is not much more to gain.",
        table(head, rows),
        f"Mean over the samples: as quick as random order {told}. Every eighth place in our order "
        "is for a suggestion with a warning, which finds no duplicate: that is the price of seeing "
        "opposites early. The weight of “worth reading together” and that eighth were chosen while "
        "looking at these samples.",
        *_places(part["places"]),
    ]


def _places(sets: dict) -> list[str]:
    """How soon wrong places are found."""
    rows = []
    for name, found in sets.items():
        for index, share in enumerate(PLACES):
            ours, sure, lot = (found[key][index] for key in ("ours", "confidence", "random"))
            rows.append(
                [
                    NAMES.get(name, name), whole(found["texts"]), whole(found["wrong"]), share,
                    whole(ours), whole(sure), whole(lot), f"{lot / ours:.1f}",
                ]
            )  # fmt: skip
    head = [
        "set", "texts", "wrongly placed", "of these found", "looked at: our order",
        "by confidence", "random (mean)", "times as quick as random",
    ]  # fmt: skip
    means = [
        np.exp(np.mean([np.log(found["random"][i] / found["ours"][i]) for found in sets.values()]))
        for i in range(len(PLACES))
    ]
    told = ", ".join(
        f"{mean:.1f} times for {share}" for mean, share in zip(means, PLACES, strict=True)
    )
    doubtful = [
        [
            NAMES.get(name, name), whole(found["doubtful"]), whole(found["doubtful_wrong"]),
            f"{100 * found['offered'] / found['wrong']:.0f} %",
        ]
        for name, found in sets.items()
    ]  # fmt: skip
    return [
        "### Doubtful places",
        "How many texts somebody looks at until a part of the wrongly placed ones is found: those in "
        "no theme first, then by the margin between the own and the next theme. A theme stands for "
        "the label of most of its texts.",
        table(head, rows),
        f"Geometric mean over the sets: as quick as random order {told}. “By confidence” is by the "
        "probability of the place; the margin was chosen on these sets.",
        "What the dashboard lists as doubtful, how much of it really is wrongly placed, and how often "
        "the right theme is among the three that are offered for a wrongly placed text:",
        table(["set", "doubtful", "of these wrong", "right theme offered"], doubtful),
    ]
