"""Decisions in words: what somebody did, with names of themes and beginnings of texts for ids."""

from __future__ import annotations

from collections.abc import Callable

from dsupport.services.reading import Snapshot
from dsupport.services.record_names import SESSION
from dsupport.state.log import SWITCHES, Decision, parts, switches
from dsupport.ui.components.names import (
    LONG,
    group_texts,
    listed,
    members,
    quoted,
    run_name,
    text_of,
    texts_of,
    theme_name,
)
from dsupport.ui.components.text import escaped
from dsupport.ui.session import Context
from dsupport.wording import Wording

KINDS = {
    "duplicates": (
        "confirm-duplicates", "dismiss-duplicates", "mark-same", "mark-related", "mark-opposite",
        "set-representative", "join-duplicates", "split-duplicates", "learn",
    ),
    "themes": (
        "rename-theme", "describe-theme", "colour-theme", "join-themes", "split-theme",
        "lock-theme", "unlock-theme", "order-theme", "pin", "new-theme",
    ),
    "contributions": ("place", "unplace", "set-aside", "bring-back", "set-language"),
    "runs": ("accept-run", "decline-run"),
    "sessions": ("date-session", "describe-session"),
    "notes": ("note",),
}  # fmt: skip
"""Actions by what they are about, as people look for them."""


def kind(state: Snapshot, decision: Decision) -> str:
    """What a decision is about: a key of `KINDS`; undoing is about what was undone."""
    action = root(state, decision).action
    return next(name for name, actions in KINDS.items() if action in actions)


def root(state: Snapshot, decision: Decision) -> Decision:
    """The decision that an undo or redo is about in the end; any other is its own."""
    if decision.action not in SWITCHES:
        return decision
    number, _ = switches({one.sequence: one for one in state.decisions}, decision)
    return state.decisions[number - 1]


def did(ctx: Context, decision: Decision) -> str:
    """What somebody did, in words that follow their name. It holds texts of people."""
    key = f"record.did_{decision.action.replace('-', '_')}"
    return _DID[decision.action](ctx, decision, key)


def told(ctx: Context, decision: Decision) -> str:
    """Who did what, in one line. It holds texts of people."""
    return f"{decision.actor} {did(ctx, decision)}"


def told_html(ctx: Context, decision: Decision) -> str:
    """The same as HTML of escaped text, the name standing out."""
    return f"<strong>{escaped(decision.actor)}</strong> {escaped(did(ctx, decision))}"


def whole(decision: Decision) -> str:
    """Words of a decision that its sentence cuts off; empty if it shows them all."""
    spoken = decision.action in ("note", "describe-theme", "describe-session")
    return decision.argument if spoken and len(decision.argument) > LONG else ""


def day(say: Wording, moment: str) -> str:
    """The day of an ISO time, without the hour."""
    from datetime import datetime

    from babel.dates import format_date

    here = datetime.fromisoformat(moment).astimezone()
    return str(format_date(here, "long", locale=say.locale))


def is_today(moment: str) -> bool:
    """Whether an ISO time is of today, as clocks here show it."""
    from datetime import datetime

    return datetime.fromisoformat(moment).astimezone().date() == datetime.now().astimezone().date()


def summary(ctx: Context, *, undone: bool = True) -> str:
    """“41 decisions by 3 people since 3 May; 2 undone.” There is at least one decision."""
    say, state = ctx.say, ctx.state
    taken = [one for one in state.decisions if one.action not in SWITCHES]
    what = say(
        "record.by_people", what=say("record.decisions", n=len(taken)),
        n=len({one.actor for one in state.decisions}),
    )  # fmt: skip
    off = len(state.decided.off)
    more = say("record.undone_count", n=off) if undone and off else ""
    first = state.decisions[0].at
    if is_today(first):
        return say("record.headline_today", what=what, undone=more)
    return say("record.headline_since", what=what, when=day(say, first), undone=more)


# -- one sentence for each action ----------------------------------------------------------

Sentence = Callable[[Context, Decision, str], str]


def _of_group(ctx: Context, decision: Decision, key: str) -> str:
    return ctx.say(key, texts=group_texts(ctx, decision.target))


def _of_texts(ctx: Context, decision: Decision, key: str) -> str:
    return ctx.say(key, texts=texts_of(ctx, decision.targets))


def _of_argument(ctx: Context, decision: Decision, key: str) -> str:
    return ctx.say(key, texts=texts_of(ctx, parts(decision.argument)))


def _join_groups(ctx: Context, decision: Decision, key: str) -> str:
    firsts = [(members(ctx, name) or (name,))[0] for name in decision.targets]
    return ctx.say(key, texts=texts_of(ctx, firsts))


