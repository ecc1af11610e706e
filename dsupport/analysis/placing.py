"""Where every text stands: themes, parts and certainty, with campaigns counted like a few texts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from dsupport.analysis import campaigns, density, outliers, themes
from dsupport.analysis.campaigns import Contradict
from dsupport.analysis.certainty import place_probability
from dsupport.analysis.graph import Near
from dsupport.analysis.hierarchy import Joining, tree
from dsupport.analysis.views import Views
from dsupport.config import AnalysisConfig
from dsupport.progress import Progress, silent
from dsupport.typing import FloatMatrix, IntArray


@dataclass(frozen=True, slots=True)
class Places:
    """Themes and parts as row numbers, for all rows.

    Attributes
    ----------
    labels, sublabels : arrays of shape (n,)
        As in `themes.Grouping`, after the tray was filled. Copies stand where the text stands whose
        wording they have.
    confidence : array of shape (n,)
        Probability that people would leave the row in its theme; 0 where it is in none.
    reasons
        Why each row is in none, empty where it is in one.
    stability : array of shape (themes,)
        As in `themes.Grouping`.
    parts
        The same by theme and part: how surely its members are linked to it.
    wording : array of shape (n,)
        Row of the text whose wording each has, mostly itself.
    counted : array
        Rows that themes, names and map were made from: of a campaign a few, of the rest all.
    near
        Whom each row lies near.
    views
        The texts as arrays.
    joinings
        Which themes would join first if there were fewer.
    """

    labels: IntArray
    sublabels: IntArray
    confidence: FloatMatrix
    reasons: tuple[str, ...]
    stability: FloatMatrix
    parts: Mapping[tuple[int, int], float]
    wording: IntArray
    counted: IntArray
    near: Near
    views: Views
    joinings: tuple[Joining, ...]

    def spread(self, values: FloatMatrix) -> FloatMatrix:
        """Values of the counted rows for all rows: copies have those of their text."""
        return np.asarray(values[_stand_in(self.wording, self.counted)])


def find_places(
    texts: Sequence[str],
    look: Callable[[IntArray | None], Views],
    config: AnalysisConfig,
    vectors: FloatMatrix,
    contradict: Contradict,
    progress: Progress = silent,
) -> Places:
    """Find themes and parts, and say how sure each place is.

    Parameters
    ----------
    look
        Makes the views of all texts, given the rows that say what they share (`None`: all).
    vectors, contradict
        As for `campaigns.wordings`.
    """
    n = len(texts)
    views = look(None)
    near = themes.who_is_near(views, config.n_neighbors, progress)
    wording = campaigns.wordings(texts, near, vectors, contradict)
    counted = campaigns.counted_rows(wording, themes.smallest_theme(n, config))
    whole = len(counted) == n
    if not whole:
        views = look(counted)
    few = views if whole else views.take(counted)
    find = density.group if config.method == "hdbscan" else themes.group
    apart = outliers.set_apart(find(few, config, progress, near if whole else None), config)
    found = apart.grouping
    stand_in = _stand_in(wording, counted)
    return Places(
        labels=found.labels[stand_in],
        sublabels=found.sublabels[stand_in],
        confidence=place_probability(found, few.neutral)[stand_in],
        reasons=tuple(apart.reasons[row] for row in stand_in),
        stability=found.stability,
        parts=_parts(found),
        wording=wording,
        counted=counted,
        near=near,
        views=views,
        joinings=tuple(tree(found.graph, found.labels)),
    )


def _stand_in(wording: IntArray, counted: IntArray) -> IntArray:
    """For every row its place among the counted rows, or that of the text whose wording it has."""
    place = np.full(len(wording), -1)
    place[counted] = np.arange(len(counted))
    return np.where(place >= 0, place, place[wording])


def _parts(found: themes.Grouping) -> dict[tuple[int, int], float]:
    """A part is as sure as its members' links to it are agreed."""
    sure = {}
    for theme in range(int(found.labels.max()) + 1 if len(found.labels) else 0):
        inside = np.where(found.labels == theme, found.sublabels, -1)
        if inside.max() < 0:
            continue
        shares = themes.confidence_of(found.graph, inside)
        for part in range(int(inside.max()) + 1):
            sure[theme, part] = float(shares[inside == part].mean())
    return sure
