"""Deciding on a page: who decides, taking a decision, and what came of it.

A decision is taken over what the person sees: what others decided since then on the same things is
a conflict, and shown instead of being stored.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dsupport.errors import DecisionError
from dsupport.services import deciding
from dsupport.state.actions import Act
from dsupport.ui.components import refusals
from dsupport.ui.components.text import plain
from dsupport.ui.session import Context

ACTOR = "dsupport actor"
"""Where the session keeps the name of the person who decides."""

TAKEN = "dsupport taken"
"""Numbers of the decisions that were taken last on this page: what “undo” undoes."""

REFUSED = "dsupport refused"

PAGE = "dsupport page"
"""The page that is open: what was decided on another one is no news on it."""


ASKED = "dsupport asked"
"""Where the session keeps which form is open (`components.decision_form`)."""


def is_writing() -> bool:
    """Whether a form is open: letters are meant for it, and not for the keys of the page."""
    return ASKED in st.session_state


def actor() -> str:
    """The name of the person who decides; empty until it is given."""
    return str(st.session_state.get(ACTOR, "")).strip()


def take(ctx: Context, *acts: Act, seen: int | None = None) -> bool:
    """Take decisions over what this person sees; says whether they were stored.

    Meant for callbacks: the next run of the page shows what came of it (`news`).

    Parameters
    ----------
    seen
        The last decision that the person had seen when they began; by default that of the page.
    """
    st.session_state.pop(REFUSED, None)
    if ctx.is_past:
        refuse(ctx.say("sessions.past_refused"))
        return False
    known = ctx.state.last_decision if seen is None else min(seen, ctx.state.last_decision)
    try:
        taken = deciding.decide(ctx.workspace, acts, actor(), seen=known)
    except DecisionError as error:
        refuse(refusals.why(ctx, error, acts))
        return False
    st.session_state[TAKEN] = [decision.sequence for decision in taken]
    return True


def refuse(why: str) -> None:
    """Keep why a decision was not taken, for the next run of the page to say. Escaped here."""
    st.session_state[REFUSED] = plain(why)


def entered(page: str) -> None:
    """Know which page is shown; another one begins without what the last decision came to.

    Parameters
    ----------
    page
        Its address.
    """
    if st.session_state.get(PAGE, page) != page:
        st.session_state.pop(TAKEN, None)
        st.session_state.pop(REFUSED, None)
    st.session_state[PAGE] = page


def undo_last(ctx: Context) -> None:
    """Undo what this person decided last."""
    numbers = st.session_state.get(TAKEN, [])
    if numbers and take(ctx, *(Act("undo", str(n)) for n in reversed(numbers))):
        st.session_state.pop(TAKEN, None)


def last_taken() -> Sequence[int]:
    """Numbers of the decisions that this person took last, to be undone."""
    return list(st.session_state.get(TAKEN, []))


def refusal() -> str:
    """Why the last decision was not taken; empty if it was. Said once."""
    return str(st.session_state.pop(REFUSED, ""))