def _of_theme(ctx: Context, decision: Decision, key: str) -> str:
    say = ctx.say
    theme = theme_name(ctx, decision.target, decision.sequence)
    if decision.action == "rename-theme":
        return say(key, theme=theme, name=quoted(ctx, decision.argument, LONG))
    if decision.action == "describe-theme":
        if not decision.argument:
            return say(f"{key}_empty", theme=theme)
        return say(key, theme=theme, text=quoted(ctx, decision.argument, LONG))
    if decision.action == "colour-theme":
        return say(key, theme=theme, colour=say(f"colour.{decision.argument}"))
    if decision.action == "order-theme":
        return say(key, theme=theme, position=decision.argument)
    if decision.action == "split-theme":
        out = parts(decision.argument)
        return say(key, theme=theme, texts=texts_of(ctx, out), n=len(out))
    return say(key, theme=theme)


def _join_themes(ctx: Context, decision: Decision, key: str) -> str:
    names = [theme_name(ctx, one, decision.sequence) for one in decision.targets]
    themes = listed(ctx.say, names)
    if decision.argument:
        name = quoted(ctx, decision.argument, LONG)
        return ctx.say(f"{key}_named", themes=themes, name=name)
    return ctx.say(key, themes=themes)


def _new_theme(ctx: Context, decision: Decision, key: str) -> str:
    names = decision.targets
    name = quoted(ctx, decision.argument, LONG)
    return ctx.say(key, name=name, texts=texts_of(ctx, names), n=len(names))


def _into_theme(ctx: Context, decision: Decision, key: str) -> str:
    theme = theme_name(ctx, decision.argument, decision.sequence)
    return ctx.say(key, theme=theme, texts=texts_of(ctx, decision.targets))


def _set_aside(ctx: Context, decision: Decision, key: str) -> str:
    why = ctx.say(f"aside.{decision.argument}")
    return ctx.say(key, why=why, texts=texts_of(ctx, decision.targets))


def _language(ctx: Context, decision: Decision, key: str) -> str:
    language = ctx.say.language_name(decision.argument)
    return ctx.say(key, texts=texts_of(ctx, decision.targets), language=language)


def _note(ctx: Context, decision: Decision, key: str) -> str:
    say, target = ctx.say, decision.target
    if target in ctx.state.contributions:
        what = text_of(ctx, target)
    elif any(run.run_id == target for run in ctx.state.runs):
        what = say("record.note_analysis", when=run_name(ctx, target))
    elif target.startswith(SESSION):
        what = say("record.note_session", number=target.removeprefix(SESSION))
    elif members(ctx, target):
        what = group_texts(ctx, target)
    else:
        what = say("record.note_theme", name=theme_name(ctx, target, decision.sequence))
    return say(key, what=what, text=quoted(ctx, decision.argument, LONG))


def _of_run(ctx: Context, decision: Decision, key: str) -> str:
    return ctx.say(key, run=run_name(ctx, decision.target))


def _session(ctx: Context, decision: Decision, key: str) -> str:
    number, argument = decision.target, decision.argument
    if decision.action == "date-session":
        return ctx.say(key, number=number, day=day(ctx.say, argument))
    if not argument:
        return ctx.say(f"{key}_empty", number=number)
    return ctx.say(key, number=number, text=quoted(ctx, argument, LONG))


def _learn(ctx: Context, decision: Decision, key: str) -> str:
    return ctx.say(f"{key}_{decision.argument}")


def _switch(ctx: Context, decision: Decision, key: str) -> str:
    about = root(ctx.state, decision)
    return ctx.say(key, number=str(about.sequence), what=told(ctx, about))


_DID: dict[str, Sentence] = {
    **dict.fromkeys(("confirm-duplicates", "dismiss-duplicates"), _of_group),
    **dict.fromkeys(("mark-same", "mark-related", "mark-opposite"), _of_texts),
    "set-representative": _of_argument,
    "join-duplicates": _join_groups,
    "split-duplicates": _of_argument,
    **dict.fromkeys((name for name in KINDS["themes"] if name.endswith("-theme")), _of_theme),
    "join-themes": _join_themes,
    "new-theme": _new_theme,
    "place": _into_theme,
    "pin": _into_theme,
    **dict.fromkeys(("unplace", "bring-back"), _of_texts),
    "set-aside": _set_aside,
    "set-language": _language,
    "note": _note,
    **dict.fromkeys(KINDS["runs"], _of_run),
    "date-session": _session,
    "describe-session": _session,
    "learn": _learn,
    **dict.fromkeys(SWITCHES, _switch),
}
