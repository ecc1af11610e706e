"""Languages: are they detected, and do themes join them?"""

from __future__ import annotations

from collections.abc import Mapping

from benchmarks.report.formatting import city, number, percent, table, whole

FILES = {
    "each_alone": "each sentence by itself",
    "own_file": "file of this language",
    "mixed_file": "file of seven languages",
}

PARALLEL = {"translations": "translations in one theme", "any_two": "any two texts"}

SCATTERED = {
    "same": "pairs in one language",
    "across": "pairs across languages",
    "any_two": "any two texts",
}


def section(part: dict) -> list[str]:
    found, parallel, scattered = part["detection"], part["parallel"], part["scattered"]
    return [
        "## Languages",
        f"Detection among {found['candidates']} languages on {found['sentences']:,} short "
        f"sentences (median {found['characters']:.0f} characters). The company of other texts in "
        "the file helps.",
        detection(found["by_language"]),
        f"The same sentences in seven languages as one file ({parallel['texts']:,} texts): "
        "do translations land in one theme? “Any two texts” is what chance would give with themes "
        "of this size. Language is neither helpful nor known here: AMI with it should be 0.",
        joined(parallel["methods"], PARALLEL),
        f"Harder: {scattered['texts']:,} sentences, each once and in a random language. "
        "Share of pairs that mean the same (score ≥ 4) whose sentences are in one theme; "
        f"{scattered['pairs_same']} pairs happen to be in one language, "
        f"{scattered['pairs_across']} in two. More and smaller themes make it harder.",
        joined(scattered["methods"], SCATTERED),
        "Where languages really mix, themes should not follow them more than human themes do (AMI "
        "between theme and language):",
        followed(part["samples"]),
    ]


def detection(by_language: dict) -> str:
    rows = [[code, *(percent(row[key]) for key in FILES)] for code, row in by_language.items()]
    means = [percent([row[key] for row in by_language.values()]) for key in FILES]
    return table(["language", *FILES.values()], [*rows, ["mean", *means]])


def joined(methods: dict, shares: Mapping[str, str]) -> str:
    """How often each method puts two texts into one theme."""
    rows = [
        [
            label,
            *(percent(row[key]) for key in shares),
            whole(row["themes"]),
            number(row["ami_language"]),
        ]
        for label, row in methods.items()
    ]
    return table(["method", *shares.values(), "themes", "AMI with language"], rows)


def followed(samples: dict) -> str:
    """How far themes follow languages in the samples."""
    methods = sorted({m for row in samples.values() for m in row["ami"]}, key=lambda m: m != "ours")
    rows = [
        [
            city(name),
            ", ".join(f"{code} {count}" for code, count in row["languages"].items()),
            *(number(row["ami"].get(method)) for method in methods),
            number(row["ami_gold"]),
        ]
        for name, row in samples.items()
    ]
    return table(["sample", "languages", *methods, "human themes"], rows)
