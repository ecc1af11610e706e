"""Links from page to page; the address says what they show."""

from __future__ import annotations

import streamlit as st

from dsupport.ui.components.text import plain

PAGES = "dsupport pages"
"""Key of the session under which the dashboard puts its pages, by their address."""


def link(page: str, label: str, **query: str) -> None:
    """A link to `page` (``themes``, ``duplicates`` …); where there is no such page, its words.

    Parameters
    ----------
    label
        Any text; it is escaped here.
    query
        What the page should show, such as ``theme="T3"``.
    """
    target = st.session_state.get(PAGES, {}).get(page)
    if target is None:
        st.markdown(plain(label))
        return
    st.page_link(target, label=plain(label), query_params=with_language(query))


def go(page: str, **query: str) -> None:
    """Leave for another page."""
    target = st.session_state.get(PAGES, {}).get(page)
    if target is not None:
        st.switch_page(target, query_params=with_language(query))


def with_language(query: dict[str, str]) -> dict[str, str]:
    """What an address must carry so that the chosen language stays."""
    language = st.query_params.get("lang", "")
    return query | ({"lang": language} if language else {})
