"""The buttons of the review: one key a decision, and one to take it back."""

from __future__ import annotations

import streamlit as st

from dsupport.results import DuplicateGroup
from dsupport.services.reviewing import Review
from dsupport.ui import deciding
from dsupport.ui.components import review
from dsupport.ui.components.decided import UNDO_KEY, ask_name
from dsupport.ui.components.text import escaped
from dsupport.ui.session import Context

KEYS = dict(zip(review.SETTLING, "1234", strict=True))
LATER_KEY = "0"

_ASKED = "duplicates asked for a name"

_INTO_SIGHT = (
    "<script>/* {token} */(() => {{ const group = document.querySelector('.st-key-ds-group');"
    " const bar = document.querySelector('.st-key-ds-decide'); if (!group || !bar) return;"
    " const at = group.getBoundingClientRect();"
    " if (at.top < 0 || at.bottom > bar.getBoundingClientRect().top) group.scrollIntoView();"
    " }})()</script>"
)
"""Streamlit stays where it was scrolled to; the next group is read from its top."""


_ONE_PRESS = """<script>if (window.dsPressed === undefined) { window.dsPressed = 0;
  window.addEventListener("keydown", (press) => {
    const field = press.target.closest?.("input, textarea, [contenteditable]");
    if (field || !/^[0-4]$/.test(press.key) || !document.querySelector(".st-key-ds-decide")) return;
    const now = performance.now();
    if (press.repeat || now - window.dsPressed < 600) {
      press.stopImmediatePropagation(); press.preventDefault();
    } else window.dsPressed = now;
  }, true); }</script>"""
"""A key that is held, or pressed twice, decides once: nobody has seen the next group so soon."""


def decide_bar(
    ctx: Context, found: Review, group: DuplicateGroup | None, following: str = ""
) -> None:
    """The buttons to decide on a group that waits (`None`: only to undo), always in sight.

    Parameters
    ----------
    following
        The group that is shown after the decision.
    """
    say = ctx.say
    st.html(_ONE_PRESS, unsafe_allow_javascript=True)
    with st.container(key="ds-decide"):
        if not ask_name(ctx):
            st.session_state[_ASKED] = True
            return
        if st.session_state.pop(_ASKED, False):
            st.rerun()  # The name stands beside the pages, too.
        if group is not None or review.can_undo(ctx):
            with st.container(horizontal=True, gap="small", key="ds-decide-keys"):
                if group is not None:
                    _choices(ctx, group, following)
                st.button(
                    say("deciding.undo"), key="duplicates undo", shortcut=UNDO_KEY,
                    disabled=not review.can_undo(ctx), on_click=review.undo, args=(ctx,),
                )  # fmt: skip
                done = say("duplicates.progress", done=len(found.settled), n=found.total)
                st.html(f'<p class="ds-count ds-bar-count">{escaped(done)}</p>', width="content")
        _news(ctx, group)


def _choices(ctx: Context, group: DuplicateGroup, following: str) -> None:
    """What people can say of a group, or that they look at it later."""
    for status, key in KEYS.items():
        st.button(
            ctx.say(f"duplicates.do_{status}"), key=f"duplicates {status}", shortcut=key,
            on_click=review.settle, args=(ctx, group, status, following),
        )  # fmt: skip
    st.button(
        ctx.say("duplicates.do_later"), key="duplicates later", shortcut=LATER_KEY,
        on_click=review.put_off, args=(ctx, group, following),
    )  # fmt: skip


def _news(ctx: Context, group: DuplicateGroup | None) -> None:
    """What the last step came to, or why it was refused."""
    if refused := deciding.refusal():
        st.warning(refused)
    if told := review.told(ctx):
        token = f"{group.group_id if group else ''} {ctx.state.last_decision}"
        st.html(
            f'<p class="ds-note" role="status">{escaped(told)}</p>'
            + _INTO_SIGHT.format(token=escaped(token).replace("*", "")),
            unsafe_allow_javascript=True,
        )


def ask_reason(ctx: Context, group: DuplicateGroup) -> None:
    """A field for the reason of the next decision on this group; nobody has to give one."""
    if deciding.actor():
        st.text_input(
            ctx.say("duplicates.reason"), key=review.reason_key(group), max_chars=500, width=560,
            help=ctx.say("duplicates.reason_help"),
        )  # fmt: skip
