"""What a decision touches: two decisions on the same thing at the same time are a conflict."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import combinations

from dsupport.state.actions import Act
from dsupport.state.log import Decision, in_effect, parts

_OWN = ("date-session", "describe-session", "learn", "set-language", "set-representative")
"""Actions that only meet decisions of their own kind on the same target."""

_GROUPS = ("confirm-duplicates", "dismiss-duplicates", "join-duplicates", "split-duplicates")

_NAMES = {
    "rename-theme": "name",
    "describe-theme": "description",
    "colour-theme": "colour",
    "order-theme": "order",
    "lock-theme": "lock",
    "unlock-theme": "lock",
}


Touched = frozenset[tuple[str, str]]


def touched(act: Act | Decision, members: Callable[[str], Collection[str]]) -> Touched:
    """What the decision changes, as pairs of an aspect and an id; notes change nothing.

    Parameters
    ----------
    members
        Contributions in a group of duplicates: who confirms a group speaks of the same as who
        calls two of its texts opposite.
    """
    action, targets = act.action, parts(act.target)
    if action == "note":
        return frozenset()
    if action in ("undo", "redo"):
        return frozenset({("decision", act.target)})
    if action in _OWN:
        return frozenset({(action, act.target)})
    if action in _NAMES:
        return frozenset({(_NAMES[action], act.target)})
    if action == "join-themes":
        return frozenset({("theme", t) for t in targets} | {("name", t) for t in targets})
    if action == "split-theme":
        seats = {("seat", name) for name in parts(act.argument)}
        return frozenset({("theme", act.target)} | seats)
    if action in ("new-theme", "place", "unplace", "set-aside", "bring-back"):
        return frozenset(("seat", name) for name in targets)
    if action == "pin":
        return frozenset({("pin", act.argument)})
    if action in ("accept-run", "decline-run"):
        return frozenset({("run", "")})
    if action in _GROUPS:
        inside = [name for group in targets for name in members(group)]
        return frozenset(("group", name) for name in targets) | _pairs(inside)
    return _pairs(targets)


def _pairs(names: Collection[str]) -> Touched:
    """Every two of them: what is said of A and B says nothing of A and C."""
    return frozenset(("pair", ";".join(two)) for two in combinations(sorted(set(names)), 2))


def same_word(one: Act | Decision, other: Act | Decision) -> bool:
    """Whether both say the same: then there is nothing to disagree about."""
    return (one.action, one.target, one.argument) == (other.action, other.target, other.argument)


def repeated(taken: Iterable[Decision], before: Sequence[Decision]) -> list[Decision]:
    """Those that say again what the latest decision in effect on the same thing had said."""
    standing = {what: one for one in in_effect(before) for what in touched(one, _nobody)}
    found = []
    for one in taken:
        earlier = [standing.get(what) for what in touched(one, _nobody)]
        if earlier and all(other is not None and same_word(one, other) for other in earlier):
            found.append(one)
    return found


def _nobody(group_id: str) -> tuple[str, ...]:
    """Groups by their ids alone."""
    return ()
