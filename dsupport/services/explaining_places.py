"""Why a contribution stands where it stands, or nowhere: whom it is near, and what they share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dsupport.analysis.common_words import Common, common
from dsupport.config import AnalysisConfig
from dsupport.results import Placement
from dsupport.services.explaining import text_of
from dsupport.services.grounds import Ground
from dsupport.services.reading import Snapshot

THEMES, EACH = 2, 2
"""Themes that are compared (the own one and the nearest other, or the two nearest), and texts of
each that are shown."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A contribution that is near.

    Attributes
    ----------
    similarity
        Cosine, without what is particular to a language.
    shared
        The words in common: `left` are those of the contribution that is explained.
    """

    contribution_id: str
    similarity: float
    shared: Common


@dataclass(frozen=True, slots=True)
class PlaceWhy:
    """Why a contribution stands where it stands.

    Attributes
    ----------
    linked
        Number of contributions to which it was linked by meaning.
    inside
        How many of them stand in each theme, most first; an empty id for none.
    beside
        The nearest contributions in each theme that is compared, nearest first.
    lonelier
        Share of contributions that have nearer ones around them, 0 to 1.
    """

    linked: int
    inside: tuple[tuple[str, int], ...]
    beside: tuple[tuple[str, tuple[Neighbour, ...]], ...]
    lonelier: float


def why_placed(
    ground: Ground, state: Snapshot, place: Placement, themes: Sequence[str]
) -> PlaceWhy | None:
    """Explain the place of a contribution; `None` if its vector is not stored.

    Parameters
    ----------
    themes
        Those to which it may belong, the own one first; the first two are compared.
    """
    name = place.contribution_id
    if name not in ground.rows or name not in state.contributions:
        return None
    known = AnalysisConfig(**state.run.config) if state.run else AnalysisConfig()
    linked = ground.linked(name, known.n_neighbors)
    inside = Counter(state.placements[one].theme_id for one, _ in linked)
    return PlaceWhy(
        linked=len(linked),
        # The own theme first among equals.
        inside=tuple(
            sorted(inside.items(), key=lambda one: (-one[1], one[0] not in themes, one[0]))
        ),
        beside=tuple(
            (theme_id, _nearest_in(ground, state, name, theme_id)) for theme_id in themes[:THEMES]
        ),
        lonelier=ground.lonelier(name),
    )


def _nearest_in(ground: Ground, state: Snapshot, name: str, theme_id: str) -> tuple[Neighbour, ...]:
    """The contributions of a theme that are nearest to one, with the words in common."""
    item = state.contributions[name]
    members = [m for m in state.themes[theme_id].members if m in state.contributions]
    found = []
    for other, similarity in ground.nearest(name, EACH, members):
        beside = state.contributions[other]
        shared = common(text_of(item), item.language, text_of(beside), beside.language)
        found.append(Neighbour(other, similarity, shared))
    return tuple(found)
