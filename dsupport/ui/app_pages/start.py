"""Start: what is here, what the machine found, what waits for a person, and what to do next."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any, Literal

import streamlit as st

from dsupport.errors import DsupportError, NotEnoughDataError
from dsupport.services import accounting, analysing, proposals
from dsupport.services.reviewing import review
from dsupport.ui.app_pages import importing
from dsupport.ui.components import assigning, decided, fineness, since, waiting
from dsupport.ui.components.certainty import certainty_html
from dsupport.ui.components.durations import reading_time
from dsupport.ui.components.headline import empty, headline, note, section
from dsupport.ui.components.links import go, link
from dsupport.ui.components.notices import sample_notice
from dsupport.ui.components.text import escaped, plain
from dsupport.ui.components.working import Working
from dsupport.ui.session import Context, context, encoder
from dsupport.wording.problems import problem_text
from dsupport.workspace.runs import RunInfo

LARGEST = 6
"""Themes named here; the others are one click away."""

FINISHED = "dsupport finished"
STOPPED = "dsupport stopped"


def render() -> None:
    """Show the page."""
    ctx = context()
    if ctx.is_past and not ctx.state.contributions:
        empty(ctx, "contributions")
        return
    if not ctx.state.contributions:
        headline(ctx, ctx.say("start.empty_title"), ctx.say("start.empty_hint"))
        importing.panel(ctx)
        return
    headline(ctx, sentence(ctx), _hint(ctx))
    with st.container():  # always there, so that what follows keeps its place while work runs
        _news(ctx)
    _next(ctx)
    assigning.together(ctx)
    sample_notice(ctx)
    if ctx.state.analysis is not None:
        left, right = st.columns([3, 2], gap="large")
        with left:
            waiting.waiting(ctx)
            _since(ctx)
            _themes(ctx)
        with right:
            _came_in(ctx)
            _took(ctx)
    else:
        _since(ctx)
        _came_in(ctx)


def sentence(ctx: Context) -> str:
    """What is here, in one to three short sentences."""
    say, state = ctx.say, ctx.state
    analysis = state.analysis
    what = say("start.contributions", n=len(state.given))
    if state.people:
        what = say("start.from_people", what=what, people=say("start.people", n=state.people))
    if analysis is None:
        return say("start.sentence_new", what=what)
    what = say("start.in_themes", what=what, themes=say("start.themes", n=len(state.top_themes)))
    parts = [say("start.sentence", what=what)]
    found = review(state)
    if found.total and not found.settled:
        parts.append(say("start.groups", n=found.total))
    elif found.waiting:
        parts.append(say("start.groups_left", n=len(found.waiting)))
    elif found.total:
        parts.append(say("start.groups_done"))
    if state.unplaced:
        parts.append(say("start.unplaced", n=len(state.unplaced)))
    else:
        parts.append(say("start.all_placed"))
    if state.decided.aside:
        parts.append(say("start.aside", n=len(state.decided.aside)))
    return " ".join(parts)


def _hint(ctx: Context) -> str:
    say = ctx.say
    texts = [item.analysed_text for item in ctx.state.given.values()]
    # A time is rounded; the number shows that what came in last is counted, too.
    hint = say("start.reading", n=len(texts), time=reading_time(texts, say))
    if ctx.state.run:
        hint = say("start.last_run", when=say.date(ctx.state.run.started_at)) + " " + hint
    return " ".join([hint, *accounting.divided(ctx.state, say)])


def _news(ctx: Context) -> None:
    """What happened just now."""
    decided.news(ctx)
    importing.done(ctx)
    assigning.told(ctx)
    if st.session_state.pop(STOPPED, False):
        st.info(ctx.say("start.stopped"))
    finished = st.session_state.pop(FINISHED, None)
    if finished is None:
        return
    if finished < 0:
        st.success(_again(ctx))
    elif proposals.waiting(ctx.state):
        st.success(ctx.say("start.finished_waits", n=finished))
    else:
        st.success(ctx.say("start.finished", n=finished))


def _next(ctx: Context) -> None:
    """The one thing to do next."""
    say, state = ctx.say, ctx.state
    n = len(state.contributions)
    if ctx.is_past:
        return
    if n < ctx.least:
        st.info(say("start.few", n=n))
        if st.button(say("start.add"), type="primary"):
            go("import")
    elif st.session_state.pop(importing.ANALYSE_NOW, False):
        with st.container(border=True, key="ds-working"):
            _analyse(ctx)
    elif assigning.is_asked():
        with st.container(border=True, key="ds-working"):
            assigning.work(ctx)
    elif state.analysis is None:
        st.button(say("start.analyse", n=n), type="primary", on_click=_begin)
        st.html(f'<p class="ds-note">{escaped(say("start.analyse_note"))}</p>')
    elif run := proposals.waiting(state):
        _proposal(ctx, run)
    elif state.stale:
        with st.container(border=True, key="ds-stale"):
            _unknown(ctx)
    else:
        _read(ctx)


def _read(ctx: Context) -> None:
    """Nothing waits but reading; what was only placed can still be analysed with all the others."""
    say, state = ctx.say, ctx.state
    with st.container(horizontal=True):
        if st.button(say("start.read_themes", n=len(state.top_themes)), type="primary"):
            go("themes")
        if state.placements.keys() - state.inputs.keys():
            st.button(say("start.analyse_again"), on_click=_begin, key="start analyse placed")


def _proposal(ctx: Context, run: RunInfo) -> None:
    """A new analysis that nobody has accepted; a newer one can be made of what it does not know."""
    say = ctx.say
    with st.container(border=True, key="ds-notice-proposal"):
        st.markdown(plain(say("start.proposal", when=say.date(run.started_at))))
        with st.container(horizontal=True):
            if st.button(say("start.proposal_look"), type="primary", key="start proposal"):
                go("proposal")
            if unread := proposals.unread(ctx.workspace, ctx.state, run):
                st.button(say("start.proposal_again", n=unread), on_click=_begin, key="start again")


def _unknown(ctx: Context) -> None:
    """What the analysis does not know yet: find it a place, or analyse everything again."""
    say = ctx.say
    st.markdown(plain(_stale(ctx)))
    can_assign = assigning.is_possible(ctx)
    with st.container(horizontal=True):
        kind: Literal["primary", "secondary"] = "secondary" if can_assign else "primary"
        st.button(say("start.analyse_again"), type=kind, on_click=_begin, key="start analyse again")
        if can_assign:
            assigning.button(ctx)
    if can_assign:
        note(say("start.assign_note"))


def _stale(ctx: Context) -> str:
    """What the analysis does not know yet, and how long it takes to read what is new of it."""
    say, state = ctx.say, ctx.state
    words = say("start.stale", n=len(state.stale))
    if corrected := sum(one.contribution_id in state.decided.languages for one in state.stale):
        words += " " + say("start.stale_language", n=corrected)
    new = [one.analysed_text for one in assigning.new(ctx)]
    if new:
        words += " " + say("start.reading_new", n=len(new), time=reading_time(new, say))
    return words


def _begin() -> None:
    st.session_state[importing.ANALYSE_NOW] = True


def _analyse(ctx: Context) -> None:
    """Run the analysis in sight; a press on stop ends this script at the next report."""
    st.html(f'<h2 class="ds-section">{escaped(ctx.say("start.working"))}</h2>')
    st.html(f'<p class="ds-note">{escaped(ctx.say("start.working_note"))}</p>')
    st.session_state[STOPPED] = True
    config = fineness.config_for(ctx.state, fineness.current(ctx.state))
    try:
        outcome = analysing.analyse(ctx.workspace, config, progress=Working(), load_encoder=encoder)
    except NotEnoughDataError:
        st.session_state.pop(STOPPED, None)
        st.rerun()
    except DsupportError as error:
        st.session_state.pop(STOPPED, None)
        st.warning(plain(problem_text(error, ctx.say)))
        return
    st.session_state.pop(STOPPED, None)
    seconds = max(1, round(sum(outcome.info.seconds.values())))
    st.session_state[FINISHED] = seconds if outcome.is_new else -1
    st.rerun()


def _again(ctx: Context) -> str:
    """The analysis had been made before: it is shown, or somebody declined it."""
    say, state = ctx.say, ctx.state
    latest = max(state.runs, key=lambda run: run.sequence, default=None)
    declined = state.decision(state.decided.declined.get(latest.run_id, 0)) if latest else None
    if declined is None:
        return say("start.finished_again")
    return plain(
        say(
            "start.finished_declined", actor=declined.actor, when=say.date(declined.at),
            number=str(declined.sequence),
        )
    )  # fmt: skip


def _since(ctx: Context) -> None:
    """Since the last session: what is new, what was placed, and what was decided."""
    news = since.heading(ctx)
    since.new(ctx, news)
    since.placed(ctx)
    since.decided(ctx, news)


def _themes(ctx: Context) -> None:
    """The largest themes, each a link."""
    say, themes = ctx.say, ctx.state.top_themes
    if not themes:
        return
    section(say("start.largest", n=len(themes)), say("start.largest_hint"))
    for theme in themes[:LARGEST]:
        with st.container(key=f"ds-row-{theme.theme_id}", gap=None):
            link("themes", theme.label(ctx.language), theme=theme.theme_id)
            size = say("start.contributions", n=len(theme.members))
            sure = certainty_html(ctx, theme.certainty)
            st.html(f'<p class="ds-note">{escaped(size)} · {sure}</p>')
    if len(themes) > LARGEST:
        link("themes", say("start.all_themes", n=len(themes)))


def _came_in(ctx: Context) -> None:
    """Files, languages, and when."""
    say, state = ctx.say, ctx.state
    section(say("start.came_in"))
    rows = []
    for one, report in zip(state.imports, _reports(ctx), strict=True):
        count = say("start.contributions", n=int(report.get("contributions", 0)))
        rows.append(
            f"<li><strong>{escaped(one.file)}</strong><br>"
            f'<span class="ds-note">{escaped(count)} · {escaped(say.date(one.at))}</span></li>'
        )
    st.html(f'<ul class="ds-list ds-bare">{"".join(rows)}</ul>')
    counted = Counter(item.language for item in state.given.values()).most_common()
    st.html(
        f'<h3 class="ds-small">{escaped(say("start.languages", n=len(counted)))}</h3>'
        f'<ul class="ds-bars">{"".join(_bar(ctx, code, n) for code, n in counted)}</ul>'
    )
    if not ctx.is_past:
        link("import", say("start.add"))


def _bar(ctx: Context, code: str, n: int) -> str:
    share = n / max(1, len(ctx.state.given))
    return (
        f"<li><span>{escaped(ctx.say.language_name(code))}</span>"
        f'<span class="ds-number">{escaped(ctx.say.number(n))}</span>'
        f'<span class="ds-bar" style="width:{share:.1%}" aria-hidden="true"></span></li>'
    )


def _took(ctx: Context) -> None:
    """How long each step of the run took."""
    say, run = ctx.say, ctx.state.run
    if run is None:
        return
    with st.expander(say("start.took", n=max(1, round(sum(run.seconds.values()))))):
        rows = "".join(
            f"<li><span>{escaped(_step(ctx, step))}</span>"
            f'<span class="ds-number">{escaped(say("start.seconds", n=round(seconds, 1)))}</span></li>'
            for step, seconds in run.seconds.items()
        )
        st.html(f'<ul class="ds-bars">{rows}</ul>')


def _step(ctx: Context, step: str) -> str:
    for key in (f"start.step_{step.replace(' ', '_')}", f"progress.{step}"):
        if ctx.say.has(key):
            return ctx.say(key)
    return step


def _reports(ctx: Context) -> list[dict[str, Any]]:
    return [json.loads(one.report) for one in ctx.state.imports]
