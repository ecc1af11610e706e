"""Looking back: the assembly as it was at the end of a session, and the way back to now."""

from __future__ import annotations

import streamlit as st

from dsupport.state.board import Session
from dsupport.ui import session
from dsupport.ui.components.decision_words import day
from dsupport.ui.components.text import escaped
from dsupport.ui.session import Context
from dsupport.wording import Wording

CHOICE = "dsupport show"
"""Key of the choice in the sidebar; what was chosen is kept in `session.AS_OF`."""

NOW = 0


def choice(say: Wording) -> None:
    """What to show: now, or the end of a session that has been; nothing if none has."""
    held = {one.number: one for one in session.held_sessions()}
    if not held:
        return
    chosen = session.chosen_session()
    st.session_state[CHOICE] = chosen.number if chosen else NOW
    st.selectbox(
        say("sessions.show"), [NOW, *reversed(held)], key=CHOICE, help=say("sessions.show_help"),
        format_func=lambda number: _name(say, held.get(number)),
        on_change=lambda: look(int(st.session_state[CHOICE])),
    )  # fmt: skip


def _name(say: Wording, held: Session | None) -> str:
    return say("sessions.show_end", number=str(held.number)) if held else say("sessions.show_now")


def look(number: int) -> None:
    """Show everything as it was at the end of a session, or as it is now (0)."""
    st.session_state[session.AS_OF] = number


def notice(ctx: Context) -> None:
    """Say that this is the past, and offer the way back."""
    chosen = session.chosen_session() if ctx.is_past else None
    if chosen is None:
        return
    say = ctx.say
    with st.container(border=True, key="ds-past"):
        when = day(say, chosen.date)
        words = say("sessions.past_notice", number=str(chosen.number), day=when)
        st.html(
            f'<p role="status"><strong>{escaped(words)}</strong> '
            f"{escaped(say('sessions.past_hint'))}</p>"
        )
        st.button(say("sessions.past_back"), key="past back", on_click=look, args=(NOW,))
