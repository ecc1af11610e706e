"""Long lists in pages."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import TypeVar

import streamlit as st

from dsupport.ui.session import wording

T = TypeVar("T")


def page_of(
    items: Sequence[T], key: str, size: int = 20, *, of: Hashable | None = None
) -> Sequence[T]:
    """The items of the page that is open, under a bar to turn pages.

    A list that changes (another filter) begins at its first page again.

    Parameters
    ----------
    of
        What the list holds, such as its filter: as long as that stays, its page stays, though
        people take items out of the list. `None`: any change begins anew.
    """
    n = len(items)
    seen = (n, str(items[0]) if n else "") if of is None else of
    if st.session_state.get(f"{key} seen") != seen:
        st.session_state[f"{key} seen"] = seen
        st.session_state[f"{key} page"] = 0
    page = min(st.session_state.get(f"{key} page", 0), max(0, (n - 1) // size))
    first = page * size
    if n > size:
        _bar(key, page, first, min(first + size, n), n)
        if st.session_state.pop(f"{key} to top", False):
            # Streamlit stays where it was scrolled to; a turned page is read from its top.
            st.html(_TO_TOP.format(page=page), unsafe_allow_javascript=True)
    return items[first : first + size]


def foot(items: Sequence[object], key: str, size: int = 20) -> None:
    """The same bar below the list, for those who have read to its end."""
    n = len(items)
    if n > size:
        page = min(st.session_state.get(f"{key} page", 0), (n - 1) // size)
        _bar(key, page, page * size, min((page + 1) * size, n), n, foot=True)


_TO_TOP = (
    "<script>/* {page} */document.querySelector('[data-testid=\"stMain\"]')"
    "?.scrollTo({{top: 0}})</script>"
)


def _bar(key: str, page: int, first: int, last: int, n: int, *, foot: bool = False) -> None:
    say = wording()
    name = f"{key} {'foot' if foot else 'head'}"
    with st.container(horizontal=True, vertical_alignment="center", key=f"ds-paging-{_css(name)}"):
        st.button(
            say("paging.previous"), key=f"{name} previous", disabled=page == 0,
            on_click=_turn, args=(key, page - 1, foot),
        )  # fmt: skip
        st.button(
            say("paging.next"), key=f"{name} next", disabled=last == n,
            on_click=_turn, args=(key, page + 1, foot),
        )  # fmt: skip
        st.html(
            f'<p class="ds-count">{say("paging.range", first=first + 1, last=last, all=n)}</p>',
            width="content",
        )


def _turn(key: str, page: int, to_top: bool) -> None:
    st.session_state[f"{key} page"] = page
    if to_top:
        st.session_state[f"{key} to top"] = True


def _css(name: str) -> str:
    return "".join(letter if letter.isalnum() else "-" for letter in name)
