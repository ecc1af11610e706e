"""On the first page: what waits for a person, and how long it will take."""

from __future__ import annotations

import json

import streamlit as st

from dsupport.services.reviewing import places_in_doubt, review
from dsupport.ui.components.durations import minutes, reading_time
from dsupport.ui.components.headline import section
from dsupport.ui.components.links import link
from dsupport.ui.components.place_review import MINUTES_A_TEXT
from dsupport.ui.components.review import MINUTES_A_GROUP
from dsupport.ui.components.text import escaped, plain
from dsupport.ui.session import Context

ASKED = {
    "contributions": {"personal data": "hidden"},
    "ideas": {"several ideas": "offered"},
    "places": {"show": "placed"},
}
"""What a page that is linked from what waits should show."""

ELSEWHERE = {"ideas": "contributions"}
"""Rows that link to a page of another name."""


def waiting(ctx: Context) -> None:
    """What needs a person, with the time it will take."""
    say, state = ctx.say, ctx.state
    assert state.analysis is not None  # noqa: S101 - render() asks first
    section(say("start.waiting"), say("start.waiting_hint"))
    found = review(state)
    groups = found.waiting
    warned = [group for group in groups if group.warning]
    unsure = [theme for theme in state.top_themes if theme.certainty == "unsure"]
    rows: list[tuple[str, str, str]] = []
    if groups:
        note = say("start.wait_groups_note", time=minutes(len(groups) * MINUTES_A_GROUP, say))
        if found.settled:
            done = say.number(len(found.settled))
            note = say("start.wait_groups_done", done=done, n=found.total) + " " + note
        if warned:
            note += " " + say("start.wait_warned", n=len(warned))
        rows.append(("duplicates", say("start.wait_groups", n=len(groups)), note))
    if state.unplaced:
        texts = [state.contributions[p.contribution_id].analysed_text for p in state.unplaced]
        note = say("start.wait_unplaced_note", time=reading_time(texts, say))
        rows.append(("unplaced", say("start.wait_unplaced", n=len(state.unplaced)), note))
    if doubtful := sum(bool(place.theme_id) for place in places_in_doubt(state)):
        time = minutes(doubtful * MINUTES_A_TEXT, say)
        note = say("start.wait_places_note", time=time)
        rows.append(("places", say("start.wait_places", n=doubtful), note))
    if state.offers:
        texts = [state.contributions[name].analysed_text for name in state.offers]
        note = say("start.wait_ideas_note", time=reading_time(texts, say))
        rows.append(("ideas", say("start.wait_ideas", n=len(state.offers)), note))
    if unsure:
        rows.append(
            ("themes", say("start.wait_unsure", n=len(unsure)), say("start.wait_unsure_note"))
        )
    if hidden := sum(bool(item.personal) for item in state.contributions.values()):
        rows.append(
            ("contributions", say("start.wait_hidden", n=hidden), say("start.wait_hidden_note"))
        )
    reports = (json.loads(one.report) for one in state.imports)
    if aside := sum(len(report.get("set_aside", ())) for report in reports):
        rows.append(("about", say("start.wait_aside", n=aside), say("start.wait_aside_note")))
    if not rows:
        st.markdown(plain(say("start.wait_nothing")))
    for page, label, note in rows:
        with st.container(key=f"ds-row-wait-{page}", gap=None):
            # A link to what it speaks of, not to the whole list.
            link(ELSEWHERE.get(page, page), label, **ASKED.get(page, {}))
            st.html(f'<p class="ds-note">{escaped(note)}</p>')
