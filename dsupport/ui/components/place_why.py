"""“Why?” for the place of a contribution: whom it is near, in which themes they stand, shared words."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dsupport.results import Placement
from dsupport.services.explaining import text_of
from dsupport.services.explaining_places import Neighbour, PlaceWhy, why_placed
from dsupport.ui import deciding
from dsupport.ui.components import comparing
from dsupport.ui.components.cards import card_html
from dsupport.ui.components.marks import SHARED, Mark, part_of
from dsupport.ui.components.names import quoted
from dsupport.ui.components.near import alike, choices
from dsupport.ui.components.text import escaped
from dsupport.ui.session import Context

KEY = "W"

LONELY = 0.8
"""From this share of contributions with nearer neighbours on, it is said of one that is placed."""

NAMED, WORDS_NAMED = 2, 10
"""Themes that are named with their share of the nearest texts, and shared words."""


def is_open(where: str, place: Placement) -> bool:
    """Whether somebody asked why, in this list."""
    return bool(st.session_state.get(f"{where} why") == place.contribution_id)


def button(ctx: Context, where: str, place: Placement, *, key: bool = True) -> None:
    """Opens and closes it.

    Parameters
    ----------
    where
        Name of the list.
    key
        With a key; for lists in which one is read at a time.
    """
    opened = is_open(where, place)
    st.button(
        ctx.say("why.close" if opened else "why.open"), key=f"{where} why {place.contribution_id}",
        shortcut=KEY if key and not deciding.is_writing() else None,
        on_click=_turn, args=(where, "" if opened else place.contribution_id),
    )  # fmt: skip


def _turn(where: str, contribution_id: str) -> None:
    st.session_state[f"{where} why"] = contribution_id


def found(ctx: Context, where: str, place: Placement) -> PlaceWhy | None:
    """Why it stands there, if somebody asked and if it is known."""
    space = comparing.ground(ctx) if is_open(where, place) else None
    if space is None:
        return None
    themes = [theme_id for theme_id, _ in choices(ctx.state, place)]
    return why_placed(space, ctx.state, place, themes)


def marks(ctx: Context, place: Placement, why: PlaceWhy | None) -> tuple[list[Mark], list[Mark]]:
    """The words that it shares with its nearest texts, in its title and in its text."""
    shared = {
        span for _, near in (why.beside if why else ()) for one in near for span in one.shared.left
    }
    return _parts(ctx, place.contribution_id, sorted(shared))


def _parts(
    ctx: Context, name: str, spans: Sequence[tuple[int, int]]
) -> tuple[list[Mark], list[Mark]]:
    item = ctx.state.contributions[name]
    whole = len(text_of(item))
    marked = [Mark(*span, SHARED) for span in spans]
    return (
        part_of(marked, 0, len(item.shown_title)),
        part_of(marked, whole - len(item.shown_text), whole),
    )


def panel(ctx: Context, where: str, place: Placement, why: PlaceWhy | None) -> None:
    """How its nearest texts divide, and the nearest of each theme."""
    if not is_open(where, place):
        return
    if why is None:
        st.html(f'<p class="ds-line">{escaped(ctx.say("why.place_gone"))}</p>')
        return
    listed = "".join(f"<li>{escaped(line)}</li>" for line in sentences(ctx, place, why))
    st.html(f'<ul class="ds-reasons">{listed}</ul>')
    with st.container(key=f"ds-why-themes-{where}"):
        for column, (theme_id, near) in zip(st.columns(2), why.beside, strict=False):
            with column:
                _theme(ctx, theme_id, near)


def sentences(ctx: Context, place: Placement, why: PlaceWhy) -> list[str]:
    """How its nearest texts divide, and how alone it is; not escaped."""
    say = ctx.say
    lines = [say("why.links", n=why.linked, parts=", ".join(_shares(ctx, why)))]
    hundred = min(99, round(100 * why.lonelier))
    if place.reason == "between-themes":
        lines.append(say("why.between"))
    if place.reason == "unlike-others":
        lines.append(say("why.unlike", n=hundred))
    elif why.lonelier >= LONELY:
        lines.append(say("why.lonely", n=hundred))
    return lines


def _shares(ctx: Context, why: PlaceWhy) -> list[str]:
    """How many of its nearest texts stand in the themes that hold most of them."""
    say = ctx.say
    themes = [(theme_id, n) for theme_id, n in why.inside if theme_id]
    parts = [
        say(
            "why.link_theme",
            count=n,
            name=quoted(ctx, ctx.state.themes[theme_id].label(ctx.language)),
        )
        for theme_id, n in themes[:NAMED]
    ]
    if rest := sum(n for _, n in themes[NAMED:]):
        parts.append(say("why.link_others", count=rest))
    if none := dict(why.inside).get("", 0):
        parts.append(say("why.link_none", count=none))
    return parts


def _theme(ctx: Context, theme_id: str, near: Sequence[Neighbour]) -> None:
    """The texts of a theme that are nearest, with the shared words marked."""
    say = ctx.say
    name = quoted(ctx, ctx.state.themes[theme_id].label(ctx.language))
    st.html(f'<h3 class="ds-label">{escaped(say("why.beside_theme", name=name))}</h3>')
    for one in near:
        item = ctx.state.contributions[one.contribution_id]
        title, text = _parts(ctx, one.contribution_id, one.shared.right)
        words = ", ".join(one.shared.words[:WORDS_NAMED])
        said = [say(f"unplaced_page.alike_{alike(one.similarity)}")]
        if words:
            said.append(say("why.shared", words=words))
        with st.container(border=True):
            st.html(card_html(ctx, item, " · ".join(said), text, title))
