"""How near labels of groups are to the names that people gave, and how much of them stays."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from dsupport.typing import FloatMatrix, IntArray

ROUNDS = 2000

SAME_THEME = 0.5
"""Overlap (Jaccard) from which a theme of the whole and one of nine tenths are the same theme."""


@dataclass(frozen=True)
class Named:
    """Groups of texts (-1: in none), and the label of each group."""

    labels: IntArray
    names: list[str]


@dataclass(frozen=True)
class Scores:
    """Whether each label is nearest to the right name, and 1 / rank of the right name.

    Attributes
    ----------
    first, reciprocal : array of shape (groups,)
        NaN for a group none of whose texts people labelled.
    """

    labels: IntArray
    first: FloatMatrix
    reciprocal: FloatMatrix


def score(named: Named, gold: Sequence[str], near: Callable[[list[str]], FloatMatrix]) -> Scores:
    """Compare the label of each group with all names that people gave."""
    names = sorted(set(gold) - {""})
    position = {name: i for i, name in enumerate(names)}
    similarity = near(named.names) @ near(names).T
    first = np.full(len(named.names), np.nan)
    reciprocal = first.copy()
    for number in range(len(named.names)):
        told = Counter(gold[row] for row in np.flatnonzero(named.labels == number) if gold[row])
        if not told:
            continue
        right = position[min(told, key=lambda name: (-told[name], name))]
        rank = 1 + int((similarity[number] > similarity[number, right]).sum())
        first[number], reciprocal[number] = float(rank == 1), 1 / rank
    return Scores(named.labels, first, reciprocal)


def figures(scores: Scores) -> dict:
    """Means over groups, and over texts."""
    sizes = np.bincount(scores.labels[scores.labels >= 0], minlength=len(scores.first))
    known = ~np.isnan(scores.first)
    return {
        "groups": int(known.sum()),
        "first": float(scores.first[known].mean()),
        "reciprocal": float(scores.reciprocal[known].mean()),
        "first_by_texts": float(np.average(scores.first[known], weights=sizes[known])),
        "reciprocal_by_texts": float(np.average(scores.reciprocal[known], weights=sizes[known])),
    }


def difference(own: Scores, other: Scores, gold: Sequence[str]) -> dict:
    """Ours minus theirs with a paired 95 % interval: classes of texts drawn with replacement.

    Where both named the same groups, groups are drawn, and each counts alike.
    """
    chance = np.random.default_rng(11)
    if np.array_equal(own.labels, other.labels):
        return {
            key: _interval(_gaps(getattr(own, key), getattr(other, key)), chance)
            for key in ("first", "reciprocal")
        }
    classes = sorted(set(gold) - {""})
    members = [np.array([g == name for g in gold]) for name in classes]
    result = {}
    for key in ("first", "reciprocal"):
        sums = np.array(
            [[*_sums(own, key, rows), *_sums(other, key, rows)] for rows in members], float
        )
        drawn = sums[chance.integers(0, len(classes), (ROUNDS, len(classes)))].sum(axis=1)
        drawn = np.vstack([sums.sum(axis=0), drawn])
        gaps = drawn[:, 0] / np.maximum(drawn[:, 1], 1) - drawn[:, 2] / np.maximum(drawn[:, 3], 1)
        low, high = np.quantile(gaps[1:], [0.025, 0.975])
        result[key] = {"difference": float(gaps[0]), "low": float(low), "high": float(high)}
    return result


def _gaps(one: FloatMatrix, two: FloatMatrix) -> FloatMatrix:
    return (one - two)[~np.isnan(one)]


def _interval(gaps: FloatMatrix, chance: np.random.Generator) -> dict:
    drawn = gaps[chance.integers(0, len(gaps), (ROUNDS, len(gaps)))].mean(axis=1)
    low, high = np.quantile(drawn, [0.025, 0.975])
    return {"difference": float(gaps.mean()), "low": float(low), "high": float(high)}


def _sums(scores: Scores, key: str, rows: IntArray) -> tuple[float, int]:
    """Sum over texts of the score of their group, and how many texts have one."""
    labels = scores.labels[rows]
    values = getattr(scores, key)[labels[labels >= 0]]
    return float(np.nansum(values)), int((~np.isnan(values)).sum())


def words_of(name: str) -> set[str]:
    """The words of a label."""
    return set(re.findall(r"\w+", name.casefold()))


def kept(whole: Named, part: Named, rows: IntArray) -> tuple[float, float]:
    """Share of words that labels keep where a tenth is left out, and share of themes found again.

    Themes are weighted alike. `rows` are those that `part` was made of.
    """
    shares, matched = [], 0
    before = whole.labels[rows]
    for number, name in enumerate(whole.names):
        mine = before == number
        if not mine.any():
            continue
        best = max(
            range(len(part.names)), key=lambda g: _jaccard(mine, part.labels == g), default=None
        )
        if best is None or _jaccard(mine, part.labels == best) < SAME_THEME:
            continue
        matched += 1
        old = words_of(name)
        shares.append(len(old & words_of(part.names[best])) / max(len(old), 1))
    return float(np.mean(shares)) if shares else 0.0, matched / max(len(whole.names), 1)


def _jaccard(one: IntArray, two: IntArray) -> float:
    either = (one | two).sum()
    return float((one & two).sum() / either) if either else 0.0
