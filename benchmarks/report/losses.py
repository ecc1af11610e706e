"""Every case in which something else was better, in words."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from benchmarks import peers
from benchmarks.duplicates_part import OURS
from benchmarks.report.duplicates import KINDS, OTHERS
from benchmarks.report.encoder import models_of
from benchmarks.report.formatting import NAMES, number, percent, seconds, whole
from benchmarks.report.verdicts import comparisons
from benchmarks.themes_part import FIGURES

STEADIER = 0.02
"""Adjusted Rand from which another method is called steadier."""

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
    if "encoder" in result:
        lines += _encoder(result["encoder"]["quality"])
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
    both = {
        name: (item["ours"]["seconds"], item["peers"][peers.BERTOPIC]["seconds"])
        for name, item in found.items()
        if peers.BERTOPIC in item["peers"]
    }
    slower = [
        f"{NAMES[name]} ({seconds(ours)} against {seconds(theirs)} s)"
        for name, (ours, theirs) in both.items()
        if theirs < ours
    ]
    if slower:
        yield (
            f"Processor time: ours takes longer than {peers.BERTOPIC} on {len(slower)} of "
            f"{len(both)} sets: {', '.join(slower)}."
        )


def _speed(sizes: dict) -> Iterable[str]:
    for size, row in sizes.items():
        ours, peer = row["ours"], row.get("peer")
        for key, unit in SLOWER_OR_LARGER.items():
            if peer and peer[key] < ours[key]:
                yield (
                    f"From vectors, {int(size):,} texts: UMAP and HDBSCAN {seconds(peer[key])} "
                    f"{unit}, ours {seconds(ours[key])} {unit}."
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
            value = sample["ap"][method]
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
