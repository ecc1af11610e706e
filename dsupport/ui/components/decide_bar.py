"""The buttons of a review, always in sight: one key a decision, and one to take it back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from dsupport.ui import deciding
from dsupport.ui.components.decided import UNDO_KEY, ask_name
from dsupport.ui.components.text import escaped, plain
from dsupport.ui.session import Context

LATER_KEY = "0"

_ASKED = "review asked for a name"

_MISSED = "review missed a name"
"""How often somebody without a name pressed a key that decides."""

_TO_NAME = """<script>/* {turn} */
  document.querySelector(".st-key-ds-decide input")?.focus(); </script>"""

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


@dataclass(frozen=True, slots=True)
class Key:
    """A button with its key.

    Attributes
    ----------
    name
        Of the widget.
    label
        Any text; it is escaped here.
    act
        What it does with `args`, as a callback.
    decides
        Whether it needs to be known who presses it.
    """

    name: str
    label: str
    shortcut: str
    act: Callable[..., None]
    args: tuple[object, ...] = ()
    decides: bool = True


@dataclass(frozen=True, slots=True)
class Bar:
    """What stands in the bar.

    Attributes
    ----------
    keys
        The decisions, and the one that puts off.
    undo
        Takes back the last step; `None`: there is none.
    undo_name
        Name of its button.
    progress
        How far people are.
    told
        What the last step came to; empty: nothing happened.
    token
        Changes whenever another thing is shown.
    """

    keys: Sequence[Key]
    undo: Callable[[Context], None] | None
    undo_name: str
    progress: str
    told: str
    token: str


def decide_bar(ctx: Context, bar: Bar) -> None:
    """The bar of a review; who has given no name is asked for it. None while people look back."""
    if ctx.is_past:
        return
    st.html(_ONE_PRESS, unsafe_allow_javascript=True)
    writing = deciding.is_writing()
    with st.container(key="ds-decide"):
        named = ask_name(ctx)
        if not named:
            st.session_state[_ASKED] = True
            _miss(ctx)
        elif st.session_state.pop(_ASKED, False):
            st.session_state.pop(_MISSED, None)
            st.rerun()  # The name stands beside the pages, too.
        if bar.keys or bar.undo:
            with st.container(horizontal=True, gap="small", key="ds-decide-keys"):
                for key in bar.keys:
                    can = named or not key.decides
                    st.button(
                        plain(key.label), key=key.name, shortcut=None if writing else key.shortcut,
                        on_click=key.act if can else _ask, args=key.args if can else (),
                    )  # fmt: skip
                st.button(
                    ctx.say("deciding.undo"), key=bar.undo_name,
                    shortcut=None if writing else UNDO_KEY,
                    disabled=not named or bar.undo is None, on_click=bar.undo, args=(ctx,),
                )  # fmt: skip
                count = f'<p class="ds-count ds-bar-count">{escaped(bar.progress)}</p>'
                st.html(count, width="content")
        _news(bar)


def _ask() -> None:
    """A key that decides was pressed, and nobody knows by whom."""
    st.session_state[_MISSED] = st.session_state.get(_MISSED, 0) + 1


def _miss(ctx: Context) -> None:
    """Say that the name comes first, and bring the person to its field."""
    if turn := st.session_state.get(_MISSED, 0):
        st.html(
            f'<p class="ds-missed" role="alert">{escaped(ctx.say("duplicates.name_first"))}</p>'
            + _TO_NAME.format(turn=turn),
            unsafe_allow_javascript=True,
        )


def _news(bar: Bar) -> None:
    """What the last step came to, or why it was refused."""
    if refused := deciding.refusal():
        st.warning(refused)
    if bar.told:
        st.html(
            f'<p class="ds-note" role="status">{escaped(bar.told)}</p>'
            + _INTO_SIGHT.format(token=escaped(bar.token).replace("*", "")),
            unsafe_allow_javascript=True,
        )
