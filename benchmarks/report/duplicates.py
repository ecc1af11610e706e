"""Duplicates: sentence pairs that people scored, and the planted answers of the samples."""

from __future__ import annotations

from benchmarks.duplicates_part import LETTERS, OURS, TOKENS, TRIGRAMS
from benchmarks.report.formatting import NONE, city, number, percent, share, table, whole

KINDS = ("same language", "across languages")
OTHERS = (TRIGRAMS, LETTERS, TOKENS)

PLANTED = (
    ("planted duplicate pairs inside a group", "found_in_groups", "found"),
    ("… inside a “same” group", "found_as_same", "found"),
    ("… offered as a pair", "offered", "found"),
    ("… across languages, inside a group", "across_languages", "found"),
    ("pairs of “same” groups that are right", "pairs_of_same", "right"),
    ("pairs of “together” groups that are right", "pairs_of_together", "right"),
    ("pairs of “together” groups on one theme", "pairs_of_together", "one_theme"),
    ("planted opposites that get a warning when compared", "opposites_flagged", "found"),
    ("planted opposites in a group without a warning", "opposites_offered_unflagged", "found"),
    ("planted rebuttals that get a warning when compared", "rebuttals_flagged", "found"),
    ("planted rebuttals in a group without a warning", "rebuttals_offered_unflagged", "found"),
    ("true duplicates that get a warning (false alarm)", "duplicates_flagged", "found"),
    ("Decidim's rule: pairs that are right", "decidim", "right"),
)
"""What is asked of the samples: in words, the figure, and the part of it that is counted."""


def section(part: dict) -> list[str]:
    stsb = part["stsb"]
    same, across = (stsb[kind]["calibration"] for kind in KINDS)
    return [
        "## Duplicates",
        f"### Sentence pairs that people scored (stsb-multi dev, {stsb['pairs']:,} pairs × 7 "
        "languages)",
        f"Average precision of telling pairs of score ≥ 4.5 from pairs under 3 ({stsb['clear']:,} "
        f"clear pairs, {percent(stsb['share_same'])} of them duplicates; a method that guesses "
        f"gets {number(stsb['share_same'])}). Across languages the first sentence is in one "
        "language and the second in another. The interval comes from drawing pairs anew, each "
        "with all of its translations.",
        average_precision(stsb),
        "Precision and recall on the rows that were not used to fit the probability (odd rows). "
        "Precision depends on how common duplicates are: among clear pairs here they are far more "
        "common than in an assembly.",
        rates(stsb),
        "Calibration on the same rows: is a probability of .8 right in 80 of 100 cases? "
        f"(right = score ≥ 4). Mean gap {number(same['ece'], 3)} in one language, "
        f"{number(across['ece'], 3)} across. Brier score {number(same['brier'], 3)} and "
        f"{number(across['brier'], 3)} (knowing only the base rate: "
        f"{number(same['brier_of_base_rate'], 3)}).",
        calibration(stsb),
        "### Sample assemblies",
        "Planted: the same idea told by different people in their own words, opposites that sound "
        "alike, and rebuttals that quote. “Same” groups are what the machine suggests as "
        "duplicates; “together” groups are worth reading side by side.",
        samples(part["samples"]),
    ]


def average_precision(stsb: dict) -> str:
    rows = []
    for kind in KINDS:
        part = stsb[kind]
        low, high = part["ap_interval"]
        rows.append(
            [
                f"{kind} ({part['combinations']} combinations)",
                f"**{number(part['ap'][OURS], 3)}** ({number(low, 3)}–{number(high, 3)})",
                *(number(part["ap"][method], 3) for method in OTHERS),
            ]
        )
    return table(["pairs", "ours (95 % interval)", *OTHERS], rows)


def rates(stsb: dict) -> str:
    """Precision and recall from each threshold on, and those of Decidim's rule."""
    rows = []
    for kind in KINDS:
        part = stsb[kind]
        for threshold, clear in part["clear_pairs"].items():
            default = " (default)" if float(threshold) == stsb["threshold"] else ""
            label = f"{kind}, probability ≥ {threshold}{default}"
            rows.append([label, *_rates(clear), *_rates(part["all_pairs"][threshold])])
        label = f"{kind}, Decidim's rule (trigrams ≥ .25)"
        rows.append([label, *_rates(part["decidim"]), NONE, NONE])
    header = ["suggested", "precision, clear pairs", "recall, clear pairs"]
    header += ["precision, score ≥ 4, all pairs", "recall, score ≥ 4, all pairs"]
    return table(header, rows)


def _rates(figures: dict) -> list[str]:
    return [number(figures["precision"]), number(figures["recall"])]


def calibration(stsb: dict) -> str:
    """Predicted and observed share by tenths of the probability."""
    bins = [{row["from"]: row for row in stsb[kind]["calibration"]["bins"]} for kind in KINDS]
    rows = []
    for start in [i / 10 for i in range(10)]:
        cells = []
        for kind in bins:
            row = kind.get(start, {})
            cells += [number(row.get("predicted")), number(row.get("observed"))]
            cells.append(whole(row.get("pairs", 0)))
        rows.append([f"{start:.1f} to {start + 0.1:.1f}", *cells])
    header = ["probability", "same language: predicted", "observed", "pairs"]
    return table([*header, "across: predicted", "observed", "pairs"], rows)


def samples(found: dict) -> str:
    """What is found in the sample assemblies, and how much of it is right."""
    rows = []
    for label, key, part in PLANTED:
        counts = [(sample[key][part], sample[key]["of"]) for sample in found.values()]
        total = [sum(column) for column in zip(*counts, strict=True)]
        rows.append([label, *(share(*count) for count in [*counts, total])])
    for method in (OURS, *OTHERS):
        values = [sample["ap"][method] for sample in found.values()]
        rows.append([f"AP over all pairs: {method}", *map(number, values), number(values)])
    return table(["", *map(city, found), "all four"], rows)
