"""What people can decide about contributions: one from its card, or several that they ticked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dsupport.services.reading import Snapshot
from dsupport.state.actions import Act
from dsupport.ui import deciding
from dsupport.ui.components import contribution_fields, decision_form, ideas, together
from dsupport.ui.components.decision_form import Asked, Matter
from dsupport.ui.session import Context

SEVERAL = "several"
"""What a form is about that speaks of all that were ticked."""

UNPIN = "unpin"
"""Takes back that a text stands for its theme: it undoes the decisions that said so."""

DIRECT = ("unplace", "pin", UNPIN, "bring-back")
"""Actions that need no more words: one click decides."""

Then = Callable[[str], None]
"""Done after a decision was taken, with its action."""


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
    placed = _placed(state, here)
    one = len(subject.ids) == 1 and subject.about != SEVERAL
    found = []
    if here and state.themes:
        found.append("place")
    if placed:
        found.append("unplace")
    if one and placed:
        found += _standing(state, subject)
    if subject.theme_id and subject.about == SEVERAL and _splittable(state, subject):
        found.append("split-theme")
    if one and here and len(state.contributions) > 1:
        found.append(together.ONE)
    found += together.offered(state, here)
    if one and here:
        found += ideas.offered(state, subject.ids[0])
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


def _placed(state: Snapshot, ids: Sequence[str]) -> list[str]:
    """Those that are in a theme."""
    return [i for i in ids if (place := state.placements.get(i)) and place.theme_id]


def _splittable(state: Snapshot, subject: Subject) -> bool:
    theme = state.themes.get(subject.theme_id)
    inside = set(theme.members) if theme else set()
    return bool(inside.intersection(subject.ids)) and not inside <= set(subject.ids)


def _standing(state: Snapshot, subject: Subject) -> list[str]:
    """Whether it can stand for its theme, and whether it can stop to."""
    theme = state.themes.get(_stands_for(state, subject))
    one = subject.ids[0]
    if theme is None or one not in theme.members:
        return []
    found = [] if theme.pinned[:1] == (one,) else ["pin"]
    return [*found, UNPIN] if one in theme.pinned and _pins(state, subject) else found


def _stands_for(state: Snapshot, subject: Subject) -> str:
    """The theme that a contribution would stand for: the one that is read, or its own."""
    if subject.theme_id:
        return subject.theme_id
    place = state.placements.get(subject.ids[0])
    return place.theme_id if place else ""


def _pins(state: Snapshot, subject: Subject) -> list[int]:
    """The decisions in effect by which it stands for the theme, or for one that was joined to it."""
    wanted = _stands_for(state, subject)
    return [
        decision.sequence
        for decision in state.decisions
        if (decision.action, decision.target) == ("pin", subject.ids[0])
        and state.now(decision.argument) == wanted
        and decision.sequence not in state.decided.off
    ]


# -- menus and forms -----------------------------------------------------------------------


def menu(ctx: Context, subject: Subject, label: str) -> None:
    """A quiet button with everything that can be decided, and the form that was asked for."""
    matter = _matter(ctx, subject, None)
    decision_form.menu(ctx, matter, label, "tertiary")
    decision_form.form(ctx, matter)


def button(ctx: Context, subject: Subject, label: str, then: Then | None = None) -> None:
    """The button alone."""
    decision_form.menu(ctx, _matter(ctx, subject, then), label)


def form(ctx: Context, subject: Subject, then: Then | None = None) -> None:
    """The form that was asked for, if it is about this."""
    decision_form.form(ctx, _matter(ctx, subject, then))


def _matter(ctx: Context, subject: Subject, then: Then | None) -> Matter:
    ids, one = subject.ids, subject.ids[0]
    words = {"split-theme": "split-ticked"} | ideas.words(one)
    if subject.about != SEVERAL and _placed(ctx.state, ids):
        words["place"] = "place-elsewhere"
    said = dict.fromkeys(
        together.RELATIONS, lambda asked: together.chosen(ctx, asked, _here(ctx.state, ids))
    )
    return Matter(
        subject.where, subject.about, offered(ctx.state, subject),
        acts=lambda asked: acts(ctx, subject, asked),
        fields={
            "place": lambda asked: contribution_fields.theme(ctx, asked, ids),
            "set-aside": lambda asked: contribution_fields.aside(ctx, asked),
            "set-language": lambda asked: contribution_fields.language(ctx, asked, one),
            "note": lambda asked: decision_form.note(ctx, asked),
            ideas.DIVIDE: lambda asked: ideas.cuts(ctx, asked, one),
            ideas.ONE: lambda asked: decision_form.why(ctx, asked),
            together.ONE: lambda asked: together.other(ctx, asked, one),
            **said,
        },
        direct=DIRECT, words=words, then=then,
    )  # fmt: skip


def place_in(ctx: Context, subject: Subject, theme_id: str) -> None:
    """Place at once; who has given no name yet is asked for it first. For callbacks."""
    asked = Asked(subject.where, subject.about, "place", theme_id)
    if deciding.actor():
        decision_form.decide(ctx, [Act("place", ";".join(subject.ids), theme_id)])
    else:
        decision_form.ask(asked)


def acts(ctx: Context, subject: Subject, asked: Asked) -> list[Act]:
    """What the form decides, as it is filled in; nothing where something is missing."""
    state, action, why = ctx.state, asked.action, asked.value("why")
    here = _here(state, subject.ids)
    match action:
        case "place":
            theme_id = asked.value("theme")
            return [Act(action, ";".join(here), theme_id, why)] if theme_id else []
        case "unplace":
            return [Act(action, ";".join(_placed(state, subject.ids)))]
        case "pin":
            return [Act(action, subject.ids[0], _stands_for(state, subject))]
        case "unpin":
            return [Act("undo", str(number)) for number in reversed(_pins(state, subject))]
        case "split-theme":
            members = set(state.themes[subject.theme_id].members)
            leaving = ";".join(i for i in subject.ids if i in members)
            return [Act(action, subject.theme_id, leaving)]
        case "mark-same" | "mark-related" | "mark-opposite":
            return together.acts(state, action, here, why)
        case together.ONE:
            two = [*here, *filter(None, [asked.value("other")])]
            return together.acts(state, "mark-same", two, why)
        case ideas.DIVIDE | ideas.ONE:
            return ideas.acts(ctx, asked, subject.ids[0])
        case "set-aside":
            reason = asked.value("reason")
            return [Act(action, ";".join(here), reason, why)] if reason else []
        case "bring-back":
            return [Act(action, ";".join(i for i in subject.ids if i in state.decided.aside))]
        case "set-language":
            language = asked.value("language")
            return [Act(action, subject.ids[0], language)] if language else []
        case _:
            text = asked.value("text")
            return [Act("note", subject.ids[0], text)] if text else []
