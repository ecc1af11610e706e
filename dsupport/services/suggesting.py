"""What the machine suggests about contributions: all steps of the analysis, in order.

Contributions come in canonical order (sorted by text); rows below are positions in that order.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from dsupport import data
from dsupport.analysis import density, layout, outliers, themes
from dsupport.analysis.caution import read_wordlists
from dsupport.analysis.consensus import candidates
from dsupport.analysis.duplicates import find_duplicates
from dsupport.analysis.middles import nearest_groups
from dsupport.analysis.pairs import Calibration, Material, Rules
from dsupport.analysis.views import Titles, see, titled
from dsupport.config import AnalysisConfig
from dsupport.encode import Encoder
from dsupport.progress import Progress, silent
from dsupport.records import Contribution
from dsupport.results import (
    Analysis,
    Placement,
    Theme,
    certainty,
)
from dsupport.services.embedding import vectors_for
from dsupport.services.naming import Namer, Names
from dsupport.typing import FloatMatrix, IntArray
from dsupport.workspace import Workspace

CALIBRATION = Calibration(same=(2.633, -5.285), across=(3.010, -4.772))
"""Fitted on half of the STS-B dev pairs in seven languages (they mean the same: score of 4 and
more), checked on the other half (`benchmarks.calibrate`); ``docs/methods.md`` has the table."""

SPELLING_ON_MAP = 0.5


@dataclass
class Clock:
    """Seconds by step."""

    seconds: dict[str, float] = field(default_factory=dict)
    _last: float = field(default_factory=time.monotonic)

    def lap(self, step: str) -> None:
        """Book the time since the last call to `step`."""
        now = time.monotonic()
        self.seconds[step] = round(now - self._last, 3)
        self._last = now


def suggest(
    workspace: Workspace,
    contributions: Sequence[Contribution],
    config: AnalysisConfig,
    encoder: Encoder,
    clock: Clock,
    progress: Progress,
) -> Analysis:
    """Find themes, duplicates, consensus candidates, names and a map.

    Parameters
    ----------
    contributions
        In canonical order, at least four.
    """
    texts = [c.analysed_text for c in contributions]
    languages = [c.language for c in contributions]
    titles = [c.shown_title for c in contributions]
    rows = titled(texts, titles)
    chosen = [titles[row] for row in rows]
    vectors = vectors_for(workspace, [*texts, *chosen], encoder, progress)
    raw, raw_titles = vectors[: len(texts)], vectors[len(texts) :]
    prior = general_mean(workspace, encoder, progress)
    clock.lap("encode")
    views = see(texts, languages, raw, prior, config.random_state)
    if len(rows):
        own = see(chosen, [languages[row] for row in rows], raw_titles, prior, config.random_state)
        views = replace(views, titles=Titles(rows, own))
    find = density.group if config.method == "hdbscan" else themes.group
    apart = outliers.set_apart(find(views, config, progress), views, config)
    grouping = apart.grouping
    clock.lap("themes")
    ids = [c.contribution_id for c in contributions]
    material = Material(ids, texts, languages, views.meaning, views.neutral)
    pairs, groups = find_duplicates(material, duplicate_rules(config), progress)
    clock.lap("duplicates")
    namer = Namer(workspace, encoder, texts, languages, raw, progress)
    joined = np.hstack([views.neutral, SPELLING_ON_MAP * views.spelling]).astype(np.float32)
    points = layout.lay_out(joined, grouping.labels, config.random_state)
    clock.lap("map")
    found = _themes(ids, views.neutral, grouping, namer, points)
    clock.lap("names")
    placements = _placements(ids, views.neutral, apart, points)
    consensus = candidates(contributions, groups, placements, found)
    clock.lap("consensus")
    stability = _mean_stability(grouping)
    return Analysis(
        themes=tuple(found),
        placements=tuple(placements),
        pairs=tuple(pairs),
        duplicate_groups=tuple(groups),
        consensus=tuple(consensus),
        languages=dict(Counter(languages).most_common()),
        stability=round(stability, 4),
        certainty=certainty(stability),
    )


def duplicate_rules(config: AnalysisConfig) -> Rules:
    """The calibrated model and the words of doubt that come with the project."""
    wordlists = read_wordlists(data.rows("negation.tsv"))
    return Rules(CALIBRATION, wordlists, config.min_probability)


def general_mean(
    workspace: Workspace, encoder: Encoder, progress: Progress = silent
) -> FloatMatrix:
    """Mean vector of civic sentences: what texts have in common before any corpus."""
    sentences = [text for row in data.rows("civic_sentences.tsv")[::8] for text in row.values()]
    return np.asarray(vectors_for(workspace, sentences, encoder, progress).mean(axis=0))


def _mean_stability(grouping: themes.Grouping) -> float:
    if not len(grouping.stability):
        return 0.0
    sizes = np.bincount(grouping.labels[grouping.labels >= 0])
    return float(np.average(grouping.stability, weights=sizes))


def _themes(
    ids: Sequence[str],
    meaning: FloatMatrix,
    grouping: themes.Grouping,
    namer: Namer,
    points: FloatMatrix,
) -> list[Theme]:
    found = []
    for number, names in enumerate(namer.name(grouping.labels)):
        rows = np.flatnonzero(grouping.labels == number)
        theme_id = f"T{number + 1}"
        found.append(
            _theme(theme_id, "", names, rows, ids, meaning, points, grouping.stability[number])
        )
        inside = np.where(grouping.labels == number, grouping.sublabels, -1)
        for part, part_names in enumerate(namer.name(inside, rows)):
            part_rows = np.flatnonzero(inside == part)
            # A part is as sure as its members' links to it are agreed.
            stability = float(themes.confidence_of(grouping.graph, inside)[part_rows].mean())
            part_id = f"{theme_id}.{part + 1}"
            found.append(
                _theme(part_id, theme_id, part_names, part_rows, ids, meaning, points, stability)
            )
    return found


def _theme(
    theme_id: str,
    parent_id: str,
    names: Names,
    rows: IntArray,
    ids: Sequence[str],
    meaning: FloatMatrix,
    points: FloatMatrix,
    stability: float,
) -> Theme:
    central = meaning[rows] @ meaning[rows].mean(axis=0)
    ordered = rows[np.argsort(-central, kind="stable")]
    x, y = np.median(points[rows], axis=0)
    return Theme(
        theme_id=theme_id,
        parent_id=parent_id,
        labels=names.labels,
        keywords=names.keywords,
        members=tuple(ids[row] for row in ordered),
        stability=round(float(stability), 4),
        certainty=certainty(float(stability)),
        x=round(float(x), 4),
        y=round(float(y), 4),
        language=names.language,
    )


def _placements(
    ids: Sequence[str], meaning: FloatMatrix, apart: outliers.Apart, points: FloatMatrix
) -> list[Placement]:
    grouping = apart.grouping
    groups = int(grouping.labels.max()) + 1
    near = nearest_groups(meaning, [np.flatnonzero(grouping.labels == g) for g in range(groups)])
    placements = []
    for row, name in enumerate(ids):
        label, part = int(grouping.labels[row]), int(grouping.sublabels[row])
        confidence = float(grouping.confidence[row])
        placements.append(
            Placement(
                contribution_id=name,
                theme_id=f"T{label + 1}" if label >= 0 else "",
                subtheme_id=f"T{label + 1}.{part + 1}" if part >= 0 else "",
                confidence=round(confidence, 4),
                certainty=certainty(confidence) if label >= 0 else "unsure",
                nearest=tuple((f"T{g + 1}", similarity) for g, similarity in near[row]),
                reason=apart.reasons[row],
                x=float(points[row, 0]),
                y=float(points[row, 1]),
            )
        )
    return placements
