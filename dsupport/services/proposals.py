"""A new run is a proposal: what it would change, and what it could not because people decided."""

from __future__ import annotations

from dataclasses import dataclass

from dsupport.services.deciding import Preview, decide, preview
from dsupport.services.reading import Snapshot
from dsupport.state.actions import Act
from dsupport.state.board import Held
from dsupport.state.changes import Changes, between
from dsupport.state.log import Decision
from dsupport.state.replay import ACCEPT
from dsupport.workspace import Workspace
from dsupport.workspace.runs import RunInfo


@dataclass(frozen=True)
class Proposal:
    """A run that nobody has accepted yet.

    Attributes
    ----------
    held
        What the run would do otherwise, had people not decided.
    new
        Contributions that it knows and the accepted run does not.
    """

    run: RunInfo
    preview: Preview
    changes: Changes
    held: tuple[Held, ...]
    new: int


def waiting(state: Snapshot) -> RunInfo | None:
    """The latest run, if it is newer than the accepted one and nobody has accepted it."""
    if state.run is None or not state.runs:
        return None
    latest = max(state.runs, key=lambda run: run.sequence)
    return latest if latest.sequence > state.run.sequence else None


def proposal(workspace: Workspace, state: Snapshot) -> Proposal | None:
    """What the run that waits would change; `None` if none waits."""
    run = waiting(state)
    if run is None:
        return None
    seen = preview(workspace, Act(ACCEPT, run.run_id))
    before, after = seen.before.analysis, seen.after.analysis
    known = {p.contribution_id for p in before.placements} if before else set()
    now = {p.contribution_id for p in after.placements} if after else set()
    return Proposal(run, seen, between(seen.before, seen.after), seen.after.held, len(now - known))


def accept(workspace: Workspace, run_id: str, actor: str, *, seen: int | None = None) -> Decision:
    """Accept a run: from now on it is the ground of what everyone sees."""
    return decide(workspace, [Act(ACCEPT, run_id)], actor, seen=seen)[0]
