"""What a workspace holds, read at one moment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from dsupport.analysis.consensus import candidates
from dsupport.records import Contribution
from dsupport.results import (
    Analysis,
    ConsensusCandidate,
    DuplicateGroup,
    Placement,
    SeveralIdeas,
    Theme,
)
from dsupport.services.inputs import is_as_read
from dsupport.state import division
from dsupport.state.log import Decision
from dsupport.state.replay import State
from dsupport.state.replay import replay as replayed
from dsupport.workspace import Workspace
from dsupport.workspace.decisions import read_decisions
from dsupport.workspace.facts import StoredImport, read_contributions, read_imports
from dsupport.workspace.runs import RunInfo, StoredRuns, list_runs, read_inputs, shown_run


@dataclass(frozen=True)
class Snapshot:
    """Everything that a page shows, read at one moment.

    Attributes
    ----------
    contributions
        By id, in order of source and id. Of one that people divided, its parts.
    wholes
        Contributions that people divided, as they were given.
    run, analysis
        The accepted run, and what it found as people changed it; `None` before the first.
    decided
        What people decided over the run.
    until
        The moment as of which it was read (ISO 8601, UTC); empty: now.
    inputs
        What the run read of each contribution that took part in it, as a hash.
    """

    title: str
    revision: str
    contributions: Mapping[str, Contribution]
    imports: tuple[StoredImport, ...]
    runs: tuple[RunInfo, ...]
    decisions: tuple[Decision, ...]
    run: RunInfo | None
    inputs: Mapping[str, str]
    analysis: Analysis | None
    decided: State
    until: str = ""
    wholes: Mapping[str, Contribution] = field(default_factory=dict)

    @cached_property
    def placements(self) -> Mapping[str, Placement]:
        """Where each contribution of the run stands."""
        return {p.contribution_id: p for p in self.analysis.placements} if self.analysis else {}

    @cached_property
    def themes(self) -> Mapping[str, Theme]:
        """Themes and subthemes by id, in order of size."""
        return {t.theme_id: t for t in self.analysis.themes} if self.analysis else {}

    @property
    def top_themes(self) -> list[Theme]:
        """Themes without subthemes."""
        return [theme for theme in self.themes.values() if not theme.parent_id]

    def subthemes(self, theme_id: str) -> list[Theme]:
        """The parts of one theme."""
        return [theme for theme in self.themes.values() if theme.parent_id == theme_id]

    @property
    def unplaced(self) -> list[Placement]:
        """Contributions in no theme, the loneliest first."""
        waiting = [p for p in self.placements.values() if not p.theme_id]
        return sorted(waiting, key=lambda p: p.nearest[0][1] if p.nearest else 0.0)

    @cached_property
    def stale(self) -> list[Contribution]:
        """Contributions that came after the run and are not placed, or are not as it read them."""
        return [
            c
            for c in self.contributions.values()
            if self.run
            and c.contribution_id not in self.decided.aside
            and not self._is_assigned(c)
            and not is_as_read(c, self.inputs.get(c.contribution_id, ""))
        ]

    def _is_assigned(self, item: Contribution) -> bool:
        """Whether it came after the run and was placed since."""
        name = item.contribution_id
        return name in self.placements and name not in self.inputs

    @cached_property
    def consensus(self) -> tuple[ConsensusCandidate, ...]:
        """Candidates for consensus, judged anew over what people decided."""
        if self.analysis is None or not self.decisions:
            return self.analysis.consensus if self.analysis else ()
        inside = set(self.placements) | {
            m for g in self.analysis.duplicate_groups for m in g.members
        }
        items = [c for name, c in self.contributions.items() if name in inside]
        # In the order of an analysis: ties are broken alike.
        items.sort(key=lambda c: (c.analysed_text, c.source_id, c.contribution_id))
        groups, themes = self.analysis.duplicate_groups, self.analysis.themes
        return tuple(candidates(items, groups, self.analysis.placements, themes))

    @property
    def last_decision(self) -> int:
        """Number of the last decision that whoever looks at this has seen."""
        return len(self.decisions)

    def decision(self, sequence: int) -> Decision | None:
        """The decision of that number."""
        return self.decisions[sequence - 1] if 0 < sequence <= len(self.decisions) else None

    def now(self, name: str) -> str:
        """What a theme or group was joined into; itself if it stands."""
        while name in self.decided.became and name not in self._standing:
            name = self.decided.became[name]
        return name

    @cached_property
    def _standing(self) -> set[str]:
        """Ids of the themes and groups that there are."""
        groups = self.analysis.duplicate_groups if self.analysis else ()
        return {*self.themes, *(group.group_id for group in groups)}

    @cached_property
    def given(self) -> Mapping[str, Contribution]:
        """Contributions as they were given: a divided one is one, whatever its parts."""
        there = (c for c in self.contributions.values() if not c.part_of)
        return {c.contribution_id: c for c in (*there, *self.wholes.values())}

    @cached_property
    def offers(self) -> Mapping[str, SeveralIdeas]:
        """Texts that may hold several ideas and wait for somebody to look, by id."""
        found = self.analysis.ideas if self.analysis else ()
        return {o.contribution_id: o for o in found if o.contribution_id in self.contributions}

    @cached_property
    def read(self) -> frozenset[str]:
        """Contributions that the run read, whole or in parts."""
        return frozenset(map(division.given_id, self.inputs))

    def text(self, name: str) -> Contribution | None:
        """Any text of which somebody may speak: also a divided one, or a part that is none now."""
        found = self.contributions.get(name) or self.wholes.get(name)
        whole = (
            self.text(division.whole_of(name)) if division.whole_of(name) and not found else None
        )
        return division.part(whole, name, whole.source_id) if whole else found

    @property
    def people(self) -> int:
        """Different known authors."""
        return len({c.participant for c in self.contributions.values() if c.participant})

    def groups_of(self, contribution_id: str) -> list[DuplicateGroup]:
        """Duplicate groups in which a contribution is."""
        groups = self.analysis.duplicate_groups if self.analysis else ()
        return [group for group in groups if contribution_id in group.members]


def snapshot(workspace: Workspace, until: str = "") -> Snapshot:
    """Read a workspace as it is at this moment, or as it was.

    Parameters
    ----------
    until
        ISO 8601 time in UTC: everything that came later is left out. Empty: now.
    """
    revision = workspace.revision()
    title = workspace.title
    with workspace.reading() as connection:
        items = read_contributions(connection, until)
        log = read_decisions(connection, until)
        runs = list_runs(connection, until)
        # What was shown then is not remembered where nobody decided: it was the latest run.
        latest = (runs[-1].run_id if runs else None) if until else shown_run(connection)
        given = {item.contribution_id: item.content_hash for item in items}
        state = replayed(given, log, StoredRuns(connection, until), latest)
        inputs = read_inputs(connection, state.run_id) if state.run_id else {}
        imports = read_imports(connection, until)
    corrected = as_corrected(items, state)
    there = as_corrected(in_parts(corrected, state), state)
    return Snapshot(
        title=title,
        revision=revision,
        contributions={c.contribution_id: c for c in there},
        imports=tuple(imports),
        runs=tuple(runs),
        decisions=tuple(log),
        run=next((run for run in runs if run.run_id == state.run_id), None),
        inputs=inputs,
        analysis=state.analysis,
        decided=state,
        until=until,
        wholes={c.contribution_id: c for c in corrected if c.contribution_id in state.divided},
    )


def in_parts(items: Sequence[Contribution], state: State) -> list[Contribution]:
    """Contributions, with the parts of those that people divided in their place."""
    found: list[Contribution] = []
    for item in items:
        divided = state.divided.get(item.contribution_id)
        found += division.parts(item, divided) if divided else [item]
    return found


def as_corrected(items: Sequence[Contribution], state: State) -> list[Contribution]:
    """Contributions with the languages that people corrected."""
    return [
        replace(item, language=state.languages[item.contribution_id][0], language_given=True)
        if item.contribution_id in state.languages
        else item
        for item in items
    ]
