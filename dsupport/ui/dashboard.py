"""The dashboard: its pages, its sidebar, and nothing of what they show."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from dsupport.errors import DsupportError
from dsupport.services import proposals
from dsupport.ui import deciding, session
from dsupport.ui.components import as_of, focus, remembered
from dsupport.ui.components.headline import note
from dsupport.ui.components.links import PAGES
from dsupport.ui.components.text import escaped, plain
from dsupport.ui.components.watch import watch
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
    "decide": ("duplicates", "places", "consensus"),
    "account": ("sessions", "record", "about"),
}

# Pages that are reached from others. They are about what comes next: while people look back, there is
# nothing to see on them.
ASIDE = ("import", "proposal")

NAME = "dsupport name"
"""Key of the field for the name in the sidebar; the name itself is kept in `deciding.ACTOR`."""


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
    # The page of a new analysis stays where it is when nobody waits for it any more, out of the
    # menu: whoever has just accepted one is still there.
    unasked: tuple[str, ...] = () if proposals.waiting(ctx.state) else ("proposal",)
    if ctx.is_past:
        unasked = ASIDE
    aside = {name: _page(name, hidden=name in unasked) for name in ASIDE}
    st.session_state[PAGES] = dict(pages) if ctx.is_past else pages | aside
    ahead = list(aside.values())
    if not session.is_served():
        aside["open"] = st.session_state[PAGES]["open"] = _page("open")
    menu = {
        say(f"app.section_{section}"): [pages[name] for name in names]
        for section, names in SECTIONS.items()
    }
    chosen = st.navigation(menu | {say("app.section_aside"): list(aside.values())}, expanded=True)
    _sidebar(ctx.say)
    if st.session_state.pop(session.OPENED, False):
        st.switch_page(pages["start"])
    deciding.entered(chosen.url_path)
    as_of.notice(ctx)
    if ctx.is_past and chosen in ahead:
        note(say("sessions.past_nothing"))
        return
    try:
        chosen.run()
    except DsupportError as error:
        st.warning(plain(problem_text(error, say)))
    remembered.name()
    focus.keep()
    watch(ctx.workspace)
    _settle_memory()


@st.cache_resource(show_spinner=False)
def _settle_memory() -> None:
    """Once, after the first page: what was loaded for good is never searched for rubbish again.

    With all libraries loaded, a full search takes longer than a decision, and people wait for it.
    """
    gc.collect()
    gc.freeze()


def _sidebar(say: Wording) -> None:
    st.html(menu_style(say))
    # The field shows the name that is kept, wherever it was given, on every page.
    st.session_state[NAME] = deciding.actor()
    with st.sidebar:
        as_of.choice(say)
        st.text_input(
            say("deciding.name"), key=NAME, help=say("deciding.name_help"), max_chars=80,
            autocomplete="name", on_change=_keep_name,
        )  # fmt: skip
        st.selectbox(
            say("app.language"), list(LANGUAGES), format_func=LANGUAGES.__getitem__,
            key=session.LANGUAGE, help=say("app.language_help"),
        )  # fmt: skip
        st.html(f'<p class="ds-note">{escaped(say("app.local"))}</p>')


def _keep_name() -> None:
    st.session_state[deciding.ACTOR] = st.session_state[NAME].strip()


def menu_style(say: Wording) -> str:
    """A word beside Streamlit's button that opens the sidebar, which is only a sign."""
    word = json.dumps(say("app.menu"), ensure_ascii=False)
    return f"<style>:root {{ --ds-menu: {word} }}</style>"


def _alone(name: str) -> None:
    """Show one page without navigation."""
    page = _page(name, default=True)
    st.session_state[PAGES] = {}
    st.navigation([page], position="hidden").run()


def _page(name: str, *, default: bool = False, hidden: bool = False) -> StreamlitPage:
    return st.Page(
        _render(name),
        title=session.wording()(f"app.page_{name}"),
        url_path=name,
        default=default or name == "start",
        visibility="hidden" if hidden else "visible",
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
