"""Which ideas and concerns are candidates for consensus, where nobody voted.

Made from groups, themes and recorded support, as the machine suggests them or as people decided.
"""

from __future__ import annotations

from collections.abc import Sequence

from dsupport.analysis.support import judge, known_strata
from dsupport.records import STRATA, Contribution
from dsupport.results import ConsensusCandidate, DuplicateGroup, Placement, Theme

LEAST_CONCERN = 4
"""Texts from which a part of a theme is a concern that people share."""

CANDIDATES = 200
"""Ideas kept as consensus candidates: nobody reads more."""


def candidates(
    contributions: Sequence[Contribution],
    groups: Sequence[DuplicateGroup],
    placements: Sequence[Placement],
    found: Sequence[Theme],
) -> list[ConsensusCandidate]:
    """Judge ideas (texts that say the same, or one that others supported) and concerns.

    A concern is the smallest part of a theme (a subtheme, or a theme that has none), or texts worth
    reading together: people speak of the same thing, perhaps with different demands. Of groups,
    what people said of them counts before what the machine thinks.

    Parameters
    ----------
    contributions
        All that count: none that was set aside.
    """
    by_id = {c.contribution_id: c for c in contributions}
    theme_of = {p.contribution_id: p.theme_id for p in placements}
    ideas = [group.members for group in groups if _means(group) == "same"]
    alike = [group.members for group in groups if _means(group) == "together"]
    spoken = {name for members in [*ideas, *alike] for name in members}
    ideas += [
        (c.contribution_id,)
        for c in contributions
        if c.supports and c.contribution_id not in spoken
    ]
    divided = {theme.parent_id for theme in found}
    concerns = [
        theme
        for theme in found
        if theme.theme_id not in divided and theme.certainty != "unsure"
        and len(theme.members) >= LEAST_CONCERN
    ]  # fmt: skip
    everybody = len({c.voice for c in contributions})
    strata = known_strata(contributions, STRATA)
    judged = [
        judge([by_id[name] for name in members], strata, everybody, theme_of.get(members[0], ""))
        for members in ideas
    ]
    shared = [(theme.members, theme.parent_id or theme.theme_id) for theme in concerns]
    shared += [(members, theme_of.get(members[0], "")) for members in alike]
    judged += [
        judge([by_id[name] for name in members], strata, everybody, theme_id, "concern")
        for members, theme_id in shared
    ]
    judged.sort(key=lambda c: (-c.score, c.scope, c.contribution_id))
    # One text may stand for several: the best supported is kept.
    best = {(c.scope, c.contribution_id): c for c in reversed(judged)}
    return [c for c in judged if best[c.scope, c.contribution_id] is c][:CANDIDATES]


def _means(group: DuplicateGroup) -> str:
    """What a group counts as: ``same``, ``together``, or nothing (empty)."""
    said = {"confirmed": "same", "related": "together", "dismissed": "", "opposite": ""}
    if group.status in said:
        return said[group.status]
    return "" if group.warning else group.suggestion
