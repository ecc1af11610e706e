"""What ids are called in sentences: themes by their names, texts by their beginnings, in quotation marks."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dsupport.results import Analysis
from dsupport.services.record_names import RecordNames, reader
from dsupport.ui.components.text import shortened
from dsupport.ui.session import Context
from dsupport.wording import Wording
from dsupport.workspace import Workspace
from dsupport.workspace.runs import RunInfo

NAMED = 2
"""Contributions whose words are shown in a sentence; the others are counted."""

SHORT, LONG = 60, 240
"""Characters of a text that is only named, and of words that are the decision itself."""


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


def lines_of(ctx: Context, names: Sequence[str], length: int) -> dict[str, str]:
    """Contributions to choose from, each on a line with its number. Not escaped."""
    found = ctx.state.contributions
    return {
        name: f"#{found[name].source_id} {shortened(found[name].analysed_text, length)}"
        for name in names
        if name in found
    }


def listed(say: Wording, words: Sequence[str]) -> str:
    """Words with commas, and the “and” of the language."""
    from babel.lists import format_list

    return str(format_list(list(words), locale=say.locale))


def theme_name(ctx: Context, theme_id: str, before: int) -> str:
    """The name, in quotation marks, that a theme had when decision number `before` was taken."""
    return quoted(ctx, _names(ctx).theme(theme_id, before))


def members(ctx: Context, group_id: str) -> tuple[str, ...]:
    """Contributions of a group, as they were suggested or put together first."""
    return _names(ctx).members(group_id)


def group_texts(ctx: Context, group_id: str) -> str:
    """The same in their words."""
    return texts_of(ctx, members(ctx, group_id) or (group_id,))


def origin(ctx: Context, name: str) -> tuple[Analysis, str] | None:
    """What the run found from which a theme or group comes, and its id there."""
    return _names(ctx).origin(name)


def run_name(ctx: Context, run_id: str) -> str:
    """An analysis is called by the moment when it was made."""
    run = next((run for run in ctx.state.runs if run.run_id == run_id), None)
    return ctx.say.date(run.started_at) if run else run_id


def now(ctx: Context, name: str) -> str:
    """What any id is called now; a word that is no id stays as it is."""
    state = ctx.state
    if name in state.contributions:
        return text_of(ctx, name)
    groups = state.analysis.duplicate_groups if state.analysis else ()
    gone = name in state.decided.became and name not in state.themes
    if gone or any(group.group_id == name for group in groups):
        found = members(ctx, name)
        if found:
            return texts_of(ctx, found)
    if gone or name in state.themes:
        return theme_name(ctx, name, len(state.decisions) + 1)
    return name


def _names(ctx: Context) -> RecordNames:
    def read(run: RunInfo) -> Analysis | None:
        return _analysis(str(ctx.workspace.path), run.fingerprint, run, ctx.workspace)

    return RecordNames(ctx.state, read, ctx.language)


@st.cache_resource(max_entries=4, show_spinner=False)
def _analysis(path: str, fingerprint: str, _run: RunInfo, _workspace: Workspace) -> Analysis | None:
    """What a run found; a run never changes."""
    return reader(_workspace)(_run)
