"""The review of duplicates in one session: what is listed, what is open, each step and the way back."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from dsupport.records import Contribution
from dsupport.results import DuplicateGroup
from dsupport.services.reviewing import Review, review
from dsupport.state.actions import Act
from dsupport.ui.components.steps import LATER, Steps
from dsupport.ui.components.text import shortened
from dsupport.ui.session import Context

FILTER = "duplicates filter"
"""Key of the widget that says which groups are listed."""

ALL, DECIDED = "all", "decided"
FILTERS = (ALL, "same", "together", "warned", "across", "exact", DECIDED)

SETTLING = ("confirmed", "related", "opposite", "dismissed")
"""What people can say of a group: its status afterwards."""

MINUTES_A_GROUP = 0.5
"""Time to look at one group of texts that may say the same."""


def steps(ctx: Context) -> Steps:
    """What a person did in this review."""
    return Steps(ctx, "duplicates")


# -- what is listed ------------------------------------------------------------------------


def there(ctx: Context) -> Review:
    """Groups that wait, those put off last, and those settled; each with its members there."""
    found = review(ctx.state)
    late = {name: place for place, name in enumerate(steps(ctx).later)}
    waiting = sorted(found.waiting, key=lambda g: late.get(g.group_id, -1))
    return Review(
        tuple(g for g in waiting if len(items(ctx, g)) > 1),
        tuple(g for g in found.settled if len(items(ctx, g)) > 1),
    )


def listed(ctx: Context, found: Review, wanted: str) -> list[DuplicateGroup]:
    """The groups that pass a filter."""
    if wanted == DECIDED:
        return list(found.settled)
    return [group for group in found.waiting if passes(ctx, group, wanted)]


def is_overtaken(ctx: Context, found: Review, group_id: str) -> bool:
    """Whether the group that is being read waits no longer, and not because of this person.

    A link to a group that is settled is followed as such.
    """
    if not group_id or any(group.group_id == group_id for group in found.waiting):
        return False
    return steps(ctx).open == group_id and not steps(ctx).is_own(group_id) and (
        st.session_state.get(FILTER, ALL) != DECIDED
    )  # fmt: skip


def passes(ctx: Context, group: DuplicateGroup, wanted: str) -> bool:
    """Whether a group that waits is among those that a filter shows."""
    checks: Mapping[str, Callable[[], bool]] = {
        ALL: lambda: True,
        "same": lambda: group.suggestion == "same" and not group.warning,
        "together": lambda: group.suggestion == "together" and not group.warning,
        "warned": lambda: bool(group.warning),
        "across": lambda: len({item.language for item in items(ctx, group)}) > 1,
        "exact": lambda: group.kind == "exact",
    }
    return wanted in checks and checks[wanted]()


def items(ctx: Context, group: DuplicateGroup) -> list[Contribution]:
    """The members of a group that are there, the one that stands for it first."""
    return [ctx.state.contributions[m] for m in group.members if m in ctx.state.contributions]


def name(ctx: Context, group: DuplicateGroup) -> str:
    """The beginning of its first text: how people recognise a group."""
    item = items(ctx, group)[0]
    return shortened(item.shown_title or item.shown_text, 60)


def show(ctx: Context, group_id: str) -> None:
    """Open a group, or the first of the list if `group_id` is empty; the address says which."""
    steps(ctx).open = group_id
    if group_id:
        st.query_params["group"] = group_id
    else:
        st.query_params.pop("group", None)


def reason_key(group: DuplicateGroup) -> str:
    """Key of the field for the reason of the next decision on a group."""
    return f"duplicates reason {group.group_id}"


# -- steps: each is a callback -------------------------------------------------------------


def settle(ctx: Context, group: DuplicateGroup, status: str, following: str) -> None:
    """Decide what a group is, with the reason that was written, and go on to the next one."""
    if steps(ctx).is_unseen(group.group_id):
        return
    reason = str(st.session_state.get(reason_key(group), ""))
    act = {
        "confirmed": Act("confirm-duplicates", group.group_id, reason=reason),
        "related": Act("mark-related", ";".join(group.members), reason=reason),
        "opposite": Act("mark-opposite", ";".join(group.members), reason=reason),
        "dismissed": Act("dismiss-duplicates", group.group_id, reason=reason),
    }[status]
    if steps(ctx).take(group.group_id, status, act, name(ctx, group)):
        show(ctx, following)


def put_off(ctx: Context, group: DuplicateGroup, following: str) -> None:
    """Look at a group at the end of this session; nothing is decided."""
    steps(ctx).put_off(group.group_id, name(ctx, group))
    show(ctx, following)


def change(ctx: Context, group: DuplicateGroup, what: str, act: Act) -> None:
    """Take another decision on a group, such as taking a member out, and stay at it."""
    steps(ctx).take(group.group_id, what, act, name(ctx, group))


def undo(ctx: Context) -> None:
    """Take back the last step of this session, and open what it was about."""
    step = steps(ctx).undo()
    if step is None:
        return
    groups = ctx.state.analysis.duplicate_groups if ctx.state.analysis else ()
    group = next((one for one in groups if one.group_id == step.about), None)
    steps(ctx).tell("undone", name(ctx, group) if group else "")
    show(ctx, step.about)
    wanted = st.session_state.get(FILTER, ALL)
    if step.what in SETTLING and not (group and passes(ctx, group, wanted)):
        st.session_state[FILTER] = ALL


def undo_one(ctx: Context, group: DuplicateGroup, sequence: int) -> None:
    """Undo a decision of anybody."""
    steps(ctx).undo_one(sequence, name(ctx, group))


def can_undo(ctx: Context) -> bool:
    """Whether there is a step to take back."""
    return steps(ctx).last is not None


def told(ctx: Context) -> str:
    """What the last step came to, in a sentence; empty if there was none. Said once."""
    step = steps(ctx).told()
    if step is None:
        return ""
    what, about = step
    if what in (LATER, "undone"):
        key = f"duplicates.told_{what}" if about else "duplicates.told_undone_one"
        return ctx.say(key, name=about) if about else ctx.say(key)
    return ctx.say("duplicates.told", what=ctx.say(f"duplicates.do_{what}"), name=about)
