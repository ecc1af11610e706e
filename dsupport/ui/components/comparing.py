"""What explanations compare with: the stored vectors of all texts, and the encoder if it is loaded.

No page loads the encoder by itself: that takes seconds. Whoever asks for passages to be compared
by meaning loads it once, for everybody who uses this dashboard.
"""

from __future__ import annotations

import streamlit as st

from dsupport.encode import Encoder
from dsupport.errors import DsupportError
from dsupport.records import Contribution, hash_text
from dsupport.services import encoders
from dsupport.services.explaining import PairWhy, compared, why_pair
from dsupport.services.grounds import Ground, ground_of
from dsupport.ui import session
from dsupport.ui.components.text import plain
from dsupport.ui.session import Context
from dsupport.wording.problems import problem_text

ASKED = "dsupport compare by meaning"
"""Key of the session: somebody asked for the encoder, and it is loaded now."""


def ground(ctx: Context) -> Ground | None:
    """All texts of the run in one space; made again only when the texts change."""
    known = ctx.state.placements
    parts = [
        f"{c.content_hash}{c.language}" for name, c in ctx.state.contributions.items()
        if name in known
    ]  # fmt: skip
    run = ctx.state.run.fingerprint if ctx.state.run else ""
    return _ground(str(ctx.workspace.path), run, hash_text("".join(parts)), ctx)


@st.cache_resource(max_entries=3, show_spinner=False)
def _ground(path: str, run: str, texts: str, _ctx: Context) -> Ground | None:
    return ground_of(_ctx.workspace, _ctx.state)


def reader(ctx: Context) -> Encoder | None:
    """The encoder of the run, if it is loaded or somebody asked for it."""
    name = encoders.name_for(ctx.state)
    if name not in _loaded() and not st.session_state.pop(ASKED, False):
        return None
    try:
        with st.spinner(ctx.say("why.loading")):
            found = session.encoder(name)
    except DsupportError as error:
        st.info(plain(problem_text(error, ctx.say)))
        return None
    _loaded().add(name)
    return found


@st.cache_resource(show_spinner=False)
def _loaded() -> set[str]:
    """Names of the encoders that an explanation has loaded."""
    return set()


def offer(ctx: Context, about: str) -> None:
    """A button for comparing by meaning, which takes some seconds the first time."""
    st.button(ctx.say("why.by_meaning"), key=f"why meaning {about}", on_click=_ask)


def _ask() -> None:
    st.session_state[ASKED] = True


def explained(
    ctx: Context, left: Contribution, right: Contribution, *, warning: str = ""
) -> PairWhy:
    """Why two texts are suggested together, by meaning where the encoder is at hand."""
    space, encoder = ground(ctx), reader(ctx)
    by = encoder.card.key if space and encoder and _reads_alike(space, encoder) else ""
    texts = f"{left.content_hash}{left.language} {right.content_hash}{right.language}"
    return _explained(str(ctx.workspace.path), texts, by, warning, ctx, left, right, space, encoder)


def _reads_alike(space: Ground, encoder: Encoder) -> bool:
    """Whether the encoder is the one of the run; its precision may differ."""
    one, two = space.card, encoder.card
    return (one.weights, one.text_version) == (two.weights, two.text_version)


@st.cache_data(max_entries=200, show_spinner=False)
def _explained(
    path: str,
    texts: str,
    by: str,
    warning: str,
    _ctx: Context,
    _left: Contribution,
    _right: Contribution,
    _space: Ground | None,
    _encoder: Encoder | None,
) -> PairWhy:
    if not by or _space is None or _encoder is None:
        return why_pair(_left, _right, warning=warning)
    found = compared(_ctx.workspace, _space, _left, _right, _encoder)
    return why_pair(_left, _right, found, warning=warning)
