"""A new run is a proposal: what it would change, and what it could not because people decided."""

from __future__ import annotations

from dataclasses import dataclass

from dsupport.services.deciding import Preview, decide, preview
from dsupport.services.inputs import is_as_read
from dsupport.services.reading import Snapshot
from dsupport.state.actions import Act
from dsupport.state.board import Held
from dsupport.state.changes import Changes, between
from dsupport.state.log import Decision
from dsupport.state.replay import ACCEPT, DECLINE
from dsupport.workspace import Workspace
from dsupport.workspace.runs import RunInfo, read_inputs


@dataclass(frozen=True)
class Proposal:
    """A run that nobody has accepted yet.

    Attributes
    ----------
    held
        What the run would do otherwise, had people not decided.
    new
        Contributions that it knows and the accepted run does not.
    unread
        Contributions that it has not read as they are now.
    """

    run: RunInfo
    preview: Preview
    changes: Changes
    held: tuple[Held, ...]
    new: int
    unread: int


def waiting(state: Snapshot) -> RunInfo | None:
    """The latest run, if it is newer than the accepted one and nobody has declined it."""
    if state.run is None or not state.runs:
        return None
    latest = max(state.runs, key=lambda run: run.sequence)
    if latest.run_id in state.decided.declined:
        return None
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
    changes = between(seen.before, seen.after)
    late = unread(workspace, state, run)
    return Proposal(run, seen, changes, seen.after.held, len(now - known), late)


def unread(workspace: Workspace, state: Snapshot, run: RunInfo) -> int:
    """Contributions that a run has not read as they are now; those set aside do not count."""
    with workspace.reading() as connection:
        inputs = read_inputs(connection, run.run_id)
    return sum(
        not is_as_read(item, inputs.get(name, ""))
        for name, item in state.contributions.items()
        if name not in state.decided.aside
    )


def accept(workspace: Workspace, run_id: str, actor: str, *, seen: int | None = None) -> Decision:
    """Accept a run: from now on it is the ground of what everyone sees."""
    return decide(workspace, [Act(ACCEPT, run_id)], actor, seen=seen)[0]


def decline(workspace: Workspace, run_id: str, actor: str, *, seen: int | None = None) -> Decision:
    """Keep what there is: the run is proposed no more. It can be accepted later all the same."""
    return decide(workspace, [Act(DECLINE, run_id)], actor, seen=seen)[0]
