"""Open an assembly: one that is here, a sample, or a new one."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import streamlit as st

from dsupport.errors import DsupportError
from dsupport.services import assemblies, demo
from dsupport.ui.app_pages import importing
from dsupport.ui.components.text import escaped, plain
from dsupport.ui.components.working import Working
from dsupport.ui.session import open_workspace, wording
from dsupport.wording.problems import problem_text

WIDTH = 760
"""Pixels: a list of choices is read, not scanned."""


def render() -> None:
    """Show the page."""
    say = wording()
    st.html(
        f'<h1 class="ds-headline">{escaped(say("open.title"))}</h1>'
        f'<p class="ds-hint">{escaped(say("open.hint"))}</p>'
    )
    with st.container(width=WIDTH):
        _choices(demo.workspaces_folder())


def _choices(folder: Path) -> None:
    say = wording()
    here = assemblies.known(folder)
    if here:
        _heading(say("open.mine"))
        with st.container(key="ds-choices-here"):
            for path in here:
                _open_button(path)
    samples = [city for city in demo.TITLES if (demo.samples_folder() / city).is_dir()]
    waiting = [city for city in samples if folder / f"{city}.assembly" not in here]
    if waiting:
        _heading(say("open.samples"), say("open.samples_hint"))
        with st.container(key="ds-choices-samples"):
            for city in waiting:
                _sample_button(city)
    _new(folder)


def _heading(title: str, hint: str = "") -> None:
    below = f'<p class="ds-note">{escaped(hint)}</p>' if hint else ""
    st.html(f'<h2 class="ds-section">{escaped(title)}</h2>{below}')


def _open_button(path: Path) -> None:
    try:
        title = assemblies.title_of(path)
    except DsupportError as error:
        st.warning(plain(problem_text(error, wording())))
        return
    if st.button(plain(title), key=f"open {path.name}", width="stretch"):
        _opened(path)


def _sample_button(city: str) -> None:
    place = st.empty()
    if not place.button(
        plain(wording()(f"open.sample_{city}")), key=f"sample {city}", width="stretch"
    ):
        return
    with place.container(border=True, key="ds-working"):
        try:
            workspace, _ = demo.prepare(city, progress=Working())
        except DsupportError as error:
            st.warning(plain(problem_text(error, wording())))
            return
    _opened(workspace.path)


def _new(folder: Path) -> None:
    say = wording()
    _heading(say("open.new"), say("open.new_hint"))
    with st.form("new assembly"):
        name = st.text_input(say("open.name"), max_chars=120)
        paths = importing.upload(say("importing.drop"))
        if not st.form_submit_button(say("open.make"), type="primary"):
            return
    title = name.strip() or (paths[0].stem if paths else "")
    if not title:
        st.info(say("open.name_missing"))
        return
    path = folder / f"{file_stem(title)}.assembly"
    if path.exists():
        st.info(say("open.taken"))
        return
    try:
        assemblies.new(path, title)
    except DsupportError as error:
        st.warning(plain(problem_text(error, say)))
        return
    st.session_state[importing.STAGED] = paths
    st.session_state[importing.ROUND] = st.session_state.get(importing.ROUND, 0) + 1
    _opened(path)


def file_stem(title: str) -> str:
    """A file name that every system can hold, made from a title."""
    flat = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", flat.casefold()).strip("-")[:60] or "assembly"


def _opened(path: Path) -> None:
    open_workspace(path)
    st.rerun()
