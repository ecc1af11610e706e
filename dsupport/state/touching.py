"""What a decision touches: two decisions on the same thing at the same time are a conflict."""

from __future__ import annotations

from dsupport.state.actions import Act
from dsupport.state.log import Decision, parts

_OWN = ("date-session", "describe-session", "learn", "set-language", "set-representative")
"""Actions that only meet decisions of their own kind on the same target."""

_NAMES = {
    "rename-theme": "name",
    "describe-theme": "description",
    "colour-theme": "colour",
    "order-theme": "order",
    "lock-theme": "lock",
    "unlock-theme": "lock",
}


def touched(act: Act | Decision) -> frozenset[tuple[str, str]]:
    """What the decision changes, as pairs of an aspect and an id.

    Notes change nothing, and undoing is about a decision, not about what that one touched.
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
    if action == "accept-run":
        return frozenset({("run", "")})
    if action in (
        "confirm-duplicates",
        "dismiss-duplicates",
        "join-duplicates",
        "split-duplicates",
    ):
        return frozenset(("group", name) for name in targets)
    return frozenset(("pair", name) for name in targets)


def same_word(one: Act | Decision, other: Act | Decision) -> bool:
    """Whether both say the same: then there is nothing to disagree about."""
    return (one.action, one.target, one.argument) == (other.action, other.target, other.argument)
