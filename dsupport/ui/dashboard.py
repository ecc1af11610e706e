"""The dashboard: its pages, its sidebar, and nothing of what they show."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from dsupport.errors import DsupportError
from dsupport.ui import session
from dsupport.ui.components.links import PAGES
from dsupport.ui.components.text import escaped, plain
from dsupport.wording import LANGUAGES, Wording
from dsupport.wording.problems import problem_text

if TYPE_CHECKING:
    from streamlit.navigation.page import StreamlitPage

STYLE = Path(__file__).with_name("style.css")

# Pixels; the widest word of the menu fits, and the text keeps the room.
SIDEBAR = 264

# Pages in the order of the work.
SECTIONS = {
    "read": ("start", "contributions", "themes", "unplaced"),
    "decide": ("duplicates", "consensus"),
    "account": ("about",),
}

# Pages that are reached from others.
ASIDE = ("import",)


def run() -> None:
    """Show the page that the address names."""
    session.keep_language()
    say = session.wording()
    st.set_page_config(
        page_title=say("app.name"), layout="wide", initial_sidebar_state=SIDEBAR,
        menu_items={"Get help": None, "Report a bug": None, "About": say("app.about")},
    )  # fmt: skip
    st.html(STYLE)
    try:
        ctx = session.context() if session.workspace_path() else None
    except DsupportError as error:
        if not session.is_served():
            _alone("open")
        st.warning(plain(problem_text(error, say)))
        return
    if ctx is None:
        _alone("open")
        return
    pages = {name: _page(name) for names in SECTIONS.values() for name in names}
    aside = {name: _page(name) for name in ASIDE}
    if not session.is_served():
        aside["open"] = _page("open")
    st.session_state[PAGES] = pages | aside
    menu = {
        say(f"app.section_{section}"): [pages[name] for name in names]
        for section, names in SECTIONS.items()
    }
    chosen = st.navigation(menu | {say("app.section_aside"): list(aside.values())}, expanded=True)
    _sidebar(ctx.say)
    if st.session_state.pop(session.OPENED, False):
        st.switch_page(pages["start"])
    try:
        chosen.run()
    except DsupportError as error:
        st.warning(plain(problem_text(error, say)))


def _sidebar(say: Wording) -> None:
    st.html(menu_style(say))
    with st.sidebar:
        st.selectbox(
            say("app.language"), list(LANGUAGES), format_func=LANGUAGES.__getitem__,
            key=session.LANGUAGE, help=say("app.language_help"),
        )  # fmt: skip
        st.html(f'<p class="ds-note">{escaped(say("app.local"))}</p>')


def menu_style(say: Wording) -> str:
    """A word beside Streamlit's button that opens the sidebar, which is only a sign."""
    word = json.dumps(say("app.menu"), ensure_ascii=False)
    return f"<style>:root {{ --ds-menu: {word} }}</style>"


def _alone(name: str) -> None:
    """Show one page without navigation."""
    page = _page(name, default=True)
    st.session_state[PAGES] = {}
    st.navigation([page], position="hidden").run()


def _page(name: str, *, default: bool = False) -> StreamlitPage:
    return st.Page(
        _render(name),
        title=session.wording()(f"app.page_{name}"),
        url_path=name,
        default=default or name == "start",
    )


def _render(name: str) -> Callable[[], None]:
    def render() -> None:
        # Imported when shown: a page that draws charts costs nothing until then.
        import_module(f"dsupport.ui.app_pages.{_module(name)}").render()

    return render


def _module(name: str) -> str:
    return {"import": "importing", "open": "opening"}.get(name, name)


if __name__ == "__main__":
    run()
