"""How alike a text is to a theme, in words; and the themes to which it might belong."""

from __future__ import annotations

from dsupport.results import Placement
from dsupport.services.reading import Snapshot

ALIKE = ((0.5, "much"), (0.35, "some"), (0.2, "little"))
"""From this cosine with the middle of a theme on; below: hardly. Half of what is in a theme of a
sample is above the first; of what is in none, a tenth is above the second."""


def alike(similarity: float) -> str:
    """The key of the word for how alike a text is to a theme."""
    return next((word for least, word in ALIKE if similarity >= least), "hardly")


def choices(state: Snapshot, place: Placement, most: int = 3) -> list[tuple[str, float | None]]:
    """The themes to choose from, each once: the own one first, then the nearest.

    Returns
    -------
    list of (theme, cosine with its middle; `None` where it is not among the nearest)
    """
    near: dict[str, float | None] = {place.theme_id: None} if place.theme_id else {}
    near |= dict(place.nearest)
    return [(theme_id, one) for theme_id, one in near.items() if theme_id in state.themes][:most]
