"""The record: who decided what, when and why; and any decision can be undone, also an old one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

import pandas as pd
import streamlit as st

from dsupport.errors import DecisionError
from dsupport.services import exporting, tables
from dsupport.services.deciding import preview
from dsupport.services.reading import Snapshot
from dsupport.state.actions import Act
from dsupport.state.changes import between
from dsupport.state.log import SWITCHES, Decision
from dsupport.ui import deciding
from dsupport.ui.components import changes, decided
from dsupport.ui.components.decision_words import KINDS, did, kind, root, summary, told_html, whole
from dsupport.ui.components.headline import headline
from dsupport.ui.components.links import link
from dsupport.ui.components.names import sentences
from dsupport.ui.components.paging import foot, page_of
from dsupport.ui.components.table import as_table
from dsupport.ui.components.text import escaped, plain
from dsupport.ui.session import Context, context
from dsupport.wording.problems import problem_text

PAGE = 50
"""Decisions on a page."""

OPEN = "record open"
"""Where the session keeps the decision of which the consequences are shown."""

PERSON, KIND = "record person", "record kind"

LEADS = {"empty_duplicates": "duplicates", "empty_themes": "themes", "empty_unplaced": "unplaced"}
"""Where people decide: what an empty record leads to."""


def render() -> None:
    """Show the page."""
    ctx = context()
    say, state = ctx.say, ctx.state
    if not state.decisions:
        headline(ctx, say("record.empty_title"), say("record.empty_text"))
        for name, page in LEADS.items():
            link(page, say(f"record.{name}"))
        return
    sentence = summary(ctx)
    if waiting := len(state.decided.suspended):
        sentence += " " + say("record.suspended_count", n=waiting)
    headline(ctx, sentence, say("record.hint"))
    decided.news(ctx)
    found = _filtered(ctx)
    with st.container(horizontal=True, vertical_alignment="center", key="ds-record-bar"):
        shown_as_table = as_table(ctx, lambda: _table(ctx, found), "record")
        st.download_button(
            say("record.download"), _writer(ctx), file_name=f"{say('record.file_name')}.csv",
            mime="text/csv", on_click="ignore", key="record download",
        )  # fmt: skip
    if not found:
        st.info(say("record.none"))
    elif not shown_as_table:
        for decision in page_of(found, "record", PAGE):
            _row(ctx, decision)
        foot(found, "record", PAGE)


# -- which decisions -----------------------------------------------------------------------


def _filtered(ctx: Context) -> list[Decision]:
    """The decisions that are asked for, the latest first, under the widgets that ask."""
    say, state = ctx.say, ctx.state
    people = sorted({one.actor for one in state.decisions}, key=str.casefold)
    of_kind = Counter(kind(state, one) for one in state.decisions)
    kinds = {"all": len(state.decisions)} | {name: of_kind[name] for name in KINDS if of_kind[name]}
    if (asked := st.query_params.pop("kind", None)) in kinds:
        st.session_state[KIND] = asked
    if st.session_state.get(KIND) not in kinds:
        st.session_state[KIND] = "all"
    with st.container(key="ds-record-filters"):
        wanted = st.segmented_control(
            say("record.kind"), list(kinds), required=True, key=KIND, wrap=True, width="stretch",
            format_func=lambda name: say(f"record.kind_{name}", n=kinds[name]),
        )  # fmt: skip
        person = None
        if len(people) > 1:
            person = st.selectbox(
                say("record.person"), [None, *people], key=PERSON,
                format_func=lambda name: say("record.everybody") if name is None else name,
            )  # fmt: skip
    return [
        one
        for one in reversed(state.decisions)
        if (wanted in ("all", None) or kind(state, one) == wanted) and person in (None, one.actor)
    ]


def _table(ctx: Context, found: Sequence[Decision]) -> pd.DataFrame:
    """The same decisions as a table with their sentences."""
    say = ctx.say
    names = "number when who what reason standing".split()
    rows = [
        (
            one.sequence,
            say.date(one.at),
            one.actor,
            did(ctx, one),
            one.reason,
            standing(ctx, one)[1],
        )
        for one in found
    ]
    return pd.DataFrame(rows, columns=[say(f"record.column_{name}") for name in names])


def _writer(ctx: Context) -> Callable[[], bytes]:
    """Makes the file when it is asked for."""
    return lambda: exporting.csv_bytes(
        tables.decisions_table(ctx.state, ctx.workspace, ctx.language)
    )


# -- one decision --------------------------------------------------------------------------


def standing(ctx: Context, decision: Decision) -> tuple[str, str]:
    """Whether a decision counts: ``counts``, ``undone``, ``suspended`` or ``switch``, and in words."""
    return sentences(ctx).standing(decision)


def switch_of(state: Snapshot, decision: Decision) -> Act | None:
    """What would take the decision back, or make it count again.

    An undo or redo is taken back where it is the last word on its decision.
    """
    about = root(state, decision)
    if decision.action in SWITCHES:
        later = state.decisions[decision.sequence :]
        if any(one.action in SWITCHES and root(state, one) == about for one in later):
            return None
    return Act("redo" if about.sequence in state.decided.off else "undo", str(about.sequence))


def _row(ctx: Context, decision: Decision) -> None:
    say, state, number = ctx.say, ctx.state, decision.sequence
    how, words = standing(ctx, decision)
    with st.container(key=f"ds-record-{how}-{number}", gap=None):
        with st.container(key=f"ds-record-line-{number}"):
            st.html(_html(ctx, decision, how, words))
            act = switch_of(state, decision)
            if act:
                st.button(
                    say(f"record.{act.action}", number=act.target), key=f"record ask {number}",
                    on_click=_ask, args=(number,),
                )  # fmt: skip
        if act and st.session_state.get(OPEN) == number:
            with st.container(border=True, key="ds-record-panel"):
                _panel(ctx, act)


def _html(ctx: Context, decision: Decision, how: str, words: str) -> str:
    """Who did what, why, when and whether it counts; the ids small behind."""
    say = ctx.say
    parts = [f'<p class="ds-record-what" dir="auto">{told_html(ctx, decision)}</p>']
    if text := whole(decision):
        parts.append(
            f'<details class="ds-note"><summary>{escaped(say("record.full"))}</summary>'
            f"{escaped(text)}</details>"
        )
    if decision.reason:
        parts.append(
            f'<p class="ds-note">{escaped(say("record.reason", reason=decision.reason))}</p>'
        )
    facts = [say("record.number", number=str(decision.sequence)), say.date(decision.at)]
    small = " · ".join(escaped(one) for one in facts)
    state = f' · <span class="ds-record-standing">{escaped(words)}</span>' if words else ""
    ids = " ".join(decision.targets) if decision.action not in SWITCHES else ""
    code = f' <span class="ds-record-ids">{escaped(ids)}</span>' if ids else ""
    parts.append(f'<p class="ds-note">{small}{state}{code}</p>')
    return "".join(parts)


def _ask(number: int) -> None:
    """Show what would follow; a second press hides it again."""
    opened = st.session_state.get(OPEN) == number
    st.session_state[OPEN] = None if opened else number


# -- what would follow ---------------------------------------------------------------------


def _panel(ctx: Context, act: Act) -> None:
    """What would follow, before it is decided."""
    say, undo = ctx.say, act.action == "undo"
    st.html(
        f'<h2 class="ds-small">{escaped(say(f"record.{act.action}_title", number=act.target))}</h2>'
    )
    try:
        seen = preview(ctx.workspace, act)
    except DecisionError as error:
        st.warning(plain(problem_text(error, say)))
        return
    found = between(seen.before, seen.after)
    changes.show(changes.Comparison(ctx, seen, found), "record", undo=undo)
    known = decided.ask_name(ctx)
    with st.container(horizontal=True, key="ds-record-choice"):
        st.button(
            say(f"record.{act.action}_it"), type="primary", key="record take", disabled=not known,
            on_click=_take, args=(ctx, act),
        )  # fmt: skip
        st.button(say("record.leave"), key="record leave", on_click=_leave)


def _take(ctx: Context, act: Act) -> None:
    if deciding.take(ctx, act):
        _leave()


def _leave() -> None:
    st.session_state[OPEN] = None
