"""Encoder: what the adapter changes, and how fast texts become vectors."""

from __future__ import annotations

from benchmarks.report.formatting import number, percent, table, whole

SUMMARY = (
    ("**Spearman, same language (mean of 7)**", "same", "spearman"),
    ("**Spearman, across languages (mean of 42)**", "across", "spearman"),
    ("AP of duplicates, same language", "same", "ap"),
    ("AP of duplicates, across languages", "across", "ap"),
)


def section(part: dict) -> list[str]:
    return [
        "## Encoder",
        "With the adapter (joined, our default) and without. Vectors are centred "
        f"as in an analysis; all {part['quality']['pairs']:,} pairs of stsb-multi dev.",
        quality(part["quality"]),
        "Texts per second of processor time, turn by turn in one run: our default "
        f"({part['speed']['precision']}, with adapter) against sentence-transformers as it ships "
        "(float32).",
        speed(part["speed"]["by_length"]),
    ]


def models_of(part: dict) -> dict[str, dict]:
    """Figures by model: the plain one, then the one with the adapter."""
    return {key: figures for key, figures in part.items() if key != "pairs"}


def quality(part: dict) -> str:
    models = models_of(part)
    figures = list(models.values())
    rows = [
        [
            f"Spearman, {code.split('-')[0]}",
            *(number(one["same"]["by_language"][code], 3) for one in figures),
        ]
        for code in figures[0]["same"]["by_language"]
    ]
    rows += [
        [label, *(number(one[kind][key], 3) for one in figures)] for label, kind, key in SUMMARY
    ]
    rows += [
        [
            f"nearest text in the mixed pool is the translation, {pair}",
            *(percent(one["translation_found"][pair]) for one in figures),
        ]
        for pair in figures[0]["translation_found"]
    ]
    return table(["", *models], rows)


def speed(by_length: dict) -> str:
    rows = []
    for label, row in by_length.items():
        low, high = row["ratio_range"]
        counts = [whole(row[key]) for key in ("words", "ours", "plain")]
        rows.append([label, *counts, f"{row['ratio']:.1f} ({low:.1f}–{high:.1f})"])
    return table(["texts", "words", "ours", "plain float32", "ratio (range of turns)"], rows)
