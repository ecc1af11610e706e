"""What was decided and by whom, beside what it is about; and what the last decision came to."""

from __future__ import annotations

import streamlit as st

from dsupport.ui import deciding
from dsupport.ui.components import focus
from dsupport.ui.components.decision_words import told_html
from dsupport.ui.components.text import escaped
from dsupport.ui.session import Context

UNDO_KEY = "u"


def stamp_html(ctx: Context, sequence: int) -> str:
    """“Decided: Marie, 22 November”, as HTML of escaped text; empty if nobody decided."""
    decision = ctx.state.decision(sequence)
    if decision is None:
        return ""
    who = ctx.say("deciding.by", actor=decision.actor, when=ctx.say.date(decision.at))
    number = ctx.say("deciding.number", number=str(sequence))
    return (
        f'<span class="ds-decided">{escaped(ctx.say("deciding.decided"))}</span> '
        f'<span class="ds-note">{escaped(who)} · {escaped(number)}</span>'
    )


def stamp(ctx: Context, sequence: int) -> None:
    """Show `stamp_html`, if somebody decided."""
    if html := stamp_html(ctx, sequence):
        st.html(f"<p>{html}</p>")


def ask_name(ctx: Context) -> bool:
    """Whether it is known who decides; if not, asks for the name."""
    if deciding.actor():
        return True
    st.text_input(
        ctx.say("deciding.name"), key=f"{deciding.ACTOR} asked", help=ctx.say("deciding.name_help"),
        on_change=_keep_name, max_chars=80,
    )  # fmt: skip
    st.html(f'<p class="ds-note">{escaped(ctx.say("deciding.name_first"))}</p>')
    return False


def _keep_name() -> None:
    st.session_state[deciding.ACTOR] = st.session_state[f"{deciding.ACTOR} asked"].strip()


def news(ctx: Context, *, shortcut: bool = True) -> None:
    """What the last decision came to: why it was refused, or what was decided, with an undo."""
    if refused := deciding.refusal():
        st.warning(refused)
    taken = [n for n in deciding.last_taken() if n not in ctx.state.decided.off]
    last = ctx.state.decision(taken[-1]) if taken and not ctx.is_past else None
    if last is None:
        return
    others = ctx.say("deciding.and_others", n=len(taken) - 1) if len(taken) > 1 else ""
    with st.container(
        horizontal=True, vertical_alignment="center", key="ds-decided-news", gap="small"
    ):
        st.html(
            f'<p class="ds-note ds-told" role="status" dir="auto">'
            f"{told_html(ctx, last)} {escaped(others)}</p>{focus.stay_html(last.sequence)}",
            width="content", unsafe_allow_javascript=True,
        )  # fmt: skip
        st.button(
            ctx.say("deciding.undo"), key="deciding undo", type="tertiary",
            shortcut=UNDO_KEY if shortcut and not deciding.is_writing() else None, on_click=deciding.undo_last, args=(ctx,),
        )  # fmt: skip
