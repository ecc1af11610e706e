"""Which themes are there, and what do people say in each?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from dsupport.results import Theme
from dsupport.ui import charts
from dsupport.ui.components import fineness, theme_reading, theme_split, ticks
from dsupport.ui.components.certainty import standing
from dsupport.ui.components.decision_form import what_came
from dsupport.ui.components.headline import headline, ready, section
from dsupport.ui.components.links import link
from dsupport.ui.components.notices import stale_notice
from dsupport.ui.components.options import theme_labels
from dsupport.ui.components.table import as_table
from dsupport.ui.components.text import plain, shortened
from dsupport.ui.session import Context, context, redrawn

if TYPE_CHECKING:
    import plotly.graph_objects as go

HOVER = 200
"""Characters of a text that are kept for the boxes over points."""

KEPT = "themes kept"
"""Where the session keeps the theme that was shown first and its assembly: as people decide, another
may become the largest, and what they read stays.
"""

VIEWS = ("outline", "map")

# Scrolls only if the beginning of the reading is out of sight.
_TO_READING = """<script>/* {turn} */
{{ const reading = document.querySelector(".st-key-ds-themes-reading");
  const top = reading?.getBoundingClientRect().top ?? 0;
  if (top < 0 || top > innerHeight * 0.8) reading.scrollIntoView({{block: "start"}}); }}
