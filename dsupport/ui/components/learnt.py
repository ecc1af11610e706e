"""What the decisions on duplicates taught: from how many, what changed by it, and a switch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from dsupport.results import DuplicateGroup
from dsupport.state.actions import Act
from dsupport.ui import deciding
from dsupport.ui.components.decided import stamp_html
from dsupport.ui.components.headline import note
from dsupport.ui.components.names import origin
from dsupport.ui.components.text import plain
from dsupport.ui.session import Context

KEY = "duplicates learn"


def learnt(ctx: Context, waiting: Sequence[DuplicateGroup]) -> None:
    """Show it, closed at first."""
    say, known = ctx.say, ctx.state.decided.learnt
    with st.expander(say("duplicates.learnt")):
        for line in _lines(ctx, waiting):
            st.markdown(plain(line))
        # The switch shows what was decided, also where somebody else decided it.
        st.session_state[KEY] = known.on
        st.toggle(
            say("duplicates.learnt_on"), key=KEY, disabled=ctx.is_past, on_change=_switch,
            args=(ctx,),
        )  # fmt: skip
        note(say("duplicates.learnt_note"))
        if said := stamp_html(ctx, _switched(ctx)):
            st.html(f'<p class="ds-decision">{said}</p>')


def _lines(ctx: Context, waiting: Sequence[DuplicateGroup]) -> list[str]:
    say, known = ctx.say, ctx.state.decided.learnt
    n = known.confirmed + known.refused
    if not n:
        return [say("duplicates.learnt_none")]
    lines = [
        say("duplicates.learnt_from", n=n, same=known.confirmed, other=known.refused),
    ]
    if not known.on:
        return [*lines, say("duplicates.learnt_is_off")]
    changed = changes(ctx, waiting)
    lines += [
        say(f"duplicates.learnt_to_{what}", n=changed[what])
        for what in ("same", "together")
        if changed[what]
    ]
    if not changed:
        lines.append(say("duplicates.learnt_no_change"))
    return lines


def changes(ctx: Context, waiting: Sequence[DuplicateGroup]) -> Counter[str]:
    """How many that wait are suggested as ``same`` or ``together`` now, and were not at first."""
    at_first: dict[int, dict[str, str]] = {}
    changed: Counter[str] = Counter()
    for group in waiting:
        found = origin(ctx, group.group_id)
        if found is None:
            continue
        analysis, own = found
        if id(analysis) not in at_first:
            at_first[id(analysis)] = {g.group_id: g.suggestion for g in analysis.duplicate_groups}
        was = at_first[id(analysis)].get(own, group.suggestion)
        if was != group.suggestion:
            changed[group.suggestion] += 1
    return changed


def _switch(ctx: Context) -> None:
    on = "on" if st.session_state[KEY] else "off"
    if deciding.take(ctx, Act("learn", "duplicates", on)):
        # The switch itself is the way back.
        st.session_state.pop(deciding.TAKEN, None)


def _switched(ctx: Context) -> int:
    """Number of the decision that turned it on or off last, and counts; 0 if none did."""
    off = ctx.state.decided.off
    said = (d.sequence for d in reversed(ctx.state.decisions) if d.action == "learn")
    return next((number for number in said if number not in off), 0)
