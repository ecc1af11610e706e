"""Tables with headings that people understand."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import streamlit as st

from dsupport.ui.session import Context, wording

if TYPE_CHECKING:
    import pandas as pd


def table(frame: pd.DataFrame, key: str) -> None:
    """Show `frame` with headings from the wording (``columns.<name>``), without its index."""
    say = wording()
    labels = {
        str(name): say(f"columns.{name}") if say.has(f"columns.{name}") else str(name)
        for name in frame.columns
    }
    st.dataframe(frame, key=key, hide_index=True, column_config=labels)


def as_table(ctx: Context, frame: pd.DataFrame | Callable[[], pd.DataFrame], key: str) -> bool:
    """A switch beside a picture: on, it shows the same as a table.

    Returns
    -------
    bool
        True if the table is shown, and the picture should not be.
    """
    if not st.toggle(ctx.say("tables.switch"), key=f"{key} as table"):
        return False
    table(frame() if callable(frame) else frame, f"{key} table")
    return True
