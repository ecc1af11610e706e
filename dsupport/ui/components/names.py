"""What ids are called in sentences: themes by their names, texts by their beginnings, in quotation marks."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dsupport.results import Analysis
from dsupport.services.record_names import RecordNames, reader
from dsupport.services.record_sentences import LONG, NAMED, SHORT, RecordSentences
from dsupport.ui.components.options import told_apart
from dsupport.ui.components.text import shortened
from dsupport.ui.session import Context
from dsupport.wording.quoting import listed
from dsupport.workspace import Workspace
from dsupport.workspace.runs import RunInfo

__all__ = [
    "LONG", "NAMED", "SHORT", "group_texts", "lines_of", "listed", "members", "now", "origin",
    "quoted", "run_name", "sentences", "text_of", "texts_of", "theme_name",
]  # fmt: skip


def sentences(ctx: Context) -> RecordSentences:
    """Says what people decided, in the language of the page."""
    return RecordSentences(ctx.state, _names(ctx), ctx.say)


def quoted(ctx: Context, text: str, length: int = SHORT) -> str:
    """The beginning of a text in the quotation marks of the language."""
    return sentences(ctx).quoted(text, length)


def text_of(ctx: Context, contribution_id: str, length: int = SHORT) -> str:
    """The beginning of a contribution, personal data hidden; its id if it is not there."""
    return sentences(ctx).text_of(contribution_id, length)


def texts_of(ctx: Context, names: Sequence[str]) -> str:
    """The first of some contributions in their words, and how many more there are."""
    return sentences(ctx).texts_of(names)


def lines_of(ctx: Context, names: Sequence[str], length: int) -> dict[str, str]:
    """Contributions to choose from, each on a line with its number. Not escaped."""
    found = ctx.state.contributions
    return told_apart(
        {
            name: f"#{found[name].source_id} {shortened(found[name].analysed_text, length)}"
            for name in names
            if name in found
        }
    )


def theme_name(ctx: Context, theme_id: str, before: int) -> str:
    """The name, in quotation marks, that a theme had when decision number `before` was taken."""
    return sentences(ctx).theme_name(theme_id, before)


def members(ctx: Context, group_id: str) -> tuple[str, ...]:
    """Contributions of a group, as they were suggested or put together first."""
    return _names(ctx).members(group_id)


def group_texts(ctx: Context, group_id: str) -> str:
    """The same in their words."""
    return sentences(ctx).group_texts(group_id)


def origin(ctx: Context, name: str) -> tuple[Analysis, str] | None:
    """What the run found from which a theme or group comes, and its id there."""
    return _names(ctx).origin(name)


def run_name(ctx: Context, run_id: str) -> str:
    """An analysis is called by the moment when it was made."""
    return sentences(ctx).run_name(run_id)


def now(ctx: Context, name: str) -> str:
    """What any id is called now; a word that is no id stays as it is."""
    return sentences(ctx).now(name)


def _names(ctx: Context) -> RecordNames:
    def read(run: RunInfo) -> Analysis | None:
        return _analysis(str(ctx.workspace.path), run.fingerprint, run, ctx.workspace)

    return RecordNames(ctx.state, read, ctx.language)


@st.cache_resource(max_entries=4, show_spinner=False)
def _analysis(path: str, fingerprint: str, _run: RunInfo, _workspace: Workspace) -> Analysis | None:
    """What a run found; a run never changes."""
    return reader(_workspace)(_run)
