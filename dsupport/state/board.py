"""The board on which decisions are laid out one after the other: what stands where, and by whom.

Mutable, and only used while a state is being made (`replay`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from dsupport.errors import DecisionError
from dsupport.results import Analysis, DuplicateGroup, Placement, Theme
from dsupport.state import division
from dsupport.state.division import Division
from dsupport.state.log import Decision
from dsupport.wording.problems import problem


@dataclass
class ThemeCard:
    """A theme or subtheme on the board.

    Attributes
    ----------
    source
        What a run said of it: words, stability, place on the map.
    decided
        Last decision that shaped it, 0 if none: such a theme outlives new runs.
    joined
        Whether people joined others into it: what a new run parts stays together.
    pinned
        Contributions that people chose to stand for it, the first one first.
    """

    theme_id: str
    parent_id: str
    source: Theme
    name: str = ""
    description: str = ""
    colour: str = ""
    position: int = 0
    locked: bool = False
    joined: bool = False
    pinned: list[str] = field(default_factory=list)
    decided: int = 0


@dataclass
class GroupCard:
    """A group of duplicates on the board.

    Attributes
    ----------
    source
        What a run said of it, if it was a run.
    taught
        Suggestions that were confirmed by merging them into this group.
    """

    group_id: str
    members: list[str]
    status: str = "suggested"
    source: DuplicateGroup | None = None
    decided: int = 0
    taught: list[DuplicateGroup] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a contribution is.

    Attributes
    ----------
    theme_id, subtheme_id
        Empty: in none.
    decided
        The decision that put it there, 0 if a run did.
    exact
        Whether that decision named the subtheme, too.
    """

    theme_id: str = ""
    subtheme_id: str = ""
    decided: int = 0
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Aside:
    """A contribution that people set aside, why, and by which decision."""

    reason: str
    decided: int


@dataclass(frozen=True, slots=True)
class Link:
    """What people said of two contributions: ``same``, ``related``, ``opposite``, ``different``."""

    relation: str
    decided: int


@dataclass(frozen=True, slots=True)
class Held:
    """What a run would do with a contribution, had people not decided otherwise.

    Attributes
    ----------
    theme_id
        Where the run would put it; empty: in no theme.
    decided
        The decision that holds it where it is.
    """

    contribution_id: str
    theme_id: str
    decided: int


@dataclass(frozen=True, slots=True)
class Session:
    """A session of the assembly.

    Attributes
    ----------
    number
        From 1.
    date
        ISO 8601; empty if nobody said it.
    agenda
        What it is about, and notes on it.
    """

    number: int
    date: str = ""
    agenda: str = ""


