"""Languages: told apart where that is wanted, joined where themes are formed."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import numpy as np
from sklearn.metrics import adjusted_mutual_info_score

from benchmarks import datasets, measuring, peers, vectors
from benchmarks.datasets import STSB_LANGUAGES
from benchmarks.themes_part import group, untitled
from dsupport.analysis.language import CODES, detect, evidence
from dsupport.analysis.neighbours import centre
from dsupport.typing import FloatMatrix, IntArray

SENTENCES = 500
"""Sentences of each language for detection."""

ALIGNED = 300


def detection(data: Path) -> dict:
    """Share of short sentences whose language is told rightly."""
    pairs, _ = datasets.stsb(data)
    texts = {code: list(dict.fromkeys(pairs[code][0]))[:SENTENCES] for code in STSB_LANGUAGES}
    truth = [code for code, column in texts.items() for _ in column]
    mixed = [text for column in texts.values() for text in column]
    single = evidence(mixed).argmax(axis=1)
    together = detect(mixed)
    result = {
        "sentences": len(mixed),
        "characters": float(np.median([len(text) for text in mixed])),
        "candidates": len(CODES),
        "by_language": {},
    }
    for code, column in texts.items():
        rows = [row for row, value in enumerate(truth) if value == code]
        result["by_language"][code] = {
            "each_alone": float(np.mean([CODES[single[row]] == code for row in rows])),
            "mixed_file": float(np.mean([together[row] == code for row in rows])),
            "own_file": float(np.mean([found == code for found in detect(column)])),
        }
    return result


def _sharing(labels: IntArray, sentences: IntArray) -> dict[str, float]:
    """Share of translations that share a theme, beside the share of any two texts."""
    order = np.argsort(sentences, kind="stable")
    table = labels[order].reshape(-1, len(STSB_LANGUAGES))
    pairs = [
        ((table[:, a] == table[:, b]) & (table[:, a] >= 0)).mean()
        for a, b in combinations(range(table.shape[1]), 2)
    ]
    sizes = np.bincount(labels[labels >= 0])
    n = len(labels)
    return {
        "translations": float(np.mean(pairs)),
        "any_two": float((sizes * (sizes - 1)).sum() / (n * (n - 1))),
        "themes": int((sizes > 0).sum()),
    }


def _groupings(
    texts: list[str], raw: dict[str, FloatMatrix], with_peers: bool
) -> dict[str, IntArray]:
    """Themes of `texts` by ours and by BERTopic's chain, with each of the two encoders."""
    languages = detect(texts)
    found = {}
    for label, name in (("ours", vectors.JOINED), ("ours, plain encoder", vectors.PLAIN)):
        grouping, _ = group(untitled(texts, languages, raw[name], vectors.civic_mean(name)), 0)
        found[label] = grouping.labels
    if with_peers and peers.availability()[peers.BERTOPIC]:
        for label, name in (
            (f"{peers.BERTOPIC}, joined encoder", vectors.JOINED),
            (f"{peers.BERTOPIC}, plain encoder", vectors.PLAIN),
        ):
            meaning = centre(raw[name], vectors.civic_mean(name))
            found[label] = measuring.aside(peers.run, peers.BERTOPIC, texts, meaning, 0, 0)
    return found


def parallel(data: Path, with_peers: bool) -> dict:
    """The same sentences in seven languages in one file: do translations share a theme?"""
    pairs, _ = datasets.stsb(data)
    first = {text: row for row, text in reversed(list(enumerate(pairs["en"][0])))}
    rows = sorted(first.values())
    rows = [rows[i] for i in np.linspace(0, len(rows) - 1, ALIGNED).astype(int)]
    items = sorted(
        (pairs[code][0][row], number, code)
        for number, row in enumerate(rows)
        for code in STSB_LANGUAGES
    )
    texts = [text for text, _, _ in items]
    sentences = np.array([number for _, number, _ in items])
    codes = [code for _, _, code in items]
    raw = {name: vectors.of(texts, name) for name in (vectors.JOINED, vectors.PLAIN)}
    found = _groupings(texts, raw, with_peers)
    return {
        "texts": len(texts),
        "methods": {
            label: {
                **_sharing(labels, sentences),
                "ami_language": float(adjusted_mutual_info_score(codes, labels)),
            }
            for label, labels in found.items()
        },
    }


