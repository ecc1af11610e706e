"""How a group of people spreads over ages, districts, tables …: counts, squares and words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

import pandas as pd
import streamlit as st

from dsupport.records import STRATA, Contribution
from dsupport.ui.components.text import escaped
from dsupport.ui.session import Context

MOST_GROUPS = 40
"""An attribute with more values than this does not part people into groups."""

MOST_SQUARES = 24
"""Above this many groups, squares are no longer counted by eye; the numbers stay."""

KNOWN = 0.5
"""Share of contributions for which an attribute must be known before it is compared."""


def attributes(items: Iterable[Contribution]) -> dict[str, Counter[str]]:
    """Attributes that part contributions into groups: strata first, then others of the files."""
    everything = list(items)
    names = [*STRATA, *dict.fromkeys(name for item in everything for name in item.shown_attributes)]
    found = {}
    for name in dict.fromkeys(names):
        counts = Counter(value for item in everything if (value := item.stratum(name)))
        if 2 <= len(counts) <= MOST_GROUPS and sum(counts.values()) >= KNOWN * len(everything):
            found[name] = counts
    return found


def covered(
    items: Iterable[Contribution], everywhere: Mapping[str, Counter[str]]
) -> dict[str, tuple[int, int]]:
    """For each stratum how many of its groups speak here, and how many there are."""
    here = list(items)
    found = {}
    for name in STRATA:
        if name in everywhere:
            groups = {item.stratum(name) for item in here} - {""}
            found[name] = (len(groups), len(everywhere[name]))
    return found


def squares(ctx: Context, reached: Mapping[str, tuple[int, int]]) -> None:
    """A line for each stratum: as many squares as groups, full where somebody speaks."""
    rows = []
    for name, (here, everything) in reached.items():
        words = ctx.say(
            "themes.covered", reached=here, all=everything, stratum=ctx.say(f"stratum.{name}")
        )
        drawn = "".join(
            f'<i class="{"ds-full" if number < here else "ds-hollow"}"></i>'
            for number in range(everything if everything <= MOST_SQUARES else 0)
        )
        rows.append(
            f"<div><span>{escaped(words)}</span>"
            f'<span class="ds-squares" aria-hidden="true">{drawn}</span></div>'
        )
    if rows:
        st.html(f'<div class="ds-spread">{"".join(rows)}</div>')


def shares(
    here: Iterable[Contribution], everybody: Iterable[Contribution], name: str
) -> pd.DataFrame:
    """Shares of the groups of one attribute, by people where they are known."""
    inside, outside = _voices(here, name), _voices(everybody, name)
    some, all_of_them = max(1, sum(inside.values())), max(1, sum(outside.values()))
    frame = pd.DataFrame(
        [
            {
                "group": group,
                "here": inside[group] / some,
                "everywhere": count / all_of_them,
                "people": inside[group],
            }
            for group, count in outside.items()
        ],
        columns=["group", "here", "everywhere", "people"],
    )
    if frame["group"].str.contains(r"\d").all():
        return frame.sort_values("group", key=lambda g: g.map(_natural)).reset_index(drop=True)
    return frame.sort_values(["everywhere", "group"], ascending=[False, True]).reset_index(
        drop=True
    )


def _voices(items: Iterable[Contribution], name: str) -> Counter[str]:
    """Different people by group; a contribution without author counts as a person."""
    pairs = {(item.voice, item.stratum(name)) for item in items}
    return Counter(group for _, group in pairs if group)


def _natural(text: str) -> tuple[int, str]:
    """Sort key by the first number in a text: 9 before 16–20."""
    digits = "".join(c if c.isdigit() else " " for c in text).split()
    return (int(digits[0]) if digits else 0, text)


def attribute_name(ctx: Context, name: str) -> str:
    """What an attribute is called: our word for it, or the file's."""
    return ctx.say(f"columns.{name}") if ctx.say.has(f"columns.{name}") else name


def group_name(ctx: Context, name: str, group: str) -> str:
    """What a group of an attribute is called."""
    return ctx.say.language_name(group) if name == "language" else group
