"""Lays a run on the board: what it found becomes the ground, what people decided stays.

Themes keep their ids and names where the run continues them (`matching`). What people shaped
stays, whether the run continues it or not; what the run would have done otherwise is kept as
`Held`, to be shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from dsupport.results import Analysis, Assignment, DuplicateGroup, Placement, Theme, certainty
from dsupport.state.board import Board, GroupCard, Held, Link, Seat, ThemeCard
from dsupport.state.division import Division, Span, span_of, whole_of
from dsupport.state.matching import match


def lay(board: Board, run_id: str, fingerprint: str, run: Analysis) -> None:
    """Make `run` the ground of the board."""
    first = board.run is None
    board.run_id, board.fingerprint, board.run = run_id, fingerprint, run
    board.placements = {p.contribution_id: p for p in run.placements}
    board.together = []
    before = dict(board.seats)
    board.names = names = _lay_themes(board, "" if first else f"{run_id}-", run)
    _lay_seats(board, run, names, before)
    for divided in board.divided.values():
        seat_parts(board, divided)
    _lay_groups(board, "" if first else f"{run_id}-", run.duplicate_groups)


def seat(board: Board, found: Assignment) -> None:
    """Seat contributions that came after the run, where an assignment put them.

    Only over the run to which it belongs, only who has no seat yet, and only in themes that are
    still there; the others wait in the tray.
    """
    if found.fingerprint != board.fingerprint:
        return
    for placement in found.placements:
        name = placement.contribution_id
        if name in board.seats:
            continue
        board.placements[name] = placement
        theme, part = board.lives_on(placement.theme_id), board.lives_on(placement.subtheme_id)
        board.seats[name] = Seat(theme, _part_of(board, theme, part))
    suggestions = _Suggestions(board, {})
    for group in found.groups:
        if group.group_id not in board.groups:
            suggestions.add(group.group_id, group)
    board.together += found.together


def seat_parts(board: Board, divided: Division) -> None:
    """Seat the parts of a contribution that have no seat yet.

    Each goes where the run offered the part with which it shares most, or else where the whole was.
    Unless it is just the part that was offered, nobody knows how surely.
    """
    offers = board.run.ideas if board.run else ()
    offer = next((one for one in offers if one.contribution_id == divided.whole), None)
    there = offer.parts if offer and offer.division.endswith(divided.text) else ()
    for name, span in zip(divided.parts, divided.spans, strict=True):
        if name in board.seats:
            continue
        near = max(there, key=lambda place: _common(span, place), default=None)
        if near and _common(span, near):
            theme, part = board.now(near.theme_id), board.now(near.subtheme_id)
        else:
            near, seat = board.placements.get(divided.whole), board.seats.get(divided.whole, Seat())
            theme, part = seat.theme_id, seat.subtheme_id
        if near is None:
            continue
        if near.contribution_id != name:
            near = replace(
                near, contribution_id=name, confidence=0.0, certainty=certainty(0.0), decided=0
            )
        board.placements[name] = near
        board.seats[name] = Seat(theme, _part_of(board, theme, part))


def _common(span: Span, place: Placement) -> int:
    """Characters that a stretch has in common with a part that was offered."""
    offered = span_of(place.contribution_id) or (0, 0)
    return max(0, min(span[1], offered[1]) - max(span[0], offered[0]))


# -- themes --------------------------------------------------------------------------------


def _lay_themes(board: Board, prefix: str, run: Analysis) -> dict[str, str]:
    """Put the themes of the run on the board; returns the id on the board by id in the run."""
    old = board.themes
    top = [theme for theme in run.themes if not theme.parent_id]
    names = _continued(board, [c for c in old.values() if not c.parent_id], top)
    for theme in top:
        names.setdefault(theme.theme_id, f"{prefix}{theme.theme_id}")
    for theme in top:
        card = old.get(names[theme.theme_id])
        there = [part for part in old.values() if card and part.parent_id == card.theme_id]
        inside = [part for part in run.themes if part.parent_id == theme.theme_id]
        names |= _continued(board, there, inside)
        for part in inside:
            names.setdefault(part.theme_id, f"{prefix}{part.theme_id}")
    # The largest that continues a theme says what is known of it now.
    laid: dict[str, ThemeCard] = {}
    for theme in run.themes:
        name = names[theme.theme_id]
        if name not in laid:
            laid[name] = _card(old.get(name), name, names.get(theme.parent_id, ""), theme)
    chosen = {seat.theme_id for seat in board.seats.values() if seat.decided}
    chosen |= {seat.subtheme_id for seat in board.seats.values() if seat.exact}
    for name, card in old.items():
        if name not in laid and (card.decided or name in chosen):
            laid[name] = card
    _mend_parents(laid)
    board.themes = laid
    return names


def _continued(board: Board, cards: list[ThemeCard], themes: Iterable[Theme]) -> dict[str, str]:
    open_cards = [card for card in cards if not card.locked]
    return match(
        {card.theme_id: board.members(card.theme_id) for card in open_cards},
        {theme.theme_id: theme.members for theme in themes},
        [card.theme_id for card in open_cards if card.joined],
    )


def _card(card: ThemeCard | None, name: str, parent_id: str, theme: Theme) -> ThemeCard:
    """The card of a theme that goes on, with its old name, or of a new one."""
    if card is None:
        return ThemeCard(name, parent_id, theme)
    labels = {**theme.labels, **card.source.labels}
    return replace(card, source=replace(theme, labels=labels))


def _mend_parents(laid: dict[str, ThemeCard]) -> None:
    """A subtheme whose theme is gone has become a theme."""
    for card in laid.values():
        if card.parent_id and card.parent_id not in laid:
            card.parent_id = ""


# -- seats ---------------------------------------------------------------------------------


def _lay_seats(
    board: Board, run: Analysis, names: Mapping[str, str], before: Mapping[str, Seat]
) -> None:
    """Seat everybody where the run says, unless people said otherwise."""
    continued = set(names.values())
    board.held = []
    board.seats = {}
    for placement in run.placements:
        theme = names.get(placement.theme_id, "")
        part = names.get(placement.subtheme_id, "")
        wanted = Seat(theme, _part_of(board, theme, part))
        seat = _kept(board, before.get(placement.contribution_id), continued)
        name = placement.contribution_id
        board.seats[name] = seat or wanted
        if seat and seat.theme_id != wanted.theme_id:
            holder = seat.decided or board.themes[seat.theme_id].decided
            board.held.append(Held(name, wanted.theme_id, holder))
    in_parts = {whole_of(placement.contribution_id) for placement in run.placements}
    for name, seat in before.items():
        if name in board.seats:
            continue
        kept = _kept(board, seat, continued)
        if kept is None and name in in_parts and seat.theme_id in {"", *board.themes}:
            # The run read its parts: once it is whole again it stands where it was.
            kept = Seat(seat.theme_id, _part_of(board, seat.theme_id, seat.subtheme_id))
        if kept:
            board.seats[name] = kept


def _part_of(board: Board, theme: str, part: str) -> str:
    card = board.themes.get(part)
    return part if card and card.parent_id == theme else ""


def _kept(board: Board, seat: Seat | None, continued: set[str]) -> Seat | None:
    """The seat that people gave, or that a theme they shaped gives; `None` if the run decides."""
    if seat is None:
        return None
    if seat.theme_id and seat.theme_id not in board.themes:
        # Its subtheme was shaped by people and has become a theme.
        card = board.themes.get(seat.subtheme_id)
        if card is None:
            return None
        seat = Seat(card.theme_id, "", seat.decided)
    if seat.decided:
        inside = _part_of(board, seat.theme_id, seat.subtheme_id)
        return replace(seat, subtheme_id=inside, exact=seat.exact and bool(inside))
    theme = board.themes.get(seat.theme_id)
    if theme and (theme.locked or (theme.decided and theme.theme_id not in continued)):
        return Seat(seat.theme_id, _part_of(board, seat.theme_id, seat.subtheme_id))
    part = board.themes.get(seat.subtheme_id)
    if part and (part.locked or (part.decided and part.theme_id not in continued)):
        return seat
    return None


# -- duplicates ----------------------------------------------------------------------------


def _lay_groups(board: Board, prefix: str, groups: Iterable[DuplicateGroup]) -> None:
    """Keep what people settled; suggest the rest, never against what they said."""
    old = board.groups
    board.groups = {name: card for name, card in old.items() if card.status != "suggested"}
    known = {frozenset(c.members): c for c in old.values() if c.status == "suggested"}
    suggestions = _Suggestions(board, known)
    for group in groups:
        suggestions.add(f"{prefix}{group.group_id}", group)


class _Suggestions:
    """Puts suggested groups on the board, as far as people have not settled them.

    Parameters
    ----------
    known
        Suggestions that were there before, by members: they keep their id and their order.
    """

    def __init__(self, board: Board, known: Mapping[frozenset[str], GroupCard]) -> None:
        self._board = board
        self._known = known
        self._there = {frozenset(card.members) for card in board.groups.values()}
        self._stands = {
            member: card.members[0]
            for card in board.groups.values()
            if card.status == "confirmed"
            for member in card.members
        }

    def add(self, name: str, group: DuplicateGroup) -> None:
        """Suggest a group under this id, or under the one that it had before."""
        # People merged some of them already: the one that stands for those is compared.
        stand = (self._stands.get(member, member) for member in group.members)
        names = _allowed(stand, self._board.links)
        members = frozenset(names)
        if len(names) < 2 or members in self._there:
            return
        self._there.add(members)
        source = group if members == frozenset(group.members) else _without(group, names)
        if card := self._known.get(members):
            name, names = card.group_id, card.members
        self._board.groups[name] = GroupCard(name, list(names), source=source)


def _allowed(names: Iterable[str], links: Mapping[frozenset[str], Link]) -> list[str]:
    """The group without those of whom people said that they do not say the same.

    The first are kept; what is left out may form a group of its own only by a later suggestion.
    """
    kept: list[str] = []
    for name in dict.fromkeys(names):
        relations = (links.get(frozenset((name, other))) for other in kept)
        if all(link is None or link.relation == "same" for link in relations):
            kept.append(name)
    return kept


def _without(group: DuplicateGroup, names: list[str]) -> DuplicateGroup:
    """The suggestion for other members: scores where they are known."""
    score = dict(zip(group.members, group.scores, strict=True))
    return replace(
        group,
        members=tuple(names),
        scores=tuple(score.get(name) or group.weakest for name in names),
    )
