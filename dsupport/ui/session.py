"""What every page starts from: the workspace that is open, as it is now, and how to speak."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import streamlit as st

from dsupport.errors import DsupportError, WorkspaceError
from dsupport.services import analysing, assemblies, demo, encoders, reading, sessions
from dsupport.state.board import Session
from dsupport.wording import LANGUAGES, Wording
from dsupport.wording.problems import problem
from dsupport.workspace import Workspace

VARIABLE = "DSUPPORT_WORKSPACE"
"""Environment variable with the path of the workspace that `dsupport serve` shows."""

CHOSEN = "dsupport workspace"
"""Key of the session under which the path of a workspace that a person opened is kept."""

LANGUAGE = "lang"
"""Where the session and the address keep the chosen language."""

SHOWN = "dsupport shown revision"
"""Key of the session for the revision that the page shows; see `components.watch`."""

OPENED = "dsupport opened"
"""Set when a person has just opened a workspace: its first page is shown."""


AS_OF = "dsupport as of"
"""Number of the session at whose end everything is shown; 0 or none: now."""


@dataclass(frozen=True)
class Context:
    """What a page needs.

    Attributes
    ----------
    say
        Sentences in the chosen language.
    language
        ISO 639-1 code in which themes are named: the same.
    """

    workspace: Workspace
    state: reading.Snapshot
    say: Wording
    language: str

    @property
    def least(self) -> int:
        """Fewer contributions than this have no themes."""
        return analysing.LEAST

    @property
    def is_past(self) -> bool:
        """Whether it shows how things were: then there is nothing to decide."""
        return bool(self.state.until)


def context() -> Context:
    """The open workspace as it is now, or as it was at the end of the session that was chosen.

    Raises
    ------
    WorkspaceError
        None is open, or it cannot be read.
    """
    workspace, state = _present()
    session = chosen_session(state)
    if session is not None:
        state = _read(workspace, sessions.end_of(session))
    st.session_state[SHOWN] = state.revision
    return Context(workspace, state, wording(), language())


def redrawn() -> Context:
    """The context for a part of a page that is redrawn by itself.

    Where the workspace cannot be read any more, the whole page is drawn anew, and says why.
    """
    try:
        return context()
    except DsupportError:
        st.rerun()


def shown_revision() -> str:
    """What the page shows: the revision of the workspace when it was last read for this person."""
    return str(st.session_state.get(SHOWN, ""))


def held_sessions() -> list[Session]:
    """Sessions that have been, as they are known now: at the end of each one can look."""
    return sessions.past(_present()[1], today())


def chosen_session(now: reading.Snapshot | None = None) -> Session | None:
    """The session at whose end everything is shown; `None`: everything is as it is now."""
    number = st.session_state.get(AS_OF)
    if not number:
        return None
    held = sessions.past(now or _present()[1], today())
    return next((one for one in held if one.number == number), None)


def today() -> str:
    """The day here, as sessions are dated."""
    return sessions.day_of(datetime.now(UTC).isoformat())


def _present() -> tuple[Workspace, reading.Snapshot]:
    path = workspace_path()
    if path is None:
        raise problem(WorkspaceError, "none-open")
    workspace = _opened(str(path), path.stat().st_ino if path.exists() else 0)
    return workspace, _read(workspace, "")


def _read(workspace: Workspace, until: str) -> reading.Snapshot:
    revision = f"{workspace.revision()} {workspace.path.stat().st_ino}"
    return _snapshot(str(workspace.path), revision, until, workspace)


def workspace_path() -> Path | None:
    """The workspace to show: the one that was chosen, was served, or was last in use."""
    chosen = st.session_state.get(CHOSEN) or os.environ.get(VARIABLE)
    return Path(chosen) if chosen else assemblies.last_used(demo.workspaces_folder())


def is_served() -> bool:
    """Whether the person who started the dashboard said which workspace it shows."""
    return bool(os.environ.get(VARIABLE))


def open_workspace(path: Path) -> None:
    """Show another workspace from now on."""
    st.session_state[CHOSEN] = str(path)
    st.session_state.pop(AS_OF, None)
    st.session_state[OPENED] = True
    assemblies.remember(path)


def language() -> str:
    """The chosen language: of this session, or of the address that was opened."""
    code = st.session_state.get(LANGUAGE) or st.query_params.get(LANGUAGE, _first_language())
    return str(code) if code in LANGUAGES else "en"


def _first_language() -> str:
    """The language of the browser, where the dashboard speaks it."""
    code = str(st.context.locale or "")[:2]
    return code if code in LANGUAGES else "en"


def keep_language() -> None:
    """Keep the chosen language in the address, from page to page."""
    code = language()
    st.session_state[LANGUAGE] = code
    if code != _first_language():
        st.query_params[LANGUAGE] = code
    else:
        st.query_params.pop(LANGUAGE, None)


def wording() -> Wording:
    """Sentences in the chosen language."""
    return Wording(language())


@st.cache_resource(max_entries=4, show_spinner=False)
def _opened(path: str, inode: int) -> Workspace:
    return Workspace.open(Path(path))


@st.cache_resource(max_entries=6, show_spinner=False)
def _snapshot(path: str, revision: str, until: str, _workspace: Workspace) -> reading.Snapshot:
    return reading.snapshot(_workspace, until)


@st.cache_resource(max_entries=1, show_spinner=False)
def encoder(name: str) -> encoders.Encoder:
    """The encoder, loaded once for everybody who uses this dashboard."""
    return encoders.load(name)
