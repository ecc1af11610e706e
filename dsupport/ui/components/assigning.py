"""Contributions that came after the analysis: find each a place while nothing else moves."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dsupport.errors import DsupportError
from dsupport.records import Contribution
from dsupport.results import Assignment, Placement
from dsupport.services import assigning
from dsupport.state.actions import Act
from dsupport.state.division import given_id
from dsupport.ui import deciding
from dsupport.ui.components.cards import contribution_card
from dsupport.ui.components.certainty import certainty_html
from dsupport.ui.components.decided import ask_name
from dsupport.ui.components.headline import section
from dsupport.ui.components.links import link
from dsupport.ui.components.names import text_of
from dsupport.ui.components.text import escaped, plain
from dsupport.ui.components.working import Working
from dsupport.ui.session import Context, encoder
from dsupport.wording.problems import problem_text

BEGIN = "dsupport assign now"
DONE = "dsupport assigned"
STOPPED = "dsupport assign stopped"
"""Set while the work runs: whoever finds it afterwards finds work that was stopped."""

LISTED = 8
"""New contributions that are told with their places; the others are on the page of contributions."""

WORDS = 90
"""Characters of each."""

LATER = {"after analysis": "placed"}
"""What the page of contributions is asked for, to show those that were placed after the analysis."""


def new(ctx: Context) -> list[Contribution]:
    """Contributions that the accepted run does not know, and that have no place yet."""
    return [one for one in ctx.state.stale if one.contribution_id not in ctx.state.inputs]


def placed(ctx: Context) -> list[Placement]:
    """Where those stand that came after the accepted run and found a place in a theme since."""
    found = ctx.state.placements.values()
    read = ctx.state.read
    return [one for one in found if one.theme_id and given_id(one.contribution_id) not in read]


def is_possible(ctx: Context) -> bool:
    """Whether there is something to place, and a theme to place it in."""
    return bool(new(ctx)) and any(not theme.locked for theme in ctx.state.top_themes)


def button(ctx: Context) -> None:
    """Offer to place what is new."""
    words = ctx.say("start.assign", n=len(new(ctx)))
    st.button(words, type="primary", key="start assign", on_click=_begin)


def _begin() -> None:
    st.session_state[BEGIN] = True


def is_asked() -> bool:
    """Whether the button was pressed just now."""
    return bool(st.session_state.pop(BEGIN, False))


def work(ctx: Context) -> None:
    """Place them in sight; a press on stop ends this script at the next report."""
    st.html(f'<h2 class="ds-section">{escaped(ctx.say("start.assigning"))}</h2>')
    st.html(f'<p class="ds-note">{escaped(ctx.say("start.working_note"))}</p>')
    st.session_state[STOPPED] = True
    try:
        found = assigning.assign_new(ctx.workspace, progress=Working(), load_encoder=encoder)
    except DsupportError as error:
        st.session_state.pop(STOPPED, None)
        st.warning(plain(problem_text(error, ctx.say)))
        return
    st.session_state.pop(STOPPED, None)
    st.session_state[DONE] = found
    st.rerun()


def told(ctx: Context) -> None:
    """What came of it, once."""
    if st.session_state.pop(STOPPED, False):
        st.info(ctx.say("start.stopped"))
    found: Assignment | None = st.session_state.pop(DONE, None)
    if found is None:
        return
    say = ctx.say
    in_themes = sum(bool(place.theme_id) for place in found.placements)
    waiting = len(found.placements) - in_themes
    parts = [say("start.assigned", n=in_themes)] if in_themes else []
    if waiting:
        parts.append(say("start.assigned_waiting", n=waiting))
    if found.groups:
        parts.append(say("start.assigned_alike", n=len(found.groups)))
    st.success(plain(" ".join([*parts, say("start.assigned_else")])))
    _places(ctx, [place.contribution_id for place in found.placements])


def _places(ctx: Context, names: Sequence[str]) -> None:
    """Which of them went where, the least sure first, those that fit nowhere last."""
    say = ctx.say
    there = [place for name in names if (place := ctx.state.placements.get(name))]
    # What the machine is least sure of is seen at once.
    there.sort(key=lambda place: (not place.theme_id, place.confidence))
    with st.container(key="ds-places", gap="small"):
        for place in there[:LISTED]:
            _place(ctx, place)
        rest = there[LISTED:]
        if in_themes := sum(bool(place.theme_id) for place in rest):
            link("contributions", say("start.placed_more", n=in_themes), **LATER)
        if waiting := sum(not place.theme_id for place in rest):
            link("unplaced", say("start.waiting_more", n=waiting))


def _place(ctx: Context, place: Placement) -> None:
    """The first words of one, how surely it found its place, and where that is."""
    say, name = ctx.say, place.contribution_id
    theme = ctx.state.themes.get(place.theme_id)
    sure = certainty_html(ctx, place.certainty) if theme else ""
    with st.container(key=f"ds-placed-{name}"):
        st.html(
            f'<p class="ds-line" dir="auto">{escaped(text_of(ctx, name, WORDS))}</p>'
            f'<p class="ds-note">{sure}</p>'
        )
        if theme:
            label = say("card.theme", name=theme.label(ctx.language))
            link("themes", label, theme=theme.theme_id)
        else:
            link("unplaced", say("card.unplaced"))


def together(ctx: Context) -> None:
    """New contributions that fit nowhere, but may be a theme of their own."""
    say, groups = ctx.say, ctx.state.decided.together
    if not groups:
        return
    section(say("start.together", n=len(groups)), say("start.together_hint"))
    can_decide = not ctx.is_past and ask_name(ctx)
    for names in groups:
        with st.container(key=f"ds-together-{names[0]}"):
            _suggestion(ctx, names, can_decide)


def _suggestion(ctx: Context, names: tuple[str, ...], can_decide: bool) -> None:
    say = ctx.say
    st.html(f'<p class="ds-tag">{escaped(say("start.together_tag", n=len(names)))}</p>')
    for name in names:
        contribution_card(ctx, name)
    if not can_decide:
        return
    key = f"together name {names[0]}"
    st.text_input(say("start.together_name"), key=key, max_chars=120)
    st.button(
        say("start.together_make", n=len(names)), key=f"together make {names[0]}",
        on_click=_make, args=(ctx, names, key),
    )  # fmt: skip


def _make(ctx: Context, names: tuple[str, ...], key: str) -> None:
    given = str(st.session_state.get(key, "")).strip()
    if not given:
        deciding.refuse(ctx.say("start.together_nameless"))
        return
    deciding.take(ctx, Act("new-theme", ";".join(names), given))
