"""Themes: agreement with human labels, stability, time and memory."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from benchmarks import peers
from benchmarks.report import tray
from benchmarks.report.formatting import NAMES, NONE, number, percent, seconds, table, whole
from benchmarks.report.labellings import absent, labellings
from benchmarks.report.verdicts import CLEAR, verdicts
from benchmarks.themes_part import FINE, key_for


def section(found: dict, available: dict) -> list[str]:
    used = "; ".join(f"{method}: {how or 'not installed'}" for method, how in available.items())
    return [
        "## Themes",
        "How to read AMI (adjusted mutual information): 1 means the groups are those that people "
        "made, 0 means no better than chance, whatever the number of groups. People who group "
        "the same texts do not agree fully either, so 1 is out of reach; compare within a row, "
        "not between rows. ARI "
        "(adjusted Rand index) asks pair by pair; it punishes splitting a large class, which AMI "
        "forgives.",
        f"Every method gets the same texts and the same vectors. {used}. Outliers of BERTopic's "
        "chain are reassigned by its own function. It runs with the settings that it ships with; "
        "HDBSCAN alone with one sample (with more it leaves nearly everything out); average "
        "linkage takes the number of groups of the best silhouette; EVōC gives its most persistent "
        "layer; Kouchou-AI's method (k-means in a plane that UMAP made, Ward's linkage of its "
        "centres above) is restated from its description, with its upper level for labels of fewer "
        f"than {peers.FINE} classes and its lower level for others. Nothing was tuned for them, "
        "as it was for ours. On the cycling set ours also gets the vectors of the titles alone, as "
        "in the product (smaller sets do without); the others get title and text as one. "
        "Ours is measured before the tray takes texts out of their themes. "
        "Figures are means over three seeds where a method draws lots.",
        f"Labels of more than {FINE} classes are compared with our subthemes, others with our "
        "themes; the better of the methods that do not know the number of classes is bold. "
        "\\* k-means is told the true number: nobody has it in practice.",
        "### Agreement with human labels (AMI)",
        scores(found, available),
        "### The same by ARI",
        rand(found, available),
        "### Ahead or behind",
        verdicts(found),
        f"“Clearly” means that the gap is larger than {CLEAR} standard errors, from random halves "
        "of the texts (within topic and stance: from the spread over topics). No correction was "
        "made for the number of comparisons.",
        "### Stability",
        "Adjusted Rand between three seeds / between all texts and a random 90 % of them (1 = the "
        "same themes). Average linkage and HDBSCAN draw no lots. To place nothing is always stable: "
        "see the next table, too.",
        stability(found, available),
        "### Number of themes, and share of the texts in one",
        "Ours: themes / subthemes, placed before and after the tray.",
        numbers(found, available),
        "### Time and memory",
        "Seconds of processor time from vectors on; ours include the spelling view and the tray, "
        "BERTopic's include the words of its topics. Memory is what the peak adds, in MB: ours in a "
        "fresh process, the others one after the other in one process, where what an earlier one "
        "left behind may be used again.",
        costs(found, available),
        *tray.section(found),
    ]


def scores(found: dict, available: dict) -> str:
    """AMI by set, labelling and method; the best without knowing k in bold."""
    methods = list(peers.METHODS) if available else []
    header = ["set, labels", "texts", "classes", "ours: themes", "ours: subthemes"]
    header += [f"{method} *" if method == peers.KMEANS else method for method in methods]
    rows = []
    for one in labellings(found):
        others = {method: one.theirs(method) for method in methods}
        blind = [method for method in methods if others[method] and method != peers.KMEANS]
        rule = key_for(one.ours["classes"])
        rivals = [one.ours[rule], *(others[method]["ami"] for method in blind)]
        best = max(map(_rounded, rivals))
        cells = [_amid(one.ours[key], best, key == rule) for key in ("ami", "ami_subthemes")]
        cells += [
            _amid(other["ami"], best, method in blind) if other else absent(method, available)
            for method, other in others.items()
        ]
        rows.append([one.title, whole(one.result["texts"]), whole(one.ours["classes"]), *cells])
    return table(header, rows)


def _rounded(value: Any) -> float:
    return round(float(np.mean(value)), 2)


def _amid(value: Any, best: float, competes: bool) -> str:
    """A score among others: bold if it competes and is the best."""
    bold = competes and _rounded(value) >= best
    return f"**{number(value)}**" if bold else number(value)


def rand(found: dict, available: dict) -> str:
    """ARI with human labels."""
    rows = []
    for one in labellings(found):
        cells = [number(one.ours["ari"]), number(one.ours["ari_subthemes"])]
        for method in peers.METHODS:
            other = one.theirs(method)
            cells.append(number(other["ari"]) if other else absent(method, available))
        rows.append([one.title, *cells])
    return table(["set, labels", "ours: themes", "ours: subthemes", *peers.METHODS], rows)


def _by_method(
    found: dict, available: dict, ours: Callable[[dict], str], theirs: Callable[[str, dict], str]
) -> str:
    """A row for each set, a column for ours and for each method."""
    rows = []
    for name, result in found.items():
        others = (result["peers"].get(method) for method in peers.METHODS)
        cells = [
            theirs(method, other) if other else absent(method, available)
            for method, other in zip(peers.METHODS, others, strict=True)
        ]
        rows.append([NAMES[name], ours(result["ours"]), *cells])
    return table(["set", "ours", *peers.METHODS], rows)


def stability(found: dict, available: dict) -> str:
    """Adjusted Rand between seeds, and after dropping texts."""

    def both(figures: dict) -> str:
        return f"{number(figures['rand_seeds'])} / {number(figures['rand_dropped'])}"

    return _by_method(
        found,
        available,
        both,
        lambda method, other: (
            both(other) if method in peers.SEEDED else f"{NONE} / {number(other['rand_dropped'])}"
        ),
    )


def numbers(found: dict, available: dict) -> str:
    """How many themes, and how many texts are in one."""
    return _by_method(
        found,
        available,
        lambda ours: (
            f"{whole(ours['themes'])} / {whole(ours['subthemes'])}; 100 / {percent(ours['placed'])}"
        ),
        lambda _, other: f"{whole(other['themes'])}; {percent(other['placed'])}",
    )


def costs(found: dict, available: dict) -> str:
    """Processor seconds and what the peak of memory adds."""

    def both(figures: dict) -> str:
        peak = figures.get("memory_peak_mb")
        added = NONE if peak is None else whole(max(peak - figures["memory_before_mb"], 0.0))
        return f"{seconds(figures['seconds'])} s; {added} MB"

    return _by_method(found, available, both, lambda _, other: both(other))
