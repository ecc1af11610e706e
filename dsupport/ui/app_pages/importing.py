"""Add contributions: what is in a file, seen before anything of it is kept."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from dsupport.errors import DsupportError, IngestError
from dsupport.records import Contribution
from dsupport.results import ImportReport
from dsupport.services import importing
from dsupport.ui.components.cards import card_html
from dsupport.ui.components.headline import headline
from dsupport.ui.components.links import go, link
from dsupport.ui.components.notices import sample_notice
from dsupport.ui.components.table import table
from dsupport.ui.components.text import escaped, plain
from dsupport.ui.components.working import Working
from dsupport.ui.session import Context, context, wording
from dsupport.wording import Wording
from dsupport.wording.findings import examples_text, finding_text, reason_text
from dsupport.wording.problems import problem_text

ENDINGS = ["csv", "tsv", "txt", "xlsx", "json", "jsonl"]
FIRST = 3
"""Contributions shown before the import."""

SHOWN_ASIDE = 100
"""Rows set aside that are listed; the import report holds them all."""

FOLDER = "dsupport uploads"
STAGED = "dsupport staged"
DONE = "dsupport done"
IMPORTED = "dsupport imported"
ANALYSE_NOW = "dsupport analyse now"
"""Makes the analysis begin when Start opens."""

ROUND = "dsupport upload round"


def render() -> None:
    """Show the page."""
    ctx = context()
    headline(ctx, ctx.say("importing.title"), ctx.say("importing.hint"))
    sample_notice(ctx)
    panel(ctx)


def panel(ctx: Context) -> None:
    """The place to drop files, and below it what is in them."""
    if st.session_state.get(DONE):
        done(ctx)
        st.session_state[IMPORTED] = True
    if st.session_state.get(ANALYSE_NOW):
        go("start")
    is_due = ctx.state.run is None or bool(ctx.state.stale)
    is_enough = len(ctx.state.contributions) >= ctx.least
    if st.session_state.get(IMPORTED) and is_due and is_enough:
        st.button(ctx.say("importing.analyse"), type="primary", on_click=_analyse_now)
        if ctx.state.top_themes:
            link("start", ctx.say("importing.or_place"))
    paths = upload(ctx.say("importing.drop"))
    for path in paths:
        _file(ctx, path)


def _analyse_now() -> None:
    st.session_state.pop(IMPORTED, None)
    st.session_state[ANALYSE_NOW] = True


def upload(label: str) -> list[Path]:
    """Ask for files; those that were dropped, as files of this session."""
    # A new key empties the place once its files have been imported.
    key = f"upload {st.session_state.get(ROUND, 0)}"
    st.html(_upload_words(wording()))
    dropped = st.file_uploader(label, type=ENDINGS, accept_multiple_files=True, key=key)
    return [_kept(file) for file in dropped] + list(st.session_state.get(STAGED, []))


def _upload_words(say: Wording) -> str:
    """What the place for files says instead of Streamlit's English; `style.css` puts it there."""
    words = {
        "choose": say("importing.choose"),
        "limit": say("importing.limit", n=st.get_option("server.maxUploadSize")),
    }
    told = " ".join(
        f"--ds-{name}: {json.dumps(text, ensure_ascii=False)};" for name, text in words.items()
    )
    return f"<style>:root {{ {told} }}</style>"


def _kept(file: UploadedFile) -> Path:
    """The dropped file under its own name, in a folder that ends with the session."""
    if FOLDER not in st.session_state:
        st.session_state[FOLDER] = tempfile.TemporaryDirectory(prefix="dsupport-")
    folder = Path(st.session_state[FOLDER].name) / re.sub(r"\W", "", file.file_id)
    path = folder / safe_name(file.name)
    if not path.exists():
        folder.mkdir(exist_ok=True)
        path.write_bytes(file.getbuffer())
    return path


