"""The picture of how themes hang together: from as many as there are to few.

Each theme is a line; where two lines meet, both would be one. Kinds of lines tell how strongly both
are linked, so that nothing is said by colour alone.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dsupport.services.theme_tree import Step, Tree, linked
from dsupport.ui.charts import Ink, ink, safe, wrapped

if TYPE_CHECKING:
    import plotly.graph_objects as go

STROKES: dict[str, dict[str, Any]] = {
    "strongly": {"dash": "solid", "width": 3},
    "loosely": {"dash": "solid", "width": 1.5},
    "hardly": {"dash": "dot", "width": 1.5},
}

LETTERS, LINES = 21, 2
"""Of a name beside its line: on a phone half of the width is left for the picture."""

ROW = 42
"""Pixels for each theme: two lines of letters and a gap."""

FAN = 0.3
"""How far the parts of a theme stand apart, in rows."""

FEW_NUMBERS = 12
"""Up to so many, each number stands below the picture."""


@dataclass(frozen=True)
class Words:
    """What the picture says.

    Attributes
    ----------
    names, parts
        By id: the name of a theme, and what its parts are called.
    joints
        What is said of each step.
    axis
        What the numbers below are.
    here
        What stands at the number that was chosen.
    """

    names: Mapping[str, str]
    parts: Mapping[str, Sequence[str]]
    joints: Sequence[str]
    axis: str
    here: str = ""


@dataclass(frozen=True)
class _Place:
    """Where a line has come to: a number of themes, and a height."""

    x: float
    y: float


def theme_tree(tree: Tree, words: Words, *, number: int, dark: bool = False) -> go.Figure:
    """Draw the steps from many themes to few, from left to right.

    Parameters
    ----------
    number
        How many themes a person wants to see: what would be one then is drawn in the strong colour.
    """
    import plotly.graph_objects as go

    shades = ink(dark)
    rows = {name: float(row) for row, name in enumerate(order(tree))}
    many, end = len(tree.themes), tree.fewest - 0.6
    figure = go.Figure()
    for trace in _fans(tree, words, rows, shades):
        figure.add_trace(trace)
    at = {name: _Place(many, rows[name]) for name in tree.themes}
    strokes: dict[tuple[str, bool], tuple[list[float | None], list[float | None]]] = {}
    joints = []
    for step in tree.steps:
        one, other = at[step.one[0]], at[step.other[0]]
        xs, ys = strokes.setdefault((linked(step.strength), step.left >= number), ([], []))
        xs += [one.x, step.left, step.left, other.x, None]
        ys += [one.y, one.y, other.y, other.y, None]
        joint = _Place(step.left, (one.y + other.y) / 2)
        joints.append(joint)
        at |= dict.fromkeys((*step.one, *step.other), joint)
    for (word, is_one), (xs, ys) in strokes.items():
        colour = shades.accent if is_one else shades.quiet
        figure.add_trace(_line(xs, ys, {**STROKES[word], "color": colour}))
    ends = dict.fromkeys(at.values())
    figure.add_trace(
        _line(
            [x for place in ends for x in (place.x, end, None)],
            [y for place in ends for y in (place.y, place.y, None)],
            {"width": 1, "color": shades.quiet},
        )
    )
    figure.add_trace(_joints(joints, tree.steps, words, number, shades))
    if number < many:
        figure.add_vline(
            x=number - 0.5, line={"color": shades.text, "width": 1.5, "dash": "dash"},
            annotation={"text": safe(words.here), "font": {"color": shades.text, "size": 13}},
            annotation_position="top",
        )  # fmt: skip
    _lay_out(figure, tree, words, rows, shades)
    return figure


def order(tree: Tree) -> list[str]:
    """Themes from top to bottom, such that no lines cross."""
    beside = {name: [name] for name in tree.themes}
    for step in tree.steps:
        both = [*beside[step.one[0]], *beside[step.other[0]]]
        beside |= dict.fromkeys(both, both)
    return list(dict.fromkeys(name for names in beside.values() for name in names))


def _line(
    xs: Sequence[float | None], ys: Sequence[float | None], style: dict[str, Any]
) -> go.Scatter:
    import plotly.graph_objects as go

    return go.Scatter(x=xs, y=ys, mode="lines", line=style, hoverinfo="skip")


def _joints(
    joints: Sequence[_Place], steps: Sequence[Step], words: Words, number: int, shades: Ink
) -> go.Scatter:
    """Where lines meet: a point that tells which themes would be one."""
    import plotly.graph_objects as go

    return go.Scatter(
        x=[joint.x for joint in joints],
        y=[joint.y for joint in joints],
        mode="markers",
        marker={
            "size": 9,
            "color": [shades.accent if s.left >= number else shades.page for s in steps],
            "line": {"width": 1.5, "color": shades.accent},
        },
        text=[wrapped(text, lines=6) for text in words.joints],
        hovertemplate="%{text}<extra></extra>",
        hoverlabel={"bgcolor": shades.page, "font": {"color": shades.text}, "align": "left"},
    )


def _fans(tree: Tree, words: Words, rows: Mapping[str, float], shades: Ink) -> list[go.Scatter]:
    """The parts of each theme: a fan at the beginning of its line."""
    import plotly.graph_objects as go

    xs: list[float | None] = []
    ys: list[float | None] = []
    middles, texts = [], []
    many = len(tree.themes)
    for name, row in rows.items():
        inside = words.parts.get(name, ())
        for number in range(len(inside)):
            share = number / (len(inside) - 1) - 0.5 if len(inside) > 1 else 0.0
            xs += [many + 0.7, many + 0.4, many, None]
            ys += [row + 2 * FAN * share, row + 2 * FAN * share, row, None]
        if inside:
            middles.append(row)
            texts.append("<br>".join(wrapped(part, lines=2) for part in inside))
    return [
        _line(xs, ys, {"width": 1, "color": shades.quiet}),
        go.Scatter(
            x=[many] * len(middles),
            y=middles,
            mode="markers",
            marker={"size": 7, "color": shades.quiet, "symbol": "square"},
            text=texts,
            hovertemplate="%{text}<extra></extra>",
            hoverlabel={"bgcolor": shades.page, "font": {"color": shades.text}, "align": "left"},
        ),
    ]


def _lay_out(
    figure: go.Figure, tree: Tree, words: Words, rows: Mapping[str, float], shades: Ink
) -> None:
    many = len(tree.themes)
    figure.update_layout(
        height=ROW * many + 90,
        margin={"l": 0, "r": 6, "t": 26, "b": 46},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"family": "system-ui, sans-serif", "size": 13, "color": shades.text},
        showlegend=False,
        dragmode=False,
    )
    few = many <= FEW_NUMBERS
    figure.update_xaxes(
        range=[many + 0.8, tree.fewest - 0.7], dtick=1 if few else 2, tick0=0,
        gridcolor=shades.line, zeroline=False, fixedrange=True,
        title={"text": safe(words.axis), "font": {"size": 13}}, tickfont={"color": shades.text},
    )  # fmt: skip
    figure.update_yaxes(
        range=[many - 0.4, -0.6], tickmode="array", tickvals=list(rows.values()),
        ticktext=[_name(words.names[name]) for name in rows], automargin=True, showgrid=False,
        zeroline=False, fixedrange=True, tickfont={"color": shades.text, "size": 12},
    )  # fmt: skip


def _name(name: str) -> str:
    lines = textwrap.wrap(" ".join(name.split()), LETTERS, max_lines=LINES, placeholder=" …")
    return "<br>".join(safe(line) for line in lines)
