"""How a result came about, in sentences: what a machine read, and what people decided over it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from dsupport.services.reading import Snapshot
from dsupport.state.log import SWITCHES, in_effect
from dsupport.wording import Wording
from dsupport.workspace.runs import RunInfo

OTHERS = ("placed", "nowhere", "new", "aside")
"""What can have become of a contribution that the analysis has not read."""


def others(state: Snapshot, say: Wording) -> list[str]:
    """Contributions that the analysis has not read, and why; nothing if it has read all."""
    unread = [name for name in state.given if name not in state.read]
    if not unread:
        return []
    counts = Counter(standing(state, name) for name in unread)
    said = [say(f"about.others_{name}", n=counts[name]) for name in OTHERS if counts[name]]
    return [say("about.others", n=len(state.given)), *said]


def divided(state: Snapshot, say: Wording) -> list[str]:
    """How contributions count that people divided into parts; nothing if there are none."""
    if not state.wholes:
        return []
    parts = sum(len(one.parts) for one in state.decided.divided.values())
    return [say("about.divided", n=len(state.wholes), parts=parts)]


def standing(state: Snapshot, name: str) -> str:
    """What has become of a contribution: one of `OTHERS`."""
    if name in state.decided.aside:
        return "aside"
    place = state.placements.get(name)
    return "new" if place is None else "placed" if place.theme_id else "nowhere"


def decided(state: Snapshot, run: RunInfo, say: Wording, when: Callable[[str], str]) -> list[str]:
    """How what is shown comes from the accepted run and from what people decided.

    Parameters
    ----------
    when
        Says an ISO time.
    """
    taken = sum(one.action not in SWITCHES for one in state.decisions)
    counts = len(in_effect(state.decisions)) - len(state.decided.suspended)
    lines = [say("about.decided_how")]
    if state.decisions:
        lines.append(say("about.decided_counts", n=counts, all=taken))
        if off := len(state.decided.off):
            lines.append(say("about.decided_undone", n=off))
        if suspended := len(state.decided.suspended):
            lines.append(say("about.decided_suspended", n=suspended))
    else:
        lines.append(say("about.decided_none"))
    lines.append(say("about.decided_run", run=run.run_id, when=when(run.started_at)))
    if state.decided.held:
        lines.append(say("about.decided_held", n=len(state.decided.held)))
    return lines


def model(run: RunInfo, say: Wording) -> str:
    """The language model of a run, in short."""
    card = run.encoder
    return say(
        "about.model_value", name=str(card.get("name", "")), precision=str(card.get("precision", "")),
        dimensions=card.get("dimensions", 0),
    )  # fmt: skip
