"""Duplicates: sentence pairs that people scored, and the planted answers of the samples."""

from __future__ import annotations

from benchmarks.duplicates_part import LETTERS, OURS, PRECISIONS, RAW, TOKENS, TRIGRAMS
from benchmarks.report import together
from benchmarks.report.formatting import NONE, city, number, percent, share, table, whole

KINDS = ("same language", "across languages")
OTHERS = (TRIGRAMS, LETTERS, TOKENS, RAW)

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
    ("semhash as it ships, with our vectors: pairs that are right", "semhash", "right"),
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
        "with all of its translations. semhash's own model has to be downloaded, so it gets our "
        "vectors: it compares them as they come, by cosine.",
        average_precision(stsb),
        "How much of the duplicates is found if a given part of what is suggested must be right: "
        "the greatest recall of any threshold that keeps this precision, all combinations "
        "together.",
        recall_at_precision({kind: stsb[kind] for kind in KINDS}),
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
        _by_languages(stsb),
        "### Sample assemblies",
        "Planted: the same idea told by different people in their own words, opposites that sound "
        "alike, and rebuttals that quote. “Same” groups are what the machine suggests as "
        "duplicates; “together” groups are worth reading side by side.",
        samples(part["samples"]),
        *together.section(part.get("together", {})),
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
                *(number(part["ap"].get(method), 3) for method in OTHERS),
            ]
        )
    return table(["pairs", "ours (95 % interval)", *OTHERS], rows)


def recall_at_precision(by_row: dict[str, dict]) -> str:
    """Recall at given precisions, by row and method."""
    rows = [
        [f"{label}, precision ≥ {level:g}", *(number(found[m].get(f"{level:g}")) for m in found)]
        for label, part in by_row.items()
        if (found := part.get("recall_at_precision", {}))
        for level in PRECISIONS
    ]
    methods = next((part["recall_at_precision"] for part in by_row.values() if rows), ())
    return table(["", *methods], rows)


def rates(stsb: dict) -> str:
    """Precision and recall from each threshold on, and those of Decidim's rule and semhash."""
    rows = []
    for kind in KINDS:
        part = stsb[kind]
        for threshold, clear in part["clear_pairs"].items():
            default = " (default)" if float(threshold) == stsb["threshold"] else ""
            label = f"{kind}, probability ≥ {threshold}{default}"
            rows.append([label, *_rates(clear), *_rates(part["all_pairs"][threshold])])
        label = f"{kind}, Decidim's rule (trigrams ≥ .25)"
        rows.append([label, *_rates(part["decidim"]), NONE, NONE])
        if "semhash" in part:
            label = f"{kind}, semhash as it ships (cosine ≥ .9), our vectors"
            rows.append([label, *_rates(part["semhash"]), NONE, NONE])
    header = ["suggested", "precision, clear pairs", "recall, clear pairs"]
    header += ["precision, score ≥ 4, all pairs", "recall, score ≥ 4, all pairs"]
    return table(header, rows)


def _rates(figures: dict) -> list[str]:
    return [number(figures["precision"]), number(figures["recall"])]


def _by_languages(stsb: dict) -> str:
    """The gap of every language: 750 pairs each, so .01 to .02 of it is chance."""
    same, across = (stsb[kind].get("gap_by_languages", {}) for kind in KINDS)
    if not same:
        return ""
    told = ", ".join(f"{key.split('-')[0]} {number(gap, 3)}" for key, gap in same.items())
    worst = max(across, key=across.__getitem__)
    return (
        f"Mean gap by language: {told}; across, the largest of {len(across)} combinations is "
        f"{number(across[worst], 3)} ({worst}). With 750 pairs each, .01 to .02 of it is chance."
    )


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
        counts = [
            (sample[key][part], sample[key]["of"]) for sample in found.values() if sample.get(key)
        ]
        if len(counts) < len(found):
            rows.append([label, *["not installed"] * (len(found) + 1)])
            continue
        total = [sum(column) for column in zip(*counts, strict=True)]
        rows.append([label, *(share(*count) for count in [*counts, total])])
    for method in (OURS, *OTHERS):
        values = [sample["ap"].get(method) for sample in found.values()]
        rows.append([f"AP over all pairs: {method}", *map(number, values), _mean(values)])
    levels = [f"{precision:g}" for precision in PRECISIONS]
    for method in (OURS, *OTHERS):
        by_level = [
            [
                sample.get("recall_at_precision", {}).get(method, {}).get(level)
                for sample in found.values()
            ]
            for level in levels
        ]
        cells = [" / ".join(map(number, column)) for column in zip(*by_level, strict=True)]
        label = f"recall at precision {' / '.join(levels)}: {method}"
        rows.append([label, *cells, " / ".join(map(_mean, by_level))])
    return table(["", *map(city, found), "all four"], rows)


def _mean(values: list[float | None]) -> str:
    return NONE if None in values else number(values)
