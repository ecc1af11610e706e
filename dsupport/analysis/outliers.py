"""Who is in no theme: contributions that are weakly linked, or far from everything.

A neighbour graph gives everybody neighbours, also those who are alone. Two signs tell them: little
of their agreed link weight stays inside one theme, or even their nearest contributions are much
farther away than is usual in this corpus. Unplaced means that a person should look.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

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


def nearness(views: Views, among: IntArray | None = None, k: int = NEAREST) -> FloatMatrix:
    """Mean similarity of each row to its nearest rows, as robust z-scores, mean over views.

    Parameters
    ----------
    among
        Rows among which the nearest are sought, and by which it is judged what is usual; all by
        default.
    """
    rows = np.arange(len(views)) if among is None else among
    scores = []
    for view in (views.neutral, views.spelling):
        if view.shape[1] < 2 or len(rows) < 3:
            continue
        similarity = nearest_in(view, rows, min(k, len(rows) - 1)).similarities.mean(axis=1)
        middle = np.median(similarity[rows])
        spread = 1.4826 * np.median(np.abs(similarity[rows] - middle))
        scores.append((similarity - middle) / max(float(spread), 1e-6))
    return np.mean(scores, axis=0) if scores else np.zeros(len(views))


def set_apart(grouping: Grouping, views: Views, config: AnalysisConfig) -> Apart:
    """Take rows that belong nowhere out of their themes, with the reason."""
    near = nearness(views)
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
