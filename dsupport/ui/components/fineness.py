"""Coarser or finer: a new analysis that looks for fewer themes or for more.

It is made in the full width of the page, outside of any part that is redrawn by itself: only there
can “stop” end it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast, get_args

import streamlit as st

from dsupport.analysis.themes import MOST_THEMES
from dsupport.config import AnalysisConfig, Detail, Method
from dsupport.errors import DsupportError
from dsupport.services import analysing, encoders, proposals
from dsupport.services.deciding import preview
from dsupport.services.reading import Snapshot
from dsupport.state.actions import Act
from dsupport.state.changes import between
from dsupport.state.replay import ACCEPT
from dsupport.ui import deciding
from dsupport.ui.components.decided import ask_name
from dsupport.ui.components.headline import note, section
from dsupport.ui.components.text import escaped, plain
from dsupport.ui.components.working import Working
from dsupport.ui.session import Context, encoder
from dsupport.wording.problems import problem_text

WANTED = "dsupport fineness wanted"
"""How fine the analysis shall be that begins when the page is drawn next."""

DONE = "dsupport fineness done"
STOPPED = "dsupport fineness stopped"
"""Set while the work runs: whoever finds it afterwards finds work that was stopped."""

FINENESS: tuple[Detail, ...] = get_args(Detail)
"""From coarse to fine."""


@dataclass(frozen=True, slots=True)
class Done:
    """An analysis that was made, or found to have been made before.

    Attributes
    ----------
    before
        How many themes there were.
    seen
        Number of the last decision at that moment.
    """

    run_id: str
    detail: Detail
    themes: int
    before: int
    seconds: int
    is_new: bool
    seen: int


def current(state: Snapshot) -> Detail:
    """How fine the accepted run is."""
    found = state.run.config.get("detail") if state.run else None
    return cast(Detail, found) if found in FINENESS else "normal"


def config_for(state: Snapshot, detail: Detail) -> AnalysisConfig:
    """What people chose for the accepted run, but so fine."""
    chosen = state.run.config if state.run else {}
    usual = AnalysisConfig()
    return AnalysisConfig(
        encoder=encoders.name_for(state),
        detail=detail,
        random_state=int(chosen.get("random_state", usual.random_state)),
        method=cast(Method, chosen.get("method", usual.method)),
        min_cluster_size=chosen.get("min_cluster_size"),
    )


def offer(ctx: Context, *, again: bool = False) -> None:
    """How fine the themes are now, and buttons that look for fewer or more.

    Parameters
    ----------
    again
        Offer an analysis that is just as fine, too: the one that is shown lacks something.
    """
    say, state = ctx.say, ctx.state
    detail = current(state)
    section(say("themes.fine_title"), say(f"themes.fine_now_{detail}"))
    if ctx.is_past or state.run is None:
        return
    if config_for(state, detail).method != "consensus":
        note(say("themes.fine_none"))
        return
    place = FINENESS.index(detail)
    with st.container(horizontal=True, key="ds-fineness"):
        if place > 0:
            _button(ctx, "coarser", FINENESS[place - 1])
        if again:
            _button(ctx, "again", detail)
        if place + 1 < len(FINENESS):
            _button(ctx, "finer", FINENESS[place + 1])
    lines = [say("themes.fine_decided" if state.decisions else "themes.fine_free")]
    if state.stale:
        lines.append(say("themes.fine_stale", n=len(state.stale)))
    lines.append(say("themes.fine_time", n=max(1, round(sum(state.run.seconds.values())))))
    note(" ".join(lines))


def _button(ctx: Context, name: str, detail: Detail) -> None:
    st.button(
        ctx.say(f"themes.fine_{name}", n=MOST_THEMES[detail]), key=f"themes fineness {name}",
        on_click=_begin, args=(detail,), wrap=True,
    )  # fmt: skip


def _begin(detail: Detail) -> None:
    st.session_state[WANTED] = detail
    st.session_state.pop(DONE, None)


def is_wanted() -> bool:
    """Whether a button was pressed just now."""
    return WANTED in st.session_state


def work(ctx: Context) -> None:
    """Analyse in sight; a press on stop ends this script at the next report."""
    say, state = ctx.say, ctx.state
    detail: Detail = st.session_state.pop(WANTED)
    with st.container(border=True, key="ds-working"):
        section(say(f"themes.fine_working_{detail}"), say("start.working_note"))
        st.session_state[STOPPED] = True
        try:
            outcome = analysing.analyse(
                ctx.workspace, config_for(state, detail), progress=Working(), load_encoder=encoder
            )
        except DsupportError as error:
            st.session_state.pop(STOPPED, None)
            st.warning(plain(problem_text(error, say)))
            st.button(say("themes.fine_back"), key="themes fineness back")
            return
    st.session_state.pop(STOPPED, None)
    st.session_state[DONE] = Done(
        outcome.info.run_id,
        detail,
        sum(not theme.parent_id for theme in outcome.analysis.themes),
        len(state.top_themes),
        max(1, round(sum(outcome.info.seconds.values()))),
        outcome.is_new,
        state.last_decision,
    )
    st.rerun()


def told(ctx: Context) -> None:
    """What came of it."""
    say, state = ctx.say, ctx.state
    if st.session_state.pop(STOPPED, False):
        st.info(say("start.stopped"))
    done: Done | None = st.session_state.get(DONE)
    if done is None:
        return
    found = say(f"themes.fine_found_{done.detail}", n=done.themes)
    waits = proposals.waiting(state)
    if state.run and state.run.run_id == done.run_id:
        st.session_state.pop(DONE)
        st.success(f"{found} {say('themes.fine_before', n=done.before)}")
    elif waits and waits.run_id == done.run_id:
        # The notice of a new analysis stands on this page, with the way to it.
        st.session_state.pop(DONE)
        st.success(found)
    elif done.seen != state.last_decision or ctx.is_past:
        st.session_state.pop(DONE)
    else:
        _made_before(ctx, done, found)


def _made_before(ctx: Context, done: Done, found: str) -> None:
    """That analysis was there before the one that is shown: one can go back to it."""
    say = ctx.say
    act = Act(ACCEPT, done.run_id)
    run = next((run for run in ctx.state.runs if run.run_id == done.run_id), None)
    if run is None:
        return
    seen = preview(ctx.workspace, act)
    moves = len(between(seen.before, seen.after).moves)
    words = " ".join(
        [
            say("themes.fine_known", when=say.date(run.started_at)),
            found,
            say("themes.fine_known_moves", n=moves),
            say("themes.fine_kept"),
        ]
    )
    with st.container(border=True, key="ds-fineness-known"):
        st.html(f'<p class="ds-note" role="status">{escaped(words)}</p>')
        known = ask_name(ctx)
        with st.container(horizontal=True):
            st.button(
                say("themes.fine_use"), key="themes fineness use", type="primary",
                disabled=not known, on_click=_use, args=(ctx, act),
            )  # fmt: skip
            st.button(say("themes.fine_leave"), key="themes fineness leave", on_click=_leave)


def _use(ctx: Context, act: Act) -> None:
    deciding.take(ctx, act)


def _leave() -> None:
    st.session_state.pop(DONE, None)
