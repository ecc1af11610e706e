"""How the themes come about: in words, as a picture, and with a look at what fewer would be.

Folded until somebody asks. Looking changes nothing; joining themes is a decision like any other.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from dsupport.services.theme_tree import Together, Tree, linked, theme_tree
from dsupport.state.actions import Act
from dsupport.ui import tree_chart
from dsupport.ui.components import decision_form, fineness
from dsupport.ui.components.decision_form import Asked, Matter
from dsupport.ui.components.headline import joined, note, section
from dsupport.ui.components.table import as_table, table
from dsupport.ui.components.text import escaped
from dsupport.ui.session import Context

if TYPE_CHECKING:
    import plotly.graph_objects as go

OPEN = "themes split"
"""Key of the fold, where the session keeps whether it is open."""

NUMBER = "themes split number"
WHERE = "split"
JOIN = "join-themes"


def show(ctx: Context) -> None:
    """The fold; what is in it is made when it is open."""
    fold = st.expander(ctx.say("themes.split_title"), key=OPEN, on_change="rerun")
    if not fold.open:
        return
    with fold, st.container(key="ds-split"):
        tree = _tree(_key(ctx), ctx)
        _words(ctx, tree)
        if tree.steps:
            number = _number(ctx, tree)
            _preview(ctx, tree, number)
            _picture(ctx, tree, number)
        fineness.offer(ctx, again=not tree.steps and len(tree.themes) > 1)


def _key(ctx: Context) -> str:
    """What is shown; of one revision one can also see how things were."""
    return f"{ctx.workspace.path} {ctx.state.revision} {ctx.state.until}"


@st.cache_data(max_entries=8, show_spinner=False)
def _tree(key: str, _ctx: Context) -> Tree:
    return theme_tree(_ctx.workspace, _ctx.state)


def _words(ctx: Context, tree: Tree) -> None:
    """How many there are, which two would become one first, and why."""
    say = ctx.say
    parts = len(ctx.state.themes) - len(tree.themes)
    first = say("themes.split_count", n=len(tree.themes))
    first += (say("themes.split_parts", n=parts) if parts else "") + "."
    lines = [first]
    if tree.steps:
        lines.append(first_words(ctx, tree))
    elif len(tree.themes) > 1:
        lines.append(say("themes.split_not_known"))
    st.html(f'<p class="ds-line">{escaped(joined(" ".join(lines)))}</p>')
    note(say("themes.split_how"))
    if tree.steps and tree.unknown:
        names = ", ".join(_quoted(ctx, tree.unknown))
        note(say("themes.split_unknown", n=len(tree.unknown), names=names))


def first_words(ctx: Context, tree: Tree) -> str:
    """Which two would become one first."""
    step = tree.steps[0]
    one, other = _quoted(ctx, [step.one[0], step.other[0]])
    return ctx.say("themes.split_first", one=one, other=other)


def _quoted(ctx: Context, ids: Sequence[str]) -> list[str]:
    return [ctx.say("themes.split_name", name=name) for name in _names(ctx, ids)]


def _names(ctx: Context, ids: Sequence[str]) -> list[str]:
    return [ctx.state.themes[name].label(ctx.language) for name in ids]


# -- fewer, as a preview --------------------------------------------------------------------


def _number(ctx: Context, tree: Tree) -> int:
    """How many themes somebody wants to see; as many as there are until they say so."""
    many = len(tree.themes)
    if NUMBER in st.session_state:  # there may be fewer by now
        st.session_state[NUMBER] = min(max(int(st.session_state[NUMBER]), tree.fewest), many)
    else:
        st.session_state[NUMBER] = many
    section(ctx.say("themes.split_fewer"), ctx.say("themes.split_fewer_hint"))
    return int(
        st.number_input(
            ctx.say("themes.split_number", least=tree.fewest, most=many), tree.fewest, many, step=1,
            key=NUMBER,
        )
    )  # fmt: skip


def _preview(ctx: Context, tree: Tree, number: int) -> None:
    """Which themes would be one; each can be joined."""
    if number == len(tree.themes):
        return
    with st.container(key="ds-split-preview", gap="small"):
        st.html(f'<p class="ds-tag">{escaped(ctx.say("themes.split_preview", n=number))}</p>')
        for one in tree.at(number):
            _together(ctx, one)


def _together(ctx: Context, one: Together) -> None:
    say, state = ctx.say, ctx.state
    themes = [state.themes[name] for name in one.themes]
    total = sum(len(theme.members) for theme in themes)
    listed = "".join(
        f'<li dir="auto">{escaped(say("themes.option", name=name, n=len(theme.members)))}</li>'
        for name, theme in zip(_names(ctx, one.themes), themes, strict=True)
    )
    throughout = len(themes) == 2 or linked(one.strength) == "strongly"
    kind = "themes.split_two" if throughout else "themes.split_more"
    facts = say(kind, size=say("themes.size", n=total), linked=_linked(ctx, one.strength))
    with st.container(key=f"ds-split-one-{'-'.join(one.themes)}", gap="xsmall"):
        st.html(f'<ul class="ds-list">{listed}</ul><p class="ds-note">{escaped(facts)}</p>')
        if not ctx.is_past:
            st.button(
                say("themes.split_join", n=len(themes)), key=f"split join {' '.join(one.themes)}",
                on_click=_ask, args=(ctx, one),
            )  # fmt: skip
            decision_form.form(ctx, _matter(ctx, one))


def _linked(ctx: Context, strength: float) -> str:
    return ctx.say(f"themes.split_{linked(strength)}")


def _ask(ctx: Context, one: Together) -> None:
    # Named by all its themes: with another number it may be about more of them, and that is another
    # question.
    about = ";".join(one.themes)
    decision_form.ask(Asked(WHERE, about, JOIN, seen=ctx.state.last_decision))


def _matter(ctx: Context, one: Together) -> Matter:
    """The form that joins them; the largest keeps its id."""
    about = ";".join(one.themes)
    into, *others = sorted(one.themes, key=lambda name: -len(ctx.state.themes[name].members))
    return Matter(
        WHERE, about, [JOIN],
        acts=lambda asked: [Act(JOIN, ";".join([into, *others]), asked.value("text"))],
        fields={JOIN: lambda asked: _fields(ctx, asked, into, others)},
    )  # fmt: skip


def _fields(ctx: Context, asked: Asked, into: str, others: Sequence[str]) -> None:
    """What would follow, and room for a name."""
    (name,), say = _quoted(ctx, [into]), ctx.say
    words = say("themes.split_follows", into=name, others=", ".join(_quoted(ctx, others)))
    st.html(f'<p class="ds-note" dir="auto">{escaped(words)}</p>')
    st.text_input(say("action.joined_name"), key=asked.key("text"), max_chars=200)


# -- the picture ----------------------------------------------------------------------------


def _picture(ctx: Context, tree: Tree, number: int) -> None:
    """From as many themes as there are to few, or the same as a table."""
    say = ctx.say
    section(_finding(ctx, tree), say("themes.split_picture_hint"))
    if as_table(ctx, lambda: _steps_table(ctx, tree), "themes split"):
        table(_parts_table(ctx, tree), "themes split parts")
        return
    dark = st.context.theme.type == "dark"
    st.plotly_chart(
        _figure(f"{_key(ctx)} {ctx.language}", number, dark, ctx, tree),
        key="themes split picture",
        theme=None,
        config={"displayModeBar": False, "scrollZoom": False, "doubleClick": False},
        alt=say("themes.split_alt", many=len(tree.themes), few=tree.fewest),
    )
    note(say("themes.split_strokes"))


def _finding(ctx: Context, tree: Tree) -> str:
    """Down to how many themes there are links to speak of."""
    if tree.firm == len(tree.themes):
        return ctx.say("themes.split_apart")
    if tree.firm == tree.fewest:
        return ctx.say("themes.split_all_linked", n=tree.firm)
    return ctx.say("themes.split_finding", n=tree.firm)


@st.cache_data(max_entries=32, show_spinner=False)
def _figure(key: str, number: int, dark: bool, _ctx: Context, _tree: Tree) -> go.Figure:
    say = _ctx.say
    words = tree_chart.Words(
        names=dict(zip(_tree.themes, _names(_ctx, _tree.themes), strict=True)),
        parts={name: _parts(_ctx, name) for name in _tree.themes},
        joints=[
            say("themes.split_joint", n=step.left, one=_side(_ctx, step.one),
                other=_side(_ctx, step.other), linked=_linked(_ctx, step.strength))
            for step in _tree.steps
        ],
        axis=say("themes.split_axis"),
        here=say("themes.split_count", n=number),
    )  # fmt: skip
    return tree_chart.theme_tree(_tree, words, number=number, dark=dark)


def _parts(ctx: Context, theme_id: str) -> list[str]:
    return [
        ctx.say("themes.option", name=part.label(ctx.language), n=len(part.members))
        for part in ctx.state.subthemes(theme_id)
    ]


def _side(ctx: Context, ids: Sequence[str]) -> str:
    return " + ".join(_quoted(ctx, ids))


def _steps_table(ctx: Context, tree: Tree) -> pd.DataFrame:
    """The same in words, from few themes to many: what would be one at each number."""
    number, how, one, other = _columns(ctx, "number", "how", "one", "other")
    rows = [
        {
            number: step.left,
            how: _linked(ctx, step.strength),
            one: _side(ctx, step.one),
            other: _side(ctx, step.other),
        }
        for step in reversed(tree.steps)
    ]
    return pd.DataFrame(rows, columns=[number, how, one, other])


def _parts_table(ctx: Context, tree: Tree) -> pd.DataFrame:
    """And below: the themes as they are, with the parts inside each."""
    inside = _columns(ctx, "parts")[0]
    rows = [
        {
            "theme_label": name,
            "size": len(ctx.state.themes[theme_id].members),
            inside: "; ".join(_parts(ctx, theme_id)),
        }
        for theme_id, name in zip(tree.themes, _names(ctx, tree.themes), strict=True)
    ]
    return pd.DataFrame(rows, columns=["theme_label", "size", inside])


def _columns(ctx: Context, *names: str) -> list[str]:
    return [ctx.say(f"themes.split_column_{name}") for name in names]
