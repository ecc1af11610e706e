"""Sessions: when the assembly meets, what about, and how things stood at the end of each."""

from __future__ import annotations

from datetime import date

import streamlit as st

from dsupport.services import sessions
from dsupport.services.record_names import SESSION
from dsupport.state.actions import EARLIEST, LATEST, LONGEST, Act
from dsupport.state.board import Session
from dsupport.state.log import Decision
from dsupport.ui import deciding, session
from dsupport.ui.components import as_of
from dsupport.ui.components.decided import ask_name, news, stamp_html
from dsupport.ui.components.decision_words import day
from dsupport.ui.components.headline import headline, note, past, section
from dsupport.ui.components.text import escaped
from dsupport.ui.session import Context, context

FORMATS = {"en": "YYYY-MM-DD", "nl": "DD-MM-YYYY"}
"""How a date is typed; day, month and year with strokes in the other languages."""


def render() -> None:
    """Show the page."""
    ctx = context()
    headline(ctx, sentence(ctx), ctx.say("sessions.hint"))
    with st.container():  # always there, so that what follows keeps its place
        news(ctx)
    can_decide = not ctx.is_past and ask_name(ctx)
    known = ctx.state.decided.sessions
    came = sessions.arrivals(ctx.workspace) if known else {}
    held = {one.number for one in session.held_sessions()}
    for one in known.values():
        with st.container(border=True, key=f"ds-session-{one.number}"):
            _session(ctx, one)
            if one.number in held:
                _end(ctx, one, came)
            if can_decide:
                _change(ctx, one)
                _note(ctx, one.number)
    if can_decide:
        _add(ctx, max(known, default=0) + 1)


def sentence(ctx: Context) -> str:
    """How many there are, and when the next one is."""
    say, known = ctx.say, ctx.state.decided.sessions
    if not known:
        none = "sessions.headline_none"
        return past(ctx, "sessions.headline_none_past") if ctx.is_past else say(none)
    today = sessions.day_of(ctx.state.until) if ctx.state.until else session.today()
    coming = min((one.date for one in known.values() if one.date >= today), default="")
    if not coming:
        return say("sessions.headline", n=len(known))
    return say("sessions.headline_next", n=len(known), day=day(say, coming))


def _session(ctx: Context, one: Session) -> None:
    """One session: what it is about, and what people noted."""
    say = ctx.say
    when = day(say, one.date) if one.date else say("sessions.undated")
    title = say("sessions.title", number=str(one.number), day=when)
    st.html(f'<h2 class="ds-small">{escaped(title)}</h2>')
    if one.agenda:
        st.html(f'<p class="ds-agenda" dir="auto">{escaped(one.agenda)}</p>')
    if said := stamp_html(ctx, _said(ctx, one.number)):
        st.html(f'<p class="ds-decision">{said}</p>')
    for written in _notes(ctx, one.number):
        who = say("deciding.by", actor=written.actor, when=say.date(written.at))
        st.html(
            f'<div class="ds-remark" dir="auto">{escaped(written.argument)}<br>'
            f'<span class="ds-note">{escaped(who)}</span></div>'
        )


def _end(ctx: Context, one: Session, came: dict[str, str]) -> None:
    """How things stood when it was over, and the way to see it."""
    say = ctx.say
    contributions, decisions = sessions.counts_at(ctx.state, came, sessions.end_of(one))
    if not contributions:
        note(say("sessions.at_end_nothing"))
        return
    what = say("start.contributions", n=contributions)
    note(say("sessions.at_end", what=what, decisions=say("record.decisions", n=decisions)))
    if not ctx.is_past:
        st.button(
            say("sessions.look"), key=f"sessions look {one.number}", on_click=_look,
            args=(one.number,),
        )  # fmt: skip


def _look(number: int) -> None:
    as_of.look(number)
    st.session_state[session.OPENED] = True


def _said(ctx: Context, number: int) -> int:
    """The decision that said its date or its agenda last, and counts; 0 if there is none."""
    return max(
        (
            one.sequence
            for one in ctx.state.decisions
            if one.action in ("date-session", "describe-session")
            and one.target == str(number)
            and one.sequence not in ctx.state.decided.off
        ),
        default=0,
    )


def _notes(ctx: Context, number: int) -> list[Decision]:
    return [
        one
        for one in ctx.state.decisions
        if one.action == "note"
        and one.target == f"{SESSION}{number}"
        and one.sequence not in ctx.state.decided.off
    ]


# -- saying it ------------------------------------------------------------------------------


def _add(ctx: Context, number: int) -> None:
    """A session that is not known yet."""
    section(ctx.say("sessions.add", number=str(number)))
    with st.container(border=True, key="ds-session-new"):
        _fields(ctx, Session(number), ctx.say("sessions.add_keep"))


def _change(ctx: Context, one: Session) -> None:
    with st.expander(ctx.say("sessions.change", number=str(one.number))):
        _fields(ctx, one, ctx.say("sessions.change_keep"))


def _fields(ctx: Context, one: Session, label: str) -> None:
    """Date and agenda; what was decided stands in them, also after somebody changed it."""
    say = ctx.say
    keys = [f"sessions {what} {one.number} {_said(ctx, one.number)}" for what in ("date", "agenda")]
    with st.form(f"sessions form {one.number} {_said(ctx, one.number)}", border=False):
        st.date_input(
            say("sessions.date"), value=date.fromisoformat(one.date) if one.date else None,
            key=keys[0], format=FORMATS.get(ctx.language, "DD/MM/YYYY"), max_value=LATEST,
            min_value=EARLIEST,
        )  # fmt: skip
        st.text_area(
            say("sessions.agenda"), value=one.agenda, key=keys[1], max_chars=LONGEST,
            help=say("sessions.agenda_help"),
        )  # fmt: skip
        st.form_submit_button(label, on_click=_keep, args=(ctx, one, *keys))


def _keep(ctx: Context, one: Session, date_key: str, agenda_key: str) -> None:
    """Take what differs as decisions."""
    chosen = st.session_state.get(date_key)
    agenda = str(st.session_state.get(agenda_key, "")).strip()
    acts = []
    if isinstance(chosen, date) and chosen.isoformat() != one.date:
        acts.append(Act("date-session", str(one.number), chosen.isoformat()))
    if agenda != one.agenda:
        acts.append(Act("describe-session", str(one.number), agenda))
    if acts:
        deciding.take(ctx, *acts)
    else:
        deciding.refuse(ctx.say("sessions.nothing_new"))


def _note(ctx: Context, number: int) -> None:
    with st.expander(ctx.say("sessions.note", number=str(number))):
        count = len(_notes(ctx, number))
        key = f"sessions note {number} {count}"
        with st.form(f"{key} form", border=False):
            st.text_area(ctx.say("sessions.note_text"), key=key, max_chars=LONGEST)
            st.form_submit_button(
                ctx.say("sessions.note_keep"), on_click=_keep_note, args=(ctx, number, key)
            )


def _keep_note(ctx: Context, number: int, key: str) -> None:
    words = str(st.session_state.get(key, "")).strip()
    if words:
        deciding.take(ctx, Act("note", f"{SESSION}{number}", words))
    else:
        deciding.refuse(ctx.say("sessions.nothing_new"))
