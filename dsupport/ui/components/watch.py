"""Keeps a page up to date while others work on the same assembly."""

from __future__ import annotations

import streamlit as st

from dsupport.ui import session
from dsupport.workspace import Workspace

EVERY = 4
"""Seconds between two looks at the file: one query each."""


@st.fragment(run_every=EVERY)
def watch(workspace: Workspace) -> None:
    """Draw the page anew when somebody else decided, imported or analysed."""
    shown = session.shown_revision()
    if shown and workspace.revision() != shown:
        st.rerun()
