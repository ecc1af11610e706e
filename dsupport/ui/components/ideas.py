"""Several ideas in one text: the offer to divide it, where it is cut, and the whole beside each part."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dsupport.records import Contribution
from dsupport.results import Placement
from dsupport.services import dividing
from dsupport.services.dividing import Several
from dsupport.services.reading import Snapshot
from dsupport.state import division
from dsupport.state.actions import Act
from dsupport.state.division import Span
from dsupport.ui import deciding
from dsupport.ui.components import decision_form
from dsupport.ui.components.decision_form import Asked
from dsupport.ui.components.text import escaped, plain, shortened
from dsupport.ui.session import Context

DIVIDE, ONE = "divide", "keep-whole"

WORDS = 110
"""Characters by which a part is known."""


# -- the offer -----------------------------------------------------------------------------


def offer(ctx: Context, contribution_id: str, where: str) -> None:
    """That a text may hold several ideas: its parts, each with its theme, and what can be done."""
    found = ctx.state.offers.get(contribution_id)
    item = ctx.state.contributions.get(contribution_id)
    if found is None or item is None:
        return
    say, several = ctx.say, dividing.offered(found)
    n = len(several.division.spans)
    why = say("ideas.marked" if several.marked else "ideas.subjects")
    parts = "".join(
        f'<li dir="auto">{escaped(_part(ctx, item, span, several.places.get(name)))}</li>'
        for name, span in zip(several.division.parts, several.division.spans, strict=True)
    )
    with st.container(key=f"ds-ideas-{where}-{contribution_id}", gap="small"):
        st.html(
            f'<p class="ds-offered"><span class="ds-ideas-word">{escaped(say("themes.suggested"))}</span> '
            f"<strong>{escaped(say('ideas.offer', n=n))}</strong> {escaped(why)}</p>"
            f'<ol class="ds-list">{parts}</ol>'
            f"{_opened_html(ctx, item, several)}"
        )
        if ctx.is_past:
            return
        args = (ctx, where, contribution_id)
        with st.container(horizontal=True, key=f"ds-cutting-{where}-{contribution_id}"):
            st.button(
                say("ideas.accept", n=n), key=f"ideas accept {where} {contribution_id}",
                on_click=_take, args=(*args, DIVIDE, Act(DIVIDE, contribution_id, found.division)),
            )  # fmt: skip
            st.button(
                say("ideas.adjust"), key=f"ideas adjust {where} {contribution_id}",
                on_click=_ask, args=(*args, DIVIDE),
            )  # fmt: skip
            st.button(
                say("ideas.one"), key=f"ideas one {where} {contribution_id}",
                on_click=_take, args=(*args, ONE, Act(ONE, contribution_id)),
            )  # fmt: skip


def _take(ctx: Context, where: str, about: str, action: str, act: Act) -> None:
    """Decide at once; who has given no name yet is asked for it first."""
    if deciding.actor():
        decision_form.decide(ctx, [act])
    else:
        _ask(ctx, where, about, action)


def _ask(ctx: Context, where: str, about: str, action: str) -> None:
    decision_form.ask(Asked(where, about, action, seen=ctx.state.last_decision))


def _part(ctx: Context, item: Contribution, span: Span, place: Placement | None) -> str:
    """The beginning of a part, and where it would stand."""
    text = ctx.say("record.quoted", text=shortened(item.shown_text[slice(*span)].strip(), WORDS))
    return f"{text} · {_theme(ctx, place)}"


def _theme(ctx: Context, place: Placement | None) -> str:
    theme = ctx.state.themes.get(place.theme_id) if place else None
    return (
        ctx.say("card.theme", name=theme.label(ctx.language)) if theme else ctx.say("card.unplaced")
    )


# -- the text with its cuts ----------------------------------------------------------------


def _opened_html(ctx: Context, item: Contribution, several: Several) -> str:
    """The cuts in the text itself, on demand."""
    title = escaped(ctx.say("ideas.in_text"))
    inside = cut_html(ctx, item, several.division.spans)
    return f"<details><summary>{title}</summary>{inside}</details>"


def whole_html(ctx: Context, item: Contribution) -> str:
    """Of which contribution this is a part, and on demand the whole with all its parts."""
    whole = ctx.state.wholes.get(item.part_of)
    if whole is None:
        return ""
    say, divided = ctx.say, ctx.state.decided.divided[item.part_of]
    of = say("ideas.part_of", number=item.part, n=item.parts, whole=f"#{whole.source_id}")
    rows = "".join(
        f"<li>{escaped(_theme(ctx, ctx.state.placements.get(name)))}"
        f"{' – ' + escaped(say('ideas.this')) if name == item.contribution_id else ''}</li>"
        for name in divided.parts
    )
    inside = cut_html(ctx, whole, divided.spans, item.part)
    return (
        f'<p class="ds-note ds-part-of">{escaped(of)}</p>'
        f"<details><summary>{escaped(say('ideas.whole'))}</summary>{inside}"
        f'<ol class="ds-list ds-note">{rows}</ol></details>'
    )


def cut_html(ctx: Context, item: Contribution, spans: Sequence[Span], this: int = 0) -> str:
    """A whole text, its title first, with the number of each part before it; one may be marked."""
    code = "" if item.language == "und" else f' lang="{escaped(item.language)}"'
    title = f"<p><strong>{escaped(item.shown_title)}</strong></p>" if item.title else ""
    parts = []
    for number, (start, end) in enumerate(spans, 1):
        heard = escaped(ctx.say("ideas.part", number=number))
        words = escaped(item.shown_text[start:end].strip())
        words = f"<mark>{words}</mark>" if number == this else words
        parts.append(
            f'<p class="ds-cut"><b aria-hidden="true">{number}</b>'
            f'<span class="ds-hidden">{heard}</span> {words}</p>'
        )
    return f'<div class="ds-text ds-parts" dir="auto"{code}>{title}{"".join(parts)}</div>'


# -- the form ------------------------------------------------------------------------------


def offered(state: Snapshot, contribution_id: str) -> list[str]:
    """What can be decided about the parts of a text, as things stand."""
    item = state.contributions.get(contribution_id)
    if item is None:
        return []
    if item.part_of:
        return [DIVIDE, ONE]
    found = [DIVIDE] if len(dividing.places_to_cut(item)) > 1 else []
    return [*found, ONE] if contribution_id in state.offers else found


def words(contribution_id: str) -> dict[str, str]:
    """What a menu calls these actions where the text is a part already (keys of the wording)."""
    return {DIVIDE: "cut-again", ONE: "join-parts"} if division.whole_of(contribution_id) else {}


def cuts(ctx: Context, asked: Asked, contribution_id: str) -> None:
    """The text sentence by sentence: what is ticked begins a new part."""
    item, now = _cut_now(ctx, contribution_id)
    first, *rest = dividing.places_to_cut(item, now)
    st.html(f'<p class="ds-line" dir="auto">{escaped(item.shown_text[slice(*first)].strip())}</p>')
    for start, end in rest:
        st.checkbox(
            plain(item.shown_text[start:end].strip()), value=start in now,
            key=asked.key(f"cut {start}"),
        )  # fmt: skip
    decision_form.why(ctx, asked)


def acts(ctx: Context, asked: Asked, contribution_id: str) -> list[Act]:
    """The decision that the ticks make; nothing where none is set in a text that is one."""
    item, now = _cut_now(ctx, contribution_id)
    if asked.action == ONE:
        return [Act(ONE, item.contribution_id, reason=asked.value("why"))]
    starts = [start for start, _ in dividing.places_to_cut(item, now)[1:]]
    ticked = tuple(s for s in starts if st.session_state.get(asked.key(f"cut {s}")))
    is_cut = item.contribution_id in ctx.state.decided.divided
    return [dividing.act(item, ticked, asked.value("why"))] if ticked or is_cut else []


def _cut_now(ctx: Context, contribution_id: str) -> tuple[Contribution, tuple[int, ...]]:
    """The whole of which a text is a part, or itself, and where it is cut or may be."""
    whole = division.given_id(contribution_id)
    item = ctx.state.given[whole]
    divided = ctx.state.decided.divided.get(whole)
    if divided:
        return item, tuple(start for start, _ in divided.spans[1:])
    found = ctx.state.offers.get(whole)
    return item, division.cuts_of(found.division) if found else ()
