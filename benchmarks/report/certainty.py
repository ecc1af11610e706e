"""How sure is a place: what the words promise, and what they keep."""

from __future__ import annotations

from benchmarks.report.formatting import NAMES, number, percent, table


def section(part: dict) -> list[str]:
    rows = [
        [
            NAMES.get(name, name), percent(found["observed"]), percent(found["predicted"]),
            *(
                cell
                for word in ("sure", "fairly", "unsure")
                for cell in (percent(found[f"{word}_share"]), _right(found[f"{word}_right"]))
            ),
            percent(found["link_sure_right"]),
        ]
        for name, found in part["sets"].items()
    ]  # fmt: skip
    head = [
        "set", "in the right place", "predicted", "called sure", "of these right",
        "fairly sure", "of these right", "unsure", "of these right", "“sure” up to 2026-11.8: right",
    ]  # fmt: skip
    fitted = ", ".join(f"{key} {number(value)}" for key, value in part["fitted"].items())
    return [
        "## How sure is a place",
        "A place is right if the text's label is the commonest among the other texts of its theme. “Sure” "
        "promises 75 in 100 or more, “unsure” less than 50. Each set is judged by weights that were "
        "fitted on all other sets. Collections differ in how well their texts can be told apart, so the "
        "promise holds on average, not to the point. Two seeds; argkp by topic.",
        table(head, rows),
        f"Fitted on all of them: {fitted}. Before, a text was called sure if most of its links held, "
        "whatever people would have said.",
    ]


def _right(share: float | None) -> str:
    return "–" if share is None else percent(share)
