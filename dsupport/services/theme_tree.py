"""How themes hang together: which would become one first if there were fewer, as they are now.

A run says it of its own themes. People join, part and move things since, and a later run keeps
themes under their old ids; so a theme of the run is taken for the one in which most of its members
stand now.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dsupport.results import Analysis, Join
from dsupport.services.reading import Snapshot
from dsupport.workspace import Workspace
from dsupport.workspace.runs import read_run

STRONGLY, LOOSELY = 1.0, 0.2
"""Strengths above which two sides are strongly (more links than chance would give) or loosely linked."""

FEWEST = 2
"""Themes down to which it is told: that at last everything is one says nothing."""


@dataclass(frozen=True, slots=True)
class Step:
    """Two sides that become one.

    Attributes
    ----------
    left
        Number of themes that are left then.
    one, other
        Ids of the themes on either side, as they are now.
    strength
        Weight of the links between both sides, divided by what chance would give.
    """

    left: int
    one: tuple[str, ...]
    other: tuple[str, ...]
    strength: float


@dataclass(frozen=True, slots=True)
class Together:
    """Themes that would be one; `strength` is that of the weakest of the joins that it takes."""

    themes: tuple[str, ...]
    strength: float


@dataclass(frozen=True, slots=True)
class Tree:
    """Themes, and the steps from as many as there are to few.

    Attributes
    ----------
    themes
        Ids in the order of the outline.
    steps
        The most strongly linked first.
    unknown
        Themes that the run does not know: people made them, or nothing of them is left.
    """

    themes: tuple[str, ...]
    steps: tuple[Step, ...]
    unknown: tuple[str, ...]

    @property
    def fewest(self) -> int:
        """The smallest number of themes of which something is known."""
        return self.steps[-1].left if self.steps else len(self.themes)

    @property
    def firm(self) -> int:
        """The smallest number of themes down to which links are at least loose."""
        kept = [step.left for step in self.steps if linked(step.strength) != "hardly"]
        return min(kept, default=len(self.themes))

    def at(self, number: int) -> list[Together]:
        """Which themes would be one if there were so many, the most strongly linked first."""
        found: dict[str, Together] = {}
        for step in self.steps:
            if step.left < number:
                break
            sides = {found.pop(name) for name in (*step.one, *step.other) if name in found}
            weakest = min([step.strength, *(side.strength for side in sides)])
            names = (*step.one, *step.other)
            ordered = tuple(name for name in self.themes if name in names)
            found[ordered[0]] = Together(ordered, weakest)
        return sorted(found.values(), key=lambda one: -one.strength)


def linked(strength: float) -> str:
    """The word for a strength: ``strongly``, ``loosely`` or ``hardly``."""
    if strength > STRONGLY:
        return "strongly"
    return "loosely" if strength > LOOSELY else "hardly"


def theme_tree(workspace: Workspace, state: Snapshot) -> Tree:
    """The steps of the accepted run, told of themes as they are now."""
    if state.analysis is None or state.run is None:
        return Tree((), (), ())
    found = state.analysis
    if state.decisions:
        with workspace.reading() as connection:
            run = read_run(connection, state.run.run_id)
        found = run.analysis if run else found
    return tree_of([theme.theme_id for theme in state.top_themes], found.joins, homes(found, state))


def homes(found: Analysis, state: Snapshot) -> dict[str, str]:
    """By theme of a run, the theme in which most of its members stand now; none where none do."""
    result: dict[str, str] = {}
    for theme in found.themes:
        if theme.parent_id:
            continue
        now = Counter(
            place.theme_id
            for member in theme.members
            if (place := state.placements.get(member)) and place.theme_id
        )
        if now:
            result[theme.theme_id] = now.most_common(1)[0][0]
    return result


def tree_of(themes: Sequence[str], joins: Sequence[Join], home: Mapping[str, str]) -> Tree:
    """Tell joins of a run as steps between themes that are there now.

    Parameters
    ----------
    themes
        Ids as they are now, in their order.
    home
        As of `homes`.
    """
    side: dict[str, tuple[str, ...]] = {name: (name,) for name in themes}
    left = len(side)
    steps = []
    for join in joins:
        one, other = _side(join.one, home, side), _side(join.other, home, side)
        if not one or not other or one == other:
            continue  # gone, or people made them one already
        left -= 1
        if left < FEWEST:
            break
        steps.append(Step(left, one, other, join.strength))
        both = (*one, *other)
        side |= dict.fromkeys(both, both)
    known = set(home.values())
    return Tree(tuple(themes), tuple(steps), tuple(name for name in themes if name not in known))


def _side(
    names: Sequence[str], home: Mapping[str, str], side: Mapping[str, tuple[str, ...]]
) -> tuple[str, ...]:
    """All that is one by now with a side of a join; nothing if none of it is left."""
    return next((side[home[name]] for name in names if home.get(name) in side), ())
