"""Small runs made by hand, and logs over them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pytest

from dsupport.records import hash_text
from dsupport.results import Analysis, Assignment, DuplicateGroup, Placement, Theme
from dsupport.state.actions import Act, checked
from dsupport.state.log import Decision, chained
from dsupport.state.replay import State, replay


def theme(theme_id: str, members: Sequence[str], parent_id: str = "") -> Theme:
    """A theme that a run found."""
    return Theme(
        theme_id,
        parent_id,
        {"en": f"words of {theme_id}"},
        {},
        tuple(members),
        0.9,
        "sure",
        0,
        0,
        "en",
    )


def run_of(
    themes: Mapping[str, Sequence[str]],
    alone: Sequence[str] = (),
    groups: Mapping[str, Sequence[str]] | None = None,
) -> Analysis:
    """A run: members by theme (a dot in the id makes a subtheme), lonely ones, groups."""
    found = [
        theme(name, names, name.partition(".")[0] if "." in name else "")
        for name, names in themes.items()
    ]
    seats = {
        member: (
            top,
            next((p for p, ns in themes.items() if p.startswith(f"{top}.") and member in ns), ""),
        )
        for top, names in themes.items()
        if "." not in top
        for member in names
    }
    placements = [
        Placement(name, top, part, 0.8, "sure", ((top, 0.8),), "", 0, 0)
        for name, (top, part) in seats.items()
    ]
    placements += [
        Placement(name, "", "", 0.1, "unsure", (), "unlike-others", 0, 0) for name in alone
    ]
    made = [
        DuplicateGroup(
            name, tuple(names), (1.0, *[0.8] * (len(names) - 1)), 0.8, "near", "", "sure"
        )
        for name, names in (groups or {}).items()
    ]
    return Analysis(tuple(found), tuple(placements), (), tuple(made), (), {"en": 1}, 0.9, "sure")


@dataclass
class Table:
    """Runs and a log to which decisions are added."""

    runs: dict[str, Analysis]
    log: list[Decision] = field(default_factory=list)
    people: frozenset[str] = frozenset(f"c{n}" for n in range(40))
    assigned: list[Assignment] = field(default_factory=list)

    def by_fingerprint(self, fingerprint: str) -> str | None:
        return fingerprint.removeprefix("print of ") or None

    def assignments(self) -> list[Assignment]:
        return self.assigned

    def read(self, run_id: str) -> tuple[str, Analysis] | None:
        return (f"print of {run_id}", self.runs[run_id]) if run_id in self.runs else None

    def say(self, action: str, target: str, argument: str = "") -> Decision:
        """Add a decision to the log, whether it can be taken or not."""
        act = checked(Act(action, target, argument))
        run = self.state.run_id or next(iter(self.runs))
        decision = chained(
            self.log[-1] if self.log else None,
            at="2026-01-01T00:00:00+00:00", actor="Marie", action=act.action, target=act.target,
            argument=act.argument, run_fingerprint=f"print of {run}",
        )  # fmt: skip
        self.log.append(decision)
        return decision

    @property
    def state(self) -> State:
        return replay(
            {name: hash_text(name) for name in self.people},
            self.log,
            self,
            next(reversed(self.runs), None) if not self.log else None,
        )

    def members(self, theme_id: str) -> set[str]:
        assert self.state.analysis is not None
        return next(
            (set(t.members) for t in self.state.analysis.themes if t.theme_id == theme_id), set()
        )

    def theme(self, theme_id: str) -> Theme:
        assert self.state.analysis is not None
        return next(t for t in self.state.analysis.themes if t.theme_id == theme_id)

    def group(self, group_id: str) -> DuplicateGroup:
        assert self.state.analysis is not None
        return next(g for g in self.state.analysis.duplicate_groups if g.group_id == group_id)

    def groups(self) -> dict[str, set[str]]:
        assert self.state.analysis is not None
        return {g.group_id: set(g.members) for g in self.state.analysis.duplicate_groups}


FIRST = {
    "T1": ["c0", "c1", "c2", "c3", "c4", "c5"],
    "T1.1": ["c0", "c1", "c2"],
    "T1.2": ["c3", "c4", "c5"],
    "T2": ["c6", "c7", "c8", "c9"],
    "T3": ["c10", "c11", "c12"],
}
GROUPS = {"D1": ["c0", "c1", "c2"], "D2": ["c6", "c7"], "D3": ["c3", "c10"]}


@pytest.fixture
def table() -> Table:
    """One run with three themes, two subthemes, three groups, and two lonely contributions."""
    return Table({"R1": run_of(FIRST, ["c13", "c14"], GROUPS)})
