"""The name of the person who decides, kept by the tab of their browser: a page that is loaded anew
knows it still.

It is kept where only this dashboard finds it and only as long as the tab is open, so whoever sits
down at the same machine later does not decide under another's name. Nothing is stored elsewhere.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import streamlit as st

from dsupport.ui import deciding

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

LONGEST = 80
"""Characters of a name, as in the field for it."""

KEY = "ds-remembered"
"""Key of the element that speaks with the browser; nothing is to be seen of it."""

# Without storage (forbidden by the browser) the name is asked for again, as if nothing were kept.
# What was kept is told once: a page is drawn often.
_SCRIPT = """
const PLACE = "dsupport name";
let told = false;
export default function ({ data, setTriggerValue }) {
  try {
    if (data.known) {
      if (data.name) sessionStorage.setItem(PLACE, data.name);
      else sessionStorage.removeItem(PLACE);
    } else if (!told) {
      const kept = sessionStorage.getItem(PLACE);
      if (kept) { told = true; setTriggerValue("kept", kept); }
    }
  } catch (error) { if (!(error instanceof DOMException)) throw error; }
}
"""


def name() -> None:
    """Let the browser keep the name that is known, or say the one that it kept."""
    known = deciding.ACTOR in st.session_state
    _component()(
        key=KEY, data={"known": known, "name": deciding.actor()}, on_kept_change=_take_over
    )


@cache
def _component() -> ComponentRenderer:
    return st.components.v2.component("dsupport.remembered", js=_SCRIPT)


def _take_over() -> None:
    """Believe the browser, unless a name was given meanwhile."""
    told = st.session_state[KEY].get("kept")
    if deciding.ACTOR not in st.session_state:
        st.session_state[deciding.ACTOR] = told.strip()[:LONGEST] if isinstance(told, str) else ""
