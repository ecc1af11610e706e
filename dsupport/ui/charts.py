"""Pictures: from frames to figures. Colour is never alone: symbols, patterns and words say the same.

Texts of people are escaped here: plotly reads some HTML in names and hover texts.
"""

from __future__ import annotations

import html
import re
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from typing import TYPE_CHECKING, Any

from dsupport.ui import map_names

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go

COLOURS = (
    "#0072B2", "#E69F00", "#009E73", "#CC79A7", "#D55E00", "#56B4E9", "#999933", "#882255", "#888888",
)  # fmt: skip
"""Okabe and Ito (2008), with two of Paul Tol's muted colours and grey for more themes."""

NAMED = {
    "blue": "#0072B2", "orange": "#E69F00", "green": "#009E73", "pink": "#CC79A7", "sky": "#56B4E9",
    "red": "#D55E00", "yellow": "#999933", "grey": "#888888",
}  # fmt: skip
"""The shades of the colours that people can give to a theme: the same, by name."""

SYMBOLS = ("circle", "square", "diamond", "triangle-up", "cross", "star", "hexagon", "bowtie")
"""Eight shapes for nine colours: 72 themes differ in at least one of both."""

SIGNS = ("●", "■", "◆", "▲", "✚", "★", "⬢", "⧓")
"""The same shapes as letters, for lists beside the picture."""

PATTERNS = {"sure": "", "fairly sure": "/", "unsure": ".", "unplaced": "x"}

MANY = 1500
"""Above this many points the graphics card draws them; below, any machine draws them well."""

_NUMBERED = re.compile(r"T[1-9][0-9]{0,3}")

FAR = 0.35
"""Opacity of what is not chosen."""


@dataclass(frozen=True)
class Ink:
    """Colours of everything that is not data, for a light or a dark page."""

    text: str
    quiet: str
    line: str
    page: str
    paper: str
    accent: str


LIGHT = Ink("#2a2622", "#6b6459", "#d8d0c1", "#faf7f1", "rgba(250,247,241,.75)", "#1f5f5b")
DARK = Ink("#ece6dc", "#aaa297", "#4d463e", "#1c1a18", "rgba(28,26,24,.75)", "#7cc4bd")
"""The inks of ``.streamlit/config.toml``, which plotly cannot see."""


def ink(dark: bool) -> Ink:
    """The colours for a page."""
    return DARK if dark else LIGHT


def colour(number: int) -> str:
    """The colour of the theme with this number, from 0."""
    return COLOURS[number % len(COLOURS)]


def symbol(number: int) -> str:
    """The shape of the theme with this number, from 0."""
    return SYMBOLS[number % len(SYMBOLS)]


def sign(number: int) -> str:
    """The shape of the theme with this number, as a letter."""
    return SIGNS[number % len(SIGNS)]


@dataclass(frozen=True)
class Look:
    """How a theme is drawn, on the map and in lists beside it."""

    colour: str
    symbol: str
    sign: str


def looks(themes: Mapping[str, str]) -> dict[str, Look]:
    """The look of each theme: the colour that people gave it, or one by the number in its id.

    The number, not the order: a theme that moves up keeps its colour and its shape.

    Parameters
    ----------
    themes
        By id, the name of the colour that people gave it; empty if nobody did.
    """
    found: dict[str, int] = {}
    free = (number for number in count() if number not in set(found.values()))
    numbered = {theme: int(theme[1:]) - 1 for theme in themes if _NUMBERED.fullmatch(theme)}
    found |= numbered
    for theme in themes:
        if theme not in found:
            found[theme] = next(free)
    return {
        theme: Look(NAMED.get(name, "") or colour(number), symbol(number), sign(number))
        for theme, name in themes.items()
        for number in [found[theme]]
    }


