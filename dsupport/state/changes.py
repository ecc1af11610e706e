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
        ``new``, ``vanished``, ``joined`` (most of it is in others now), ``split`` (much of it
        became new themes), ``renamed``, ``grown``, ``shrunk``.
    others
        The themes that it came from, went to, or was split into.
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
    aside: tuple[str, ...]
    back: tuple[str, ...]
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
    waiting = {one.sequence for one in before.suspended}
    suspended = tuple(one for one in after.suspended if one.sequence not in waiting)
    still = {one.sequence for one in after.suspended}
    return Changes(
        themes=tuple(_theme_changes(old, new, moves)),
        moves=tuple(moves),
        groups_new=tuple(g for name, g in groups_new.items() if name not in groups_old),
        groups_gone=tuple(g for name, g in groups_old.items() if name not in groups_new),
        groups_changed=tuple(
            g
            for name, g in groups_new.items()
            if name in groups_old and _said(g) != _said(groups_old[name])
        ),
        aside=tuple(sorted(after.aside.keys() - before.aside.keys())),
        back=tuple(sorted(before.aside.keys() - after.aside.keys())),
        suspended=suspended,
        revived=tuple(sorted(waiting - still)),
    )


def _said(group: DuplicateGroup) -> tuple[tuple[str, ...], str]:
    return group.members, group.status


def _themes(analysis: Analysis | None) -> dict[str, Theme]:
    return {t.theme_id: t for t in analysis.themes if not t.parent_id} if analysis else {}


def _seats(analysis: Analysis | None) -> dict[str, str]:
    return {p.contribution_id: p.theme_id for p in analysis.placements} if analysis else {}


def _groups(analysis: Analysis | None) -> dict[str, DuplicateGroup]:
    return {g.group_id: g for g in analysis.duplicate_groups} if analysis else {}


def _theme_changes(
    old: Mapping[str, Theme], new: Mapping[str, Theme], moves: Sequence[Move]
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
        if name not in old:
            sources = _large(came.get(name, Counter()), len(theme.members))
            found.append(ThemeChange(name, "new", 0, len(theme.members), sources))
    order = ("vanished", "joined", "split", "new", "renamed", "grown", "shrunk")
    return sorted(found, key=lambda c: (order.index(c.kind), -abs(c.after - c.before), c.theme_id))


def _large(counted: Counter[str], size: int) -> tuple[str, ...]:
    """Themes with which a good part was exchanged, the largest share first."""
    return tuple(name for name, n in counted.most_common() if name and n >= PART * max(size, 1))