def safe_name(name: str) -> str:
    """The last part of a name from outside, without anything that means something to a system."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    cleaned = re.sub(r"[\x00-\x1f<>:\"|?*]", "_", last).strip(" .")
    stem, dot, ending = cleaned.rpartition(".")
    return f"{stem[:100]}.{ending[:10]}" if dot and stem else (cleaned[:100] or "file")


def done(ctx: Context) -> None:
    """Say what was imported just now, once."""
    reports: list[ImportReport] = st.session_state.pop(DONE, [])
    for report in reports:
        n = report.new + report.changed
        key = "importing.done" if n else "importing.done_same"
        st.success(plain(ctx.say(key, n=n, file=report.file)))


def _file(ctx: Context, path: Path) -> None:
    """What is in one file, what it would become, and the button that keeps it."""
    name = f"{path.parent.name} {path.name}"
    say = ctx.say
    with st.container(border=True):
        st.html(f'<h2 class="ds-section ds-first">{escaped(path.name)}</h2>')
        mapping = st.session_state.get(f"{name} mapping", {})
        try:
            report, first = _preview(ctx, path, mapping)
        except IngestError as error:
            st.warning(plain(say("importing.unreadable", reason=problem_text(error, say))))
            if mapping and st.button(say("importing.undo_columns"), key=f"{name} undo"):
                st.session_state.pop(f"{name} mapping")
                st.rerun()
            return
        _what(ctx, report)
        _findings(ctx, report)
        _button(ctx, path, report, mapping, name)
        _first(ctx, first)
        _columns(ctx, report, mapping, name)
        _aside(ctx, report, name)


def _preview(
    ctx: Context, path: Path, mapping: Mapping[str, str]
) -> tuple[ImportReport, list[Contribution]]:
    """Look into a file once, until it, its columns or the workspace change."""
    key = (str(path), tuple(sorted(mapping.items())), ctx.state.revision)
    kept: dict[object, tuple[ImportReport, list[Contribution]]]
    kept = st.session_state.setdefault("dsupport previews", {})
    if key not in kept:
        with st.spinner(ctx.say("importing.looking")):
            kept[key] = importing.preview(ctx.workspace, path, mapping=mapping or None, most=FIRST)
    return kept[key]


def _what(ctx: Context, report: ImportReport) -> None:
    """One sentence on what the file is and holds."""
    say = ctx.say
    languages = ", ".join(
        say("importing.language", name=say.language_name(code), count=n)
        for code, n in report.languages.items()
    )
    parts = [say("importing.holds", n=report.new + report.changed + report.unchanged)]
    if report.participants:
        parts.append(say("importing.people", n=report.participants))
    parts.append(say("importing.in_languages", list=languages))
    if report.new and (report.changed or report.unchanged):
        parts.append(
            say("importing.edition", new=report.new, changed=report.changed, same=report.unchanged)
        )
    platform = f"importing.platform_{report.platform}"
    known = say(platform) if say.has(platform) else report.platform
    form = ", ".join(filter(None, [known, report.encoding]))
    below = say("importing.read_as", platform=form, n=report.rows)
    st.html(
        f'<p class="ds-hint">{escaped(" ".join(parts))}</p><p class="ds-note">{escaped(below)}</p>'
    )


def _findings(ctx: Context, report: ImportReport) -> None:
    """What a person should know about the file: warnings in sight, the rest on demand."""
    say = ctx.say
    shown = [one for one in report.findings if one.severity != "info"]
    quiet = [one for one in report.findings if one.severity == "info"]
    for one in shown:
        words = finding_text(one, say)
        examples = "".join(f"<li>{escaped(place)}</li>" for place in examples_text(one, say)[:3])
        listed = f'<ul class="ds-examples">{examples}</ul>' if examples else ""
        st.html(
            f'<div class="ds-warning"><strong>{escaped(say("importing.note"))}</strong> '
            f"{escaped(words)}{listed}</div>"
        )
    if quiet:
        with st.expander(say("importing.good_to_know", n=len(quiet))):
            st.html(
                '<ul class="ds-list">'
                + "".join(f"<li>{escaped(finding_text(one, say))}</li>" for one in quiet)
                + "</ul>"
            )


def _button(
    ctx: Context, path: Path, report: ImportReport, mapping: Mapping[str, str], name: str
) -> None:
    """Keep what is in the file."""
    say = ctx.say
    stops = [one for one in report.findings if one.severity == "stop"]
    n = report.new + report.changed
    if stops or not n:
        return
    place = st.empty()
    if not place.button(say("importing.import", n=n), type="primary", key=f"{name} import"):
        return
    with place.container():
        try:
            done = importing.import_file(
                ctx.workspace, path, mapping=mapping or None, progress=Working()
            )
        except DsupportError as error:
            st.warning(plain(problem_text(error, say)))
            return
    st.session_state[DONE] = [*st.session_state.get(DONE, []), done]
    st.session_state[STAGED] = [one for one in st.session_state.get(STAGED, []) if one != path]
    _forget(path)
    st.rerun()


def _forget(path: Path) -> None:
    """Empty the place for files if this was its last one."""
    done: set[str] = st.session_state.setdefault("dsupport finished files", set())
    done.add(str(path))
    key = f"upload {st.session_state.get(ROUND, 0)}"
    waiting = [str(_kept(file)) for file in st.session_state.get(key) or []]
    if set(waiting) <= done:
        st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
        done.clear()


def _first(ctx: Context, first: list[Contribution]) -> None:
    """The first contributions as they will be read."""
    if not first:
        return
    st.html(f'<h3 class="ds-small">{escaped(ctx.say("importing.first", n=len(first)))}</h3>')
    for item in first:
        with st.container(border=True):
            # The author is still as written in the file; only the import makes a pseudonym of it.
            st.html(card_html(ctx, replace(item, participant="")))


def _columns(ctx: Context, report: ImportReport, mapping: Mapping[str, str], name: str) -> None:
    """How each column is read, to be changed by hand."""
    say = ctx.say
    if not report.columns:
        return
    with st.expander(say("importing.columns", n=len(report.columns))):
        st.html(f'<p class="ds-note">{escaped(say("importing.columns_hint"))}</p>')
        chosen: dict[str, str] = {}
        with st.form(f"{name} columns", border=False):
            for i, (column, field) in enumerate(report.columns.items()):
                # Row by row: a narrow screen keeps the order of the file.
                if i % 2 == 0:
                    halves = st.columns(2)
                known = field if field in importing.FIELDS else "attribute"
                told = halves[i % 2].selectbox(
                    plain(column), importing.FIELDS, index=importing.FIELDS.index(known),
                    format_func=lambda one: say(f"field.{one}"), key=f"{name} {column} field",
                )  # fmt: skip
                if told != known or column in mapping:
                    chosen[column] = told
            if st.form_submit_button(say("importing.use_columns")):
                st.session_state[f"{name} mapping"] = chosen
                st.rerun()


def _aside(ctx: Context, report: ImportReport, name: str) -> None:
    """Rows that cannot be used, with the reason."""
    if not report.set_aside:
        return
    import pandas as pd

    with st.expander(ctx.say("importing.aside", n=len(report.set_aside))):
        st.html(f'<p class="ds-note">{escaped(ctx.say("importing.aside_hint"))}</p>')
        rows = [
            {
                "line": one.line,
                "reason": reason_text(one, ctx.say),
                "column": one.column,
                "value": one.value,
            }
            for one in report.set_aside[:SHOWN_ASIDE]
        ]
        table(pd.DataFrame(rows), f"{name} aside")
