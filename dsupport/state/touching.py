"""What a decision touches: two decisions on the same thing at the same time are a conflict."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import combinations
from typing import Protocol

from dsupport.state.actions import Act
from dsupport.state.division import given_id
from dsupport.state.log import Decision, in_effect, parts

Touched = frozenset[tuple[str, str]]
"""What a decision changes, as pairs of an aspect and an id."""


class Sight(Protocol):
    """What ids of groups stand for."""

    def members(self, group_id: str) -> Collection[str]:
        """Contributions in a group of duplicates."""

    def merged(self, names: Collection[str]) -> Collection[str]:
        """These, and all with which people merged them."""

    def parts(self, whole: str) -> Collection[str]:
        """Parts into which a contribution is divided."""


def touched(act: Act | Decision, sight: Sight) -> Touched:
    """What the decision changes. Notes change nothing; undoing is up to who knows the log.

    Who confirms a group speaks of the same as who calls two of its texts opposite: of pairs.
    """
    return _TOUCHED[act.action](act, sight)


Toucher = Callable[[Act | Decision, Sight], Touched]


def _nothing(act: Act | Decision, sight: Sight) -> Touched:
    return frozenset()


def _itself(*aspects: str) -> Toucher:
    """It changes these of every target."""

    def found(act: Act | Decision, sight: Sight) -> Touched:
        return frozenset((aspect, name) for aspect in aspects for name in parts(act.target))

    return found


def _pin(act: Act | Decision, sight: Sight) -> Touched:
    # Who stands for a theme stays in it.
    return frozenset({("pin", act.argument), ("seat", act.target)})


def _division(act: Act | Decision, sight: Sight) -> Touched:
    # Where the whole goes, its parts come; and what was said of a part falls with it.
    whole = given_id(act.target)
    return frozenset(("seat", name) for name in (whole, *sight.parts(whole)))


def _split_theme(act: Act | Decision, sight: Sight) -> Touched:
    return frozenset({("theme", act.target)} | {("seat", name) for name in parts(act.argument)})


def _run(act: Act | Decision, sight: Sight) -> Touched:
    return frozenset({("run", "")})


def _group(act: Act | Decision, sight: Sight) -> Touched:
    names = parts(act.target)
    inside = [member for name in names for member in sight.members(name)]
    if act.action in ("confirm-duplicates", "join-duplicates"):
        inside = [*inside, *sight.merged(inside)]
    return frozenset(("group", name) for name in names) | _pairs(inside)


def _same(act: Act | Decision, sight: Sight) -> Touched:
    return _pairs([*parts(act.target), *sight.merged(parts(act.target))])


def _apart(act: Act | Decision, sight: Sight) -> Touched:
    return _pairs(parts(act.target))


def _pairs(names: Collection[str]) -> Touched:
    """Every two of them: what is said of A and B says nothing of A and C."""
    return frozenset(("pair", ";".join(two)) for two in combinations(sorted(set(names)), 2))


_TOUCHED: dict[str, Toucher] = {
    "confirm-duplicates": _group,
    "dismiss-duplicates": _group,
    "mark-same": _same,
    "mark-related": _apart,
    "mark-opposite": _apart,
    "set-representative": _itself("representative"),
    "join-duplicates": _group,
    "split-duplicates": _group,
    "rename-theme": _itself("name"),
    "describe-theme": _itself("description"),
    "colour-theme": _itself("colour"),
    "join-themes": _itself("theme", "name", "description", "colour", "order", "lock"),
    "split-theme": _split_theme,
    "lock-theme": _itself("lock"),
    "unlock-theme": _itself("lock"),
    "order-theme": _itself("order"),
    "new-theme": _itself("seat"),
    "place": _itself("seat"),
    "unplace": _itself("seat"),
    "set-aside": _itself("seat"),
    "bring-back": _itself("seat"),
    "pin": _pin,
    "set-language": _itself("language"),
    "divide": _division,
    "keep-whole": _division,
    "note": _nothing,
    "accept-run": _run,
    "decline-run": _run,
    "date-session": _itself("date"),
    "describe-session": _itself("agenda"),
    "learn": _itself("learn"),
    "undo": _itself("decision"),
    "redo": _itself("decision"),
}


def same_word(one: Act | Decision, other: Act | Decision) -> bool:
    """Whether both say the same: then there is nothing to disagree about."""
    if (one.action, one.argument) != (other.action, other.argument):
        return False
    first, second = parts(one.target), parts(other.target)
    # Where several are joined, the first one stays.
    return first == second or ("join" not in one.action and set(first) == set(second))


class _Alone:
    """Groups by their ids alone."""

    def members(self, group_id: str) -> tuple[str, ...]:
        return ()

    def merged(self, names: Collection[str]) -> tuple[str, ...]:
        return ()

    def parts(self, whole: str) -> tuple[str, ...]:
        return ()


def repeated(taken: Iterable[Decision], before: Sequence[Decision]) -> list[Decision]:
    """Those that say again what the latest decision in effect on the same thing had said."""
    sight = _Alone()
    standing = {what: one for one in in_effect(before) for what in touched(one, sight)}
    found = []
    for one in taken:
        earlier = [standing.get(what) for what in touched(one, sight)]
        if earlier and all(other is not None and same_word(one, other) for other in earlier):
            found.append(one)
    return found
