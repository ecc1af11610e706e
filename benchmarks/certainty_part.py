"""How sure is a place: fits the weights of `analysis.certainty`, and checks them on other sets.

A place is right if the text's label is the commonest among the *other* texts of its theme. For each
set the weights come from all other sets; what the product uses is fitted on all of them. Every set
counts alike, however large it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks import datasets, themes_part
from dsupport.analysis import outliers, themes
from dsupport.analysis.certainty import PLACES, PlaceModel, evidence
from dsupport.config import AnalysisConfig
from dsupport.results import FAIRLY_SURE, SURE
from dsupport.typing import FloatMatrix

SETS = {
    "cycling": "8 classes",
    "argkp": "topics",
    "ccc": "6 themes",
    **dict.fromkeys(datasets.SAMPLES, "themes"),
}
SEEDS = (0, 1)


@dataclass(frozen=True)
class Places:
    """Evidence of the placed and labelled texts of a set, and whether they are in the right place."""

    evidence: FloatMatrix
    right: FloatMatrix


def is_right(labels: Sequence[int], gold: Sequence[str]) -> FloatMatrix:
    """Whether each text's label is the commonest among the other members of its group.

    NaN for texts in no group and for those without a label.
    """
    groups, wanted = np.asarray(labels), np.asarray(gold)
    right = np.full(len(groups), np.nan)
    for group in np.unique(groups[groups >= 0]):
        rows = np.flatnonzero((groups == group) & (wanted != ""))
        names, inverse, counts = np.unique(wanted[rows], return_inverse=True, return_counts=True)
        for number in range(len(names)):
            others = np.delete(counts, number)
            most = others.max() if len(others) else 0
            right[rows[inverse == number]] = counts[number] > 1 and counts[number] - 1 >= most
    return right


def places(name: str, data: Path | None) -> Places:
    """Analyse a set as the product does."""
    corpus = datasets.load(name, data)
    gold = (
        [point.split("_")[1] for point in corpus.gold["key points"]]
        if name == "argkp"
        else corpus.gold[SETS[name]]
    )
    found, right = [], []
    for seed in SEEDS:
        config = AnalysisConfig(random_state=seed)
        views = themes_part.encoded(corpus).views(seed)
        grouping = outliers.set_apart(themes.group(views, config), config).grouping
        correct = is_right(grouping.labels.tolist(), gold)
        known = ~np.isnan(correct)
        found.append(evidence(grouping, views.neutral)[known])
        right.append(correct[known])
    return Places(np.vstack(found), np.concatenate(right))


def fit(sets: Sequence[Places]) -> PlaceModel:
    """Logistic regression in which every set counts alike."""
    from sklearn.linear_model import LogisticRegression

    signs = np.vstack([places.evidence for places in sets])
    right = np.concatenate([places.right for places in sets])
    weight = np.concatenate([np.full(len(p.right), 1 / len(p.right)) for p in sets])
    model = LogisticRegression(C=np.inf).fit(signs, right, weight * len(right) / weight.sum())
    agreed, margin, company = (round(float(value), 2) for value in model.coef_[0])
    return PlaceModel(round(float(model.intercept_[0]), 2), agreed, margin, company)


def _told(probability: FloatMatrix, right: FloatMatrix) -> dict[str, float | None]:
    row: dict[str, float | None] = {
        "predicted": float(probability.mean()),
        "observed": float(right.mean()),
    }
    for word, low, high in (
        ("sure", SURE, 2.0),
        ("fairly", FAIRLY_SURE, SURE),
        ("unsure", -1.0, FAIRLY_SURE),
    ):
        inside = (probability >= low) & (probability < high)
        row[f"{word}_share"] = float(inside.mean())
        row[f"{word}_right"] = float(right[inside].mean()) if inside.any() else None
    return row


def measure(data: Path) -> dict:
    """Each set judged by weights from the others, and the weights from all of them."""
    known = {name: places(name, data) for name in SETS}
    held = {}
    for name, own in known.items():
        model = fit([other for key, other in known.items() if key != name])
        held[name] = _told(model.probability(own.evidence), own.right)
        held[name]["link_sure_right"] = _link_sure(own)
    best = fit(list(known.values()))
    return {
        "sets": held,
        "fitted": {name: getattr(best, name) for name in PlaceModel.__slots__},
        "used": {name: getattr(PLACES, name) for name in PlaceModel.__slots__},
    }


def _link_sure(places: Places) -> float:
    """Share in the right place of those that keep 75 % of their links: what the word meant before."""
    kept = places.evidence[:, 0] >= -np.log(1.02 - SURE)
    return float(places.right[kept].mean())
