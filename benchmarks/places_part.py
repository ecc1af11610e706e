"""Doubtful places: how many a person looks at until what is wrongly placed is found.

An oracle knows the label of every text. A theme stands for the label that most of its texts have; a
text is wrongly placed if some theme stands for its label, and it is in another one or in none. Our
order is compared with random ones (whose mean is known: of W among n, a share s takes
s · W · (n + 1) / (W + 1)) and with the confidence in the grouping, the least first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benchmarks import datasets, themes_part
from benchmarks.datasets import Corpus
from dsupport.analysis.certainty import place_probability
from dsupport.analysis.middles import nearest_groups
from dsupport.results import Placement, certainty
from dsupport.state.queue import by_doubt, is_doubtful
from dsupport.typing import IntArray

SHARES = (0.25, 0.5, 0.8)
"""Of what is wrongly placed: how much is found."""

PUBLIC = ("cycling", "argkp")


def measure(data: Path | None) -> dict[str, dict]:
    """Decisions that each order takes, for every set that is there."""
    corpora = {city: datasets.sample(city).corpus for city in datasets.SAMPLES}
    if data is not None:
        corpora |= {name: datasets.load(name, data) for name in PUBLIC}
    return {name: _measure(corpus) for name, corpus in corpora.items()}


def _measure(corpus: Corpus) -> dict:
    given = themes_part.encoded(corpus)
    _, found = themes_part.group(given, 0)
    gold = next(iter(corpus.gold.values()))
    known = [row for row, label in enumerate(gold) if label]
    neutral = given.views(0).neutral
    places = _places(found.labels, place_probability(found, neutral), neutral)
    stands = _stands_for(found.labels, gold)
    wrong = [
        gold[row] in stands.values() and stands.get(int(found.labels[row])) != gold[row]
        for row in range(len(gold))
    ]
    ours = [int(place.contribution_id) for place in by_doubt(places[row] for row in known)]
    sure = sorted(known, key=lambda row: (places[row].confidence, row))
    total = sum(wrong[row] for row in known)
    doubtful = [row for row in known if is_doubtful(places[row])]
    offered = [
        any(stands[int(theme)] == gold[row] for theme, _ in places[row].nearest)
        for row in known
        if wrong[row]
    ]
    return {
        "texts": len(known),
        "wrong": total,
        "ours": [needed(ours, wrong, share) for share in SHARES],
        "confidence": [needed(sure, wrong, share) for share in SHARES],
        "random": [share * total * (len(known) + 1) / (total + 1) for share in SHARES],
        "doubtful": len(doubtful),
        "doubtful_wrong": sum(wrong[row] for row in doubtful),
        "offered": sum(offered),
    }


def _places(labels: IntArray, confidence: np.ndarray, vectors: np.ndarray) -> list[Placement]:
    """Placements as `services.suggesting` makes them."""
    groups = int(labels.max()) + 1
    near = nearest_groups(vectors, [np.flatnonzero(labels == g) for g in range(groups)])
    return [
        Placement(
            str(row), str(label) if label >= 0 else "", "", float(sure),
            certainty(float(sure)) if label >= 0 else "unsure",
            tuple((str(group), similarity) for group, similarity in near[row]), "", 0.0, 0.0,
        )
        for row, (label, sure) in enumerate(zip(labels, confidence, strict=True))
    ]  # fmt: skip


def _stands_for(labels: IntArray, gold: Sequence[str]) -> dict[int, str]:
    """The label that most texts of each theme have."""
    counted: dict[int, Counter[str]] = {}
    for theme, label in zip(labels, gold, strict=True):
        if theme >= 0:
            counted.setdefault(int(theme), Counter())[label] += bool(label)
    return {theme: labels_.most_common(1)[0][0] for theme, labels_ in counted.items()}


def needed(order: Sequence[int], wrong: Sequence[bool], share: float) -> int:
    """Texts that are looked at until this share of the wrong ones is found."""
    found = np.cumsum([wrong[row] for row in order])
    return int(np.argmax(found >= share * found[-1])) + 1
