"""Decisions in words: what somebody did, with names of themes and beginnings of texts for ids."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import streamlit as st

from dsupport.results import Analysis
from dsupport.services.reading import Snapshot
from dsupport.state.log import SWITCHES, Decision, parts, switched_off, switches
from dsupport.ui.components.text import escaped, shortened
from dsupport.ui.session import Context
from dsupport.wording import Wording
from dsupport.workspace import Workspace
from dsupport.workspace.runs import RunInfo, StoredRuns

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
    "runs": ("accept-run",),
    "sessions": ("date-session", "describe-session"),
    "notes": ("note",),
}  # fmt: skip
"""Actions by what they are about, as people look for them."""

SESSION = "session "
"""What a note on a session is about begins like this; its number follows."""

NAMED = 2
"""Contributions whose words are shown in a sentence; the others are counted."""

SHORT, LONG = 60, 240
"""Characters of a text that is only named, and of words that are the decision itself."""


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


# -- names for ids -------------------------------------------------------------------------


def quoted(ctx: Context, text: str, length: int = SHORT) -> str:
    """The beginning of a text in the quotation marks of the language."""
    return ctx.say("record.quoted", text=shortened(text, length))


def text_of(ctx: Context, contribution_id: str, length: int = SHORT) -> str:
    """The beginning of a contribution, personal data hidden; its id if it is not there."""
    item = ctx.state.contributions.get(contribution_id)
    if item is None:
        return contribution_id
    return quoted(ctx, item.shown_title or item.shown_text, length)


def texts_of(ctx: Context, names: Sequence[str]) -> str:
    """The first of some contributions in their words, and how many more there are."""
    found = [text_of(ctx, name) for name in names[:NAMED]]
    if len(names) > NAMED:
        found.append(ctx.say("record.more", n=len(names) - NAMED))
    return listed(ctx.say, found)


def listed(say: Wording, words: Sequence[str]) -> str:
    """Words with commas, and the “and” of the language."""
    from babel.lists import format_list

    return str(format_list(list(words), locale=say.locale))


def theme_name(ctx: Context, theme_id: str, before: int) -> str:
    """The name, in quotation marks, that a theme had when decision number `before` was taken."""
    return quoted(ctx, _theme_name(ctx, theme_id, before))


def _theme_name(ctx: Context, theme_id: str, before: int) -> str:
    log = ctx.state.decisions[: before - 1]
    given = [one for one in log if _names(one, theme_id)]
    if given:
        off = switched_off(log)
        for one in reversed(given):
            if one.sequence not in off:
                return one.argument
    return _own_name(ctx, theme_id, before)


def _names(decision: Decision, theme_id: str) -> bool:
    """Whether a decision gave a theme its name."""
    if decision.action == "join-themes":
        return bool(decision.argument) and decision.targets[0] == theme_id
    if decision.action == "new-theme":
        return theme_id == f"T-{decision.sequence}"
    return decision.action == "rename-theme" and decision.target == theme_id


def _own_name(ctx: Context, theme_id: str, before: int) -> str:
    """The name that the machine gave, also where the theme has been joined since."""
    if parent := _split_from(ctx.state, theme_id):
        return f"{_theme_name(ctx, parent.target, before)} · 2"
    theme = ctx.state.themes.get(theme_id)
    if theme is None and (found := origin(ctx, theme_id)):
        analysis, own = found
        theme = next((one for one in analysis.themes if one.theme_id == own), None)
    return replace(theme, name="").label(ctx.language) if theme else theme_id


def _split_from(state: Snapshot, theme_id: str) -> Decision | None:
    """The decision that made a theme by splitting another one."""
    letter, _, number = theme_id.partition("-")
    decision = state.decision(int(number)) if letter == "T" and number.isdigit() else None
    return decision if decision and decision.action == "split-theme" else None


def origin(ctx: Context, name: str) -> tuple[Analysis, str] | None:
    """The run that a theme or group comes from, and its id there (see `rebase`)."""
    runs = ctx.state.runs
    for run in runs:
        if name.startswith(f"{run.run_id}-"):
            return _read(ctx, run), name.removeprefix(f"{run.run_id}-")
    first = next((one.run_fingerprint for one in ctx.state.decisions if one.run_fingerprint), "")
    ground = next((run for run in runs if run.fingerprint == first), ctx.state.run)
    return (_read(ctx, ground), name) if ground else None


def _read(ctx: Context, run: RunInfo) -> Analysis:
    return _analysis(str(ctx.workspace.path), run.fingerprint, run.run_id, ctx.workspace)


@st.cache_resource(max_entries=4, show_spinner=False)
def _analysis(path: str, fingerprint: str, run_id: str, _workspace: Workspace) -> Analysis:
    """What a run found; a run never changes."""
    with _workspace.reading() as connection:
        found = StoredRuns(connection).read(run_id)
    assert found is not None  # noqa: S101 - the id is from the list of runs
    return found[1]


def _members(ctx: Context, group_id: str) -> tuple[str, ...]:
    """Contributions of a group, as they were suggested or put together first."""
    letter, _, number = group_id.partition("-")
    made = ctx.state.decision(int(number)) if letter == "D" and number.isdigit() else None
    if made:
        return parts(made.argument) if made.action == "split-duplicates" else made.targets
    if found := origin(ctx, group_id):
        analysis, own = found
        for group in analysis.duplicate_groups:
            if group.group_id == own:
                return group.members
    # It was found among contributions that came after a run.
    there = ctx.state.analysis.duplicate_groups if ctx.state.analysis else ()
    return next((group.members for group in there if group.group_id == group_id), ())


def _group_texts(ctx: Context, group_id: str) -> str:
    return texts_of(ctx, _members(ctx, group_id) or (group_id,))


def _run_name(ctx: Context, run_id: str) -> str:
    run = next((run for run in ctx.state.runs if run.run_id == run_id), None)
    return ctx.say.date(run.started_at) if run else run_id


# -- one sentence for each action ----------------------------------------------------------

Sentence = Callable[[Context, Decision, str], str]


def _of_group(ctx: Context, decision: Decision, key: str) -> str:
    return ctx.say(key, texts=_group_texts(ctx, decision.target))


def _of_texts(ctx: Context, decision: Decision, key: str) -> str:
    return ctx.say(key, texts=texts_of(ctx, decision.targets))


def _of_argument(ctx: Context, decision: Decision, key: str) -> str:
    return ctx.say(key, texts=texts_of(ctx, parts(decision.argument)))


def _join_groups(ctx: Context, decision: Decision, key: str) -> str:
    firsts = [(_members(ctx, name) or (name,))[0] for name in decision.targets]
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
        what = say("record.note_analysis", when=_run_name(ctx, target))
    elif target.startswith(SESSION):
        what = say("record.note_session", number=target.removeprefix(SESSION))
    elif _members(ctx, target):
        what = _group_texts(ctx, target)
    else:
        what = say("record.note_theme", name=theme_name(ctx, target, decision.sequence))
    return say(key, what=what, text=quoted(ctx, decision.argument, LONG))


def _accept(ctx: Context, decision: Decision, key: str) -> str:
    return ctx.say(key, run=_run_name(ctx, decision.target))


def _session(ctx: Context, decision: Decision, key: str) -> str:
    number, argument = decision.target, decision.argument
    if decision.action == "date-session":
        return ctx.say(key, number=number, day=day(ctx.say, argument))
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
    "accept-run": _accept,
    "date-session": _session,
    "describe-session": _session,
    "learn": _learn,
    **dict.fromkeys(SWITCHES, _switch),
}
