"""Ticking several contributions of a list, to decide about them together."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from dsupport.ui.components import contribution_actions, decision_form
from dsupport.ui.components.contribution_actions import SEVERAL, Subject, Then
from dsupport.ui.components.text import escaped, plain
from dsupport.ui.session import Context


def switch(ctx: Context, where: str) -> bool:
    """A switch for ticking; says whether it is on."""
    return bool(
        st.toggle(ctx.say("action.several"), key=_on(where), help=ctx.say("action.several_help"))
    )


def is_on(where: str) -> bool:
    """Whether contributions of this list can be ticked."""
    return bool(st.session_state.get(_on(where)))


def box(ctx: Context, where: str, contribution_id: str) -> None:
    """The box to tick on a card."""
    number = f"#{ctx.state.contributions[contribution_id].source_id}"
    key = f"tick {where} {contribution_id}"
    # Boxes on other pages of the list are not drawn, and Streamlit forgets them: kept apart.
    st.session_state[key] = contribution_id in _ticked(where)
    st.checkbox(
        plain(ctx.say("action.tick", number=number)), key=key,
        on_change=_turn, args=(where, contribution_id, key),
    )  # fmt: skip


def bar(
    ctx: Context,
    where: str,
    listed: Sequence[str],
    page: Sequence[str],
    theme_id: str = "",
    then: Then | None = None,
) -> None:
    """What can be done with those that are ticked; in sight below the list.

    Parameters
    ----------
    listed
        Everything that the list holds, on all its pages: what a filter hides is not decided about.
    page
        What is in sight.
    theme_id
        The theme that is being read.
    then
        Done after a decision was taken.
    """
    if not is_on(where):
        return
    say = ctx.say
    ids = tuple(i for i in listed if i in _ticked(where))
    subject = Subject(where, SEVERAL, ids, theme_id)
    after = partial(_after, where, then)
    with st.container(key="ds-ticked", border=True):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.html(
                f'<p class="ds-count" role="status">{escaped(say("action.ticked", n=len(ids)))}</p>',
                width="content",
            )
            if ids:
                label = say("action.menu_several", n=len(ids))
                contribution_actions.button(ctx, subject, label, after)
            more = [i for i in page if i not in ids]
            if more:
                st.button(
                    say("action.tick_page", n=len(page)), key=f"{where} tick page",
                    type="tertiary", on_click=_tick, args=(where, more),
                )  # fmt: skip
            if ids:
                st.button(
                    say("action.tick_none"), key=f"{where} tick none", type="tertiary",
                    on_click=clear, args=(where,),
                )  # fmt: skip
        if ids:
            contribution_actions.form(ctx, subject, after)


def _after(where: str, then: Then | None, action: str) -> None:
    clear(where)
    if then:
        then(action)


def clear(where: str) -> None:
    """Untick everything."""
    st.session_state[_name(where)] = set()
    decision_form.leave()


def _tick(where: str, ids: Sequence[str]) -> None:
    st.session_state[_name(where)] = _ticked(where) | set(ids)


def _turn(where: str, contribution_id: str, key: str) -> None:
    others = _ticked(where) - {contribution_id}
    st.session_state[_name(where)] = others | (
        {contribution_id} if st.session_state[key] else set()
    )


def _ticked(where: str) -> set[str]:
    return set(st.session_state.get(_name(where), ()))


def _name(where: str) -> str:
    return f"{where} ticked"


def _on(where: str) -> str:
    return f"{where} several"
