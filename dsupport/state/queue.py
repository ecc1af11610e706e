"""In which order people review suggestions: the decision first that settles most.

A group that probably says the same saves the reading of all its members but one. A group with a
warning, or one that may go either way, settles a doubt. Both are weighed as expected gain.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from dsupport.results import DuplicateGroup

DANGER = 0.35
"""What a warning adds: to overlook an opposite costs more than to read a repetition twice."""


def gain(group: DuplicateGroup) -> float:
    """Expected gain of a decision on `group`.

    Readings saved if its members say the same, times the probability that they do, plus the
    doubt that is settled (entropy of that probability, in bits), plus `DANGER` for a warning.
    """
    p = min(max(group.weakest, 1e-6), 1 - 1e-6)
    saved = p * (len(group.members) - 1)
    doubt = -(p * np.log2(p) + (1 - p) * np.log2(1 - p))
    return float(saved + 0.5 * doubt + (DANGER if group.warning else 0.0))


def queue(groups: Iterable[DuplicateGroup]) -> list[DuplicateGroup]:
    """Groups that wait for a decision, the most useful first."""
    waiting = [group for group in groups if group.status == "suggested"]
    return sorted(waiting, key=lambda group: (-gain(group), group.group_id))
