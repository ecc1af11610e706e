"""Writes the report from the figures; no figure is typed by hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from benchmarks import peers
from benchmarks.duplicates_part import LETTERS, OURS, TOKENS, TRIGRAMS
from benchmarks.themes_part import FIGURES, FINE, key_for

CLEAR = 1.96
"""Standard errors from which a difference is called one."""

NAMES = {
    "cycling": "cycling Bonn (de)",
    "argkp": "argkp train (en)",
    "argkp-within": "argkp train, within topic and stance (en)",
    "ccc": "ccc-climat (fr)",
    "banking77": "banking77 test (en)",
    "pabulib": "pabulib Amsterdam (nl)",
    "lisbon": "sample Lisbon (pt)",
    "brussels": "sample Brussels (fr, nl, en)",
    "bogota": "sample Bogotá (es)",
    "milan": "sample Milan (it, en)",
}


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; all columns but the first are aligned to the right."""
    marks = ["---", *["---:"] * (len(header) - 1)]
    lines = [header, marks, *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def number(value: Any, digits: int = 2) -> str:
    """``.45``; a mean where several values are given; a dash where there is none."""
    if value is None:
        return "–"
    mean = float(np.mean(value))
    if np.isnan(mean):
        return "–"
    shown = f"{round(mean, digits) + 0.0:.{digits}f}"
    return shown.replace("0.", ".", 1) if shown.startswith(("0.", "-0.")) else shown


def percent(value: Any) -> str:
    return "–" if value is None else f"{100 * float(np.mean(value)):.0f} %"


def whole(value: Any) -> str:
    return "–" if value is None else f"{float(np.mean(value)):,.0f}"


def seconds(value: Any) -> str:
    if value is None:
        return "–"
    mean = float(np.mean(value))
    return f"{mean:.0f}" if mean >= 10 else f"{mean:.1f}"


def share(part: int, of: int) -> str:
    return f"{part} of {of} ({100 * part / of:.0f} %)" if of else "none"


def _labellings(found: dict) -> Iterable[tuple[str, str, dict, dict]]:
    """Set, labelling, all figures of the set, our scores."""
    for name, result in found.items():
        for label, scores in result["ours"]["scores"].items():
            yield name, label, result, scores


def themes_scores(found: dict, available: dict) -> str:
    """AMI by set, labelling and method; the best without knowing k in bold."""
    methods = list(peers.METHODS) if available else []
    header = ["set, labels", "texts", "classes", "ours: themes", "ours: subthemes"]
    header += [f"{m}" + (" *" if m == peers.KMEANS else "") for m in methods]
    rows = []
    for name, label, result, scores in _labellings(found):
        others = {m: result["peers"].get(m, {}).get("scores", {}).get(label) for m in methods}
        ours = {key: float(np.mean(scores[key])) for key in ("ami", "ami_subthemes")}
        rule = key_for(scores["classes"])
        blind = [float(np.mean(o["ami"])) for m, o in others.items() if o and m != peers.KMEANS]
        best = round(max([ours[rule], *blind]), 2)
        cells = []
        for key in ("ami", "ami_subthemes"):
            text = number(ours[key])
            text = f"**{text}**" if key == rule and round(ours[key], 2) >= best else text
            cells.append(text)
        for method in methods:
            other = others[method]
            if other is None:
                cells.append("not installed" if not available.get(method) else "–")
                continue
            text = number(other["ami"])
            if method != peers.KMEANS and round(float(np.mean(other["ami"])), 2) >= best:
                text = f"**{text}**"
            cells.append(text)
        rows.append(
            [
                f"{NAMES[name]}, {label}",
                whole(result["texts"]),
                whole(scores["classes"]),
                *cells,
            ]
        )
    return table(header, rows)


def themes_rand(found: dict, available: dict) -> str:
    """ARI with human labels."""
    methods = list(peers.METHODS)
    rows = []
    for name, label, result, scores in _labellings(found):
        cells = [number(scores["ari"]), number(scores["ari_subthemes"])]
        for method in methods:
            other = result["peers"].get(method, {}).get("scores", {}).get(label)
            cells.append(number(other["ari"]) if other else _absent(method, available))
        rows.append([f"{NAMES[name]}, {label}", *cells])
    return table(["set, labels", "ours: themes", "ours: subthemes", *methods], rows)


def _absent(method: str, available: dict) -> str:
    return "–" if available.get(method) else "not installed"


def themes_stability(found: dict, available: dict) -> str:
    """Adjusted Rand between seeds and after dropping texts, number of themes, seconds, memory."""
    rows = []
    for name, result in found.items():
        ours = result["ours"]
        bertopic = result["peers"].get(peers.BERTOPIC)
        means = result["peers"].get(peers.KMEANS)
        absent = _absent(peers.BERTOPIC, available)
        rows.append(
            [
                NAMES[name],
                number(ours["rand_seeds"]),
                number(bertopic["rand_seeds"]) if bertopic else absent,
                number(means["rand_seeds"]) if means else "–",
                number(ours["rand_dropped"]),
                number(bertopic["rand_dropped"]) if bertopic else absent,
                number(means["rand_dropped"]) if means else "–",
                whole(ours["themes"]) + " / " + whole(ours["subthemes"]),
                whole(bertopic["themes"]) if bertopic else absent,
                seconds(ours["seconds"]),
                seconds(bertopic["seconds"]) if bertopic else absent,
                f"{whole(ours['memory_peak_mb'])} ({whole(ours['memory_before_mb'])})",
            ]
        )
    return table(
        [
            "set",
            "seeds: ours",
            "BERTopic",
            "k-means",
            "90 %: ours",
            "BERTopic",
            "k-means",
            "themes / subthemes",
            "BERTopic's topics",
            "processor s: ours",
            "BERTopic",
            "MB at the peak: ours (before)",
        ],
        rows,
    )


def themes_tray(found: dict) -> str:
    """What the unplaced tray costs and brings."""
    rows = []
    for name, label, result, scores in _labellings(found):
        density = result["peers"].get(peers.DENSITY)
        theirs = density["scores"].get(label) if density else None
        rows.append(
            [
                f"{NAMES[name]}, {label}",
                number(scores["ami"]),
                number(scores["ami_with_tray"]),
                number(scores["ami_placed"]),
                percent(result["ours"]["placed"]),
                number(theirs["ami_placed"]) if theirs else "–",
                percent(density["placed"]) if density else "–",
            ]
        )
    return table(
        [
            "set, labels",
            "everything placed",
            "tray as one group",
            "placed texts only",
            "share placed",
            "HDBSCAN: placed only",
            "HDBSCAN: share placed",
        ],
        rows,
    )


def tray_of_samples(found: dict) -> str:
    """Whether texts that belong nowhere are set apart."""
    rows = []
    for name, result in found.items():
        tray = result["ours"].get("tray")
        if tray:
            rows.append(
                [
                    NAMES[name],
                    whole(tray["texts"]),
                    whole(tray["nowhere"]),
                    whole(tray["unplaced"]),
                    share(tray["both"], tray["unplaced"]),
                    share(tray["both"], tray["nowhere"]),
                    percent(tray["nowhere"] / tray["texts"]),
                ]
            )
    return table(
        [
            "sample",
            "texts",
            "belong to no theme",
            "in the tray",
            "of the tray, rightly",
            "of those without a theme, found",
            "by chance",
        ],
        rows,
    )


def comparisons(
    found: dict, method: str, figure: str = "ami"
) -> dict[str, list[tuple[str, float]]]:
    """Labellings on which ours is clearly ahead, clearly behind, or neither."""
    result: dict[str, list[tuple[str, float]]] = {"ahead": [], "behind": [], "open": []}
    for name, label, item, _ in _labellings(found):
        other = item["peers"].get(method, {}).get("scores", {}).get(label)
        if not other:
            continue
        against = other["against_ours"][figure]
        gap, error = against["difference"], against["error"]
        verdict = "open" if abs(gap) <= CLEAR * error else "ahead" if gap > 0 else "behind"
        result[verdict].append((f"{NAMES[name]}, {label}", gap))
    return result


def themes_verdicts(found: dict) -> str:
    """Wins, losses and open cases by method and figure."""
    rows = []
    for figure in FIGURES:
        for method in peers.METHODS:
            verdicts = comparisons(found, method, figure)
            if not any(verdicts.values()):
                continue
            gaps = [gap for items in verdicts.values() for _, gap in items]
            rows.append(
                [
                    f"{figure.upper()}, against {method}",
                    str(len(verdicts["ahead"])),
                    str(len(verdicts["open"])),
                    str(len(verdicts["behind"])),
                    f"{np.mean(gaps):+.3f}",
                    f"{min(gaps):+.3f} to {max(gaps):+.3f}",
                ]
            )
    header = ["ours", "clearly ahead", "no clear difference", "clearly behind"]
    return table([*header, "mean gap", "range"], rows)


def duplicates_ap(stsb: dict) -> str:
    methods = (OURS, TRIGRAMS, LETTERS, TOKENS)
    rows = []
    for kind in ("same language", "across languages"):
        part = stsb[kind]
        low, high = part["ap_interval"]
        rows.append(
            [
                f"{kind} ({part['combinations']} combinations)",
                f"**{number(part['ap'][OURS], 3)}** ({number(low, 3)}–{number(high, 3)})",
                *(number(part["ap"][method], 3) for method in methods[1:]),
            ]
        )
    return table(["pairs", "ours (95 % interval)", *methods[1:]], rows)


def duplicates_rates(stsb: dict) -> str:
    rows = []
    for kind in ("same language", "across languages"):
        part = stsb[kind]
        for threshold, clear in part["clear_pairs"].items():
            everything = part["all_pairs"][threshold]
            default = " (default)" if float(threshold) == stsb["threshold"] else ""
            rows.append(
                [
                    f"{kind}, probability ≥ {threshold}{default}",
                    number(clear["precision"]),
                    number(clear["recall"]),
                    number(everything["precision"]),
                    number(everything["recall"]),
                ]
            )
        decidim = part["decidim"]
        rows.append(
            [
                f"{kind}, Decidim's rule (trigrams ≥ .25)",
                number(decidim["precision"]),
                number(decidim["recall"]),
                "–",
                "–",
            ]
        )
    return table(
        [
            "suggested",
            "precision, clear pairs",
            "recall, clear pairs",
            "precision, score ≥ 4, all pairs",
            "recall, score ≥ 4, all pairs",
        ],
        rows,
    )


def duplicates_calibration(stsb: dict) -> str:
    kinds = ("same language", "across languages")
    bins = {kind: {row["from"]: row for row in stsb[kind]["calibration"]["bins"]} for kind in kinds}
    rows = []
    for start in [i / 10 for i in range(10)]:
        cells = []
        for kind in kinds:
            row = bins[kind].get(start)
            cells += (
                [number(row["predicted"]), number(row["observed"]), whole(row["pairs"])]
                if row
                else ["–", "–", "0"]
            )
        rows.append([f"{start:.1f} to {start + 0.1:.1f}", *cells])
    return table(
        [
            "probability",
            "same language: predicted",
            "observed",
            "pairs",
            "across: predicted",
            "observed",
            "pairs",
        ],
        rows,
    )


def duplicates_of_samples(samples: dict) -> str:
    """What is found in the sample assemblies, and how much of it is right."""

    def line(label: str, cell, total) -> list[str]:
        return [label, *(cell(sample) for sample in samples.values()), total]

    def summed(key: str, part: str, of: str = "of") -> str:
        return share(
            sum(sample[key][part] for sample in samples.values()),
            sum(sample[key][of] for sample in samples.values()),
        )

    def found(key: str, part: str = "found"):
        return lambda sample: share(sample[key][part], sample[key]["of"])

    labels = {
        "found_in_groups": ("planted duplicate pairs inside a group", "found"),
        "found_as_same": ("… inside a “same” group", "found"),
        "offered": ("… offered as a pair", "found"),
        "across_languages": ("… across languages, inside a group", "found"),
        "pairs_of_same": ("pairs of “same” groups that are right", "right"),
        "pairs_of_together": ("pairs of “together” groups that are right", "right"),
    }
    rows = [
        line(label, found(key, part), summed(key, part)) for key, (label, part) in labels.items()
    ]
    rows.append(
        line(
            "pairs of “together” groups on one theme",
            lambda sample: share(
                sample["pairs_of_together"]["one_theme"], sample["pairs_of_together"]["of"]
            ),
            summed("pairs_of_together", "one_theme"),
        )
    )
    more = {
        "opposites_flagged": "planted opposites that get a warning when compared",
        "opposites_offered_unflagged": "planted opposites in a group without a warning",
        "rebuttals_flagged": "planted rebuttals that get a warning when compared",
        "rebuttals_offered_unflagged": "planted rebuttals in a group without a warning",
        "duplicates_flagged": "true duplicates that get a warning (false alarm)",
    }
    rows += [line(label, found(key), summed(key, "found")) for key, label in more.items()]
    rows.append(
        line(
            "Decidim's rule: pairs that are right",
            found("decidim", "right"),
            summed("decidim", "right"),
        )
    )
    for method in (OURS, TRIGRAMS, LETTERS, TOKENS):
        values = [sample["ap"][method] for sample in samples.values()]
        rows.append([f"AP over all pairs: {method}", *map(number, values), number(values)])
    return table(["", *(NAMES[city].removeprefix("sample ") for city in samples), "all four"], rows)


def detection(part: dict) -> str:
    rows = [
        [code, *(percent(row[key]) for key in ("each_alone", "own_file", "mixed_file"))]
        for code, row in part["by_language"].items()
    ]
    means = [
        percent([row[key] for row in part["by_language"].values()])
        for key in ("each_alone", "own_file", "mixed_file")
    ]
    rows.append(["mean", *means])
    return table(
        ["language", "each sentence by itself", "file of this language", "file of seven languages"],
        rows,
    )


def parallel(part: dict) -> str:
    return table(
        ["method", "translations in one theme", "any two texts", "themes", "AMI with language"],
        [
            [
                label,
                percent(row["translations"]),
                percent(row["any_two"]),
                whole(row["themes"]),
                number(row["ami_language"]),
            ]
            for label, row in part["methods"].items()
        ],
    )


def scattered(part: dict) -> str:
    return table(
        [
            "method",
            "pairs in one language",
            "pairs across languages",
            "any two texts",
            "themes",
            "AMI with language",
        ],
        [
            [
                label,
                percent(row["same"]),
                percent(row["across"]),
                percent(row["any_two"]),
                whole(row["themes"]),
                number(row["ami_language"]),
            ]
            for label, row in part["methods"].items()
        ],
    )


def language_ami(part: dict) -> str:
    methods = sorted({m for row in part.values() for m in row["ami"]}, key=lambda m: m != "ours")
    return table(
        ["sample", "languages", *methods, "human themes"],
        [
            [
                NAMES[city].removeprefix("sample "),
                ", ".join(f"{code} {count}" for code, count in row["languages"].items()),
                *(number(row["ami"].get(method)) for method in methods),
                number(row["ami_gold"]),
            ]
            for city, row in part.items()
        ],
    )


def encoder_quality(part: dict) -> str:
    models = [key for key in part if key != "pairs"]
    codes = list(part[models[0]]["same"]["by_language"])
    rows = [
        [
            f"Spearman, {code.split('-')[0]}",
            *(number(part[model]["same"]["by_language"][code], 3) for model in models),
        ]
        for code in codes
    ]
    rows.append(
        ["**Spearman, same language (mean of 7)**"]
        + [number(part[model]["same"]["spearman"], 3) for model in models]
    )
    rows.append(
        ["**Spearman, across languages (mean of 42)**"]
        + [number(part[model]["across"]["spearman"], 3) for model in models]
    )
    for kind, label in (("same", "same language"), ("across", "across languages")):
        rows.append(
            [f"AP of duplicates, {label}"] + [number(part[m][kind]["ap"], 3) for m in models]
        )
    rows += [
        [
            f"nearest text in the mixed pool is the translation, {pair}",
            *(percent(part[m]["translation_found"][pair]) for m in models),
        ]
        for pair in part[models[0]]["translation_found"]
    ]
    return table(["", *models], rows)


def encoder_speed(part: dict) -> str:
    return table(
        ["texts", "words", "ours", "plain float32", "ratio (range of turns)"],
        [
            [
                label,
                whole(row["words"]),
                whole(row["ours"]),
                whole(row["plain"]),
                f"{row['ratio']:.1f} ({row['ratio_range'][0]:.1f}–{row['ratio_range'][1]:.1f})",
            ]
            for label, row in part["by_length"].items()
        ],
    )


def _ratio(values: Sequence[float]) -> str:
    if not values:
        return "–"
    return f"{np.median(values):.2f} ({min(values):.2f}–{max(values):.2f})"


def speed(sizes: dict) -> str:
    rows = []
    for size, row in sizes.items():
        ours, peer = row["ours"], row.get("peer")
        both = lambda item: (  # noqa: E731
            f"{seconds(item['seconds'])} / {seconds(item['processor_seconds'])}"
        )
        steps = " + ".join(seconds(ours[step]) for step in ("spelling", "themes", "tray"))
        rows.append(
            [
                f"{int(size):,}",
                both(ours),
                steps,
                both(peer) if peer else "not installed",
                _ratio(row.get("ratios_seconds", [])),
                _ratio(row.get("ratios_processor_seconds", [])),
                f"{whole(ours['memory_peak_mb'])} ({whole(ours['memory_before_mb'])})",
                f"{whole(peer['memory_peak_mb'])} ({whole(peer['memory_before_mb'])})"
                if peer
                else "–",
                seconds(ours["duplicates_seconds"]),
            ]
        )
    return table(
        [
            "texts",
            "ours, s on the clock / of processor",
            "spelling + themes + tray, s",
            "UMAP + HDBSCAN, s",
            "theirs / ours, clock (range of turns)",
            "processor",
            "MB ours (before)",
            "MB theirs (before)",
            "duplicates, ours, s",
        ],
        rows,
    )


def losses(result: dict) -> list[str]:
    """Every case in which something else was better, in words."""
    found = result.get("themes", {})
    lines = [*_lost_themes(found), *_lost_stability(found), *_lost_time(found)]
    lines += _lost_speed(result.get("speed", {}).get("sizes", {}))
    if "duplicates" in result:
        lines += _lost_duplicates(result["duplicates"])
    if "encoder" in result:
        lines += _lost_encoder(result["encoder"]["quality"])
    return lines


def _lost_themes(found: dict) -> Iterable[str]:
    for figure in FIGURES:
        for method in peers.METHODS:
            note = " (which was told the number of groups)" if method == peers.KMEANS else ""
            behind = comparisons(found, method, figure)["behind"]
            for label, gap in sorted(behind, key=lambda item: item[1]):
                yield (
                    f"Themes, {label}: {method}{note} is ahead by {number(-gap, 3)} "
                    f"{figure.upper()}."
                )


def _lost_stability(found: dict) -> Iterable[str]:
    kinds = {"rand_seeds": "between seeds", "rand_dropped": "on 90 % of the texts"}
    for name, item in found.items():
        ours, tray = item["ours"], item["ours"].get("tray")
        if tray:
            yield (
                f"Tray, {NAMES[name]}: {tray['nowhere'] - tray['both']} of {tray['nowhere']} texts "
                f"that belong to no theme were placed in one, and "
                f"{tray['unplaced'] - tray['both']} of {tray['unplaced']} in the tray do belong "
                "to one."
            )
        for method, other in item["peers"].items():
            if np.mean(other["placed"]) < 0.5:
                continue  # to place nothing is always stable
            for key, words in kinds.items():
                draws_no_lots = key == "rand_seeds" and method not in peers.SEEDED
                if draws_no_lots or other[key] is None or other[key] <= ours[key] + 0.02:
                    continue
                groups = whole(other["themes"])
                yield (
                    f"Stability {words}, {NAMES[name]}: {method} {number(other[key])} "
                    f"({groups} groups), ours {number(ours[key])} ({whole(ours['themes'])})."
                )


def _lost_time(found: dict) -> Iterable[str]:
    measured = [name for name, item in found.items() if peers.BERTOPIC in item["peers"]]
    slower = [
        f"{NAMES[name]} ({seconds(found[name]['ours']['seconds'])} against "
        f"{seconds(found[name]['peers'][peers.BERTOPIC]['seconds'])} s)"
        for name in measured
        if found[name]["peers"][peers.BERTOPIC]["seconds"] < found[name]["ours"]["seconds"]
    ]
    if slower:
        yield (
            f"Processor time: ours takes longer than {peers.BERTOPIC} on {len(slower)} of "
            f"{len(measured)} sets: {', '.join(slower)}."
        )


def _lost_speed(sizes: dict) -> Iterable[str]:
    for size, row in sizes.items():
        peer = row.get("peer")
        for key, unit in (
            ("seconds", "s"),
            ("processor_seconds", "s of processor time"),
            ("memory_peak_mb", "MB"),
        ):
            if peer and peer[key] < row["ours"][key]:
                yield (
                    f"From vectors, {int(size):,} texts: UMAP and HDBSCAN {seconds(peer[key])} "
                    f"{unit}, ours {seconds(row['ours'][key])} {unit}."
                )


def _lost_duplicates(part: dict) -> Iterable[str]:
    for kind in ("same language", "across languages"):
        for method, value in part["stsb"][kind]["ap"].items():
            if value > part["stsb"][kind]["ap"][OURS]:
                yield f"Duplicates, {kind}: {method} has an AP of {number(value, 3)}."
        decidim = part["stsb"][kind]["decidim"]
        ours = part["stsb"][kind]["clear_pairs"][str(part["stsb"]["threshold"])]
        if decidim["recall"] > ours["recall"]:
            yield (
                f"Duplicates, {kind}: Decidim's rule finds more ({percent(decidim['recall'])} "
                f"against {percent(ours['recall'])}), at a precision of "
                f"{percent(decidim['precision'])} against {percent(ours['precision'])}."
            )
    for city, sample in part["samples"].items():
        for method in (TRIGRAMS, LETTERS, TOKENS):
            value, own = sample["ap"][method], sample["ap"][OURS]
            if value > own:
                yield (
                    f"Duplicates, {NAMES[city]}: {method} has an AP of "
                    f"{number(value)}, ours {number(own)}."
                )
        groups = sample["found_in_groups"]
        yield (
            f"Duplicates, {NAMES[city]}: {groups['of'] - groups['found']} of "
            f"{groups['of']} planted pairs are in no group."
        )
        if sample["decidim"]["right"] > groups["found"]:
            yield (
                f"Duplicates, {NAMES[city]}: Decidim's rule offers "
                f"{sample['decidim']['right']} right pairs (among {sample['decidim']['of']}), "
                f"our groups hold {groups['found']}."
            )


def _lost_encoder(quality: dict) -> Iterable[str]:
    plain, joined = (key for key in quality if key != "pairs")
    for kind in ("same", "across"):
        for code, before in quality[plain][kind]["by_language"].items():
            after = quality[joined][kind]["by_language"][code]
            if round(after, 3) < round(before, 3):
                name = code.split("-")[0] if kind == "same" else code
                yield (
                    f"Encoder, {name}: the adapter lowers Spearman from {number(before, 3)} "
                    f"to {number(after, 3)}."
                )


def write(result: dict) -> str:
    """The whole report, with the parts that were measured."""
    machine = result["machine"]
    available = machine["peers"]
    cores = {1: "one core", 2: "two cores", 4: "four cores"}.get(
        machine["cores"], f"{machine['cores']} cores"
    )
    days = {
        part["measured"]
        for part in [*result.get("themes", {}).values(), *result.values()]
        if isinstance(part, dict) and "measured" in part
    }
    threads = f"OMP_NUM_THREADS={machine['threads']} " if machine.get("threads") else ""
    packages = ", ".join(f"{name} {v}" for name, v in machine["packages"].items() if v)
    blocks = [
        "# Benchmarks",
        f"Made by `{threads}python benchmarks/run.py --data ../shared/data`, which also writes "
        "`benchmarks.json` beside this page. Every figure below comes from that file. Parts may be "
        "measured one by one (`--sets`, `--parts`); each row comes from one run.",
        f"Measured {_days(days)} on a machine with {cores} ({machine['architecture']}, "
        f"{machine['system']}), shared with other work: seconds are noisy, ratios between two "
        f"methods in one run are what counts. dsupport {machine['dsupport']}; Python {machine['python']}; {packages}.",
        "The settings of the method were chosen while looking at these sets, so expect somewhat "
        "less on texts that nobody has seen. The sample assemblies were written for this project, "
        "with planted answers: they show what is found, not how common it is in real life. "
        "The encoder's adapter was trained on the *train* split of stsb-multi only; the dev split "
        "used here was not trained on.",
    ]
    if "themes" in result:
        blocks += _themes(result["themes"], available)
    if "duplicates" in result:
        blocks += _duplicates(result["duplicates"])
    if "languages" in result:
        blocks += _languages(result["languages"])
    if "encoder" in result:
        blocks += _encoder(result["encoder"])
    if "speed" in result:
        blocks += _speed(result["speed"])
    blocks += _missing(result)
    lost = losses(result)
    blocks += [
        "## What was lost",
        "Made from the figures: themes where another method is clearly ahead (gap beyond the "
        "interval), stability lower by more than .02, slower, larger, missed, or an encoder that got "
        "worse.",
        "\n".join(f"- {line}" for line in lost) if lost else "Nothing.",
        "## Sources",
        SOURCES,
    ]
    return "\n\n".join(blocks) + "\n"


def _missing(result: dict) -> list[str]:
    words = {
        "themes": "themes",
        "duplicates": "duplicates",
        "languages": "languages",
        "encoder": "the encoder",
        "speed": "time and memory from vectors at 1,000 and 10,000 texts (`--parts speed`)",
    }
    missing = [text for key, text in words.items() if key not in result]
    if not missing:
        return []
    return ["## Not measured yet", f"There are no figures yet for {'; '.join(missing)}."]


def _days(days: Iterable[str]) -> str:
    days = sorted(days)
    return days[0] if len(days) == 1 else f"{days[0]} to {days[-1]}" if days else "never"


SOURCES = """\
cimt-cycling-bonn: juliaromberg/egov-2022 (CC BY-SA 4.0 / CC BY 4.0). argkp: IBM/KPA_2021_shared_task
(CDLA-Sharing 1.0). stsb-multi: PhilipMay/stsb-multi-mt (CC BY-SA 4.0). banking77: PolyAI
task-specific-datasets (CC BY 4.0). ccc-climat: MieuxVoter/voterpourleclimat (MIT). pabulib:
pabulib.org. The sample assemblies come with this project."""


def _themes(found: dict, available: dict) -> list[str]:
    used = "; ".join(f"{method}: {how or 'not installed'}" for method, how in available.items())
    blocks = [
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
        "linkage takes the number of groups of the best silhouette. Nothing was tuned for them, "
        "as it was for ours. Ours is measured before the tray takes texts out of their themes. Figures are "
        "means over three seeds where a method draws lots.",
        f"Labels of more than {FINE} classes are compared with our subthemes, others with our "
        "themes; the better of the methods that do not know the number of classes is bold. "
        "\\* k-means is told the true number: nobody has it in practice.",
        "### Agreement with human labels (AMI)",
        themes_scores(found, available),
        "### The same by ARI",
        themes_rand(found, available),
        "### Ahead or behind",
        themes_verdicts(found),
        "“Clearly” means that the gap is larger than 1.96 standard errors, from random halves of "
        "the texts (within topic and stance: from the spread over topics). No correction was made "
        "for the number of comparisons.",
        "### Stability, number of themes, time and memory",
        "Adjusted Rand between three seeds, and between all texts and a random 90 % of them "
        "(1 = the same themes). Average linkage and HDBSCAN draw no lots. Seconds of processor "
        "time are from vectors on; ours include the spelling view and the tray, BERTopic's include the words of "
        "its topics. Memory is that of a fresh process, in brackets before the start.",
        themes_stability(found, available),
        "### The unplaced tray (AMI)",
        "Our analysis sets texts apart that are weakly linked or unlike others. HDBSCAN leaves "
        "out what is in no dense place: compare both columns together, a method can always look "
        "better by placing less.",
        themes_tray(found),
    ]
    if any("tray" in item["ours"] for item in found.values()):
        blocks += [
            "In the sample assemblies some texts were written to belong to no theme (off topic, "
            "spam, a single idea):",
            tray_of_samples(found),
        ]
    return blocks


def _duplicates(part: dict) -> list[str]:
    stsb = part["stsb"]
    same, across = stsb["same language"], stsb["across languages"]
    return [
        "## Duplicates",
        f"### Sentence pairs that people scored (stsb-multi dev, {stsb['pairs']:,} pairs × 7 "
        "languages)",
        f"Average precision of telling pairs of score ≥ 4.5 from pairs under 3 ({stsb['clear']:,} "
        f"clear pairs, {percent(stsb['share_same'])} of them duplicates; a method that guesses "
        f"gets {number(stsb['share_same'])}). Across languages the first sentence is in one "
        "language and the second in another. The interval comes from drawing pairs anew, each "
        "with all of its translations.",
        duplicates_ap(stsb),
        "Precision and recall on the rows that were not used to fit the probability (odd rows). "
        "Precision depends on how common duplicates are: among clear pairs here they are far more "
        "common than in an assembly.",
        duplicates_rates(stsb),
        "Calibration on the same rows: is a probability of .8 right in 80 of 100 cases? "
        f"(right = score ≥ 4). Mean gap {number(same['calibration']['ece'], 3)} in one language, "
        f"{number(across['calibration']['ece'], 3)} across. Brier score "
        f"{number(same['calibration']['brier'], 3)} and {number(across['calibration']['brier'], 3)} "
        f"(knowing only the base rate: {number(same['calibration']['brier_of_base_rate'], 3)}).",
        duplicates_calibration(stsb),
        "### Sample assemblies",
        "Planted: the same idea told by different people in their own words, opposites that sound "
        "alike, and rebuttals that quote. “Same” groups are what the machine suggests as "
        "duplicates; “together” groups are worth reading side by side.",
        duplicates_of_samples(part["samples"]),
    ]


def _languages(part: dict) -> list[str]:
    found = part["detection"]
    return [
        "## Languages",
        f"Detection among {found['candidates']} languages on {found['sentences']:,} short "
        f"sentences (median {found['characters']:.0f} characters). The company of other texts in "
        "the file helps.",
        detection(found),
        f"The same sentences in seven languages as one file ({part['parallel']['texts']:,} texts): "
        "do translations land in one theme? “Any two texts” is what chance would give with themes "
        "of this size. Language is neither helpful nor known here: AMI with it should be 0.",
        parallel(part["parallel"]),
        f"Harder: {part['scattered']['texts']:,} sentences, each once and in a random language. "
        "Share of pairs that mean the same (score ≥ 4) whose sentences are in one theme; "
        f"{part['scattered']['pairs_same']} pairs happen to be in one language, "
        f"{part['scattered']['pairs_across']} in two. More and smaller themes make it harder.",
        scattered(part["scattered"]),
        "Where languages really mix, themes should not follow them more than human themes do (AMI "
        "between theme and language):",
        language_ami(part["samples"]),
    ]


def _encoder(part: dict) -> list[str]:
    return [
        "## Encoder",
        "With the adapter at half strength (joined, our default) and without. Vectors are centred "
        f"as in an analysis; all {part['quality']['pairs']:,} pairs of stsb-multi dev.",
        encoder_quality(part["quality"]),
        f"Texts per second of processor time, turn by turn in one run: our default ({part['speed']['precision']}, with adapter) "
        "against sentence-transformers as it ships (float32).",
        encoder_speed(part["speed"]),
    ]


def _speed(part: dict) -> list[str]:
    return [
        "## Time and memory from vectors",
        "Texts of cycling, argkp and banking77; where there are not enough, vectors are repeated "
        "with a little noise. Each method in a process of its own, by turns, three times; the turn of median time is shown. UMAP and "
        "HDBSCAN are compiled before the clock starts and run without a seed, so that they may use all cores. “Theirs / "
        "ours” above 1 means that ours is faster.",
        speed(part["sizes"]),
    ]
