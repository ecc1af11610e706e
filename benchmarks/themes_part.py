"""Themes: agreement with human labels, stability, time and memory; ours and other methods."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import datasets, measuring, peers, vectors
from benchmarks.datasets import Corpus
from dsupport.analysis import outliers, themes
from dsupport.analysis.neighbours import centre
from dsupport.analysis.views import Titles, Views, see, titled
from dsupport.config import AnalysisConfig
from dsupport.typing import FloatMatrix, IntArray

SEEDS = (0, 1, 2)
DRAWS = 3

FINE = 20
"""Classes above which a labelling counts as fine."""

HALVES = 60

FIGURES = ("ami", "ari")
PARTWISE = ("ami", "ami_subthemes", "ari", "ari_subthemes")


@dataclass(frozen=True)
class Encoded:
    """A set with the vectors of its texts and of their titles (one row for each text)."""

    texts: list[str]
    languages: list[str]
    titles: list[str]
    raw: FloatMatrix
    raw_titles: FloatMatrix
    prior: FloatMatrix

    def take(self, rows: Sequence[int] | IntArray) -> Encoded:
        """Some rows of it."""
        rows = np.asarray(rows)
        return Encoded(
            _take(self.texts, rows),
            _take(self.languages, rows),
            _take(self.titles, rows),
            self.raw[rows],
            self.raw_titles[rows],
            self.prior,
        )

    def views(self, seed: int) -> Views:
        """The views exactly as `services.suggesting.suggest` makes them."""
        views = see(self.texts, self.languages, self.raw, self.prior, seed)
        rows = titled(self.texts, self.titles)
        if not len(rows):
            return views
        titles, languages = _take(self.titles, rows), _take(self.languages, rows)
        own = see(titles, languages, self.raw_titles[rows], self.prior, seed)
        return replace(views, titles=Titles(rows, own))


def untitled(
    texts: list[str], languages: list[str], raw: FloatMatrix, prior: FloatMatrix
) -> Encoded:
    """Texts without titles."""
    return Encoded(texts, languages, [""] * len(texts), raw, raw, prior)


def encoded(corpus: Corpus) -> Encoded:
    """The set with its vectors; a text without a title gets its own vector as a stand-in."""
    titles = corpus.titles or [""] * len(corpus.texts)
    raw = vectors.of(corpus.texts)
    read = [title or text for title, text in zip(titles, corpus.texts, strict=True)]
    raw_titles = vectors.of(read) if corpus.titles else raw
    return Encoded(corpus.texts, corpus.languages, titles, raw, raw_titles, vectors.civic_mean())


def group(given: Encoded, seed: int) -> tuple[themes.Grouping, themes.Grouping]:
    """Themes before and after the texts that belong nowhere were set apart."""
    config = AnalysisConfig(random_state=seed)
    views = given.views(seed)
    found = themes.group(views, config)
    return found, outliers.set_apart(found, config).grouping


def _subthemes(grouping: themes.Grouping) -> IntArray:
    """Subthemes as labels; a theme without parts counts as its own subtheme."""
    labels, parts = grouping.labels, grouping.sublabels
    return np.where(labels >= 0, labels * 1000 + parts + 1, -1)


def _take(values: Sequence[Any], rows: IntArray) -> list[Any]:
    return [values[row] for row in rows]


def _groups(labels: IntArray) -> int:
    return len(np.unique(labels[labels >= 0]))


def ours(corpus: Corpus, given: Encoded, seeds: Sequence[int] = SEEDS, draws: int = DRAWS) -> dict:
    """All figures of our method on one set; run it in a process of its own."""
    group(given.take(range(min(60, len(corpus.texts)))), 0)
    before, _ = measuring.memory_mb()
    runs, seconds = [], []
    for seed in seeds:
        found, took = measuring.timed(group, given, seed)
        runs.append(found)
        seconds.append(took)
        if seed == seeds[0]:
            _, peak = measuring.memory_mb()
    dropped = []
    for kept in measuring.draws(len(corpus.texts), draws):
        part, _ = group(given.take(kept), 0)
        dropped.append(measuring.mean_rand([runs[0][0].labels[kept], part.labels]))
    scores = {}
    for name, gold in corpus.gold.items():
        both = [
            (measuring.agreement(gold, full.labels), measuring.agreement(gold, _subthemes(full)))
            for full, _ in runs
        ]
        apart = [tray.labels for _, tray in runs]
        scores[name] = {
            "classes": len(set(gold) - {""}),
            "labelled": sum(label != "" for label in gold),
            "ami": [theme["ami"] for theme, _ in both],
            "ari": [theme["ari"] for theme, _ in both],
            "ami_subthemes": [part["ami"] for _, part in both],
            "ari_subthemes": [part["ari"] for _, part in both],
            "ami_with_tray": [measuring.agreement(gold, labels)["ami"] for labels in apart],
            "ami_placed": [measuring.agreement_placed(gold, labels) for labels in apart],
            "labels": runs[0][0].labels,
            "labels_subthemes": _subthemes(runs[0][0]),
        }
    result = {
        "scores": scores,
        "themes": [_groups(full.labels) for full, _ in runs],
        "subthemes": [_groups(_subthemes(full)) for full, _ in runs],
        "placed": [float((tray.labels >= 0).mean()) for _, tray in runs],
        "rand_seeds": measuring.mean_rand([full.labels for full, _ in runs]),
        "rand_dropped": float(np.mean(dropped)) if dropped else None,
        "seconds": float(np.median(seconds)),
        "memory_before_mb": before,
        "memory_peak_mb": peak,
    }
    gold = next(iter(corpus.gold.values()))
    nowhere = np.array([label == "" for label in gold])
    if nowhere.any() and corpus.name in datasets.SAMPLES:
        tray = runs[0][1].labels < 0
        result["tray"] = {
            "texts": len(gold),
            "nowhere": int(nowhere.sum()),
            "unplaced": int(tray.sum()),
            "both": int((tray & nowhere).sum()),
        }
    return result


def theirs(corpus: Corpus, meaning: FloatMatrix, method: str, draws: int = 1) -> dict:
    """The figures of another method on the same texts and vectors."""
    result: dict[str, Any] = {"scores": {}}
    seeds = SEEDS if method in peers.SEEDED else SEEDS[:1]
    for name, gold in corpus.gold.items():
        k = len(set(gold) - {""})
        if result["scores"] and method not in peers.BY_K:
            found = result["found"]
        else:
            found, seconds = [], []
            known = measuring.forget_peak()
            before, _ = measuring.memory_mb()
            for seed in seeds:
                labels, took = measuring.timed(peers.run, method, corpus.texts, meaning, k, seed)
                found.append(labels)
                seconds.append(took)
            _, peak = measuring.memory_mb()
            result.setdefault("memory_before_mb", before)
            result.setdefault("memory_peak_mb", peak if known else None)
            result.setdefault("seconds", float(np.median(seconds)))
            result["found"] = found
            result.setdefault("rand_seeds", measuring.mean_rand(found))
            result.setdefault("themes", [_groups(labels) for labels in found])
            result.setdefault("placed", [float((labels >= 0).mean()) for labels in found])
            if "rand_dropped" not in result:
                result["rand_dropped"] = _dropped(corpus, meaning, method, k, found[0], draws)
        scored = [measuring.agreement(gold, labels) for labels in found]
        result["scores"][name] = {
            "ami": [score["ami"] for score in scored],
            "ari": [score["ari"] for score in scored],
            "ami_placed": [measuring.agreement_placed(gold, labels) for labels in found],
            "labels": found[0],
        }
    del result["found"]
    return result


def _dropped(
    corpus: Corpus, meaning: FloatMatrix, method: str, k: int, whole: IntArray, draws: int
) -> float | None:
    values = []
    for kept in measuring.draws(len(corpus.texts), draws):
        part = peers.run(method, _take(corpus.texts, kept), meaning[kept], k, 0)
        values.append(measuring.mean_rand([whole[kept], part]))
    return float(np.mean(values)) if values else None


def _parts(corpus: Corpus) -> list[tuple[Corpus, IntArray]]:
    """Each part as a set of its own, if people used at least two labels in it."""
    found = []
    for part in corpus.parts:
        rows = np.array(part)
        gold = {name: _take(labels, rows) for name, labels in corpus.gold.items()}
        if all(len(set(labels)) > 1 for labels in gold.values()):
            texts, languages = _take(corpus.texts, rows), _take(corpus.languages, rows)
            found.append((Corpus(corpus.name, texts, languages, gold), rows))
    return found


def _mean(results: Sequence[Any]) -> Any:
    """Mean of equally built results, number by number; labels are left out."""
    first = results[0]
    if isinstance(first, dict):
        keys = [key for key in first if key not in ("labels", "labels_subthemes")]
        return {key: _mean([result[key] for result in results]) for key in keys}
    if isinstance(first, list):
        return [_mean([result[i] for result in results]) for i in range(len(first))]
    return None if first is None else float(np.mean(results))


def _in_parts(results: list[dict]) -> dict:
    """Means over parts, and the AMI of each part for comparisons."""
    mean = _mean(results)
    for name, scores in mean["scores"].items():
        for key in PARTWISE:
            if key in scores:
                scores[f"parts_{key}"] = [
                    float(np.mean(result["scores"][name][key])) for result in results
                ]
    return {**mean, "parts": len(results)}


def ours_in_parts(corpus: Corpus, given: Encoded) -> dict:
    """Every part by itself; figures are means over parts."""
    return _in_parts([ours(part, given.take(rows)) for part, rows in _parts(corpus)])


def theirs_in_parts(corpus: Corpus, raw: FloatMatrix, prior: FloatMatrix, method: str) -> dict:
    """Every part by itself; figures are means over parts."""
    parts = _parts(corpus)
    return _in_parts([theirs(part, centre(raw[rows], prior), method) for part, rows in parts])


def all_theirs(corpus: Corpus, raw: FloatMatrix, prior: FloatMatrix) -> dict[str, dict]:
    """All other methods that are installed; run it in another process."""
    available = peers.availability()
    found = {}
    for method in peers.METHODS:
        if not available[method]:
            continue
        warm = min(200, len(corpus.texts))
        # Compiled before the clock starts.
        peers.run(method, corpus.texts[:warm], centre(raw[:warm], prior), 3, 0)
        started = time.perf_counter()
        if corpus.parts:
            found[method] = theirs_in_parts(corpus, raw, prior, method)
        else:
            found[method] = theirs(corpus, centre(raw, prior), method)
        print(f"    {method}: {time.perf_counter() - started:.0f} s", flush=True)
    return found


def key_for(classes: int, figure: str = "ami") -> str:
    """Labels of more than 20 classes are compared with our subthemes, others with our themes."""
    return f"{figure}_subthemes" if classes > FINE else figure


def compare(own: dict, other: dict, gold: Sequence[str], classes: int) -> dict[str, dict]:
    """Difference in AMI and in ARI (ours minus theirs) and its standard error.

    The error comes from random halves of the texts (whose spread estimates that of the whole), or
    from the spread over parts; it says what other texts of the kind could have given.
    """
    result: dict[str, dict] = {}
    for figure in FIGURES:
        key = key_for(classes, figure)
        result[figure] = {"difference": float(np.mean(own[key]) - np.mean(other[figure]))}
        if f"parts_{key}" in own:
            gaps = np.subtract(own[f"parts_{key}"], other[f"parts_{figure}"])
            result[figure]["error"] = float(gaps.std(ddof=1) / np.sqrt(len(gaps)))
    if "labels" not in own:
        return result
    mine = own["labels_subthemes" if classes > FINE else "labels"]
    known = np.flatnonzero(np.asarray(gold) != "")
    labels = np.asarray(gold)
    chance = np.random.default_rng(1)
    found: dict[str, list[float]] = {figure: [] for figure in FIGURES}
    for _ in range(HALVES):
        half = chance.permutation(known)[: len(known) // 2]
        first = measuring.agreement(labels[half], mine[half])
        second = measuring.agreement(labels[half], other["labels"][half])
        for figure, gaps in found.items():
            gaps.append(first[figure] - second[figure])
    for figure, gaps in found.items():
        result[figure]["error"] = float(np.std(gaps, ddof=1))
    return result


def measure(name: str, data: Path | None, with_peers: bool = True) -> dict:
    """Everything about one set."""
    corpus = datasets.load(name, data)
    given = encoded(corpus)
    own = measuring.isolated(ours_in_parts if corpus.parts else ours, corpus, given)
    others = measuring.aside(all_theirs, corpus, given.raw, given.prior) if with_peers else {}
    for label, gold in corpus.gold.items():
        mine = own["scores"][label]
        for other in others.values():
            score = other["scores"][label]
            score["against_ours"] = compare(mine, score, gold, mine["classes"])
        for scores in (mine, *(other["scores"][label] for other in others.values())):
            for key in ("labels", "labels_subthemes", *(f"parts_{key}" for key in PARTWISE)):
                scores.pop(key, None)
    return _described(corpus, own, others)


def measure_quickly(name: str, data: Path | None) -> dict:
    """Ours alone, with one seed, in this process."""
    corpus = datasets.load(name, data)
    return _described(corpus, ours(corpus, encoded(corpus), SEEDS[:1], 0), {})


def _described(corpus: Corpus, own: dict, others: dict) -> dict:
    return {
        "texts": len(corpus.texts),
        "languages": [code for code, _ in Counter(corpus.languages).most_common(3)],
        "ours": own,
        "peers": others,
    }
