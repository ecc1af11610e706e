"""Whether names of themes are near to those that people gave."""

from __future__ import annotations

from benchmarks.report.formatting import NAMES, NONE, number, percent, table

OURS = "ours"

ORDER = (
    OURS,
    "c-TF-IDF, our themes",
    "c-TF-IDF without stop words, our themes",
    "BERTopic",
    "BERTopic without stop words",
)


def section(part: dict) -> list[str]:
    return [
        "## Names of themes",
        "The right name of a theme is what people called most of its texts. **Right**: share of "
        "themes whose label is nearer, by the encoder, to the right name than to any other name of "
        "the set. **Rank**: mean of 1 / rank of the right name. “By texts”: large themes count "
        "more. In brackets: ours minus theirs, with a paired 95 % interval (themes drawn anew "
        "where both named the same, otherwise classes of texts, by texts).",
        "### Each names its own themes; BERTopic's weighting names ours too",
        "Labels of BERTopic are its four first words, as it ships and with stop words left out "
        "(spaCy's). Where people made more than 20 classes, ours are the parts of themes.",
        _table(part, "labellings"),
        "### Naming alone: the groups that people made",
        "Groups of at least five texts. What other methods would find does not matter here.",
        _table(part, "given"),
        "### From run to run",
        "A tenth of the texts left out, three draws, everything analysed anew: share of a label's "
        "words that the same theme (at least half of the texts in common) has again, and share of "
        "themes that are found again.",
        _stability(part),
    ]


def _table(part: dict, kind: str) -> str:
    rows = []
    for name, found in part["sets"].items():
        for labelling, measured in found[kind].items():
            for method in ORDER:
                if method not in measured["methods"]:
                    continue
                one = measured["methods"][method]
                rows.append(
                    [
                        f"{NAMES[name]}, {labelling}" if method == OURS else "",
                        method.replace(", our themes", ", same groups"),
                        str(one["groups"]),
                        f"{number(one['first'])}{_against(one, 'first', 'themes')}",
                        f"{number(one['reciprocal'])}{_against(one, 'reciprocal', 'themes')}",
                        f"{number(one['first_by_texts'])}{_against(one, 'first', 'texts')}",
                        f"{number(one['reciprocal_by_texts'])}{_against(one, 'reciprocal', 'texts')}",
                    ]
                )
    head = ["set", "labels", "themes", "right", "rank", "right, by texts", "rank, by texts"]
    return table(head, rows)


def _against(one: dict, key: str, column: str) -> str:
    """The difference, beside the figure that it is a difference of."""
    if one.get("paired_by") != column:
        return ""
    gap = one["against_ours"][key]
    return f" ({gap['difference']:+.2f}, {gap['low']:+.2f} to {gap['high']:+.2f})"


def _stability(part: dict) -> str:
    rows = []
    for name, found in part["sets"].items():
        for method, one in found.get("stability", {}).items():
            rows.append(
                [
                    NAMES[name] if method == OURS else "",
                    method,
                    percent(one["words"]) if one["themes"] else NONE,
                    percent(one["themes"]),
                ]
            )
    return table(["set", "labels", "words kept", "themes found again"], rows)