def theme_map(
    points: pd.DataFrame,
    names: Mapping[str, str],
    unplaced: str,
    *,
    chosen: str = "",
    dark: bool = False,
    height: int = 380,
    width: int = 330,
    drawn: Mapping[str, Look] | None = None,
) -> go.Figure:
    """Every contribution as a point; near points speak of like things.

    Parameters
    ----------
    points
        ``contribution_id``, ``x``, ``y``, ``theme_id`` (empty for unplaced) and ``text``.
    names
        Short name by theme id.
    unplaced
        The word for contributions in no theme.
    chosen
        Theme that is being read: the others step back.
    width
        About how wide the picture will be, in pixels, to keep names apart.
    drawn
        The look of each theme (`looks`).
    """
    import plotly.graph_objects as go

    shades = ink(dark)
    many = len(points) > MANY
    figure = go.Figure()
    waiting = points[points["theme_id"] == ""]
    if len(waiting):
        style: dict[str, Any] = {
            "symbol": "circle-open",
            "size": 6 if many else 9,
            "color": shades.quiet,
            "opacity": FAR if chosen else 1,
        }
        figure.add_trace(_points(waiting, unplaced, style, shades, many))
    drawn = drawn or looks(dict.fromkeys(names, ""))
    for theme_id, name in names.items():
        style = {
            "symbol": drawn[theme_id].symbol,
            "size": (6 if many else 8) + 2 * (theme_id == chosen),
            "color": drawn[theme_id].colour,
            "opacity": 1 if chosen in ("", theme_id) else FAR,
            "line": {"width": 0.8, "color": shades.text},
        }
        figure.add_trace(_points(points[points["theme_id"] == theme_id], name, style, shades, many))
    figure.update_layout(
        **_layout(shades, height),
        annotations=_names(points, names, chosen, shades, (width, height)),
        dragmode="pan",  # on fixed axes: nothing moves, but a point can be clicked
        showlegend=False,
        uirevision="map",
    )
    axis = {"visible": False, "fixedrange": True}
    figure.update_xaxes(**axis, range=_range(points["x"], 0.08, 0.08))
    figure.update_yaxes(**axis, range=_range(points["y"], 0.04, 0.16))
    return figure


def _range(values: pd.Series, before: float, after: float) -> list[float]:
    """The range of an axis, with room for points and names at the edges."""
    if values.empty:
        return [0.0, 1.0]
    low, high = float(values.min()), float(values.max())
    reach = max(high - low, 1e-9)
    return [low - before * reach, high + after * reach]


def _points(
    frame: pd.DataFrame, name: str, style: dict[str, Any], shades: Ink, many: bool
) -> go.Scatter | go.Scattergl:
    import plotly.graph_objects as go

    title = safe(name)
    kind = go.Scattergl if many else go.Scatter
    return kind(
        x=frame["x"],
        y=frame["y"],
        mode="markers",
        name=title,
        marker=style,
        customdata=frame[["contribution_id"]].to_numpy(),
        text=[f"<b>{title}</b><br>{wrapped(text)}" for text in frame["text"]],
        hovertemplate="%{text}<extra></extra>",
        hoverlabel={"bgcolor": shades.page, "font": {"color": shades.text}, "align": "left"},
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": FAR}},
    )


def _names(
    points: pd.DataFrame,
    names: Mapping[str, str],
    chosen: str,
    shades: Ink,
    size: tuple[float, float],
) -> list[dict[str, Any]]:
    """Names of themes above their points."""
    members = points[points["theme_id"] != ""]
    if members.empty:
        return []
    themes = members.groupby("theme_id")
    tops = {
        str(theme_id): (float(group["x"].median()), float(group["y"].quantile(map_names.TOP)))
        for theme_id, group in themes
    }
    corners = (
        (float(points["x"].min()), float(points["y"].min())),
        (float(points["x"].max()), float(points["y"].max())),
    )
    return [
        {
            "x": x,
            "y": y,
            "xshift": right,
            "yshift": up,
            "text": "<br>".join(
                f"<b>{safe(line)}</b>" if name.theme_id == chosen else safe(line)
                for line in name.lines
            ),
            "showarrow": False,
            "bgcolor": shades.paper,
            "borderpad": 2,
            "font": {
                "size": 12,
                "color": shades.text if chosen in ("", name.theme_id) else shades.quiet,
            },
        }
        for name, (x, y), (right, up) in map_names.placed(names, tops, corners, size)
    ]


