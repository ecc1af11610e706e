"""What fits nowhere yet, why, and what is nearest to it?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from dsupport.results import Placement
from dsupport.services import tables
from dsupport.ui.components import place_why, ticks
from dsupport.ui.components.cards import contribution_card
from dsupport.ui.components.contribution_actions import Subject, place_in
from dsupport.ui.components.decision_form import what_came
from dsupport.ui.components.headline import headline, ready
from dsupport.ui.components.links import link
from dsupport.ui.components.near import alike
from dsupport.ui.components.notices import stale_notice
from dsupport.ui.components.paging import foot, page_of
from dsupport.ui.components.table import as_table
from dsupport.ui.components.text import escaped, plain
from dsupport.ui.session import Context, redrawn

if TYPE_CHECKING:
    import pandas as pd

REASONS = ("between-themes", "unlike-others", "taken-out")

WHERE = "unplaced"
SIZE = 10
"""Contributions on one page of the list."""


@st.fragment
def render() -> None:
    """Show the page; a click redraws it alone, from what is stored by then."""
    ctx = redrawn()
    if not ready(ctx):
        return
    waiting = [p for p in ctx.state.unplaced if p.contribution_id in ctx.state.contributions]
    say = ctx.say
    if not waiting:
        headline(ctx, say("unplaced_page.headline_none"), say("unplaced_page.hint_none"))
        stale_notice(ctx)
        what_came(ctx)
        return
    headline(ctx, say("unplaced_page.headline", n=len(waiting)), say("unplaced_page.hint"))
    stale_notice(ctx)
    what_came(ctx)
    _body(ctx, waiting)


def _body(ctx: Context, waiting: Sequence[Placement]) -> None:
    """Filter and cards."""
    say = ctx.say
    counts = {reason: sum(p.reason == reason for p in waiting) for reason in REASONS}
    options = {"all": len(waiting)} | {reason: n for reason, n in counts.items() if n}
    shown, wanted = list(waiting), "all"
    if len(options) > 2:
        wanted = st.segmented_control(
            say("unplaced_page.filter"), list(options), default="all", required=True,
            key="unplaced filter", wrap=True,
            format_func=lambda name: say(f"unplaced_page.{name}", n=options[name]),
        )  # fmt: skip
        shown = [p for p in waiting if wanted in ("all", None, p.reason)]
    if as_table(ctx, lambda: _table(ctx, shown), "unplaced"):
        return
    st.html(f'<h2 class="ds-hidden">{escaped(say("contributions.list"))}</h2>')
    link("places", say("places.one_by_one"))
    ticks.switch(ctx, WHERE)
    page = page_of(shown, "unplaced", SIZE, of=wanted)
    for place in page:
        _place(ctx, place)
    foot(shown, "unplaced", SIZE)
    listed, in_sight = ([p.contribution_id for p in some] for some in (shown, page))
    ticks.bar(ctx, WHERE, listed, in_sight)


def _place(ctx: Context, place: Placement) -> None:
    """One contribution, why it waits, and where it might go."""
    say = ctx.say
    name = place.contribution_id
    with st.container(key=f"ds-place-{name}"):
        left, right = st.columns([7, 4], gap="medium")
    with left:
        found = place_why.found(ctx, WHERE, place)
        title, text = place_why.marks(ctx, place, found)
        contribution_card(
            ctx, name, note=_reason(ctx, place), theme=False, where=WHERE,
            marked=text, title_marked=title,
        )  # fmt: skip
        place_why.button(ctx, WHERE, place, key=False)
    with right:
        near = [(t, s) for t, s in place.nearest if t in ctx.state.themes]
        if near:
            st.html(f'<h3 class="ds-label">{escaped(say("unplaced_page.near"))}</h3>')
        for theme_id, similarity in near:
            label = ctx.state.themes[theme_id].label(ctx.language)
            st.button(
                plain(say("unplaced_page.place_in", name=label)), key=f"place {name} {theme_id}",
                on_click=place_in, args=(ctx, Subject(WHERE, name, (name,)), theme_id), wrap=True,
            )  # fmt: skip
            words = say(f"unplaced_page.alike_{alike(similarity)}")
            link("themes", say("unplaced_page.near_option", alike=words), theme=theme_id)
    place_why.panel(ctx, WHERE, place, found)


def _reason(ctx: Context, place: Placement) -> str:
    key = f"unplaced.{place.reason}"
    return ctx.say(key) if ctx.say.has(key) else place.reason


def _table(ctx: Context, shown: Sequence[Placement]) -> pd.DataFrame:
    frame = tables.unplaced_table(ctx.state)
    frame = frame[frame["contribution_id"].isin([p.contribution_id for p in shown])].copy()
    texts = ctx.state.contributions
    frame["text"] = [texts[i].shown_text if i in texts else "" for i in frame["contribution_id"]]
    named = {t.theme_id: t.label(ctx.language) for t in ctx.state.themes.values()}
    frame["nearest_theme_id"] = frame["nearest_theme_id"].map(named)
    frame["reason"] = [
        ctx.say(f"unplaced.{r}") if ctx.say.has(f"unplaced.{r}") else r for r in frame["reason"]
    ]
    return frame[["source_id", "text", "reason", "nearest_theme_id", "similarity"]]
