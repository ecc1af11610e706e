"""The review of places in doubt: what is listed, what is open, each step and the way back."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dsupport.results import Placement
from dsupport.services.reviewing import places_in_doubt
from dsupport.state.actions import Act
from dsupport.state.queue import margin
from dsupport.ui.components.near import choices
from dsupport.ui.components.steps import LATER, Steps
from dsupport.ui.components.text import shortened
from dsupport.ui.session import Context

FILTER = "places filter"
"""Key of the widget that says which places are listed."""

ALL, NOWHERE, PLACED = "all", "nowhere", "placed"
FILTERS = (ALL, NOWHERE, PLACED)

MINUTES_A_TEXT = 0.25
"""Time to read one text and to say where it belongs."""

WORDS = 60
"""Characters by which a text is named."""


def steps(ctx: Context) -> Steps:
    """What a person did in this review."""
    return Steps(ctx, "places")


def there(ctx: Context) -> list[Placement]:
    """The places in doubt, those put off last."""
    late = {name: place for place, name in enumerate(steps(ctx).later)}
    return sorted(places_in_doubt(ctx.state), key=lambda p: late.get(p.contribution_id, -1))


def passes(place: Placement, wanted: str) -> bool:
    """Whether a filter shows a place."""
    return wanted == ALL or bool(place.theme_id) == (wanted == PLACED)


def name(ctx: Context, contribution_id: str) -> str:
    """The beginning of a text: how people recognise it."""
    item = ctx.state.contributions.get(contribution_id)
    return shortened(item.shown_title or item.shown_text, WORDS) if item else ""


def why(ctx: Context, place: Placement) -> str:
    """Why a place is in doubt, in a sentence."""
    say = ctx.say
    if not place.theme_id:
        key = f"unplaced.{place.reason}"
        return say(key) if say.has(key) else place.reason
    own = ctx.state.themes[place.theme_id].label(ctx.language)
    others = [theme for theme, _ in choices(ctx.state, place) if theme != place.theme_id]
    if others and margin(place) < 0:
        other = ctx.state.themes[others[0]].label(ctx.language)
        return say("places.nearer", name=own, other=other)
    return say("places.unsure", name=own)


def is_overtaken(ctx: Context, found: Sequence[Placement], contribution_id: str) -> bool:
    """Whether the text that is being read is in doubt no longer, and not because of this person."""
    if not contribution_id or any(one.contribution_id == contribution_id for one in found):
        return False
    own = steps(ctx).is_own(contribution_id)
    return steps(ctx).open == contribution_id and not own


def where(ctx: Context, place: Placement | None, theme_id: str) -> str:
    """What it means for a contribution to belong there, as on a button."""
    if not theme_id:
        return ctx.say("places.none")
    label = ctx.state.themes[theme_id].label(ctx.language)
    return ctx.say(
        "places.stays" if place and theme_id == place.theme_id else "places.into", name=label
    )


def show(ctx: Context, contribution_id: str) -> None:
    """Open a text, or the first of the list if the id is empty; the address says which."""
    steps(ctx).open = contribution_id
    if contribution_id:
        st.query_params["text"] = contribution_id
    else:
        st.query_params.pop("text", None)


# -- steps: each is a callback -------------------------------------------------------------


def settle(ctx: Context, place: Placement, theme_id: str, following: str) -> None:
    """Say where a contribution belongs (empty: in no theme), and go on to the next one."""
    about = place.contribution_id
    if steps(ctx).is_unseen(about):
        return
    act = Act("place", about, theme_id) if theme_id else Act("unplace", about)
    if steps(ctx).take(about, where(ctx, place, theme_id), act, name(ctx, about)):
        show(ctx, following)


def put_off(ctx: Context, place: Placement, following: str) -> None:
    """Look at it at the end of this session; nothing is decided."""
    steps(ctx).put_off(place.contribution_id, name(ctx, place.contribution_id))
    show(ctx, following)


def undo(ctx: Context) -> None:
    """Take back the last step of this session, and open what it was about."""
    if step := steps(ctx).undo():
        steps(ctx).tell("undone", name(ctx, step.about))
        show(ctx, step.about)
        st.session_state[FILTER] = ALL


def told(ctx: Context) -> str:
    """What the last step came to, in a sentence; empty if there was none. Said once."""
    step = steps(ctx).told()
    if step is None:
        return ""
    what, about = step
    if what in (LATER, "undone"):
        return ctx.say(f"places.told_{what}", name=about)
    return ctx.say("places.told", where=what, name=about)
