"""Who speaks in a theme: how many groups of people, and compared with everybody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dsupport.records import Contribution
from dsupport.services.reading import Snapshot
from dsupport.ui import charts
from dsupport.ui.components import spread
from dsupport.ui.components.headline import note, section
from dsupport.ui.components.table import as_table
from dsupport.ui.components.text import plain
from dsupport.ui.session import Context

BARS = 10
"""Groups that the picture of people shows."""

TELLING = 0.1
"""From this difference between shares on, the finding is put into words."""

FEW = 10
"""Below this many people, shares are called uncertain."""


def show(ctx: Context, items: Sequence[Contribution]) -> None:
    """Say who speaks in `items`, and on demand compare with everybody."""
    say = ctx.say
    everywhere = _attributes(f"{ctx.workspace.path} {ctx.state.revision}", ctx.state)
    section(say("themes.who"))
    if not everywhere:
        note(say("themes.who_none"))
        return
    spread.squares(ctx, spread.covered(items, everywhere))
    more = st.expander(say("themes.who_more"), key="themes who", on_change="rerun")
    if more.open:
        with more:
            _compare(ctx, items, list(everywhere))


@st.cache_data(max_entries=4, show_spinner=False)
def _attributes(key: str, _state: Snapshot) -> dict[str, Counter[str]]:
    return spread.attributes(_state.contributions.values())


def _compare(ctx: Context, items: Sequence[Contribution], names: list[str]) -> None:
    """Shares of groups here beside everybody's, with the finding in words."""
    say = ctx.say
    name = st.selectbox(
        say("themes.who_attribute"), names, key="themes attribute",
        format_func=lambda n: spread.attribute_name(ctx, n),
    )  # fmt: skip
    frame = spread.shares(items, ctx.state.contributions.values(), name)
    frame["group"] = [spread.group_name(ctx, name, group) for group in frame["group"]]
    st.markdown(f"**{plain(_finding(ctx, frame))}**")
    people = int(frame["people"].sum())
    if people < FEW:
        note(say("themes.who_few", n=people))
    if as_table(ctx, frame.round(3), "themes who"):
        return
    dark = st.context.theme.type == "dark"
    st.plotly_chart(
        charts.shares(
            frame.head(BARS), say("themes.who_here"), say("themes.who_everywhere"), dark=dark
        ),
        key="themes who picture",
        theme=None,
        config={"displayModeBar": False},
        alt=say("themes.who_alt", attribute=spread.attribute_name(ctx, name)),
    )
    if len(frame) > BARS:
        note(say("themes.others", n=len(frame) - BARS))


def _finding(ctx: Context, frame: pd.DataFrame) -> str:
    """The group whose share differs most, in words."""
    gap = frame["here"] - frame["everywhere"]
    widest = int(gap.abs().to_numpy().argmax())
    difference = float(gap.iloc[widest])
    if abs(difference) < TELLING:
        return ctx.say("themes.who_finding_even")
    row = frame.iloc[widest]
    return ctx.say(
        f"themes.who_finding_{'more' if difference > 0 else 'less'}", group=row["group"],
        here=ctx.say.percent(row["here"]), everywhere=ctx.say.percent(row["everywhere"]),
    )  # fmt: skip
