"""Saying of texts that they say the same, are related or opposite, whatever the machine suggests."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import streamlit as st

from dsupport.services.reading import Snapshot
from dsupport.state.actions import Act
from dsupport.ui.components import decision_form
from dsupport.ui.components.decision_form import Asked
from dsupport.ui.components.names import lines_of
from dsupport.ui.components.text import escaped
from dsupport.ui.session import Context

RELATIONS = ("mark-same", "mark-related", "mark-opposite")
"""What can be said of several texts."""

ONE = "says-same"
"""The same said from one text, of another one that is still to be chosen."""

SHOWN = 8
"""Chosen texts that a form shows; the others are counted."""

WORDS = 120
"""Characters of each of them."""


def offered(state: Snapshot, ids: Sequence[str]) -> list[str]:
    """What can be said of these, as things stand; none of them is set aside."""
    if len(ids) < 2:
        return []
    return [one for one in RELATIONS if one != "mark-same" or not _one_idea(state, ids)]


def _one_idea(state: Snapshot, ids: Sequence[str]) -> bool:
    """Whether people confirmed of all of them that they say the same."""
    return any(group.status == "confirmed" and set(ids) <= set(group.members)
               for group in state.groups_of(ids[0]))  # fmt: skip


def acts(state: Snapshot, action: str, ids: Sequence[str], reason: str) -> list[Act]:
    """The decision that says it of these; nothing where they are fewer than two.

    Where they are all of one group, it is a decision on that group: it goes on, with its notes and
    with what was known of it.
    """
    if len(ids) < 2:
        return []
    if action == "mark-same":
        exact = [g for one in ids for g in state.groups_of(one) if set(g.members) == set(ids)]
        if exact:
            return [Act("confirm-duplicates", exact[0].group_id, reason=reason)]
    return [Act(action, ";".join(ids), reason=reason)]


def coming_along(state: Snapshot, ids: Sequence[str]) -> list[str]:
    """Texts of which people confirmed that they say the same as one of these."""
    found = [
        name
        for one in ids
        for group in state.groups_of(one)
        if group.status == "confirmed"
        for name in group.members
    ]
    return [name for name in dict.fromkeys(found) if name not in ids]


def nearest_first(state: Snapshot, one: str) -> list[str]:
    """All other texts with which one may say the same, the most alike first as far as is known.

    Pairs that the analysis found alike, then its theme, then the rest, each by the map, where what
    is near is alike.
    """
    same = {one, *coming_along(state, [one])}
    found: dict[str, None] = {}
    for pair in state.analysis.pairs if state.analysis else ():
        if one in (pair.a, pair.b):
            found[pair.b if pair.a == one else pair.a] = None
    here = state.placements.get(one)

    def far(name: str) -> tuple[bool, bool, float]:
        place = state.placements.get(name)
        if here is None or place is None:
            return (True, True, 0.0)
        distance = (place.x - here.x) ** 2 + (place.y - here.y) ** 2
        return (False, not here.theme_id or place.theme_id != here.theme_id, distance)

    rest = sorted((name for name in state.contributions if name not in found), key=far)
    away = state.decided.aside
    return [name for name in (*found, *rest) if name not in same and name not in away]


# -- fields --------------------------------------------------------------------------------


def chosen(ctx: Context, asked: Asked, ids: Sequence[str]) -> None:
    """The texts that are spoken of, and room for the reason."""
    _list(ctx, ids)
    if asked.action == "mark-same":
        _along(ctx, ids)
    else:
        _said_before(ctx, ids)
    decision_form.why(ctx, asked)


def other(ctx: Context, asked: Asked, one: str) -> None:
    """The text in question, a choice of the other one, and room for the reason."""
    _list(ctx, [one])
    lines = lines_of(ctx, nearest_first(ctx.state, one), WORDS)
    st.selectbox(
        ctx.say("action.same_as"), list(lines), key=asked.key("other"), index=None,
        format_func=lambda name: lines.get(name, name), placeholder=ctx.say("action.choose_text"),
        help=ctx.say("action.same_as_help"),
    )  # fmt: skip
    _along(ctx, [one])
    decision_form.why(ctx, asked)


def _list(ctx: Context, ids: Sequence[str]) -> None:
    """The beginnings of texts, each with its number."""
    lines = lines_of(ctx, ids[:SHOWN], WORDS).values()
    rows = "".join(f'<li dir="auto">{escaped(line)}</li>' for line in lines)
    if len(ids) > SHOWN:
        more = ctx.say("changes.and_more", n=len(ids) - SHOWN)
        rows += f'<li class="ds-note">{escaped(more)}</li>'
    st.html(f'<ul class="ds-list ds-bare">{rows}</ul>')


def _along(ctx: Context, ids: Sequence[str]) -> None:
    """Say which others are concerned, for they are one idea with these already."""
    if along := coming_along(ctx.state, ids):
        st.html(f'<p class="ds-note">{escaped(ctx.say("action.along", n=len(along)))}</p>')
        _list(ctx, along)


def _said_before(ctx: Context, ids: Sequence[str]) -> None:
    """Warn where two of them are confirmed to say the same: the two do not go together."""
    links = ctx.state.decided.links
    pairs = (links.get(frozenset(two)) for two in combinations(ids, 2))
    if any(link and link.relation == "same" for link in pairs):
        st.html(f'<p class="ds-note">{escaped(ctx.say("action.said_same"))}</p>')