def shares(frame: pd.DataFrame, here: str, everywhere: str, *, dark: bool = False) -> go.Figure:
    """Shares of groups of people, here beside everywhere: a bar and a stroke for each group.

    Parameters
    ----------
    frame
        ``group``, ``here`` and ``everywhere`` (shares between 0 and 1), in the order to show.
    """
    import plotly.graph_objects as go

    shades = ink(dark)
    groups = [safe(str(group)) for group in frame["group"]]
    figure = go.Figure(
        [
            go.Bar(
                y=groups,
                x=frame["here"],
                orientation="h",
                name=safe(here),
                marker={"color": shades.accent},
                hovertemplate="%{y}: %{x:.0%}<extra>%{fullData.name}</extra>",
            ),
            go.Scatter(
                y=groups,
                x=frame["everywhere"],
                mode="markers",
                name=safe(everywhere),
                marker={
                    "symbol": "line-ns-open",
                    "size": 16,
                    "line": {"width": 3},
                    "color": shades.text,
                },
                hovertemplate="%{y}: %{x:.0%}<extra>%{fullData.name}</extra>",
            ),
        ]
    )
    figure.update_layout(
        **_layout(shades, 64 + 30 * len(frame)),
        showlegend=True,
        legend={"orientation": "h", "y": 1, "yanchor": "bottom", "x": 0, "title": None},
        bargap=0.45,
        dragmode=False,
    )
    figure.update_layout(margin={"l": 0, "r": 8, "t": 30, "b": 0})
    figure.update_xaxes(
        tickformat=".0%", rangemode="tozero", gridcolor=shades.line, zeroline=False, fixedrange=True,
        nticks=4,
    )  # fmt: skip
    figure.update_yaxes(autorange="reversed", fixedrange=True, automargin=True, type="category")
    return figure


def certainty_bar(
    counts: Mapping[str, int], names: Mapping[str, str], *, dark: bool = False
) -> go.Figure:
    """One bar of everything, parted by how sure it is; patterns as well as shades.

    Parameters
    ----------
    counts
        Number of contributions by certainty, in the order to show.
    names
        What each part is called.
    """
    import plotly.graph_objects as go

    shades = ink(dark)
    total = sum(counts.values()) or 1
    strength = {"sure": 1.0, "fairly sure": 0.62, "unsure": 0.32}
    figure = go.Figure(
        [
            go.Bar(
                x=[count / total],
                y=[""],
                orientation="h",
                name=f"{safe(names[level])}: {count}",
                marker={
                    "color": shades.accent if level in strength else shades.page,
                    "opacity": strength.get(level, 1.0),
                    "pattern": {
                        "shape": PATTERNS.get(level, ""),
                        "fgcolor": shades.text,
                        "size": 6,
                    },
                    "line": {"width": 1, "color": shades.text},
                },
                hovertemplate="%{fullData.name} (%{x:.0%})<extra></extra>",
            )
            for level, count in counts.items()
            if count
        ]
    )
    figure.update_layout(
        **_layout(shades, 132),
        barmode="stack",
        showlegend=True,
        dragmode=False,
        legend={
            "orientation": "h", "x": 0, "y": -0.15, "yanchor": "top", "traceorder": "normal",
        },
    )  # fmt: skip
    figure.update_layout(margin={"l": 1, "r": 1, "t": 2, "b": 84})
    figure.update_xaxes(visible=False, fixedrange=True, range=[0, 1.004])  # the last edge is seen
    figure.update_yaxes(visible=False, fixedrange=True)
    return figure


def _layout(shades: Ink, height: int) -> dict[str, Any]:
    return {
        "height": height,
        "margin": {"l": 4, "r": 4, "t": 34, "b": 4},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": "system-ui, sans-serif", "size": 14, "color": shades.text},
        "modebar": {
            "bgcolor": "rgba(0,0,0,0)",
            "color": shades.quiet,
            "activecolor": shades.text,
        },
    }


def safe(text: str) -> str:
    """`text` as plotly should write it: its few tags, entities and templates stay letters."""
    return html.escape(text, quote=False).replace("%{", "%\u2060{")


@lru_cache(maxsize=8192)
def wrapped(text: str, width: int = 44, lines: int = 4) -> str:
    """The beginning of `text`, escaped, in short lines for a hover box."""
    parts = textwrap.wrap(" ".join(text.split()), width, max_lines=lines, placeholder=" …")
    return "<br>".join(safe(part) for part in parts)
