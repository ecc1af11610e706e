"""In which order people review what the machine suggests: the most useful decision first.

**Groups of duplicates**, by what a decision saves of reading. The expected saving of a group is the probability that its members say the same, times the members
but one that need not be read again. Where something speaks against a group (opposite, quotation,
other numbers) nothing is saved, but to overlook it is dangerous: such groups come in between, the
most alike first.

**Places in themes**, by doubt: first what is in no theme, then where another theme is nearer, or
nearly as near, as the own one. The doubt is the margin between the similarities with the middles of
both themes, which finds what is wrongly placed better than the confidence in the grouping does
(``docs/benchmarks.md``).
"""

from __future__ import annotations

from collections.abc import Iterable

from dsupport.results import DuplicateGroup, Placement

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


def margin(place: Placement) -> float:
    """How much nearer the own theme is than the nearest other one; below 0 another is nearer.

    Differences of cosine similarities. Where the own theme is not among the nearest, at least so
    much as the nearest two differ; what is in no theme has none, and counts as the similarity with
    the nearest, the other way round: the most alike is the first to find a place.
    """
    own = [similarity for theme, similarity in place.nearest if theme == place.theme_id]
    others = [similarity for theme, similarity in place.nearest if theme != place.theme_id]
    if not own and place.theme_id:
        own = others[-1:]
    return max(own, default=0.0) - max(others, default=0.0)


def is_doubtful(place: Placement) -> bool:
    """Whether somebody should look at it: in no theme, nearer to another, or hardly held by its own."""
    if place.decided or not place.nearest:
        return False
    near = {theme for theme, _ in place.nearest}
    return place.theme_id not in near or place.certainty == "unsure" or margin(place) < 0


def by_doubt(placements: Iterable[Placement]) -> list[Placement]:
    """The greatest doubt first: what is in no theme, then by the margin."""
    return sorted(placements, key=lambda p: (bool(p.theme_id), margin(p), p.contribution_id))


def doubts(placements: Iterable[Placement]) -> list[Placement]:
    """Places that nobody decided on and that are in doubt, the greatest doubt first."""
    return by_doubt(place for place in placements if is_doubtful(place))
