"""Who is in no theme: contributions that are weakly linked, or far from everything.

A neighbour graph gives everybody neighbours, also those who are alone. Two signs tell them: little
of their agreed link weight stays inside one theme, or even their nearest contributions are much
farther away than is usual in this corpus. Unplaced means that a person should look.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from dsupport.analysis.graph import Near
from dsupport.analysis.neighbours import nearest_in
from dsupport.analysis.themes import Grouping, smallest_theme, without_small
from dsupport.analysis.views import Views
from dsupport.config import AnalysisConfig
from dsupport.typing import FloatMatrix, IntArray

NEAREST = 5
FAR = -0.8
"""Robust standard deviations below the corpus's usual nearness from which a text may be alone."""

MOST = 0.08
"""Share of all texts that are put apart as unlike others, at most: else the tray is a heap."""

MIXED, ALONE = "between-themes", "unlike-others"
"""Reasons for being unplaced; keys of the wording."""


@dataclass(frozen=True, slots=True)
class Apart:
    """A grouping after the tray was filled, and why each row of the tray is in it."""

    grouping: Grouping
    reasons: tuple[str, ...]


def nearness(near: Near) -> FloatMatrix:
    """Mean similarity of each row to its nearest rows, as robust z-scores, mean over views."""
    found = [np.hstack([part.similarities for part in near.meaning])]
    if near.spelling:
        found.append(near.spelling.similarities)
    everybody = np.arange(len(found[0]))
    scores = []
    for similarities in found:
        k = min(NEAREST, similarities.shape[1])
        if k and len(everybody) >= 3:
            best = -np.sort(-similarities, axis=1)[:, :k]
            scores.append(_robust(best.mean(axis=1), everybody))
    return np.mean(scores, axis=0) if scores else np.zeros(len(everybody))


def nearness_among(views: Views, rows: IntArray, k: int = NEAREST) -> FloatMatrix:
    """The same for every row, with the nearest sought among `rows` alone.

    Parameters
    ----------
    rows
        They also say what is usual.
    """
    scores = [
        _robust(nearest_in(view, rows, min(k, len(rows) - 1)).similarities.mean(axis=1), rows)
        for view in (views.neutral, views.spelling)
        if view.shape[1] > 1 and len(rows) >= 3
    ]
    return np.mean(scores, axis=0) if scores else np.zeros(len(views))


def _robust(values: FloatMatrix, usual: IntArray) -> FloatMatrix:
    """Values in robust standard deviations from the median of the `usual` rows."""
    middle = np.median(values[usual])
    spread = 1.4826 * np.median(np.abs(values[usual] - middle))
    return np.asarray((values - middle) / max(float(spread), 1e-6))


def set_apart(grouping: Grouping, config: AnalysisConfig) -> Apart:
    """Take rows that belong nowhere out of their themes, with the reason."""
    near = nearness(grouping.near)
    far = near < min(FAR, float(np.quantile(near, MOST)))
    mixed = (grouping.confidence < config.min_confidence) | (grouping.labels < 0)
    labels = np.where(far | mixed, -1, grouping.labels)
    kept = without_small(labels, smallest_theme(len(labels), config))
    reasons = tuple(
        "" if label >= 0 else ALONE if is_alone else MIXED
        for label, is_alone in zip(kept, far | (grouping.labels < 0), strict=True)
    )
    # A theme whose members were all taken out is gone; the others keep their numbers by size.
    order = [int(grouping.labels[kept == g][0]) for g in range(int(kept.max()) + 1)]
    return Apart(
        replace(
            grouping,
            labels=kept,
            sublabels=_parts(kept, grouping.sublabels),
            confidence=np.where(kept >= 0, grouping.confidence, 0.0),
            stability=grouping.stability[order],
        ),
        reasons,
    )


def _parts(labels: IntArray, sublabels: IntArray) -> IntArray:
    """Subthemes of those that stay, numbered anew; a part of one, or one part alone, is none."""
    parts = np.full(len(labels), -1, np.int64)
    for theme in range(int(labels.max()) + 1):
        rows = labels == theme
        left = without_small(sublabels[rows], 2)
        if left.max() >= 1:
            parts[rows] = left
    return parts
