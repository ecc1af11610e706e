"""In which order people review suggestions: the decision first that saves most reading.

The expected saving of a group is the probability that its members say the same, times the members
but one that need not be read again. Where something speaks against a group (opposite, quotation,
other numbers) nothing is saved, but to overlook it is dangerous: such groups come in between, the
most alike first.
"""

from __future__ import annotations

from collections.abc import Iterable

from dsupport.results import DuplicateGroup

DANGEROUS_EVERY = 8
"""Every so many places in the queue a group with a warning comes first."""


def gain(group: DuplicateGroup) -> float:
    """Readings that a decision on the group is expected to save."""
    probability = group.weakest if group.likely is None else group.likely
    return probability * (len(group.members) - 1)


def queue(groups: Iterable[DuplicateGroup]) -> list[DuplicateGroup]:
    """Groups that wait for a decision, the most useful first.

    Parameters
    ----------
    groups
        All groups: those that are settled tell how far the review is.
    """
    known = list(groups)
    waiting = [group for group in known if group.status == "suggested"]
    settled = len(known) - len(waiting)
    calm = sorted((g for g in waiting if not g.warning), key=lambda g: (-gain(g), g.group_id))
    dangerous = sorted((g for g in waiting if g.warning), key=lambda g: (-g.weakest, g.group_id))
    ordered: list[DuplicateGroup] = []
    while calm or dangerous:
        turn = (settled + len(ordered)) % DANGEROUS_EVERY == DANGEROUS_EVERY - 1
        source = dangerous if (turn and dangerous) or not calm else calm
        ordered.append(source.pop(0))
    return ordered
