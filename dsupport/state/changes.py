"""What differs between two states: what a new run would change, or what an undo would bring back.

Themes are compared by id, for ids survive (`rebase`); what a theme became is judged by its members.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dsupport.results import Analysis, DuplicateGroup, Theme
from dsupport.state.replay import State, Suspended

PART = 0.2
"""Share of a theme's members that must come from another one to be told: less is just moving."""


ALIKE = 0.5
"""Share of common members (Dice) from which a suggestion is one that was there, made anew."""


@dataclass(frozen=True, slots=True)
class Regrouped:
    """A suggested group of duplicates that is suggested with more, fewer or other members."""

    before: DuplicateGroup
    after: DuplicateGroup


@dataclass(frozen=True, slots=True)
class Move:
    """A contribution that is elsewhere; an empty theme is none, `None` is “was not there”."""

    contribution_id: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class ThemeChange:
    """What became of a theme.

    Attributes
    ----------
    kind
        ``new``, ``beside`` (new, of what a run would put into a theme that people keep as it is),
        ``vanished``, ``joined`` (most of it is in others now), ``split`` (much of it became new
        themes), ``renamed``, ``grown``, ``shrunk``.
    others
        The themes that it came from, stands beside, went to, or was split into.
    """

    theme_id: str
    kind: str
    before: int
    after: int
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """All that differs between two states, the most telling first."""

    themes: tuple[ThemeChange, ...]
    moves: tuple[Move, ...]
    groups_new: tuple[DuplicateGroup, ...]
    groups_gone: tuple[DuplicateGroup, ...]
    groups_changed: tuple[DuplicateGroup, ...]
    regrouped: tuple[Regrouped, ...]
    aside: tuple[str, ...]
    back: tuple[str, ...]
    divided: tuple[str, ...]
    joined: tuple[str, ...]
    suspended: tuple[Suspended, ...]
    revived: tuple[int, ...]

    def __bool__(self) -> bool:
        """Whether there is any difference."""
        return any(getattr(self, name) for name in self.__slots__)


def between(before: State, after: State) -> Changes:
    """Compare two states."""
    old, new = _themes(before.analysis), _themes(after.analysis)
    seats_before, seats_after = _seats(before.analysis), _seats(after.analysis)
    names = [*seats_before, *(n for n in seats_after if n not in seats_before)]
    moves = [
        Move(name, seats_before.get(name), seats_after.get(name))
        for name in names
        if seats_before.get(name) != seats_after.get(name)
    ]
    groups_old, groups_new = _groups(before.analysis), _groups(after.analysis)
    come = [g for name, g in groups_new.items() if name not in groups_old]
    gone = [g for name, g in groups_old.items() if name not in groups_new]
    regrouped = _regrouped(gone, come)
    again = {name for one in regrouped for name in (one.before.group_id, one.after.group_id)}
    waiting = {one.sequence for one in before.suspended}
    suspended = tuple(one for one in after.suspended if one.sequence not in waiting)
    still = {one.sequence for one in after.suspended}
    return Changes(
        themes=tuple(_theme_changes(old, new, moves, _beside(after, old))),
        moves=tuple(moves),
        groups_new=tuple(group for group in come if group.group_id not in again),
        groups_gone=tuple(group for group in gone if group.group_id not in again),
        groups_changed=tuple(
            g
            for name, g in groups_new.items()
            if name in groups_old and _said(g) != _said(groups_old[name])
        ),
        regrouped=tuple(regrouped),
        aside=tuple(sorted(after.aside.keys() - before.aside.keys())),
        back=tuple(sorted(before.aside.keys() - after.aside.keys())),
        divided=tuple(sorted(after.divided.keys() - before.divided.keys())),
        joined=tuple(sorted(before.divided.keys() - after.divided.keys())),
        suspended=suspended,
        revived=tuple(sorted(waiting - still)),
    )


def _said(group: DuplicateGroup) -> tuple[tuple[str, ...], str]:
    return group.members, group.status


