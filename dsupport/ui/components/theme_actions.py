"""What people can decide about a theme: its name, its place, its lock, its boundaries."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from dsupport.results import Theme
from dsupport.services.reading import Snapshot
from dsupport.state.actions import COLOURS, LONGEST, Act
from dsupport.ui import charts, deciding
from dsupport.ui.components import decision_form
from dsupport.ui.components.decision_form import Asked, Matter
from dsupport.ui.components.names import lines_of
from dsupport.ui.components.options import theme_labels
from dsupport.ui.session import Context

WHERE = "theme"

DIRECT = ("lock-theme", "unlock-theme", "move-up", "move-down")
"""Actions that need no more words: one click decides."""

STEPS = {"move-up": -1, "move-down": 1}

NONE = "none"
"""No colour that people gave: the theme has the one of its place."""

LINE = 90
"""Characters of a text in a list to choose from."""

Choose = Callable[[str], None]


def siblings(state: Snapshot, theme: Theme) -> list[Theme]:
    """The themes of its level, itself among them, in their order."""
    return state.subthemes(theme.parent_id) if theme.parent_id else state.top_themes


def offered(state: Snapshot, theme: Theme) -> list[str]:
    """The actions that make sense as things stand, in the order of the menu."""
    level = [one.theme_id for one in siblings(state, theme)]
    at = level.index(theme.theme_id)
    return [
        "rename-theme",
        "describe-theme",
        *(["colour-theme"] if not theme.parent_id else []),
        "unlock-theme" if theme.locked else "lock-theme",
        *(["move-up"] if at else []),
        *(["move-down"] if at + 1 < len(level) else []),
        *(["join-themes"] if len(level) > 1 else []),
        *(["split-theme"] if len(theme.members) > 1 else []),
        "note",
    ]


def menu(ctx: Context, theme: Theme, choose: Choose) -> None:
    """A quiet button with everything that can be decided, and the form that was asked for."""
    matter = Matter(
        WHERE, theme.theme_id, offered(ctx.state, theme),
        acts=lambda asked: acts(ctx, theme, asked),
        fields={
            "rename-theme": lambda asked: _name_field(ctx, theme, asked),
            "describe-theme": lambda asked: _description_field(ctx, theme, asked),
            "colour-theme": lambda asked: _colour_field(ctx, theme, asked),
            "join-themes": lambda asked: _join_fields(ctx, theme, asked),
            "split-theme": lambda asked: _split_field(ctx, theme, asked),
            "note": lambda asked: decision_form.note(ctx, asked),
        },
        direct=DIRECT, then=partial(_after, choose),
    )  # fmt: skip
    decision_form.menu(ctx, matter, ctx.say("action.menu_theme"))
    decision_form.form(ctx, matter)


def _after(choose: Choose, action: str) -> None:
    if action == "split-theme":
        open_new(choose)


def open_new(choose: Choose) -> None:
    """After a split: read the new theme, and give it a name."""
    made = f"T-{deciding.last_taken()[0]}"
    choose(made)
    decision_form.ask(Asked(WHERE, made, "rename-theme"))


def acts(ctx: Context, theme: Theme, asked: Asked) -> list[Act]:
    """What the form decides, as it is filled in; nothing where something is missing."""
    name, action = theme.theme_id, asked.action
    match action:
        case "lock-theme" | "unlock-theme":
            return [Act(action, name)]
        case "move-up" | "move-down":
            return moved(ctx.state, theme, STEPS[action])
        case "describe-theme":
            text = asked.value("text")
            return [Act(action, name, text)] if text or theme.description else []
        case "colour-theme":
            colour = asked.value("colour")
            if colour == NONE:
                return _uncoloured(ctx.state, name)
            return [Act(action, name, colour)] if colour else []
        case "join-themes":
            others = _chosen(asked)
            return [Act(action, ";".join([name, *others]), asked.value("text"))] if others else []
        case "split-theme":
            leaving = _chosen(asked)
            return [Act(action, name, ";".join(leaving))] if leaving else []
        case _:
            text = asked.value("text")
            return [Act(action, name, text)] if text else []


def _uncoloured(state: Snapshot, theme_id: str) -> list[Act]:
    """Take back every decision that gave it a colour: with the last one alone, one before it would count."""
    given = [
        one.sequence
        for one in state.decisions
        if (one.action, one.target) == ("colour-theme", theme_id)
        and one.sequence not in state.decided.off
    ]
    return [Act("undo", str(number)) for number in reversed(given)]


def _chosen(asked: Asked) -> list[str]:
    return [str(one) for one in st.session_state.get(asked.key("chosen"), [])]


def moved(state: Snapshot, theme: Theme, step: int) -> list[Act]:
    """One place up or down: the theme changes places with the one that stands there.

    That one gets its new place said as well, if people had put it where it was: two themes cannot
    be in one place.
    """
    level = siblings(state, theme)
    at = next(i for i, one in enumerate(level) if one.theme_id == theme.theme_id)
    other = level[at + step]
    found = [Act("order-theme", theme.theme_id, str(at + step + 1))]
    if other.position:
        found.append(Act("order-theme", other.theme_id, str(at + 1)))
    return found


# -- fields --------------------------------------------------------------------------------


def _name_field(ctx: Context, theme: Theme, asked: Asked) -> None:
    st.text_input(
        ctx.say("action.name"),
        value=theme.label(ctx.language),
        key=asked.key("text"),
        max_chars=200,
    )


def _description_field(ctx: Context, theme: Theme, asked: Asked) -> None:
    st.text_area(
        ctx.say("action.description"), value=theme.description, key=asked.key("text"),
        max_chars=LONGEST,
    )  # fmt: skip


def _colour_field(ctx: Context, theme: Theme, asked: Asked) -> None:
    options = [*COLOURS, NONE] if theme.colour else list(COLOURS)

    def words(name: str) -> str:
        mark = f':color[■]{{foreground="{charts.NAMED[name]}"}} ' if name != NONE else ""
        return mark + ctx.say(f"colour.{name}")

    st.radio(
        ctx.say("action.colour"), options, key=asked.key("colour"), horizontal=True,
        index=options.index(theme.colour) if theme.colour in options else None, format_func=words,
    )  # fmt: skip


def _join_fields(ctx: Context, theme: Theme, asked: Asked) -> None:
    near = [one.theme_id for one in siblings(ctx.state, theme)]
    others = theme_labels(ctx, [name for name in near if name != theme.theme_id])
    st.multiselect(
        ctx.say("action.join_with"), list(others), key=asked.key("chosen"),
        format_func=lambda one: others.get(one, one), placeholder=ctx.say("action.choose"),
    )  # fmt: skip
    st.text_input(ctx.say("action.joined_name"), key=asked.key("text"), max_chars=200)


def _split_field(ctx: Context, theme: Theme, asked: Asked) -> None:
    lines = lines_of(ctx, theme.members, LINE)
    st.multiselect(
        ctx.say("action.leaving"), list(lines), key=asked.key("chosen"),
        format_func=lambda one: lines.get(one, one), placeholder=ctx.say("action.choose"),
    )  # fmt: skip