</script>"""

TOOLS = ["zoom2d", "pan2d", "zoomIn2d", "zoomOut2d", "autoScale2d", "resetScale2d", "toImage"]
"""Tools of plotly that this map does not need; box and lasso stay."""


def render() -> None:
    """Show the page, or the analysis that was asked for on it."""
    if fineness.is_wanted():
        ctx = context()
        headline(ctx, ctx.say("themes.fine_headline", n=len(ctx.state.top_themes)))
        fineness.work(ctx)
    else:
        _page()


@st.fragment
def _page() -> None:
    """The page; a click redraws it alone, from what is stored by then."""
    if fineness.is_wanted():
        st.rerun()
    ctx = redrawn()
    if not ready(ctx):
        return
    themes = ctx.state.top_themes
    everything = len(ctx.state.placements)
    if not themes:
        headline(ctx, ctx.say("themes.none_headline", all=everything), ctx.say("themes.none_hint"))
        fineness.told(ctx)
        stale_notice(ctx)
        what_came(ctx)
        link("unplaced", ctx.say("app.page_unplaced"))
        fineness.offer(ctx)
        return
    sentence = ctx.say("themes.headline", n=len(themes), all=everything)
    waiting = len(ctx.state.unplaced)
    if waiting:
        sentence += ctx.say("themes.headline_unplaced", n=waiting)
    shaped = sum(1 for theme in themes if theme.decided)
    hint = ctx.say("themes.hint") + (ctx.say("themes.hint_decided", n=shaped) if shaped else "")
    if aside := len(ctx.state.decided.aside):
        hint += ctx.say("themes.hint_aside", n=aside)
    headline(ctx, sentence, hint)
    fineness.told(ctx)
    stale_notice(ctx)
    what_came(ctx)
    _body(ctx)
    theme_split.show(ctx)


def _body(ctx: Context) -> None:
    """Outline, map and reading."""
    chosen = _chosen(ctx)
    with st.container(key="ds-themes"):
        with st.container(key="ds-themes-left"):
            _select(ctx, chosen)
            view = st.session_state.get("themes view") or VIEWS[0]
            # On screens that have room for both, the switch is hidden and both are there (style.css).
            with st.container(key=f"ds-themes-switch-{view}"):
                st.segmented_control(
                    ctx.say("themes.view"), VIEWS, default=VIEWS[0], required=True, key="themes view",
                    format_func=lambda name: ctx.say(f"themes.view_{name}"),
                    label_visibility="collapsed",
                )  # fmt: skip
            with st.container(key="ds-themes-outline", gap=None):
                _outline(ctx, chosen)
            with st.container(key="ds-themes-map"):
                picked = _map(ctx, chosen)
        with st.container(key="ds-themes-reading"):
            theme_reading.show(ctx, chosen, picked, choose)
    _show_from_start((chosen.theme_id, *picked))


def _show_from_start(shown: tuple[str, ...]) -> None:
    """What was just chosen is read from its beginning, wherever the page was scrolled to."""
    if st.session_state.get("themes shown", shown) != shown:
        turn = st.session_state["themes turn"] = st.session_state.get("themes turn", 0) + 1
        st.html(_TO_READING.format(turn=turn), unsafe_allow_javascript=True)
    st.session_state["themes shown"] = shown


def _chosen(ctx: Context) -> Theme:
    """The theme that the address names, or what it was joined into; else the one that was read."""
    wanted = ctx.state.now(st.query_params.get("theme", ""))
    here = str(ctx.workspace.path)
    kept = st.session_state.get(KEPT, {}).get(here, "")
    theme = ctx.state.themes.get(wanted) or ctx.state.themes.get(ctx.state.now(kept))
    theme = theme or ctx.state.top_themes[0]
    st.session_state[KEPT] = {here: theme.theme_id}
    return theme


def choose(theme_id: str) -> None:
    """Read another theme from now on."""
    st.query_params["theme"] = theme_id
    st.session_state["themes map"] = st.session_state.get("themes map", 0) + 1
    st.session_state.pop("themes all", None)
    ticks.clear(theme_reading.ALL)


def _select(ctx: Context, chosen: Theme) -> None:
    """The list for narrow screens, where the outline would be longer than the screen."""
    themes = ctx.state.themes
    labels = theme_labels(ctx, themes)
    with st.container(key="ds-narrow"):
        key = f"themes select {chosen.theme_id}"
        # Streamlit knows choices by their words, and a decision changes the counts in them.
        st.session_state[key] = chosen.theme_id
        st.selectbox(
            ctx.say("themes.choose"),
            list(themes),
            format_func=labels.__getitem__,
            key=key,
            on_change=lambda: choose(st.session_state[key]),
        )


def _outline(ctx: Context, chosen: Theme) -> None:
    """Themes in their order, with the parts of the one that is open."""
    drawn = _looks(ctx)
    for theme in ctx.state.top_themes:
        is_open = theme.theme_id in (chosen.theme_id, chosen.parent_id)
        look = drawn[theme.theme_id]
        shape = f':color[{look.sign}]{{foreground="{look.colour}"}}'
        _row(f"{shape} {_line(ctx, theme, is_open)}", theme, theme is chosen)
        for part in ctx.state.subthemes(theme.theme_id) if is_open else []:
            _row(_line(ctx, part, part is chosen), part, part is chosen)


def _line(ctx: Context, theme: Theme, strong: bool) -> str:
    name = plain(theme.label(ctx.language))
    return ctx.say(
        "themes.row", name=f"**{name}**" if strong else name, n=len(theme.members),
        certainty=standing(ctx, theme),
    )  # fmt: skip


def _looks(ctx: Context) -> dict[str, charts.Look]:
    return charts.looks({theme.theme_id: theme.colour for theme in ctx.state.top_themes})


def _row(label: str, theme: Theme, is_chosen: bool) -> None:
    kind = ("part" if theme.parent_id else "whole") + ("-decided" if theme.decided else "")
    with st.container(key=f"ds-outline-{kind}{'-chosen' if is_chosen else ''}-{theme.theme_id}"):
        st.button(
            label, key=f"themes row {theme.theme_id}", on_click=choose, args=(theme.theme_id,),
            type="tertiary", width="stretch", wrap=True,
        )  # fmt: skip


def _map(ctx: Context, chosen: Theme) -> list[str]:
    """The map or its table; returns the contributions that were picked on it."""
    say = ctx.say
    top = ctx.state.top_themes
    points = _points(_key(ctx), ctx)
    placed = int((points["theme_id"] != "").sum())
    largest = max(top, key=lambda theme: len(theme.members))
    finding = say(
        "themes.map_finding",
        name=largest.label(ctx.language),
        n=len(largest.members),
        all=len(points),
    )
    hint = say("themes.map_hint", share=say.percent(placed / max(1, len(points))))
    section(finding, hint)
    if as_table(ctx, lambda: _table(ctx), "themes map"):
        return []
    dark = st.context.theme.type == "dark"
    state: Any = st.plotly_chart(
        _figure(_key(ctx), chosen.parent_id or chosen.theme_id, dark, ctx),
        key=f"themes map {st.session_state.get('themes map', 0)}",
        on_select="rerun",
        theme=None,
        config={
            "displaylogo": False, "displayModeBar": True, "modeBarButtonsToRemove": TOOLS,
            "scrollZoom": False, "doubleClick": False,
        },
        alt=say("themes.map_alt", all=len(points), n=len(top)),
    )  # fmt: skip
    with st.popover(say("themes.map_help_label"), type="tertiary"):
        st.markdown(say("themes.map_help"))
    found = [str(point["customdata"][0]) for point in state.selection.points]
    return list(dict.fromkeys(found))


def _key(ctx: Context) -> str:
    # Of one revision one can also see how things were.
    return f"{ctx.workspace.path} {ctx.state.revision} {ctx.state.until} {ctx.language}"


@st.cache_data(max_entries=8, show_spinner=False)
def _points(key: str, _ctx: Context) -> pd.DataFrame:
    """Where each contribution lies, and how it begins."""
    rows = []
    for place in _ctx.state.placements.values():
        item = _ctx.state.contributions.get(place.contribution_id)
        rows.append(
            {
                "contribution_id": place.contribution_id,
                "x": place.x,
                "y": place.y,
                "theme_id": place.theme_id,
                "text": shortened(item.analysed_text, HOVER) if item else "",
            }
        )
    return pd.DataFrame(rows, columns=["contribution_id", "x", "y", "theme_id", "text"])


@st.cache_data(max_entries=32, show_spinner=False)
def _figure(key: str, chosen: str, dark: bool, _ctx: Context) -> go.Figure:
    names = {t.theme_id: t.label(_ctx.language) for t in _ctx.state.top_themes}
    return charts.theme_map(
        _points(key, _ctx), names, _ctx.say("themes.unplaced"), chosen=chosen, dark=dark,
        drawn=_looks(_ctx),
    )  # fmt: skip


def _table(ctx: Context) -> pd.DataFrame:
    """The map in words: themes with their sizes, how sure they are and who is near."""
    rows = [
        {
            "theme_label": theme.label(ctx.language),
            "size": len(theme.members),
            "certainty": standing(ctx, theme),
            "near": "; ".join(
                ctx.state.themes[other].label(ctx.language)
                for other in theme_reading.neighbours(ctx.state, theme)
            ),
        }
        for theme in ctx.state.top_themes
    ]
    if ctx.state.unplaced:
        rows.append(
            {
                "theme_label": ctx.say("themes.unplaced"), "size": len(ctx.state.unplaced),
                "certainty": "", "near": "",
            }
        )  # fmt: skip
    return pd.DataFrame(rows)
