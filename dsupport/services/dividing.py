"""Texts that hold several ideas: those that the machine offers to divide, and those that people did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dsupport.analysis import segments
from dsupport.records import Contribution
from dsupport.results import Placement, SeveralIdeas
from dsupport.services.reading import Snapshot
from dsupport.state import division
from dsupport.state.actions import Act
from dsupport.state.division import Division

SUGGESTED, DIVIDED = "suggested", "divided"


@dataclass(frozen=True, slots=True)
class Several:
    """A text with several ideas.

    Attributes
    ----------
    places
        Where each part stands, or would stand, by its id.
    status
        ``suggested`` or ``divided``.
    marked
        Whether its author marked the parts; `None` where people divided it.
    """

    division: Division
    places: Mapping[str, Placement]
    status: str
    marked: bool | None = None


def several(state: Snapshot) -> dict[str, Several]:
    """All texts that may hold several ideas or were divided, by the id of the whole."""
    found = {
        name: Several(
            one, {p: state.placements[p] for p in one.parts if p in state.placements}, DIVIDED
        )
        for name, one in state.decided.divided.items()
    }
    found |= {one.contribution_id: offered(one) for one in state.offers.values()}
    return {name: found[name] for name in state.given if name in found}


def offered(offer: SeveralIdeas) -> Several:
    """The parts into which a run would divide a text."""
    divided = division.read(offer.contribution_id, offer.division, 0)
    assert divided is not None  # noqa: S101 - a run writes it in that form
    places = {place.contribution_id: place for place in offer.parts}
    return Several(divided, places, SUGGESTED, offer.marked)


def places_to_cut(item: Contribution, cuts: tuple[int, ...] = ()) -> list[tuple[int, int]]:
    """Stretches of a text, first and last character, before each of which it may be cut.

    Parameters
    ----------
    cuts
        Places at which it is cut, also where nobody would expect it.
    """
    text = item.shown_text
    starts = sorted({one.start for one in segments.segments(text)} | {0, *cuts})
    return list(zip(starts, [*starts[1:], len(text)], strict=True))


def act(item: Contribution, cuts: tuple[int, ...], reason: str = "") -> Act:
    """The decision that cuts a text at these places; without any, that it is one idea."""
    name = item.contribution_id
    if not cuts:
        return Act("keep-whole", name, reason=reason)
    said = division.argument(len(item.shown_text), cuts, item.content_hash)
    return Act("divide", name, said, reason)
