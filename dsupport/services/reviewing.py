"""The reviews: what waits for a decision, in which order, and how far people are."""

from __future__ import annotations

from dataclasses import dataclass

from dsupport.results import DuplicateGroup, Placement
from dsupport.services.reading import Snapshot
from dsupport.state.queue import doubts, queue


@dataclass(frozen=True)
class Review:
    """Groups of duplicates that wait for a decision, the most useful first, and those settled."""

    waiting: tuple[DuplicateGroup, ...]
    settled: tuple[DuplicateGroup, ...]

    @property
    def total(self) -> int:
        """All groups there are."""
        return len(self.waiting) + len(self.settled)


def review(state: Snapshot) -> Review:
    """What waits for a decision, and what is settled (the latest decision first)."""
    groups = state.analysis.duplicate_groups if state.analysis else ()
    settled = sorted((g for g in groups if g.status != "suggested"), key=lambda g: -g.decided)
    return Review(tuple(queue(groups)), tuple(settled))


def places_in_doubt(state: Snapshot) -> list[Placement]:
    """Where people should look whether a contribution belongs there, the greatest doubt first."""
    return doubts(p for p in state.placements.values() if p.contribution_id in state.contributions)
