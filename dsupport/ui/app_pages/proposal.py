"""A new analysis that nobody has accepted yet: what it would change, and what stays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from dsupport.results import DuplicateGroup
from dsupport.services.proposals import Proposal, proposal
from dsupport.state.actions import Act
from dsupport.state.board import Held
from dsupport.state.changes import Move, ThemeChange
from dsupport.state.replay import ACCEPT, DECLINE
from dsupport.ui import deciding
from dsupport.ui.components import decided
from dsupport.ui.components.changes import Comparison, item_html, listed_html, readable
from dsupport.ui.components.changes import why_suspended as why
from dsupport.ui.components.headline import headline, note, section
from dsupport.ui.components.links import link
from dsupport.ui.components.names import run_name, texts_of
from dsupport.ui.components.table import table
from dsupport.ui.components.text import escaped, plain
from dsupport.ui.session import Context, context

READ = 10
"""Contributions that can be read at once; the table has all of them."""

FEW = 5
"""Suggestions of what may say the same that are named."""

SIZES = ("grown", "shrunk")
"""Changes of themes that are told last: the theme is the same."""


def render() -> None:
    """Show the page."""
    ctx = context()
    found = proposal(ctx.workspace, ctx.state)
    if found is None:
        _nothing(ctx)
        return
    hint = ctx.say("proposal.hint", when=ctx.say.date(found.run.started_at))
    if found.unread:
        hint += " " + ctx.say("proposal.unread", n=found.unread)
    headline(ctx, sentence(ctx, found), hint)
    decided.news(ctx)
    comparison = Comparison(ctx, found.preview, found.changes)
    staying, arriving, leaving = _moves(found)
    _choice(ctx, found, "head")
    _suspended(comparison)
    _themes(comparison, found.changes.themes)
    _moving(comparison, staying, "moving")
    _held(comparison, found.held)
    _moving(comparison, arriving, "arriving")
    _moving(comparison, leaving, "leaving")
    again = [comparison.regrouped_html(one) for one in found.changes.regrouped]
    _groups(ctx, again, "regrouped")
    for name in ("groups_new", "groups_gone"):
        groups: Sequence[DuplicateGroup] = getattr(found.changes, name)
        _groups(ctx, [item_html(texts_of(ctx, group.members)) for group in groups], name)
    if found.changes or found.held:
        _choice(ctx, found, "foot")


def sentence(ctx: Context, found: Proposal) -> str:
    """What would change, in a few short sentences."""
    say, changes = ctx.say, found.changes
    if not changes:
        words = [say("proposal.same")]
    else:
        moves = len(_moves(found)[0])
        words = [say("proposal.moves", n=moves) if moves else say("proposal.moves_none")]
    kinds = Counter(one.kind for one in changes.themes)
    for key, n in (
        ("new", len(_moves(found)[1])),
        ("themes_new", kinds["new"]),
        ("themes_beside", kinds["beside"]),
        ("themes_gone", kinds["vanished"] + kinds["joined"]),
    ):
        if n:
            words.append(say(f"proposal.{key}", n=n))
    if found.held:
        words.append(say("proposal.held", n=len(found.held)) + ".")
    return " ".join(words)


def _nothing(ctx: Context) -> None:
    """No run waits: perhaps because somebody has just decided about it."""
    say, state = ctx.say, ctx.state
    when = say.date(state.run.started_at) if state.run else ""
    last = state.decisions[-1] if state.decisions else None
    if last and last.action == ACCEPT:
        headline(ctx, say("proposal.accepted_title", when=when), say("proposal.accepted_text"))
    elif last and last.action == DECLINE:
        title = say("proposal.declined_title", when=run_name(ctx, last.target))
        headline(ctx, title, say("proposal.declined_text"))
    else:
        below = say("proposal.none_run", when=when) + " " if state.run else ""
        headline(ctx, say("proposal.none_title"), below + say("proposal.none_text"))
    decided.news(ctx)
    if state.run:
        link("themes", say("proposal.to_themes"))
    if state.decisions:
        link("record", say("proposal.to_record"))
    link("start", say("proposal.to_start"))


def _moves(found: Proposal) -> tuple[list[Move], list[Move], list[Move]]:
    """Contributions that move, that are new in the analysis, and that are no longer in it."""
    moves = found.changes.moves
    both = [one for one in moves if one.before is not None and one.after is not None]
    arriving = [one for one in moves if one.before is None]
    return both, arriving, [one for one in moves if one.after is None]


def _choice(ctx: Context, found: Proposal, key: str) -> None:
    """Accept, keep what there is, or decide later; asks for the name once."""
    say = ctx.say
    known = decided.ask_name(ctx) if key == "head" else bool(deciding.actor())
    with st.container(
        horizontal=True, vertical_alignment="center", key=f"ds-proposal-choice-{key}"
    ):
        st.button(
            say("proposal.accept"), type="primary", key=f"proposal accept {key}",
            disabled=not known, on_click=_decide, args=(ctx, Act(ACCEPT, found.run.run_id)),
        )  # fmt: skip
        st.button(
            say("proposal.keep"), key=f"proposal decline {key}", disabled=not known,
            on_click=_decide, args=(ctx, Act(DECLINE, found.run.run_id)),
        )  # fmt: skip
        link("start", say("proposal.later"))
    if key == "head":
        note(say("proposal.accept_note"))


def _decide(ctx: Context, act: Act) -> None:
    deciding.take(ctx, act)


def _suspended(comparison: Comparison) -> None:
    found = comparison.changes.suspended
    if not found:
        return
    say = comparison.ctx.say
    section(say("proposal.suspended", n=len(found)), say("proposal.suspended_hint"))
    listed_html(
        [item_html(comparison.decision_line(o.sequence), why(comparison.ctx, o)) for o in found]
    )


def _themes(comparison: Comparison, found: Sequence[ThemeChange]) -> None:
    """Themes that become others, and below them those that only grow or shrink."""
    say = comparison.ctx.say
    telling = [one for one in found if one.kind not in SIZES]
    sizes = [one for one in found if one.kind in SIZES]
    if telling:
        section(say("proposal.themes", n=len(telling)), say("proposal.themes_hint"))
        for one in telling:
            _theme(comparison, one)
    if sizes:
        with st.expander(say("proposal.sizes", n=len(sizes)), expanded=not telling):
            for one in sizes:
                _theme(comparison, one)


def _theme(comparison: Comparison, change: ThemeChange) -> None:
    """A theme: its name, as a link where it is there now, and what becomes of it."""
    say, name = comparison.ctx.say, comparison.name(change.theme_id)
    kind = f'<span class="ds-change-kind">{escaped(say(f"changes.kind_{change.kind}"))}</span>'
    facts = f'<p class="ds-note">{kind} {escaped(comparison.theme_facts(change))}</p>'
    with st.container(key=f"ds-row-change-{change.theme_id}", gap=None):
        if change.theme_id in comparison.before:
            link("themes", name, theme=change.theme_id)
            st.html(facts)
        else:
            st.html(f'<p class="ds-change-name">{escaped(name)}</p>{facts}')


def _moving(comparison: Comparison, moves: Sequence[Move], name: str) -> None:
    """Contributions that move: the first to be read, all of them as a table."""
    if not moves:
        return
    say = comparison.ctx.say
    section(say(f"proposal.{name}", n=len(moves)), say(f"proposal.{name}_hint"))
    listed_html([comparison.move_html(move) for move in moves[:READ]])
    if len(moves) > READ:
        with st.expander(say("proposal.all_table", n=len(moves))):
            table(comparison.moves_table(moves), f"proposal {name}")


def _held(comparison: Comparison, held: Sequence[Held]) -> None:
    """What the analysis would do otherwise, by the decision that holds it."""
    if not held:
        return
    ctx = comparison.ctx
    section(ctx.say("proposal.held", n=len(held)), ctx.say("proposal.held_hint"))
    by_decision: dict[int, list[Held]] = {}
    for one in held:
        by_decision.setdefault(one.decided, []).append(one)
    for number in sorted(by_decision, reverse=True):
        items = [_held_html(comparison, one) for one in by_decision[number]]
        words = comparison.decision_line(number)
        st.html(f'<h3 class="ds-label" dir="auto">{escaped(words)}</h3>')
        listed_html(items[:FEW])
        if len(items) > FEW:
            with st.expander(plain(ctx.say("changes.and_more", n=len(items) - FEW))):
                listed_html(items[FEW:])


def _held_html(comparison: Comparison, held: Held) -> str:
    seat = comparison.seats_after.get(held.contribution_id, "")
    where = comparison.ctx.say(
        "proposal.held_line", theme=comparison.seat(held.theme_id, then=True),
        now=comparison.seat(seat, then=True),
    )  # fmt: skip
    return item_html(readable(comparison.ctx, held.contribution_id), where)


def _groups(ctx: Context, items: Sequence[str], name: str) -> None:
    """Suggestions of what may say the same, the first of them at once."""
    if not items:
        return
    section(ctx.say(f"proposal.{name}", n=len(items)))
    listed_html(items[:FEW])
    if len(items) > FEW:
        with st.expander(plain(ctx.say("changes.and_more", n=len(items) - FEW))):
            listed_html(items[FEW:])
