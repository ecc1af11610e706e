"""What people can decide about contributions: one from its card, or several that they ticked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st

from dsupport.analysis.language import CODES
from dsupport.services.reading import Snapshot
from dsupport.state.actions import ASIDE, Act
from dsupport.ui import deciding
from dsupport.ui.components import decision_form
from dsupport.ui.components.decision_form import Asked
from dsupport.ui.session import Context

SEVERAL = "several"
"""What a form is about that speaks of all that were ticked."""

DIRECT = ("unplace", "pin", "bring-back")
"""Actions that need no more words: one click decides."""

MOST_LETTERS = 2_000
"""Characters of a note."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What is decided about.

    Attributes
    ----------
    where
        The list on the page in which it stands.
    about
        An id, or `SEVERAL`.
    ids
        The contributions.
    theme_id
        The theme that is being read, empty on other pages.
    """

    where: str
    about: str
    ids: tuple[str, ...]
    theme_id: str = ""


def offered(state: Snapshot, subject: Subject) -> list[str]:
    """The actions that make sense as things stand, in the order of the menu."""
    here = _here(state, subject.ids)
    placed = [i for i in here if (place := state.placements.get(i)) and place.theme_id]
    one = len(subject.ids) == 1 and subject.about != SEVERAL
    found = []
    if here and state.themes:
        found.append("place")
    if placed:
        found.append("unplace")
    if one and placed and _pinnable(state, subject):
        found.append("pin")
    if subject.theme_id and subject.about == SEVERAL and _splittable(state, subject):
        found.append("split-theme")
    if here:
        found.append("set-aside")
    if len(here) < len(subject.ids):
        found.append("bring-back")
    if one:
        found += ["set-language", "note"]
    return found


def _here(state: Snapshot, ids: Sequence[str]) -> list[str]:
    """Those that are not set aside."""
    return [i for i in ids if i not in state.decided.aside]


def _splittable(state: Snapshot, subject: Subject) -> bool:
    theme = state.themes.get(subject.theme_id)
    inside = set(theme.members) if theme else set()
    return bool(inside.intersection(subject.ids)) and not inside <= set(subject.ids)


def _pinnable(state: Snapshot, subject: Subject) -> bool:
    theme = state.themes.get(_pinned_to(state, subject))
    return theme is not None and subject.ids[0] in theme.members and (
        theme.pinned[:1] != subject.ids
    )  # fmt: skip


def _pinned_to(state: Snapshot, subject: Subject) -> str:
    """The theme that a contribution would stand for: the one that is read, or its own."""
    if subject.theme_id:
        return subject.theme_id
    place = state.placements.get(subject.ids[0])
    return place.theme_id if place else ""


Then = Callable[[str], None]
"""Done after a decision was taken, with its action."""


def menu(ctx: Context, subject: Subject, label: str, then: Then | None = None) -> None:
    """A quiet button with everything that can be decided, and the form that was asked for."""
    button(ctx, subject, label, then)
    form(ctx, subject, then)


def button(ctx: Context, subject: Subject, label: str, then: Then | None = None) -> None:
    """The quiet button alone."""
    options = offered(ctx.state, subject)
    if not options:
        return
    key = f"menu {subject.where} {subject.about}"
    st.menu_button(
        label, options, key=key, on_click=_begin, type="secondary" if subject.about == SEVERAL else "tertiary",
        args=(ctx, subject, key, then),
        format_func=lambda action: ctx.say(f"action.{_word(ctx.state, subject, action)}"),
    )  # fmt: skip


def _word(state: Snapshot, subject: Subject, action: str) -> str:
    if action == "split-theme":
        return "split-ticked"
    if action == "place" and subject.about != SEVERAL:
        place = state.placements.get(subject.ids[0])
        return "place-elsewhere" if place and place.theme_id else "place"
    return action


def _begin(ctx: Context, subject: Subject, key: str, then: Then | None) -> None:
    action = str(st.session_state[key])
    asked = Asked(subject.where, subject.about, action)
    if action in DIRECT and deciding.actor():
        after = partial(then, action) if then else None
        decision_form.decide(ctx, acts(ctx, subject, asked), after)
    else:
        decision_form.ask(asked)


def place_in(ctx: Context, subject: Subject, theme_id: str) -> None:
    """Place at once; who has given no name yet is asked for it first. For callbacks."""
    asked = Asked(subject.where, subject.about, "place", theme_id)
    if deciding.actor():
        decision_form.decide(ctx, [Act("place", ";".join(subject.ids), theme_id)])
    else:
        decision_form.ask(asked)


def form(ctx: Context, subject: Subject, then: Then | None = None) -> None:
    """The form that was asked for, if it is about this."""
    asked = decision_form.asked_for(subject.where, subject.about)
    if asked is None or asked.action not in offered(ctx.state, subject):
        return
    fields: dict[str, Callable[[Context, Subject, Asked], None]] = {
        "place": _theme_field,
        "set-aside": _aside_field,
        "set-language": _language_field,
        "note": _note_field,
    }
    draw = fields.get(asked.action)
    hint = f"action.hint_{asked.action}"
    decision_form.show(
        ctx, asked, partial(acts, ctx, subject, asked),
        then=partial(then, asked.action) if then else None,
        fields=partial(draw, ctx, subject, asked) if draw else None,
        hint=ctx.say(hint) if ctx.say.has(hint) else "",
    )  # fmt: skip


def acts(ctx: Context, subject: Subject, asked: Asked) -> list[Act]:
    """What the form decides, as it is filled in; nothing where something is missing."""
    state, action = ctx.state, asked.action
    here = ";".join(_here(state, subject.ids))
    match action:
        case "place":
            theme_id = asked.value("theme")
            return [Act(action, here, theme_id, asked.value("why"))] if theme_id else []
        case "unplace":
            inside = [i for i in subject.ids if (p := state.placements.get(i)) and p.theme_id]
            return [Act(action, ";".join(inside))]
        case "pin":
            return [Act(action, subject.ids[0], _pinned_to(state, subject))]
        case "split-theme":
            members = set(state.themes[subject.theme_id].members)
            leaving = ";".join(i for i in subject.ids if i in members)
            return [Act(action, subject.theme_id, leaving)]
        case "set-aside":
            reason = asked.value("reason")
            return [Act(action, here, reason, asked.value("why"))] if reason else []
        case "bring-back":
            return [Act(action, ";".join(i for i in subject.ids if i in state.decided.aside))]
        case "set-language":
            language = asked.value("language")
            return [Act(action, subject.ids[0], language)] if language else []
        case _:
            text = asked.value("text")
            return [Act("note", subject.ids[0], text)] if text else []


# -- fields --------------------------------------------------------------------------------


def theme_options(ctx: Context) -> dict[str, str]:
    """Themes to choose from, with their sizes; their parts stand below them."""
    return {
        theme.theme_id: ("– " if theme.parent_id else "")
        + ctx.say("themes.option", name=theme.label(ctx.language), n=len(theme.members))
        for theme in ctx.state.themes.values()
    }


def _theme_field(ctx: Context, subject: Subject, asked: Asked) -> None:
    options = theme_options(ctx)
    place = ctx.state.placements.get(subject.ids[0])
    own = (place.theme_id, place.subtheme_id) if place else ()
    near = next((t for t, _ in place.nearest if t in options and t not in own), "") if place else ""
    first = asked.argument or near
    st.selectbox(
        ctx.say("action.theme"), list(options), key=asked.key("theme"),
        format_func=lambda theme_id: options.get(theme_id, theme_id),
        index=list(options).index(first) if first in options else None,
        placeholder=ctx.say("action.choose"),
    )  # fmt: skip
    decision_form.why(ctx, asked)


def _aside_field(ctx: Context, subject: Subject, asked: Asked) -> None:
    st.radio(
        ctx.say("action.reason"), ASIDE, index=None, key=asked.key("reason"),
        format_func=lambda reason: ctx.say(f"aside.{reason}"),
    )  # fmt: skip
    decision_form.why(ctx, asked)


def _language_field(ctx: Context, subject: Subject, asked: Asked) -> None:
    now = ctx.state.contributions[subject.ids[0]].language
    codes = sorted(
        {*CODES, *({now} - {"und"})}, key=lambda code: ctx.say.language_name(code).casefold()
    )
    st.selectbox(
        ctx.say("action.language"), codes, key=asked.key("language"),
        index=codes.index(now) if now in codes else None, placeholder=ctx.say("action.choose"),
        format_func=ctx.say.language_name,
    )  # fmt: skip


def _note_field(ctx: Context, subject: Subject, asked: Asked) -> None:
    st.text_area(ctx.say("action.text"), key=asked.key("text"), max_chars=MOST_LETTERS)
