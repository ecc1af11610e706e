"""Contributions that came after the analysis: find each a place while nothing else moves."""

from __future__ import annotations

import streamlit as st

from dsupport.errors import DsupportError
from dsupport.records import Contribution
from dsupport.results import Assignment
from dsupport.services import assigning
from dsupport.state.actions import Act
from dsupport.ui import deciding
from dsupport.ui.components.cards import contribution_card
from dsupport.ui.components.decided import ask_name
from dsupport.ui.components.headline import section
from dsupport.ui.components.text import escaped, plain
from dsupport.ui.components.working import Working
from dsupport.ui.session import Context, encoder
from dsupport.wording.problems import problem_text

BEGIN = "dsupport assign now"
DONE = "dsupport assigned"
STOPPED = "dsupport assign stopped"
"""Set while the work runs: whoever finds it afterwards finds work that was stopped."""


def new(ctx: Context) -> list[Contribution]:
    """Contributions that the accepted run does not know, and that have no place yet."""
    return [one for one in ctx.state.stale if one.contribution_id not in ctx.state.inputs]


def is_possible(ctx: Context) -> bool:
    """Whether there is something to place, and a theme to place it in."""
    return bool(new(ctx)) and any(not theme.locked for theme in ctx.state.top_themes)


def button(ctx: Context) -> None:
    """Offer to place what is new."""
    words = ctx.say("start.assign", n=len(new(ctx)))
    st.button(words, type="primary", key="start assign", on_click=_begin)


def _begin() -> None:
    st.session_state[BEGIN] = True


def is_asked() -> bool:
    """Whether the button was pressed just now."""
    return bool(st.session_state.pop(BEGIN, False))


def work(ctx: Context) -> None:
    """Place them in sight; a press on stop ends this script at the next report."""
    st.html(f'<h2 class="ds-section">{escaped(ctx.say("start.assigning"))}</h2>')
    st.html(f'<p class="ds-note">{escaped(ctx.say("start.working_note"))}</p>')
    st.session_state[STOPPED] = True
    try:
        found = assigning.assign_new(ctx.workspace, progress=Working(), load_encoder=encoder)
    except DsupportError as error:
        st.session_state.pop(STOPPED, None)
        st.warning(plain(problem_text(error, ctx.say)))
        return
    st.session_state.pop(STOPPED, None)
    st.session_state[DONE] = found
    st.rerun()


def told(ctx: Context) -> None:
    """What came of it, once."""
    if st.session_state.pop(STOPPED, False):
        st.info(ctx.say("start.stopped"))
    found: Assignment | None = st.session_state.pop(DONE, None)
    if found is None:
        return
    say = ctx.say
    placed = sum(bool(place.theme_id) for place in found.placements)
    waiting = len(found.placements) - placed
    parts = [say("start.assigned", n=placed)] if placed else []
    if waiting:
        parts.append(say("start.assigned_waiting", n=waiting))
    if found.groups:
        parts.append(say("start.assigned_alike", n=len(found.groups)))
    st.success(plain(" ".join([*parts, say("start.assigned_else")])))


def together(ctx: Context) -> None:
    """New contributions that fit nowhere, but may be a theme of their own."""
    say, groups = ctx.say, ctx.state.decided.together
    if not groups:
        return
    section(say("start.together", n=len(groups)), say("start.together_hint"))
    can_decide = not ctx.is_past and ask_name(ctx)
    for names in groups:
        with st.container(key=f"ds-together-{names[0]}"):
            _suggestion(ctx, names, can_decide)


def _suggestion(ctx: Context, names: tuple[str, ...], can_decide: bool) -> None:
    say = ctx.say
    st.html(f'<p class="ds-tag">{escaped(say("start.together_tag", n=len(names)))}</p>')
    for name in names:
        contribution_card(ctx, name)
    if not can_decide:
        return
    key = f"together name {names[0]}"
    st.text_input(say("start.together_name"), key=key, max_chars=120)
    st.button(
        say("start.together_make", n=len(names)), key=f"together make {names[0]}",
        on_click=_make, args=(ctx, names, key),
    )  # fmt: skip


def _make(ctx: Context, names: tuple[str, ...], key: str) -> None:
    given = str(st.session_state.get(key, "")).strip()
    if not given:
        deciding.refuse(ctx.say("start.together_nameless"))
        return
    deciding.take(ctx, Act("new-theme", ";".join(names), given))
