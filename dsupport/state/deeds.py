"""What each action does to the board. One small function for each; `perform` finds it.

Every function checks first and changes then: a decision that cannot be taken changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from dsupport.errors import DecisionError
from dsupport.results import Theme, certainty
from dsupport.state import division, merging, rebase
from dsupport.state.board import Aside, Board, Seat, Session, ThemeCard, new_id
from dsupport.state.log import Decision, parts
from dsupport.wording.problems import problem

MOST_SESSIONS = 99


def perform(board: Board, decision: Decision) -> None:
    """Change the board as the decision says.

    Raises
    ------
    DecisionError
        It cannot be taken as things stand; the board is as before.
    """
    _DEEDS[decision.action](board, decision)


# -- themes --------------------------------------------------------------------------------


def _rename(board: Board, decision: Decision) -> None:
    _shape(board, decision).name = decision.argument


def _describe(board: Board, decision: Decision) -> None:
    _shape(board, decision).description = decision.argument


def _colour(board: Board, decision: Decision) -> None:
    _shape(board, decision).colour = decision.argument


def _lock(board: Board, decision: Decision) -> None:
    _shape(board, decision).locked = True


def _unlock(board: Board, decision: Decision) -> None:
    _shape(board, decision).locked = False


def _order(board: Board, decision: Decision) -> None:
    _shape(board, decision).position = int(decision.argument)


def _shape(board: Board, decision: Decision) -> ThemeCard:
    card = board.theme(decision.target)
    card.decided = decision.sequence
    return card


def _join_themes(board: Board, decision: Decision) -> None:
    into, *others = [board.theme(name) for name in decision.targets]
    for card in others:
        if card.parent_id != into.parent_id:
            raise problem(DecisionError, "levels", a=into.theme_id, b=card.theme_id)
    gone = {card.theme_id for card in others}
    for part in board.themes.values():
        if part.parent_id in gone:
            part.parent_id = into.theme_id
            part.decided = decision.sequence
    for name, seat in board.seats.items():
        if seat.theme_id in gone:
            board.seats[name] = replace(seat, theme_id=into.theme_id)
        elif seat.subtheme_id in gone:
            board.seats[name] = replace(seat, subtheme_id=into.theme_id)
    for card in others:
        into.pinned += [name for name in card.pinned if name not in into.pinned]
        into.locked = into.locked or card.locked
        board.became[card.theme_id] = into.theme_id
        del board.themes[card.theme_id]
    into.joined, into.decided = True, decision.sequence
    into.name = decision.argument or into.name


def _split_theme(board: Board, decision: Decision) -> None:
    card = board.theme(decision.target)
    out = parts(decision.argument)
    inside = set(board.members(card.theme_id))
    missing = [name for name in out if name not in inside]
    if missing:
        raise problem(DecisionError, "not-in-theme", theme=card.theme_id, contribution=missing[0])
    if len(out) == len(inside):
        raise problem(DecisionError, "split-all", id=card.theme_id)
    made = new_id(decision, "T")
    labels = {code: f"{label} · 2" for code, label in card.source.labels.items()}
    # The telling words of the whole say nothing of a part.
    source = replace(card.source, theme_id=made, labels=labels, keywords={})
    board.themes[made] = ThemeCard(made, card.parent_id, source, decided=decision.sequence)
    card.decided = decision.sequence
    for name in out:
        seat = board.seats[name]
        board.seats[name] = (
            Seat(seat.theme_id, made, decision.sequence, exact=True)
            if card.parent_id
            else Seat(made, "", decision.sequence)
        )


def _new_theme(board: Board, decision: Decision) -> None:
    names = board.all_there(decision.targets)
    known = [board.placements[name] for name in names if name in board.placements]
    made = new_id(decision, "T")
    source = Theme(
        made, "", {}, {}, names, 1.0, certainty(1.0),
        float(np.mean([p.x for p in known])) if known else 0.0,
        float(np.mean([p.y for p in known])) if known else 0.0,
    )  # fmt: skip
    board.themes[made] = ThemeCard(
        made, "", source, name=decision.argument, decided=decision.sequence
    )
    for name in names:
        board.seats[name] = Seat(made, "", decision.sequence)
        _unpin(board, name, board.themes[made])


def _pin(board: Board, decision: Decision) -> None:
    card = board.theme(decision.argument)
    name = board.contribution(decision.target)
    if name not in board.members(card.theme_id):
        raise problem(DecisionError, "not-in-theme", theme=card.theme_id, contribution=name)
    if name in card.pinned:
        card.pinned.remove(name)
    card.pinned.insert(0, name)
    card.decided = decision.sequence
    # Who stands for a theme stays in it.
    board.seats[name] = replace(board.seats[name], decided=decision.sequence)


# -- contributions -------------------------------------------------------------------------


def _place(board: Board, decision: Decision) -> None:
    card = board.theme(decision.argument)
    for name in board.all_there(decision.targets):
        if card.parent_id:
            board.seats[name] = Seat(card.parent_id, card.theme_id, decision.sequence, exact=True)
        else:
            seat = board.seats.get(name, Seat())
            part = seat.subtheme_id if seat.theme_id == card.theme_id else ""
            board.seats[name] = Seat(card.theme_id, part, decision.sequence)
        _unpin(board, name, card)


def _unplace(board: Board, decision: Decision) -> None:
    for name in board.all_there(decision.targets):
        board.seats[name] = Seat("", "", decision.sequence)
        _unpin(board, name, None)


def _unpin(board: Board, name: str, stays: ThemeCard | None) -> None:
    """Nothing stands for a theme that it has left."""
    kept = {stays.theme_id, stays.parent_id} if stays else set()
    for card in board.themes.values():
        if name in card.pinned and card.theme_id not in kept:
            card.pinned.remove(name)


def _set_aside(board: Board, decision: Decision) -> None:
    for name in [board.contribution(name) for name in decision.targets]:
        board.aside[name] = Aside(decision.argument, decision.sequence)


def _bring_back(board: Board, decision: Decision) -> None:
    names = [board.contribution(name) for name in decision.targets]
    for name in names:
        if name not in board.aside:
            raise problem(DecisionError, "not-aside", id=name)
    for name in names:
        del board.aside[name]


def _divide(board: Board, decision: Decision) -> None:
    name = decision.target
    if division.whole_of(name) in board.given:
        raise problem(DecisionError, "is-part", id=name)
    if name not in board.divided:
        board.all_there([name])
    found = division.read(name, decision.argument, decision.sequence)
    if found is None or found.text != board.given[name][: division.KEPT]:
        # Where the text changed since, the cuts would fall anywhere.
        raise problem(DecisionError, "text-changed", id=name)
    board.divide(found)
    rebase.seat_parts(board, found)
    board.whole.pop(name, None)


def _keep_whole(board: Board, decision: Decision) -> None:
    name = division.given_id(decision.target)
    if name not in board.divided:
        board.contribution(name)
    board.join_parts(name)
    board.whole[name] = decision.sequence


def _language(board: Board, decision: Decision) -> None:
    board.languages[board.contribution(decision.target)] = (decision.argument, decision.sequence)


def _session(board: Board, decision: Decision) -> None:
    """Date or agenda of a session."""
    if not (decision.target.isdigit() and 1 <= int(decision.target) <= MOST_SESSIONS):
        raise problem(DecisionError, "session", id=decision.target, most=str(MOST_SESSIONS))
    number = int(decision.target)
    known = board.sessions.get(number, Session(number))
    if decision.action == "date-session":
        board.sessions[number] = replace(known, date=decision.argument)
    else:
        board.sessions[number] = replace(known, agenda=decision.argument)


def _learn(board: Board, decision: Decision) -> None:
    """Whether the suggestions learn from what people settle; the target is the word itself."""
    if decision.target != "duplicates":
        raise problem(DecisionError, "nothing-there", id=decision.target)
    board.learning = decision.argument == "on"


def _note(board: Board, decision: Decision) -> None:
    """Notes change nothing; that what they are about is there is checked when they are taken."""
    name = decision.target
    sessions = {f"session {number}" for number in board.sessions}
    known = (
        board.themes, board.groups, board.contributions, board.divided, board.became,
        {board.run_id}, sessions,
    )  # fmt: skip
    if not any(name in there for there in known):
        raise problem(DecisionError, "nothing-there", id=name)


_DEEDS: dict[str, Callable[[Board, Decision], None]] = {
    "confirm-duplicates": merging.confirm,
    "dismiss-duplicates": merging.dismiss,
    "mark-same": merging.mark_same,
    "mark-related": merging.mark_apart,
    "mark-opposite": merging.mark_apart,
    "set-representative": merging.representative,
    "join-duplicates": merging.join,
    "split-duplicates": merging.split,
    "rename-theme": _rename,
    "describe-theme": _describe,
    "colour-theme": _colour,
    "join-themes": _join_themes,
    "split-theme": _split_theme,
    "lock-theme": _lock,
    "unlock-theme": _unlock,
    "order-theme": _order,
    "new-theme": _new_theme,
    "place": _place,
    "unplace": _unplace,
    "set-aside": _set_aside,
    "bring-back": _bring_back,
    "pin": _pin,
    "set-language": _language,
    "divide": _divide,
    "keep-whole": _keep_whole,
    "date-session": _session,
    "describe-session": _session,
    "learn": _learn,
    "note": _note,
}