class Board:
    """Themes, seats and groups, as decisions change them.

    Parameters
    ----------
    given
        Ids of all contributions that people gave, with the hash of what each of them says.
    """

    def __init__(self, given: Mapping[str, str]) -> None:
        self.given = given
        self.contributions = set(given)
        """What can stand in a theme: parts stand there in place of what was divided."""
        self.divided: dict[str, Division] = {}
        self.whole: dict[str, int] = {}
        """Contributions that people say are one idea, each with the decision."""
        self.run_id = ""
        self.fingerprint = ""
        self.themes: dict[str, ThemeCard] = {}
        self.seats: dict[str, Seat] = {}
        self.groups: dict[str, GroupCard] = {}
        self.aside: dict[str, Aside] = {}
        self.languages: dict[str, tuple[str, int]] = {}
        self.links: dict[frozenset[str], Link] = {}
        self.placements: dict[str, Placement] = {}
        self.became: dict[str, str] = {}
        """Themes and groups that were joined into others, and into which."""
        self.names: dict[str, str] = {}
        """Ids of themes on the board by their id in the run."""
        self.held: list[Held] = []
        self.together: list[tuple[str, ...]] = []
        """Contributions that came later and fit nowhere, but may be a theme of their own."""
        self.run: Analysis | None = None
        self.declined: dict[str, int] = {}
        """Runs that people do not want, each with the decision."""
        self.learning = True
        self.sessions: dict[int, Session] = {}

    def theme(self, theme_id: str) -> ThemeCard:
        """The theme of that id.

        Raises
        ------
        DecisionError
            There is none; it says into which it was joined.
        """
        if theme_id in self.became and theme_id not in self.themes:
            raise problem(DecisionError, "theme-joined", id=theme_id, into=self.became[theme_id])
        if theme_id not in self.themes:
            raise problem(DecisionError, "no-theme", id=theme_id, some=_some(self.themes))
        return self.themes[theme_id]

    def group(self, group_id: str) -> GroupCard:
        """The group of that id.

        Raises
        ------
        DecisionError
            There is none; it says into which it was joined.
        """
        if group_id in self.became and group_id not in self.groups:
            raise problem(DecisionError, "group-joined", id=group_id, into=self.became[group_id])
        if group_id not in self.groups:
            raise problem(DecisionError, "no-group", id=group_id, some=_some(self.groups))
        return self.groups[group_id]

    def contribution(self, contribution_id: str) -> str:
        """The id, if there is such a contribution.

        Raises
        ------
        DecisionError
            There is none.
        """
        if contribution_id in self.divided:
            raise problem(DecisionError, "is-divided", id=contribution_id)
        if contribution_id not in self.contributions:
            code = (
                "no-part" if division.whole_of(contribution_id) in self.given else "no-contribution"
            )
            raise problem(DecisionError, code, id=contribution_id)
        return contribution_id

    def divide(self, new: Division) -> None:
        """Let the parts stand in place of the whole, or of the parts that there were."""
        self.join_parts(new.whole)
        self.contributions.remove(new.whole)
        self.contributions.update(new.parts)
        self.divided[new.whole] = new

    def join_parts(self, whole: str) -> None:
        """Let the whole stand again where it stood, in place of its parts."""
        old = self.divided.pop(whole, None)
        if old is not None:
            self.contributions.difference_update(old.parts)
            self.contributions.add(whole)

    def all_there(self, names: Iterable[str]) -> tuple[str, ...]:
        """The contributions, none of which is set aside.

        Raises
        ------
        DecisionError
            One is not there, or set aside.
        """
        found = tuple(self.contribution(name) for name in names)
        for name in found:
            if name in self.aside:
                raise problem(DecisionError, "is-aside", id=name)
        return found

    def now(self, theme_id: str) -> str:
        """What a theme of the run (or of an assignment) has become; empty if it is gone."""
        return self.lives_on(self.names.get(theme_id, theme_id))

    def lives_on(self, theme_id: str) -> str:
        """The theme, or the one into which it was joined; empty if it is gone."""
        while theme_id in self.became and theme_id not in self.themes:
            theme_id = self.became[theme_id]
        return theme_id if theme_id in self.themes else ""

    def members(self, theme_id: str) -> list[str]:
        """Contributions in a theme or subtheme, in the order of ids."""
        return sorted(
            c
            for c, seat in self.seats.items()
            if theme_id in (seat.theme_id, seat.subtheme_id) and c in self.contributions
        )

    def parts(self, theme_id: str) -> list[ThemeCard]:
        """The subthemes of a theme."""
        return [card for card in self.themes.values() if card.parent_id == theme_id]

    def groups_with(self, contribution_id: str) -> Iterator[GroupCard]:
        """The groups in which a contribution is."""
        return (card for card in self.groups.values() if contribution_id in card.members)

    def suggested_in(self, group_id: str) -> frozenset[str]:
        """Contributions in a group, now or when it was suggested; none if there is no such group."""
        while group_id in self.became and group_id not in self.groups:
            group_id = self.became[group_id]
        card = self.groups.get(group_id)
        if card is None:
            return frozenset()
        return frozenset(card.members) | frozenset(card.source.members if card.source else ())

    def merged_with(self, names: Iterable[str]) -> frozenset[str]:
        """All of which people confirmed that they say the same as one of these."""
        wanted = set(names)
        return frozenset(
            member
            for card in self.groups.values()
            if card.status == "confirmed" and wanted.intersection(card.members)
            for member in card.members
        )

    def leave(self, card: GroupCard, names: Iterable[str]) -> None:
        """Take contributions out of a group; with fewer than two left it is no group."""
        gone = set(names)
        card.members = [name for name in card.members if name not in gone]
        if len(card.members) < 2:
            del self.groups[card.group_id]


def _some(names: Iterable[str]) -> str:
    """A few of the ids that are there, for those who look for one."""
    return ", ".join(list(names)[:5]) or "–"


def new_id(decision: Decision, letter: str) -> str:
    """The id of something that a person made: it never changes, whatever happens before it."""
    return f"{letter}-{decision.sequence}"
