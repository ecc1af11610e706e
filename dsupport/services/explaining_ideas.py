"""What an idea or a concern that many share rests on, and what speaks against taking it as that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dsupport.analysis.pairs import normalised
from dsupport.results import ConsensusCandidate, DuplicateGroup
from dsupport.services.reading import Snapshot
from dsupport.state.board import Link

FEW = 5
"""Authors below which one more or fewer changes the picture."""

EVEN = 0.8
"""Evenness below which a spread is said to be uneven: what “widely shared” asks for on average."""

CONTRARY = frozenset({"opposite", "negation"})
"""What the rules, and people, call two texts that say the contrary."""


@dataclass(frozen=True, slots=True)
class IdeaWhy:
    """What a candidate rests on, and what speaks against it.

    Attributes
    ----------
    group
        The group of texts that may say the same, or are to be read together, on which it rests;
        `None` if it is a single text or a part of a theme.
    contrary
        Other texts that may say the contrary of one of its texts.
    contrary_inside
        Pairs of its own texts that may.
    unknown
        Its texts whose author is not known; the parts of one text are one.
    repeated
        Whether somebody wrote several of its texts.
    same_words
        Its texts that are word for word like one before.
    uneven
        Strata over which it does not spread evenly.
    """

    group: DuplicateGroup | None
    contrary: tuple[str, ...]
    contrary_inside: int
    unknown: int
    repeated: bool
    same_words: int
    uneven: tuple[str, ...]


def why_shared(state: Snapshot, one: ConsensusCandidate) -> IdeaWhy:
    """Explain a candidate from what is stored; nothing is compared anew."""
    voices = set(one.voices)
    items = [state.contributions[name] for name in one.voices if name in state.contributions]
    pairs = _contrary(state)
    authors = [item.participant for item in items if item.participant]
    plain = [normalised(item.analysed_text) for item in items]
    return IdeaWhy(
        group=next(
            (g for g in state.groups_of(one.contribution_id) if voices <= {*g.members}), None
        ),
        contrary=tuple(
            sorted(
                other
                for pair in pairs
                if len(pair & voices) == 1
                for other in pair - voices
                if other in state.contributions
            )
        ),
        contrary_inside=sum(pair <= voices for pair in pairs),
        unknown=len({item.given_id for item in items if not item.participant}),
        repeated=len(set(authors)) < len(authors),
        same_words=len(plain) - len(set(plain)),
        uneven=tuple(name for name, even in one.evenness.items() if even < EVEN),
    )


def _contrary(state: Snapshot) -> set[frozenset[str]]:
    """Pairs that may say the contrary: by the rules as long as nobody spoke, otherwise by people."""
    if state.analysis is None:
        return set()
    links: Mapping[frozenset[str], Link] = state.decided.links
    warned = {
        frozenset((pair.a, pair.b)) for pair in state.analysis.pairs if pair.warning in CONTRARY
    }
    # Pairs that are less alike stand only among the groups to look at.
    warned |= {
        frozenset(group.members)
        for group in state.analysis.duplicate_groups
        if group.warning in CONTRARY
    }
    found = {pair for pair in warned if pair not in links}
    return found | {pair for pair, link in links.items() if link.relation in CONTRARY}
