"""How many decisions the review takes, in three orders."""

from __future__ import annotations

import numpy as np

from benchmarks.report.formatting import NAMES, number, table, whole

SHARES = ("half", "80 %", "90 %")


def section(part: dict) -> list[str]:
    cities = part["samples"]
    rows = []
    for city, found in cities.items():
        for index, share in enumerate(SHARES):
            ours, listed, lot = (found[key][index] for key in ("ours", "list", "random"))
            rows.append(
                [
                    NAMES.get(city, city), whole(found["groups"]), share, whole(ours), whole(listed),
                    number(lot, 1), f"{lot / ours:.1f}", f"{listed / ours:.1f}",
                ]
            )  # fmt: skip
    head = [
        "sample", "suggestions", "pairs found", "decisions: our order", "list", "random (mean)",
        "times as quick as random", "as the list",
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
        "what was confirmed and refused so far. “List” is the order of the run itself.",
        table(head, rows),
        f"Mean over the samples: as quick as random order {told}. Every eighth place in our order "
        "is for a suggestion with a warning, which finds no duplicate: that is the price of seeing "
        "opposites early. The weight of “worth reading together” and that eighth were chosen while "
        "looking at these samples.",
    ]