def scattered(data: Path, with_peers: bool) -> dict:
    """Every sentence once, in a random language: do pairs that mean the same share a theme?

    Harder than translations of everything: nothing helps but the meaning of two wordings.
    """
    pairs, scored = datasets.stsb(data)
    score = np.array(scored)
    chance = np.random.default_rng(3)
    chosen = chance.integers(0, len(STSB_LANGUAGES), (len(score), 2))
    items = sorted(
        (pairs[STSB_LANGUAGES[chosen[row, side]]][side][row], row, side)
        for row in range(len(score))
        for side in (0, 1)
    )
    texts = [text for text, _, _ in items]
    codes = [STSB_LANGUAGES[chosen[row, side]] for _, row, side in items]
    place = {(row, side): number for number, (_, row, side) in enumerate(items)}
    raw = {}
    for name in (vectors.JOINED, vectors.PLAIN):
        columns = {
            (code, side): vectors.of(pairs[code][side], name)
            for code in STSB_LANGUAGES
            for side in (0, 1)
        }
        raw[name] = np.array(
            [columns[code, side][row] for code, (_, row, side) in zip(codes, items, strict=True)]
        )
    meant = np.flatnonzero(score >= 4)
    same = chosen[meant, 0] == chosen[meant, 1]
    result: dict = {
        "texts": len(texts),
        "pairs_same": int(same.sum()),
        "pairs_across": int((~same).sum()),
        "methods": {},
    }
    for label, labels in _groupings(texts, raw, with_peers).items():
        left = labels[[place[row, 0] for row in meant]]
        right = labels[[place[row, 1] for row in meant]]
        shared = (left == right) & (left >= 0)
        sizes = np.bincount(labels[labels >= 0])
        result["methods"][label] = {
            "same": float(shared[same].mean()),
            "across": float(shared[~same].mean()),
            "any_two": float((sizes * (sizes - 1)).sum() / (len(labels) * (len(labels) - 1))),
            "themes": int((sizes > 0).sum()),
            "ami_language": float(adjusted_mutual_info_score(codes, labels)),
        }
    return result


def samples(with_peers: bool) -> dict:
    """How far themes follow languages in the two sample assemblies that have several."""
    result = {}
    for city in ("brussels", "milan"):
        corpus = datasets.load(city, None)
        raw, prior = vectors.of(corpus.texts), vectors.civic_mean()
        grouping, _ = group(untitled(corpus.texts, corpus.languages, raw, prior), 0)
        found = {"ours": grouping.labels}
        if with_peers and peers.availability()[peers.BERTOPIC]:
            found[peers.BERTOPIC] = measuring.aside(
                peers.run, peers.BERTOPIC, corpus.texts, centre(raw, prior), 0, 0
            )
        gold = np.array(corpus.gold["themes"])
        known = gold != ""
        codes = np.array(corpus.languages)
        result[city] = {
            "languages": {code: int((codes == code).sum()) for code in sorted(set(codes))},
            "ami": {
                label: float(adjusted_mutual_info_score(codes, labels))
                for label, labels in found.items()
            },
            "ami_gold": float(adjusted_mutual_info_score(codes[known], gold[known])),
        }
    return result


def measure(data: Path, with_peers: bool = True) -> dict:
    """Everything about languages."""
    return {
        "detection": detection(data),
        "parallel": parallel(data, with_peers),
        "scattered": scattered(data, with_peers),
        "samples": samples(with_peers),
    }
