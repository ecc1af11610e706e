"""What a person should know before reading on: an invented sample, an analysis of yesterday or a
new one that waits.
"""

from __future__ import annotations

import streamlit as st

from dsupport.services import demo, proposals
from dsupport.ui.components.links import PAGES, link
from dsupport.ui.components.text import plain
from dsupport.ui.session import Context


def sample_notice(ctx: Context) -> None:
    """Warn, in an invented sample, that what people add would be mixed with it."""
    if not demo.is_sample(ctx.workspace):
        return
    with st.container(border=True, key="ds-notice-sample", gap=None):
        if "open" in st.session_state.get(PAGES, {}):
            st.markdown(plain(ctx.say("notice.sample")))
            link("open", ctx.say("app.page_open"))
        else:
            st.markdown(plain(ctx.say("notice.sample_served")))


def stale_notice(ctx: Context) -> None:
    """Say that a new analysis waits, or that contributions came after the one that is shown."""
    if proposals.waiting(ctx.state):
        with st.container(border=True, key="ds-notice-proposal", gap=None):
            st.markdown(plain(ctx.say("notice.proposal")))
            link("proposal", ctx.say("notice.proposal_link"))
        return
    if ctx.is_past or not ctx.state.stale:
        return
    with st.container(border=True, key="ds-notice-stale", gap=None):
        st.markdown(plain(ctx.say("notice.stale", n=len(ctx.state.stale))))
        link("start", ctx.say("start.analyse_again"))
