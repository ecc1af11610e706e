"""The board as an analysis: what pages, tables and exports read, with what people decided in it."""

from __future__ import annotations

from dataclasses import replace

from dsupport.results import (
    Analysis,
    DuplicateGroup,
    Placement,
    SeveralIdeas,
    Theme,
    certainty,
)
from dsupport.state.board import Board, GroupCard, Seat, ThemeCard
from dsupport.state.division import KEPT
from dsupport.state.learning import LIKELY, Learnt, learn

NOWHERE = "taken-out"
"""Reason of a contribution that people took out of its theme (a key of the wording)."""


def learnt(board: Board) -> Learnt:
    """What the settled suggestions teach; groups that people made by hand teach nothing."""
    settled = [
        (source, card.status == "confirmed")
        for card in board.groups.values()
        if card.status != "suggested"
        for source in [card.source, *(card.taught if card.status == "confirmed" else ())]
        if source is not None and not source.warning
    ]
    return learn(settled, board.learning)


def analysis(board: Board, scale: Learnt) -> Analysis | None:
    """What the run found, as people changed it; `None` before the first run."""
    if board.run is None:
        return None
    inside: dict[str, list[str]] = {name: [] for name in board.themes}
    for name, seat in board.seats.items():
        if name in board.aside or name not in board.contributions:
            continue
        for theme in (seat.theme_id, seat.subtheme_id):
            if theme in inside:
                inside[theme].append(name)
    there = board.contributions - board.aside.keys()
    themes = [
        _theme(card, inside[name], board)
        for name, card in board.themes.items()
        if inside[name] or card.decided
    ]
    return replace(
        board.run,
        themes=tuple(_ordered(themes)),
        placements=tuple(_placements(board)),
        pairs=tuple(p for p in board.run.pairs if there >= {p.a, p.b}),
        duplicate_groups=tuple(
            shown for card in board.groups.values() if (shown := _group(card, board, scale))
        ),
        consensus=tuple(
            replace(candidate, theme_id=board.now(candidate.theme_id))
            for candidate in board.run.consensus
        ),
        ideas=tuple(_ideas(one, board) for one in board.run.ideas if _is_open(one, board)),
    )


def _is_open(offer: SeveralIdeas, board: Board) -> bool:
    """Whether a text that may hold several ideas waits for somebody to look at it."""
    name = offer.contribution_id
    there = name in board.contributions and name not in board.aside and name not in board.whole
    return there and offer.division.endswith(board.given[name][:KEPT])


def _ideas(offer: SeveralIdeas, board: Board) -> SeveralIdeas:
    """The offer with the themes as they are now."""
    parts = [
        replace(p, theme_id=board.now(p.theme_id), subtheme_id=board.now(p.subtheme_id))
        for p in offer.parts
    ]
    return replace(offer, parts=tuple(parts))


def _theme(card: ThemeCard, names: list[str], board: Board) -> Theme:
    """The theme with its members: pinned ones first, then as central as the run said."""
    place = {name: number for number, name in enumerate(card.source.members)}
    pinned = {name: number for number, name in enumerate(card.pinned)}
    ordered = sorted(names, key=lambda n: (pinned.get(n, len(pinned)), place.get(n, len(place)), n))
    return replace(
        card.source,
        theme_id=card.theme_id,
        parent_id=card.parent_id,
        members=tuple(ordered),
        name=card.name,
        description=card.description,
        colour=card.colour,
        position=card.position,
        locked=card.locked,
        pinned=tuple(name for name in card.pinned if name in names),
        decided=card.decided,
    )


def _ordered(themes: list[Theme]) -> list[Theme]:
    """Themes by size, each followed by its parts; those that people gave a position stand there."""
    found: list[Theme] = []
    for theme in _in_position([t for t in themes if not t.parent_id]):
        found.append(theme)
        found += _in_position([t for t in themes if t.parent_id == theme.theme_id])
    return found


def _in_position(themes: list[Theme]) -> list[Theme]:
    free = sorted((t for t in themes if not t.position), key=lambda t: -len(t.members))
    for theme in sorted((t for t in themes if t.position), key=lambda t: (t.position, t.decided)):
        free.insert(theme.position - 1, theme)
    return free


def _placements(board: Board) -> list[Placement]:
    found = []
    for name, seat in board.seats.items():
        if name in board.aside or name not in board.contributions:
            continue
        known = board.placements.get(name)
        found.append(_placement(name, seat, known, board))
    return found


def _placement(name: str, seat: Seat, known: Placement | None, board: Board) -> Placement:
    if known is None:
        # It came after the run; people placed it.
        card = board.themes.get(seat.theme_id)
        x, y = (card.source.x, card.source.y) if card else (0.0, 0.0)
        known = Placement(name, "", "", 1.0, certainty(1.0), (), "", x, y)
    reason = known.reason
    if seat.theme_id:
        reason = ""
    elif seat.decided or not reason:
        reason = NOWHERE
    nearest = _nearest(known, board)
    as_found = (known.theme_id, known.subtheme_id, known.decided, known.nearest, known.reason)
    if as_found == (seat.theme_id, seat.subtheme_id, seat.decided, nearest, reason):
        return known  # most are: nothing to make anew
    return replace(
        known,
        theme_id=seat.theme_id,
        subtheme_id=seat.subtheme_id,
        nearest=nearest,
        reason=reason,
        decided=seat.decided,
    )


def _nearest(known: Placement, board: Board) -> tuple[tuple[str, float], ...]:
    """The nearest themes as they are now, each once: some may have been joined."""
    near: dict[str, float] = {}
    for theme, similarity in known.nearest:
        if now := board.now(theme):
            near[now] = max(similarity, near.get(now, similarity))
    return tuple(near.items())


def _group(card: GroupCard, board: Board, scale: Learnt) -> DuplicateGroup | None:
    """The group without those that were set aside; `None` if fewer than two are left."""
    members = tuple(n for n in card.members if n not in board.aside and n in board.contributions)
    if len(members) < 2:
        return None
    source = card.source
    if source is None:
        scores: tuple[float | None, ...] = (None,) * len(members)
        return DuplicateGroup(
            card.group_id, members, scores, 1.0, "near", "", "sure",
            status=card.status, decided=card.decided,
        )  # fmt: skip
    score = dict(zip(source.members, source.scores, strict=True))
    shown = replace(
        source,
        group_id=card.group_id,
        members=members,
        scores=tuple(score.get(name) for name in members),
        status=card.status,
        decided=card.decided,
    )
    if card.status != "suggested":
        return shown
    likely = round(scale.probability(source), 4)
    if not scale.is_used:
        return replace(shown, likely=likely)
    return replace(shown, likely=likely, suggestion="same" if likely >= LIKELY else "together")
