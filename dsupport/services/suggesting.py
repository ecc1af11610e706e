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
from dsupport.analysis import layout
from dsupport.analysis.caution import read_wordlists
from dsupport.analysis.consensus import candidates
from dsupport.analysis.duplicates import find_duplicates
from dsupport.analysis.middles import nearest_groups
from dsupport.analysis.neighbours import centre
from dsupport.analysis.pairs import Calibration, Material, Rules
from dsupport.analysis.placing import Places, find_places
from dsupport.analysis.views import Titles, Views, see, titled
from dsupport.config import AnalysisConfig
from dsupport.encode import Encoder
from dsupport.progress import Progress, silent
from dsupport.records import Contribution
from dsupport.results import (
    Analysis,
    Join,
    Placement,
    Theme,
    certainty,
)
from dsupport.services import ideas, quoting
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

    def look(counted: IntArray | None) -> Views:
        views = see(texts, languages, raw, prior, config.random_state, counted)
        if not len(rows):
            return views
        spoken = [languages[row] for row in rows]
        own = see(chosen, spoken, raw_titles, prior, config.random_state)
        return replace(views, titles=Titles(rows, own))

    rules = duplicate_rules(config)

    def contradict(a: int, b: int, cosine: float) -> bool:
        return bool(rules.warning(texts, languages, a, b, cosine))

    # Without any row of its own: only the general mean is removed.
    apart = centre(raw, prior, counted=np.zeros(0, np.int64))
    places = find_places(texts, look, config, apart, contradict, progress)
    views = places.views
    clock.lap("themes")
    ids = [c.contribution_id for c in contributions]
    material = Material(ids, texts, languages, views.meaning, views.neutral)
    near = places.near.meaning
    pairs, groups = find_duplicates(material, rules, progress, near, places.wording)
    clock.lap("duplicates")
    people = [c.participant for c in contributions]
    namer = Namer(workspace, encoder, texts, languages, raw, progress, people)
    joined = np.hstack([views.neutral, SPELLING_ON_MAP * views.spelling]).astype(np.float32)
    counted = places.counted
    laid = layout.lay_out(joined[counted], places.labels[counted], config.random_state)
    points = places.spread(laid)
    clock.lap("map")
    found = _themes(ids, views.neutral, places, namer, points)
    found = quoting.quoted(workspace, encoder, found, contributions, raw, progress)
    clock.lap("names")
    placements = _placements(ids, views.neutral, places, points)
    consensus = candidates(contributions, groups, placements, found)
    clock.lap("consensus")
    seen = ideas.Material(contributions, raw, prior, views, points, found)
    several = ideas.find(workspace, seen, encoder, progress)
    clock.lap("ideas")
    stability = _mean_stability(places)
    return Analysis(
        themes=tuple(found),
        placements=tuple(placements),
        pairs=tuple(pairs),
        duplicate_groups=tuple(groups),
        consensus=tuple(consensus),
        languages=dict(Counter(languages).most_common()),
        stability=round(stability, 4),
        certainty=certainty(stability),
        ideas=tuple(several),
        joins=tuple(_joins(places)),
    )


def duplicate_rules(config: AnalysisConfig) -> Rules:
    """The calibrated model and the words of doubt that come with the project."""
    wordlists = read_wordlists(data.rows("negation.tsv"), data.rows("warning_words.tsv"))
    return Rules(CALIBRATION, wordlists, config.min_probability)


def general_mean(
    workspace: Workspace, encoder: Encoder, progress: Progress = silent
) -> FloatMatrix:
    """Mean vector of civic sentences: what texts have in common before any corpus."""
    sentences = [text for row in data.rows("civic_sentences.tsv")[::8] for text in row.values()]
    return np.asarray(vectors_for(workspace, sentences, encoder, progress).mean(axis=0))


def _mean_stability(places: Places) -> float:
    if not len(places.stability):
        return 0.0
    counted = places.labels[places.counted]
    return float(np.average(places.stability, weights=np.bincount(counted[counted >= 0])))


def _themes(
    ids: Sequence[str],
    meaning: FloatMatrix,
    places: Places,
    namer: Namer,
    points: FloatMatrix,
) -> list[Theme]:
    found = []
    labels, sublabels = (_of_counted(places, of) for of in (places.labels, places.sublabels))
    named = namer.name(labels)
    parts = namer.parts(labels, sublabels, named)
    for number, (names, below) in enumerate(zip(named, parts, strict=True)):
        rows = np.flatnonzero(places.labels == number)
        middle = meaning[labels == number].mean(axis=0)
        theme_id = f"T{number + 1}"
        found.append(
            _theme(
                theme_id, "", names, rows, ids, meaning @ middle, points, places.stability[number]
            )
        )
        for part, part_names in enumerate(below):
            part_rows = np.flatnonzero((places.labels == number) & (places.sublabels == part))
            inside = (labels == number) & (sublabels == part)
            near = meaning @ meaning[inside].mean(axis=0)
            stability = places.parts[number, part]
            part_id = f"{theme_id}.{part + 1}"
            found.append(
                _theme(part_id, theme_id, part_names, part_rows, ids, near, points, stability)
            )
    return found


def _joins(places: Places) -> list[Join]:
    """The themes on both sides of each joining, the most strongly linked first."""
    sides: list[tuple[str, ...]] = [(f"T{number + 1}",) for number in range(len(places.stability))]
    found = []
    for joining in places.joinings:
        one, other = sides[joining.one], sides[joining.other]
        found.append(Join(one, other, round(joining.strength, 4)))
        sides.append((*one, *other))
    return found


def _of_counted(places: Places, labels: IntArray) -> IntArray:
    """Labels of the rows that count, -1 for further copies of a campaign."""
    kept = np.full(len(labels), -1, np.int64)
    kept[places.counted] = labels[places.counted]
    return kept


def _theme(
    theme_id: str,
    parent_id: str,
    names: Names,
    rows: IntArray,
    ids: Sequence[str],
    central: FloatMatrix,
    points: FloatMatrix,
    stability: float,
) -> Theme:
    ordered = rows[np.argsort(-central[rows], kind="stable")]
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
    ids: Sequence[str], meaning: FloatMatrix, places: Places, points: FloatMatrix
) -> list[Placement]:
    labels = _of_counted(places, places.labels)
    groups = int(labels.max()) + 1
    near = nearest_groups(meaning, [np.flatnonzero(labels == g) for g in range(groups)])
    placements = []
    for row, name in enumerate(ids):
        label, part = int(places.labels[row]), int(places.sublabels[row])
        confidence = float(places.confidence[row])
        placements.append(
            Placement(
                contribution_id=name,
                theme_id=f"T{label + 1}" if label >= 0 else "",
                subtheme_id=f"T{label + 1}.{part + 1}" if part >= 0 else "",
                confidence=round(confidence, 4),
                certainty=certainty(confidence) if label >= 0 else "unsure",
                nearest=tuple((f"T{g + 1}", similarity) for g, similarity in near[row]),
                reason=places.reasons[row],
                x=float(points[row, 0]),
                y=float(points[row, 1]),
            )
        )
    return placements
