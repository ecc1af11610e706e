"""A contribution as a card: its words in full, and small below them who and where."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dsupport.records import Contribution
from dsupport.state import division
from dsupport.ui.components import contribution_actions, ideas, ticks
from dsupport.ui.components.contribution_actions import Subject
from dsupport.ui.components.decided import stamp_html
from dsupport.ui.components.links import link
from dsupport.ui.components.marks import AGAINST, PASSAGE, Mark, Marked, marked_html, part_of
from dsupport.ui.components.text import escaped
from dsupport.ui.session import Context

LONG, SHOWN = 1200, 900
"""A text longer than `LONG` characters is shown up to about `SHOWN`, the rest on demand."""


def contribution_card(
    ctx: Context,
    contribution_id: str,
    *,
    note: str = "",
    marked: Sequence[Marked] = (),
    title_marked: Sequence[Marked] = (),
    theme: bool = True,
    where: str = "",
    theme_id: str = "",
) -> None:
    """Show one contribution; personal data is hidden.

    Parameters
    ----------
    note
        A few words above it: why it is here. Escaped here.
    marked
        Stretches of the shown text (`Contribution.shown_text`) to underline.
    title_marked
        Stretches of the shown title.
    theme
        Link to its theme below.
    where
        Name of the list in which people can decide about it; they then see what was decided.
        Empty: it is only shown.
    theme_id
        The theme that is being read.
    """
    item = ctx.state.contributions.get(contribution_id)
    if item is None:
        return
    aside = contribution_id in ctx.state.decided.aside
    key = f"ds-{'aside' if aside else 'text'}-{where}-{contribution_id}" if where else None
    with st.container(border=True, key=key):
        said = decisions_html(ctx, contribution_id) if where else ""
        whole = ideas.whole_html(ctx, item)
        st.html(card_html(ctx, item, note, marked, title_marked) + whole + said)
        if where:
            _same(ctx, contribution_id)
        place = ctx.state.placements.get(contribution_id)
        if theme and place and place.theme_id:
            name = ctx.state.themes[place.theme_id].label(ctx.language)
            link("themes", ctx.say("card.theme", name=name), theme=place.theme_id)
        elif theme and place:
            link("unplaced", ctx.say("card.unplaced"))
        if where:
            ideas.offer(ctx, contribution_id, where)
        if where and ticks.is_on(where):
            ticks.box(ctx, where, contribution_id)
        elif where:
            subject = Subject(where, contribution_id, (contribution_id,), theme_id)
            label = ctx.say("action.menu_back" if aside else "action.menu")
            contribution_actions.menu(ctx, subject, label)


def _same(ctx: Context, contribution_id: str) -> None:
    """Where people confirmed that others say the same: how many, with the way to them."""
    for group in ctx.state.groups_of(contribution_id):
        if group.status == "confirmed":
            text = ctx.say("card.same", n=len(group.members) - 1)
            link("duplicates", text, group=group.group_id)


def decisions_html(ctx: Context, contribution_id: str) -> str:
    """What people decided about a contribution, each with who and when."""
    state, say = ctx.state, ctx.say
    found = []
    if aside := state.decided.aside.get(contribution_id):
        reason = say(f"aside.{aside.reason}")
        found.append(_decision_html(ctx, say("card.aside", reason=reason), aside.decided))
    place = state.placements.get(contribution_id)
    pinned = [
        theme
        for theme_id in ((place.theme_id, place.subtheme_id) if place else ())
        if (theme := state.themes.get(theme_id)) and contribution_id in theme.pinned
    ]
    for theme in pinned:
        name = theme.label(ctx.language)
        found.append(
            _decision_html(ctx, say("card.pinned", name=name), place.decided if place else 0)
        )
    if place and place.decided and not pinned:
        words = say("card.placed" if place.theme_id else "card.taken_out")
        found.append(_decision_html(ctx, words, place.decided))
    whole = division.given_id(contribution_id)
    if divided := state.decided.divided.get(whole):
        words = say("card.divided", n=len(divided.parts))
        found.append(_decision_html(ctx, words, divided.decided))
    if one := state.decided.whole.get(whole):
        found.append(_decision_html(ctx, say("card.one_idea"), one))
    if corrected := state.decided.languages.get(contribution_id):
        words = say("card.language", language=say.language_name(corrected[0]))
        found.append(_decision_html(ctx, words, corrected[1]))
    return "".join(found) + notes_html(ctx, contribution_id)


def _decision_html(ctx: Context, words: str, sequence: int) -> str:
    decision = ctx.state.decision(sequence)
    reason = f" “{escaped(decision.reason)}”" if decision and decision.reason else ""
    return f'<p class="ds-decision">{escaped(words)}{reason} {stamp_html(ctx, sequence)}</p>'


def notes_html(ctx: Context, about: str) -> str:
    """The notes that people wrote about a contribution or a theme, oldest first."""
    lines = []
    for decision in ctx.state.decisions:
        if decision.action != "note" or ctx.state.now(decision.target) != about:
            continue
        if decision.sequence in ctx.state.decided.off:
            continue
        who = ctx.say("deciding.by", actor=decision.actor, when=ctx.say.date(decision.at))
        lines.append(
            f'<p class="ds-remark"><b>{escaped(ctx.say("card.note"))}</b> '
            f'<span dir="auto">{escaped(decision.argument)}</span> '
            f'<span class="ds-note">{escaped(who)}</span></p>'
        )
    return "".join(lines)


def card_html(
    ctx: Context,
    item: Contribution,
    note: str = "",
    marked: Sequence[Marked] = (),
    title_marked: Sequence[Marked] = (),
) -> str:
    """The inside of a card, made of escaped text only."""
    code = "" if item.language == "und" else f' lang="{escaped(item.language)}"'
    heading = _marked(ctx, item.shown_title, title_marked)
    title = f'<h3 class="ds-title" dir="auto"{code}>{heading}</h3>'
    above = f'<p class="ds-why">{escaped(note)}</p>'
    return (
        f'<article class="ds-card">{above if note else ""}'
        f"{title if item.title else ''}"
        f'<div class="ds-text" dir="auto"{code}>{_text(ctx, item.shown_text, marked)}</div>'
        f'<p class="ds-meta">{_meta(ctx, item)}</p></article>'
    )


def _text(ctx: Context, text: str, marked: Sequence[Marked]) -> str:
    if len(text) <= LONG:
        return _marked(ctx, text, marked)
    cut = max(text.rfind(" ", 0, SHOWN), text.rfind("\n", 0, SHOWN))
    cut = cut if cut > SHOWN // 2 else SHOWN
    marks = [mark if isinstance(mark, Mark) else Mark(*mark) for mark in marked]
    first, rest = part_of(marks, 0, cut), part_of(marks, cut, len(text))
    # A passage that somebody asked for is not hidden.
    shown = " open" if any(mark.kind in (PASSAGE, AGAINST) for mark in rest) else ""
    more = escaped(ctx.say("card.more", n=len(text) - cut))
    return (
        f"{_marked(ctx, text[:cut], first)} …"
        f"<details{shown}><summary>{more}</summary>{_marked(ctx, text[cut:], rest)}</details>"
    )


def _marked(ctx: Context, text: str, marked: Sequence[Marked]) -> str:
    return marked_html(text, marked, ctx.say("why.passage", number="{number}"))


def _meta(ctx: Context, item: Contribution) -> str:
    parts = " ".join(f"<span>{escaped(one)}</span>" for one in facts(ctx, item))
    return f'<span class="ds-facts">{parts}</span>'


def facts(ctx: Context, item: Contribution) -> list[str]:
    """What is known about a contribution besides its words, in words."""
    say = ctx.say
    found = [f"#{item.source_id}", say.language_name(item.language)]
    if item.kind != "proposal":
        found.append(say(f"kind.{item.kind}"))
    district = item.stratum("district")
    if district.isdecimal():
        district = say("card.district", name=district)
    found += [item.participant, district, item.stratum("age_bracket")]
    if item.table:
        found.append(say("card.table", name=item.table))
    if item.session:
        found.append(say("card.session", name=item.session))
    if item.supports:
        key = "supports_whole" if item.part_of else "supports"
        found.append(say(f"card.{key}", n=item.supports))
    return [one for one in found if one]
