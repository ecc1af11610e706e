"""Leafing through a list one by one: where one is, and the way on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from dsupport.ui import deciding
from dsupport.ui.components.text import escaped
from dsupport.ui.session import Context


def leaf(
    ctx: Context, name: str, ids: Sequence[str], at: int, show: Callable[[Context, str], None]
) -> None:
    """Two buttons with their keys, and the place in the list.

    Parameters
    ----------
    name
        Of the review, in the wording and in the names of the buttons.
    at
        Place of what is shown in `ids`.
    show
        Opens what has an id; a callback.
    """
    for way, step, letter in (("previous", -1, "P"), ("next", 1, "N")):
        to = at + step
        inside = 0 <= to < len(ids)
        st.button(
            ctx.say(f"{name}.{way}"), key=f"{name} {way}", disabled=not inside,
            shortcut=None if deciding.is_writing() else letter,
            on_click=show, args=(ctx, ids[to] if inside else ""),
        )  # fmt: skip
    count = escaped(ctx.say(f"{name}.counter", number=at + 1, all=len(ids)))
    st.html(f'<p class="ds-count ds-bar-count">{count}</p>', width="content")