def _regrouped(gone: Sequence[DuplicateGroup], come: Sequence[DuplicateGroup]) -> list[Regrouped]:
    """Suggestions that are the same but for a few members, one to one, the most alike first."""
    open_ = [group for group in gone if group.status == "suggested"]
    places: dict[str, list[int]] = {}
    for place, group in enumerate(open_):
        for name in group.members:
            places.setdefault(name, []).append(place)
    alike: list[tuple[float, int, int]] = []
    for number, group in enumerate(come):
        common = Counter(place for name in group.members for place in places.get(name, ()))
        for place, n in common.items():
            dice = 2 * n / (len(group.members) + len(open_[place].members))
            if dice >= ALIKE and group.status == "suggested":
                alike.append((-dice, place, number))
    found: dict[int, int] = {}
    for _, place, number in sorted(alike):
        if place not in found and number not in found.values():
            found[place] = number
    return [Regrouped(open_[place], come[number]) for place, number in found.items()]


def _beside(after: State, old: Mapping[str, Theme]) -> dict[str, str]:
    """New themes of whose texts a good part stays in a theme that people keep; and which theme."""
    kept: dict[str, Counter[str]] = {}
    seats = _seats(after.analysis)
    for held in after.held:
        if held.theme_id and held.theme_id not in old:
            kept.setdefault(held.theme_id, Counter())[seats.get(held.contribution_id, "")] += 1
    found = {}
    for name, theme in _themes(after.analysis).items():
        counted = kept.get(name, Counter())
        size = len(theme.members) + sum(counted.values())
        if large := [one for one in _large(counted, size) if one in old]:
            found[name] = large[0]
    return found


def _themes(analysis: Analysis | None) -> dict[str, Theme]:
    return {t.theme_id: t for t in analysis.themes if not t.parent_id} if analysis else {}


def _seats(analysis: Analysis | None) -> dict[str, str]:
    return {p.contribution_id: p.theme_id for p in analysis.placements} if analysis else {}


def _groups(analysis: Analysis | None) -> dict[str, DuplicateGroup]:
    return {g.group_id: g for g in analysis.duplicate_groups} if analysis else {}


def _theme_changes(
    old: Mapping[str, Theme],
    new: Mapping[str, Theme],
    moves: Sequence[Move],
    beside: Mapping[str, str],
) -> list[ThemeChange]:
    left: dict[str, Counter[str]] = {}
    came: dict[str, Counter[str]] = {}
    for move in moves:
        if move.before:
            left.setdefault(move.before, Counter())[move.after or ""] += 1
        if move.after:
            came.setdefault(move.after, Counter())[move.before or ""] += 1
    found = []
    for name, theme in old.items():
        size = len(theme.members)
        to = _large(left.get(name, Counter()), size)
        if name not in new:
            found.append(ThemeChange(name, "joined" if to else "vanished", size, 0, to))
            continue
        now = len(new[name].members)
        fresh = tuple(other for other in to if other not in old)
        if fresh:
            found.append(ThemeChange(name, "split", size, now, fresh))
        elif (theme.name, theme.labels) != (new[name].name, new[name].labels):
            found.append(ThemeChange(name, "renamed", size, now))
        elif now != size:
            found.append(ThemeChange(name, "grown" if now > size else "shrunk", size, now))
    for name, theme in new.items():
        if name in old:
            continue
        size = len(theme.members)
        if name in beside:
            found.append(ThemeChange(name, "beside", 0, size, (beside[name],)))
        else:
            sources = _large(came.get(name, Counter()), size)
            found.append(ThemeChange(name, "new", 0, size, sources))
    order = ("vanished", "joined", "split", "beside", "new", "renamed", "grown", "shrunk")
    return sorted(found, key=lambda c: (order.index(c.kind), -abs(c.after - c.before), c.theme_id))


def _large(counted: Counter[str], size: int) -> tuple[str, ...]:
    """Themes with which a good part was exchanged, the largest share first."""
    return tuple(name for name, n in counted.most_common() if name and n >= PART * max(size, 1))
