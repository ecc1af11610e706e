"""What people say of duplicates, and what it does to the board.

As in `deeds`: every function checks first and changes then.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

from dsupport.errors import DecisionError
from dsupport.state.board import Board, GroupCard, Link, new_id
from dsupport.state.log import Decision, parts
from dsupport.wording.problems import problem

RELATIONS = {"mark-related": "related", "mark-opposite": "opposite"}


def confirm(board: Board, decision: Decision) -> None:
    """The members of a group say the same."""
    card = board.group(decision.target)
    merged = [c for n in card.members for c in board.groups_with(n) if c.status == "confirmed"]
    if all(other is card for other in merged):
        _settle(board, decision, "confirmed")
        return
    # Some of them were merged before: who says the same as one of these says the same as all.
    _merge(board, decision, card.members)


def dismiss(board: Board, decision: Decision) -> None:
    """They do not."""
    _settle(board, decision, "dismissed")


def _settle(board: Board, decision: Decision, status: str) -> None:
    card = board.group(decision.target)
    card.status, card.decided = status, decision.sequence
    _link(board, card.members, "same" if status == "confirmed" else "different", decision)


def _link(board: Board, names: Iterable[str], relation: str, decision: Decision) -> None:
    for a, b in combinations(names, 2):
        board.links[frozenset((a, b))] = Link(relation, decision.sequence)


def mark_same(board: Board, decision: Decision) -> None:
    """Contributions say the same, whatever was suggested."""
    _merge(board, decision, board.all_there(decision.targets))


def _merge(
    board: Board, decision: Decision, names: Sequence[str], into: GroupCard | None = None
) -> None:
    """One confirmed group of these, and of all with which they were merged before.

    Parameters
    ----------
    into
        The group that stays; by default one that was confirmed, or that is just these.
    """
    named = set(names)
    touched = {c.group_id: c for n in names for c in board.groups_with(n)}
    confirmed = [card for card in touched.values() if card.status == "confirmed"]
    equal = (card for card in touched.values() if set(card.members) == set(names))
    into = into or next(iter(confirmed), None) or next(equal, None)
    if into is None:
        into = GroupCard(new_id(decision, "D"), [])
        board.groups[into.group_id] = into
    for card in confirmed:
        names = [*names, *card.members]
    into.members = list(dict.fromkeys([*into.members, *names]))
    for card in touched.values():
        if card is into:
            continue
        if card.status == "confirmed":
            board.became[card.group_id] = into.group_id
            into.taught += [*([card.source] if card.source else []), *card.taught]
            del board.groups[card.group_id]
        elif card.status == "suggested" and set(card.members) <= named:
            board.became[card.group_id] = into.group_id
            into.taught += [card.source] if card.source else []
            del board.groups[card.group_id]
        elif card.status == "suggested":
            _stand_for(board, card, into.members)
        elif len(set(card.members) & set(into.members)) > 1:
            # Said before to be something else than the same: the later word counts.
            board.leave(card, into.members)
    into.status, into.decided = "confirmed", decision.sequence
    _link(board, into.members, "same", decision)


def _stand_for(board: Board, card: GroupCard, merged: Sequence[str]) -> None:
    """In a suggestion, the one that stands for those that were merged takes their place."""
    left = [name for name in card.members if name not in merged]
    first = merged[0]
    others = {frozenset(c.members) for c in board.groups.values() if c is not card}
    apart = any(
        (link := board.links.get(frozenset((name, first)))) and link.relation != "same"
        for name in left
    )
    if apart or {first, *left} in others:
        board.leave(card, merged)
    else:
        card.members = [first, *left]
        if not left:
            del board.groups[card.group_id]


def mark_apart(board: Board, decision: Decision) -> None:
    """Contributions are related or opposite, but not the same."""
    relation = RELATIONS[decision.action]
    names = board.all_there(decision.targets)
    groups = {c.group_id: c for n in names for c in board.groups_with(n)}
    holding = [card for card in groups.values() if len(set(card.members) & set(names)) > 1]
    for card in holding:
        if card.status == "confirmed" and set(card.members) != set(names):
            raise problem(DecisionError, "in-confirmed", group=card.group_id)
    exact = next((card for card in holding if set(card.members) == set(names)), None)
    for card in holding:
        if card is exact:
            card.status, card.decided = relation, decision.sequence
        elif card.status == "suggested":
            board.leave(card, names[1:])
    if exact is None:
        made = new_id(decision, "D")
        board.groups[made] = GroupCard(made, list(names), relation, decided=decision.sequence)
    _link(board, names, relation, decision)


def representative(board: Board, decision: Decision) -> None:
    """A contribution stands for its group."""
    card = board.group(decision.target)
    if decision.argument not in card.members:
        raise problem(
            DecisionError, "not-in-group", group=card.group_id, contribution=decision.argument
        )
    card.members.remove(decision.argument)
    card.members.insert(0, decision.argument)
    card.decided = decision.sequence


def join(board: Board, decision: Decision) -> None:
    """Groups become one, under the id of the first."""
    cards = [board.group(name) for name in decision.targets]
    _merge(board, decision, [name for card in cards for name in card.members], cards[0])


def split(board: Board, decision: Decision) -> None:
    """Contributions leave a group; several form one of their own."""
    card = board.group(decision.target)
    out = parts(decision.argument)
    missing = [name for name in out if name not in card.members]
    if missing:
        raise problem(DecisionError, "not-in-group", group=card.group_id, contribution=missing[0])
    if len(out) == len(card.members):
        raise problem(DecisionError, "split-all", id=card.group_id)
    for stays in card.members:
        for leaves in out:
            if stays not in out:
                board.links[frozenset((stays, leaves))] = Link("different", decision.sequence)
    card.decided = decision.sequence
    if len(out) > 1:
        made = new_id(decision, "D")
        board.groups[made] = GroupCard(made, list(out), card.status, decided=decision.sequence)
    board.leave(card, out)
