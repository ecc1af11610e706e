"""What a group of several texts rests on: how many people, what is known of each, and who is in it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dsupport.records import Contribution
from dsupport.results import DuplicateGroup
from dsupport.state.actions import Act
from dsupport.ui import deciding
from dsupport.ui.components import review
from dsupport.ui.components.text import escaped
from dsupport.ui.session import Context

ON_CARD = ("age_bracket", "district", "table", "session", "language")
"""Attributes that every card shows."""

FEW = 6
"""Attributes that are shown at once; more of them unfold."""


def people_behind(ctx: Context, items: Sequence[Contribution]) -> str:
    """How many people stand behind texts that say the same, in a sentence or two.

    People are different authors. Recorded supports are numbers without names: who supported two of
    the texts would count twice, so they are never added.
    """
    say = ctx.say
    authors = {item.participant for item in items if item.participant}
    unknown = len({item.given_id for item in items if not item.participant})
    lines = [
        say("duplicates.people", n=len(authors)) if authors else say("duplicates.people_unknown")
    ]
    if authors and unknown:
        lines.append(say("duplicates.people_without", n=unknown))
    if any(item.supports for item in items):
        lines.append(say("duplicates.people_supports"))
    return " ".join(lines)


def merged_from(ctx: Context, items: Sequence[Contribution]) -> None:
    """The heading over the members of a group that people confirmed."""
    title = ctx.say("duplicates.merged", n=len(items))
    st.html(
        f'<h2 class="ds-section ds-first">{escaped(title)}</h2>'
        f'<p class="ds-line">{escaped(people_behind(ctx, items))}</p>'
    )


def attributes(ctx: Context, item: Contribution) -> None:
    """Everything that came with a contribution and is not on its card."""
    say = ctx.say
    known = [
        (_called(ctx, name), value)
        for name, value in item.shown_attributes.items()
        if value and name not in ON_CARD
    ]
    if item.created_at:
        known.insert(0, (say("duplicates.written"), say.date(item.created_at)))
    if not known:
        return
    facts = " ".join(f"<span>{escaped(name)}: {escaped(value)}</span>" for name, value in known)
    found = f'<p class="ds-meta"><span class="ds-facts">{facts}</span></p>'
    if len(known) > FEW:
        more = escaped(say("duplicates.attributes", n=len(known)))
        found = f'<details class="ds-more"><summary>{more}</summary>{found}</details>'
    st.html(found)


def _called(ctx: Context, name: str) -> str:
    key = f"contributions.filter_{name.replace(' ', '_')}"
    return ctx.say(key) if ctx.say.has(key) else name


def member_buttons(ctx: Context, group: DuplicateGroup, item: Contribution) -> None:
    """Take a member out of its group, or let it stand for the group."""
    if not deciding.actor():
        return
    one = item.contribution_id
    with st.container(horizontal=True, gap="small", key=f"ds-member-{one}"):
        if one != group.representative:
            _button(ctx, group, one, "first", "set-representative")
        _button(ctx, group, one, "out", "split-duplicates")


def _button(ctx: Context, group: DuplicateGroup, one: str, what: str, action: str) -> None:
    st.button(
        ctx.say(f"duplicates.do_{what}"), key=f"duplicates {what} {one}",
        on_click=review.change, args=(ctx, group, what, Act(action, group.group_id, one)),
    )  # fmt: skip
