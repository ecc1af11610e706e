"""Placing what came later: does it land where its subject is, and is it seen what belongs nowhere?

A quarter of each sample is held back, the rest is grouped, and the quarter is placed. On the public
sets one class at a time is held back whole, with as many texts of others as make a realistic lot: the
texts of the new subject should fit nowhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benchmarks import datasets, themes_part
from benchmarks.themes_part import Encoded
from dsupport.analysis.assigning import assign
from dsupport.analysis.graph import how_many
from dsupport.config import AnalysisConfig
from dsupport.typing import IntArray

DRAWS = 6
PUBLIC = ("cycling", "argkp")
TEXTS = 1200
"""Of a public set: more would only take longer."""

CLASSES, NEW, OTHERS = 8, 30, 120
"""Classes that are held back one after the other; texts of each, and of others."""


def measure(data: Path | None) -> dict[str, dict]:
    """Figures for every set that is there."""
    found = {city: _sample(city) for city in datasets.SAMPLES}
    if data is not None:
        found |= {name: _new_subjects(name, data) for name in PUBLIC}
    return found


def _sample(city: str) -> dict:
    corpus = datasets.sample(city).corpus
    given, gold = themes_part.encoded(corpus), np.array(corpus.gold["themes"])
    drawn = []
    for seed in range(DRAWS):
        lot = np.random.default_rng(seed)
        new = np.sort(lot.choice(len(gold), len(gold) // 4, replace=False))
        old = np.setdiff1d(np.arange(len(gold)), new)
        drawn.append(_judged(given, gold, old, new))
    return _mean(drawn)


def _new_subjects(name: str, data: Path) -> dict:
    corpus = datasets.load(name, data)
    lot = np.random.default_rng(0)
    rows = np.sort(lot.choice(len(corpus.texts), min(TEXTS, len(corpus.texts)), replace=False))
    given = themes_part.encoded(corpus).take(rows)
    gold = np.array(next(iter(corpus.gold.values())))[rows]
    classes = [label for label, n in sorted(Counter(gold).items()) if label and n >= 20][:CLASSES]
    drawn = []
    for label in classes:
        own, rest = np.flatnonzero(gold == label), np.flatnonzero(gold != label)
        fresh = lot.choice(own, min(NEW, len(own)), replace=False)
        others = lot.choice(rest, OTHERS, replace=False)
        told = np.where(gold == label, "", gold)  # the new subject belongs nowhere yet
        new = np.sort(np.concatenate([fresh, others]))
        drawn.append(_judged(given, told, np.setdiff1d(rest, others), new))
    return _mean(drawn)


def _judged(given: Encoded, gold: np.ndarray, old: IntArray, new: IntArray) -> dict:
    """Group the old rows, place the new ones, and compare with the labels (empty: nowhere)."""
    config = AnalysisConfig()
    _, grouped = themes_part.group(given.take(old), 0)
    rows = np.sort(np.concatenate([old, new]))
    place = np.searchsorted(rows, new)
    labels = np.full(len(rows), -1)
    labels[np.searchsorted(rows, old)] = grouped.labels
    k = how_many(len(rows), config.n_neighbors)
    views = given.take(rows).views(0)
    found = assign(views, labels, np.full(len(rows), -1), place, k, config.min_confidence).labels
    known = gold[rows]
    stands = {
        theme: Counter(known[labels == theme]).most_common(1)[0][0]
        for theme in range(int(labels.max()) + 1)
    }
    right = [
        stands[theme] == gold[row] for theme, row in zip(found, new, strict=True) if theme >= 0
    ]
    inside = [
        stands[theme] == label for theme, label in zip(labels, known, strict=True) if theme >= 0
    ]
    nowhere = gold[new] == ""
    return {
        "placed": float(np.mean(found >= 0)),
        "right": float(np.mean(right)),
        "run": float(np.mean(inside)),
        "nowhere": float(np.mean(found[nowhere] < 0)),
        "others": float(np.mean(found[~nowhere] < 0)),
    }


def _mean(drawn: Sequence[dict]) -> dict:
    return {key: float(np.mean([one[key] for one in drawn])) for key in drawn[0]}
