"""What has to be filled in to place contributions, to set them aside, or to correct a language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import streamlit as st

from dsupport.analysis.language import CODES
from dsupport.services.reading import Snapshot
from dsupport.state.actions import ASIDE
from dsupport.ui.components import decision_form
from dsupport.ui.components.decision_form import Asked
from dsupport.ui.components.options import theme_labels
from dsupport.ui.session import Context


def theme(ctx: Context, asked: Asked, ids: Sequence[str]) -> None:
    """A theme, the nearest ones first. None is chosen beforehand but one that the person named."""
    options = theme_options(ctx, ids)
    st.selectbox(
        ctx.say("action.theme"), list(options), key=asked.key("theme"),
        format_func=lambda theme_id: options.get(theme_id, theme_id),
        index=list(options).index(asked.argument) if asked.argument in options else None,
        placeholder=ctx.say("action.choose"), help=ctx.say("action.theme_help"),
    )  # fmt: skip
    decision_form.why(ctx, asked)


def theme_options(ctx: Context, ids: Sequence[str]) -> dict[str, str]:
    """Themes to choose from, with their sizes; their parts stand below them."""
    state = ctx.state
    near = nearest(state, ids)
    rest = [one.theme_id for one in state.top_themes if one.theme_id not in near]
    found = [
        part
        for theme_id in (*near, *rest)
        for part in (state.themes[theme_id], *state.subthemes(theme_id))
    ]
    return theme_labels(ctx, [one.theme_id for one in found])


def nearest(state: Snapshot, ids: Sequence[str]) -> list[str]:
    """The themes in which these are not, and to which most of them are nearest."""
    places = [place for one in ids if (place := state.placements.get(one))]
    own = {place.theme_id for place in places}
    alike: defaultdict[str, float] = defaultdict(float)
    for place in places:
        for theme_id, similarity in place.nearest:
            one = state.themes.get(theme_id)
            if one and not one.parent_id and theme_id not in own:
                alike[theme_id] += max(similarity, 0.0)
    return sorted(alike, key=lambda theme_id: -alike[theme_id])


def aside(ctx: Context, asked: Asked) -> None:
    """The reason for which it is set aside."""
    st.radio(
        ctx.say("action.reason"), ASIDE, index=None, key=asked.key("reason"),
        format_func=lambda reason: ctx.say(f"aside.{reason}"),
    )  # fmt: skip
    decision_form.why(ctx, asked)


def language(ctx: Context, asked: Asked, contribution_id: str) -> None:
    """The language in which it is written."""
    now = ctx.state.contributions[contribution_id].language
    codes = sorted(
        {*CODES, *({now} - {"und"})}, key=lambda code: ctx.say.language_name(code).casefold()
    )
    st.selectbox(
        ctx.say("action.language"), codes, key=asked.key("language"),
        index=codes.index(now) if now in codes else None, placeholder=ctx.say("action.choose"),
        format_func=ctx.say.language_name,
    )  # fmt: skip
