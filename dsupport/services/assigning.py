"""Places contributions that came after the run, without moving any other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np

from dsupport import encode
from dsupport.analysis.assigning import Assigned, assign, gathered
from dsupport.analysis.duplicates import find_groups
from dsupport.analysis.graph import how_many
from dsupport.analysis.layout import between
from dsupport.analysis.middles import nearest_groups
from dsupport.analysis.pairs import Material, find_pairs, find_related
from dsupport.analysis.views import Views, see
from dsupport.config import AnalysisConfig
from dsupport.encode import Encoder
from dsupport.errors import NotEnoughDataError
from dsupport.progress import Progress, silent
from dsupport.records import Contribution
from dsupport.results import Assignment, DuplicateGroup, Pair, Placement, certainty
from dsupport.services import reading
from dsupport.services.embedding import vectors_for
from dsupport.services.suggesting import duplicate_rules, general_mean
from dsupport.typing import IntArray
from dsupport.wording.problems import problem
from dsupport.workspace import Workspace
from dsupport.workspace.assignments import next_assignment, store_assignment

FITS_NOWHERE = "unlike-others"
"""Reason of those that are too far from every theme (a key of the wording)."""


def assign_new(
    workspace: Workspace,
    progress: Progress = silent,
    load_encoder: Callable[[str], Encoder] = encode.load,
) -> Assignment:
    """Place every contribution that the accepted run does not know; nothing else moves.

    Each goes into the theme in which most of its nearest contributions are, with a confidence, or
    into the tray. Those that fit nowhere but belong together are suggested as a new theme. The
    encoder is that of the accepted run.

    Raises
    ------
    NotEnoughDataError
        There is no run yet, or no theme.
    ModelError
        The encoder of the run is not on this machine.
    """
    state = reading.snapshot(workspace)
    if state.run is None or all(theme.locked for theme in state.top_themes):
        raise problem(NotEnoughDataError, "nothing-to-assign-to")
    items = _to_compare(state)
    new = np.array(
        [i for i, c in enumerate(items) if c.contribution_id not in state.placements], int
    )
    nothing = Assignment(state.run.fingerprint, state.last_decision, ())
    if not len(new):
        return nothing
    config = AnalysisConfig(**state.run.config)
    encoder = load_encoder(state.run.encoder["name"])
    texts = [c.analysed_text for c in items]
    languages = [c.language for c in items]
    raw = vectors_for(workspace, texts, encoder, progress)
    progress("assign", 0, 1)
    prior = general_mean(workspace, encoder, progress)
    views = see(texts, languages, raw, prior, config.random_state)
    labels, parts, names, part_names = _seats(state, items)
    k = how_many(len(items), config.n_neighbors)
    found = assign(views, labels, parts, new, k, config.min_confidence)
    placements = _placements(state, items, views, found, new, names, part_names)
    lonely = new[found.labels < 0]
    together = [tuple(items[i].contribution_id for i in g) for g in gathered(views.neutral, lonely)]
    material = Material(
        [c.contribution_id for c in items], texts, languages, views.meaning, views.neutral
    )
    groups = _groups(material, config, {items[i].contribution_id for i in new}, progress)
    result = replace(nothing, placements=tuple(placements), together=tuple(together))
    with workspace.writing() as connection:
        number = next_assignment(connection)
        own = tuple(replace(g, group_id=f"A{number}-{g.group_id}") for g in groups)
        result = replace(result, groups=own)
        store_assignment(connection, datetime.now(UTC).isoformat(timespec="seconds"), result)
    progress("assign", 1, 1)
    return result


def _to_compare(state: reading.Snapshot) -> list[Contribution]:
    """All that count, in canonical order."""
    items = [c for name, c in state.contributions.items() if name not in state.decided.aside]
    items.sort(key=lambda c: (c.analysed_text, c.source_id, c.contribution_id))
    return items


def _seats(
    state: reading.Snapshot, items: Sequence[Contribution]
) -> tuple[IntArray, IntArray, list[str], list[str]]:
    """Theme and subtheme of every row as numbers, and the ids behind the numbers."""
    names = [theme.theme_id for theme in state.top_themes if not theme.locked]
    part_names = [theme.theme_id for theme in state.themes.values() if theme.parent_id]
    theme_of = {name: number for number, name in enumerate(names)}
    part_of = {name: number for number, name in enumerate(part_names)}
    places = [state.placements.get(item.contribution_id) for item in items]
    labels = np.array([theme_of.get(p.theme_id, -1) if p else -1 for p in places], np.int64)
    parts = np.array([part_of.get(p.subtheme_id, -1) if p else -1 for p in places], np.int64)
    return labels, parts, names, part_names


def _placements(
    state: reading.Snapshot,
    items: Sequence[Contribution],
    views: Views,
    found: Assigned,
    new: IntArray,
    names: Sequence[str],
    part_names: Sequence[str],
) -> list[Placement]:
    """Placements of the new rows, on the map between their nearest."""
    known = np.array([i for i, c in enumerate(items) if c.contribution_id in state.placements], int)
    there = [state.placements[items[i].contribution_id] for i in known]
    points = np.array([[p.x, p.y] for p in there], np.float32)
    places = between(views.neutral[new], views.neutral[known], points)
    by_theme = [
        [i for i, p in zip(known, there, strict=True) if p.theme_id == name] for name in names
    ]
    near = nearest_groups(views.neutral, by_theme)
    placements = []
    for row, index in enumerate(new):
        label, part = int(found.labels[row]), int(found.parts[row])
        confidence = float(found.confidence[row])
        placements.append(
            Placement(
                contribution_id=items[index].contribution_id,
                theme_id=names[label] if label >= 0 else "",
                subtheme_id=part_names[part] if part >= 0 else "",
                confidence=round(confidence, 4),
                certainty=certainty(confidence) if label >= 0 else "unsure",
                nearest=tuple((names[g], similarity) for g, similarity in near[index]),
                reason="" if label >= 0 else FITS_NOWHERE,
                x=round(float(places[row, 0]), 4),
                y=round(float(places[row, 1]), 4),
            )
        )
    return placements


def _groups(
    material: Material, config: AnalysisConfig, new: set[str], progress: Progress
) -> list[DuplicateGroup]:
    """Groups of duplicates in which one of the new contributions is."""
    rules = duplicate_rules(config)

    def touching(pairs: Sequence[Pair]) -> list[Pair]:
        return [pair for pair in pairs if {pair.a, pair.b} & new]

    pairs = touching(find_pairs(material, rules, progress))
    related = touching(find_related(material, rules, progress))
    groups = find_groups(material.ids, material.texts, pairs, related, rules.min_probability)
    return [group for group in groups if new & set(group.members)]
