"""The buttons of the review of duplicates."""

from __future__ import annotations

import streamlit as st

from dsupport.results import DuplicateGroup
from dsupport.services.reviewing import Review
from dsupport.ui import deciding
from dsupport.ui.components import review
from dsupport.ui.components.decide_bar import LATER_KEY, Bar, Key, decide_bar
from dsupport.ui.session import Context

KEYS = dict(zip(review.SETTLING, "1234", strict=True))


def bar(ctx: Context, found: Review, group: DuplicateGroup | None, following: str = "") -> None:
    """The buttons to decide on a group that waits (`None`: only to undo).

    Parameters
    ----------
    following
        The group that is shown after the decision.
    """
    say = ctx.say
    keys: list[Key] = []
    if group is not None:
        keys = [
            Key(f"duplicates {status}", say(f"duplicates.do_{status}"), key, review.settle,
                (ctx, group, status, following))
            for status, key in KEYS.items()
        ]  # fmt: skip
        keys.append(
            Key("duplicates later", say("duplicates.do_later"), LATER_KEY, review.put_off,
                (ctx, group, following), decides=False)
        )  # fmt: skip
    decide_bar(
        ctx,
        Bar(
            keys,
            review.undo if review.can_undo(ctx) else None,
            "duplicates undo",
            say("duplicates.progress", done=len(found.settled), n=found.total),
            review.told(ctx),
            f"{group.group_id if group else ''} {ctx.state.last_decision}",
        ),
    )


def go_on(ctx: Context) -> None:
    """Only the way to the next one."""
    key = Key(
        "duplicates go on", ctx.say("duplicates.next"), "N", review.show, (ctx, ""), decides=False
    )
    undo = review.undo if review.can_undo(ctx) else None
    decide_bar(ctx, Bar([key], undo, "duplicates undo", "", review.told(ctx), "overtaken"))


def ask_reason(ctx: Context, group: DuplicateGroup) -> None:
    """A field for the reason of the next decision on this group; nobody has to give one."""
    if deciding.actor():
        st.text_input(
            ctx.say("duplicates.reason"), key=review.reason_key(group), max_chars=500, width=560,
            help=ctx.say("duplicates.reason_help"),
        )  # fmt: skip
