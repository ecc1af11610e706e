"""Decisions in words on a page: what somebody did (see `services.record_sentences`), and a summary."""

from __future__ import annotations

from dsupport.services.record_sentences import KINDS, kind, root, whole
from dsupport.state.log import SWITCHES, Decision
from dsupport.ui.components.names import sentences
from dsupport.ui.components.text import escaped
from dsupport.ui.session import Context
from dsupport.wording.dates import day, is_today

__all__ = [
    "KINDS", "day", "did", "is_today", "kind", "root", "summary", "told", "told_html", "whole",
]  # fmt: skip


def did(ctx: Context, decision: Decision) -> str:
    """What somebody did, in words that follow their name. It holds texts of people."""
    return sentences(ctx).did(decision)


def told(ctx: Context, decision: Decision) -> str:
    """Who did what, in one line. It holds texts of people."""
    return sentences(ctx).told(decision)


def told_html(ctx: Context, decision: Decision) -> str:
    """The same as HTML of escaped text, the name standing out."""
    return f"<strong>{escaped(decision.actor)}</strong> {escaped(did(ctx, decision))}"


def summary(ctx: Context, *, undone: bool = True) -> str:
    """“41 decisions by 3 people since 3 May; 2 undone.” There is at least one decision."""
    say, state = ctx.say, ctx.state
    taken = [one for one in state.decisions if one.action not in SWITCHES]
    what = say(
        "record.by_people", what=say("record.decisions", n=len(taken)),
        n=len({one.actor for one in state.decisions}),
    )  # fmt: skip
    off = len(state.decided.off)
    more = say("record.undone_count", n=off) if undone and off else ""
    first = state.decisions[0].at
    if is_today(first):
        return say("record.headline_today", what=what, undone=more)
    return say("record.headline_since", what=what, when=day(say, first), undone=more)
