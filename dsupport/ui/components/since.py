"""On the first page: what came and what was decided since the last session."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

import streamlit as st

from dsupport.services import sessions
from dsupport.state.log import SWITCHES
from dsupport.ui.components import assigning
from dsupport.ui.components.decision_words import day, told_html
from dsupport.ui.components.headline import section
from dsupport.ui.components.links import link
from dsupport.ui.components.names import text_of
from dsupport.ui.components.text import escaped
from dsupport.ui.session import Context

LATEST = 5
"""Decisions told here; the others are in the record."""

NEWEST = 3
"""New contributions whose first words are shown."""

WORDS = 90
"""Characters of each."""


def heading(ctx: Context) -> sessions.News:
    """Say since when, and find what happened."""
    now = ctx.state.until or datetime.now(UTC).isoformat(timespec="seconds")
    news = sessions.since_last(ctx.state, sessions.arrivals(ctx.workspace), now)
    if news.session:
        when = day(ctx.say, news.session.date)
        section(ctx.say("start.since_session", number=str(news.session.number), day=when))
    else:
        section(ctx.say("start.since_week"))
    return news


def part(title: str, hint: str = "") -> None:
    """A heading inside that section."""
    below = f'<p class="ds-note">{escaped(hint)}</p>' if hint else ""
    st.html(f'<h3 class="ds-part">{escaped(title)}</h3>{below}')


def new(ctx: Context, news: sessions.News) -> None:
    """What came, the first words of the latest; nothing where everything is new."""
    say, came = ctx.say, news.contributions
    if not came:
        part(say("start.new_none"))
        return
    part(say("start.new", n=len(came)))
    if len(came) == len(ctx.state.given):
        return
    rows = "".join(
        f'<li dir="auto">{escaped(text_of(ctx, name, WORDS))}</li>' for name in came[-NEWEST:]
    )
    more = len(came) - NEWEST
    if more > 0:
        rows += f'<li class="ds-note">{escaped(say("start.new_more", n=more))}</li>'
    st.html(f'<ul class="ds-list ds-bare">{rows}</ul>')


def placed(ctx: Context) -> None:
    """What found a place after the analysis, to be looked at again at any time."""
    if found := assigning.placed(ctx):
        link("contributions", ctx.say("start.placed_later", n=len(found)), **assigning.LATER)


def decided(ctx: Context, news: sessions.News) -> None:
    """What people decided, for whoever was not there: the latest in words, and where all of it is."""
    say, state = ctx.say, ctx.state
    if not state.decisions:
        return
    if taken := news.decisions:
        people = say("record.by_people", what=say("record.decisions", n=len(taken)),
                     n=len({one.actor for one in taken}))  # fmt: skip
        part(people, say("start.since_hint") if len(taken) > 1 else "")
        rows = "".join(
            f'<li>{told_html(ctx, one)}<br><span class="ds-note">{escaped(say.date(one.at))}</span></li>'
            for one in reversed(taken[-LATEST:])
        )
        st.html(f'<ul class="ds-list ds-bare" dir="auto">{rows}</ul>')
    else:
        part(say("start.decided_none"))
    # As the record counts: undoing is no decision of its own, what was undone still is one.
    n, off = sum(one.action not in SWITCHES for one in state.decisions), len(state.decided.off)
    link("record", say("start.since_all_undone" if off else "start.since_all", n=n, off=off))
    for why, n in Counter(one.reason for one in state.decided.aside.values()).most_common():
        label = say("start.since_aside", n=n, why=say(f"aside.{why}"))
        link("contributions", label, **{"set aside": why})
