"""What people said of one group so far: decisions, each with its undo, and notes."""

from __future__ import annotations

from itertools import combinations

import streamlit as st

from dsupport.results import DuplicateGroup
from dsupport.state.actions import LONGEST, Act
from dsupport.state.log import Decision
from dsupport.ui import deciding
from dsupport.ui.components import review
from dsupport.ui.components.decided import stamp_html
from dsupport.ui.components.headline import section
from dsupport.ui.components.text import escaped
from dsupport.ui.session import Context

DONE = {
    "confirm-duplicates": "confirmed",
    "mark-same": "confirmed",
    "join-duplicates": "confirmed",
    "mark-related": "related",
    "mark-opposite": "opposite",
    "dismiss-duplicates": "dismissed",
    "split-duplicates": "out",
    "set-representative": "first",
}
"""What is said of a decision on a group, by its action."""


def decisions_on(ctx: Context, group: DuplicateGroup) -> list[Decision]:
    """Decisions in effect that made a group what it is, the latest first."""
    links = ctx.state.decided.links
    pairs = (links.get(frozenset(pair)) for pair in combinations(group.members, 2))
    numbers = {group.decided, *(link.decided for link in pairs if link)}
    resting = ctx.state.decided.off.keys() | {s.sequence for s in ctx.state.decided.suspended}
    found = [
        decision
        for decision in ctx.state.decisions
        if decision.action in DONE
        and (decision.sequence in numbers or group.group_id in decision.targets)
        and decision.sequence not in resting
    ]
    return found[::-1]


def record(ctx: Context, group: DuplicateGroup) -> None:
    """The decisions on a group: what, who, when, why, and its undo."""
    for decision in decisions_on(ctx, group):
        what = ctx.say(f"duplicates.do_{DONE[decision.action]}")
        if decision.argument:
            what = f"{what} ({_numbers(ctx, decision.argument)})"
        because = ctx.say("duplicates.because", reason=decision.reason)
        why = f"<br>{escaped(because)}" if decision.reason else ""
        stamp = stamp_html(ctx, decision.sequence)
        said = f'<p class="ds-decision"><strong>{escaped(what)}</strong> {stamp}{why}</p>'
        _line(ctx, group, decision, said, ctx.say("duplicates.undo_this"))


def _line(ctx: Context, group: DuplicateGroup, decision: Decision, said: str, undo: str) -> None:
    """One decision, said as HTML, with its undo beside it."""
    with st.container(
        horizontal=True,
        vertical_alignment="center",
        gap="small",
        key=f"ds-said-{decision.sequence}",
    ):
        st.html(said)
        if deciding.actor():
            st.button(
                undo, key=f"duplicates undo {decision.sequence}",
                on_click=review.undo_one, args=(ctx, group, decision.sequence),
            )  # fmt: skip


def _numbers(ctx: Context, argument: str) -> str:
    """The contributions of an argument as people know them."""
    known = ctx.state.contributions
    return ", ".join(f"#{known[n].source_id}" for n in argument.split(";") if n in known)


def notes(ctx: Context, group: DuplicateGroup) -> None:
    """The notes on a group, with who and when, and a field for another one."""
    say = ctx.say
    found = [
        decision
        for decision in ctx.state.decisions
        if decision.action == "note"
        and ctx.state.now(decision.target) == group.group_id
        and decision.sequence not in ctx.state.decided.off
    ]
    if found or deciding.actor():
        section(say("duplicates.notes"))
    for decision in found:
        who = say("deciding.by", actor=decision.actor, when=say.date(decision.at))
        said = (
            f'<p class="ds-line">{escaped(decision.argument)}<br>'
            f'<span class="ds-note">{escaped(say("duplicates.note_by", who=who))}</span></p>'
        )
        _line(ctx, group, decision, said, say("duplicates.undo_note"))
    if deciding.actor():
        # The number of notes is in the key: the field is empty again after each.
        key = f"duplicates note {group.group_id} {len(found)}"
        with (
            st.form(f"{key} form", border=False),
            st.container(horizontal=True, vertical_alignment="bottom"),
        ):
            st.text_input(say("duplicates.note"), key=key, max_chars=LONGEST, width=560)
            st.form_submit_button(
                say("duplicates.note_keep"), on_click=_keep_note, args=(ctx, group, key)
            )


def _keep_note(ctx: Context, group: DuplicateGroup, key: str) -> None:
    if text := str(st.session_state.get(key, "")).strip():
        review.change(ctx, group, "note", Act("note", group.group_id, text))
