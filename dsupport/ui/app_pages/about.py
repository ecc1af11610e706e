"""How did this result come about, how sure is it, and what could be wrong?"""

from __future__ import annotations

import json
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from dsupport import __version__
from dsupport.services import accounting, exporting, tables
from dsupport.services.doubts import doubts
from dsupport.ui import charts
from dsupport.ui.components.headline import empty, headline, note, section
from dsupport.ui.components.links import link
from dsupport.ui.components.notices import stale_notice
from dsupport.ui.components.table import as_table, table
from dsupport.ui.components.text import escaped, plain, shortened
from dsupport.ui.session import Context, context
from dsupport.wording.findings import finding_text, reason_text

if TYPE_CHECKING:
    from dsupport.results import Analysis
    from dsupport.services.reading import Snapshot
    from dsupport.workspace import Workspace

STEPS = ("load encoder", "encode", "themes", "duplicates", "map", "names", "consensus", "ideas")

LEVELS = ("sure", "fairly sure", "unsure", "unplaced")

FORMS = {
    "html": "text/html",
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}

MOST_LETTERS = 60
"""Of a title, in the name of a file."""

SETTINGS = (
    "method detail min_cluster_size n_neighbors n_partitions min_confidence min_probability random_state"
).split()


def render() -> None:
    """Show the page."""
    ctx = context()
    state, say = ctx.state, ctx.say
    if not state.contributions:
        empty(ctx, "contributions")
        return
    if state.run is None or state.analysis is None:
        few = len(state.contributions) < ctx.least
        empty(ctx, "few" if few else "analysis")
        _imports(ctx)
        return
    seconds = round(sum(state.run.seconds.values()))
    when = say.date(state.run.started_at)
    hint = say("about.hint_decided" if state.decisions else "about.hint")
    headline(
        ctx,
        say("about.headline", n=len(state.inputs), when=when, seconds=seconds),
        " ".join([*accounting.others(state, say), *accounting.divided(state, say), hint]),
    )
    stale_notice(ctx)
    left, right = st.columns(2, gap="large")
    with left:
        _done(ctx)
        _decided(ctx)
        _fingerprint(ctx)
        _settings(ctx)
    with right:
        _sure(ctx, state.analysis)
        _wrong(ctx)
        _take(ctx)
    _imports(ctx)
    _runs(ctx)


def _listed(lines: list[str], kind: str = "ul") -> None:
    items = "".join(f"<li>{escaped(line)}</li>" for line in lines)
    st.html(f'<{kind} class="ds-reasons">{items}</{kind}>')


def _done(ctx: Context) -> None:
    """The steps in plain words with their times."""
    run, say = ctx.state.run, ctx.say
    if run is None:
        return
    section(say("about.done"), say("about.done_hint"))
    lines = []
    for step in STEPS:
        if step not in run.seconds:
            continue
        key = f"about.step_{step.replace(' ', '_')}"
        if step == "themes" and run.config.get("method") == "hdbscan":
            key += "_hdbscan"
        text = say(key, n=run.config.get("n_partitions", 0))
        seconds = round(run.seconds[step], 1)
        lines.append(
            say("about.step" if seconds else "about.step_quick", text=text, seconds=seconds)
        )
    _listed(lines, "ol")


def _decided(ctx: Context) -> None:
    """How what is shown comes from the accepted run and from what people decided."""
    say, state = ctx.say, ctx.state
    if state.run is None:
        return
    section(say("about.decided"))
    _listed(accounting.decided(state, state.run, say, say.date))
    if state.decisions:
        link("record", say("about.decided_link"))


def levels(state: Snapshot) -> dict[str, int]:
    """Contributions by how surely they belong to their theme."""
    found = Counter(p.certainty if p.theme_id else "unplaced" for p in state.placements.values())
    return {level: found[level] for level in LEVELS if found[level]}


def _sure(ctx: Context, analysis: Analysis) -> None:
    say = ctx.say
    level = analysis.certainty.replace(" ", "_")
    text = say(f"about.stable_{level}", share=say.percent(analysis.stability))
    counts = levels(ctx.state)
    names = {name: say(f"about.level_{name.replace(' ', '_')}") for name in LEVELS}
    share = counts.get("sure", 0) / max(1, sum(counts.values()))
    section(say("about.sure"), "")
    st.markdown(plain(text))
    st.markdown(f"**{plain(say('about.bar_finding', share=say.percent(share)))}**")
    frame = pd.DataFrame({"certainty": [names[n] for n in counts], "size": list(counts.values())})
    if not as_table(ctx, frame, "about sure"):
        st.plotly_chart(
            charts.certainty_bar(counts, names, dark=st.context.theme.type == "dark"),
            key="about sure picture", theme=None, config={"displayModeBar": False},
            alt=say("about.bar_alt"),
        )  # fmt: skip
    note(say("about.sure_note"))


def _wrong(ctx: Context) -> None:
    section(ctx.say("about.wrong"))
    _listed(doubts(ctx.state, ctx.say, ctx.language))


def _fingerprint(ctx: Context) -> None:
    if ctx.state.run:
        section(ctx.say("about.fingerprint"), ctx.say("about.fingerprint_note"))
        st.code(ctx.state.run.fingerprint, language=None, wrap_lines=True)


def _settings(ctx: Context) -> None:
    say, run = ctx.say, ctx.state.run
    if run is None:
        return
    section(say("about.settings"))
    card = run.encoder
    rows = {
        say("about.model"): accounting.model(run, say),
        say("about.software"): say("about.software_value", version=__version__),
    }
    rows |= {say(f"about.{name}"): _setting(ctx, name, run.config.get(name)) for name in SETTINGS}
    rows[say("about.weights")] = str(card.get("weights", ""))[:16]
    rows[say("about.text_version")] = str(card.get("text_version", ""))
    listed = "".join(
        f"<dt>{escaped(name)}</dt><dd>{escaped(value)}</dd>" for name, value in rows.items()
    )
    with st.expander(say("about.settings_more")):
        st.html(f'<dl class="ds-settings">{listed}</dl>')


def _setting(ctx: Context, name: str, value: object) -> str:
    if value is None:
        return ctx.say("about.automatic")
    key = f"about.{name}_{value}"
    return ctx.say(key) if ctx.say.has(key) else ctx.say.number(value)


def _imports(ctx: Context) -> None:
    """Every file that came in, with what was noticed and what could not be used."""
    say = ctx.say
    if not ctx.state.imports:
        return
    section(say("about.imports", n=len(ctx.state.imports)))
    for one in reversed(ctx.state.imports):
        title = say("about.import_title", file=shortened(one.file), when=say.date(one.at))
        with st.expander(plain(title)):
            _import(ctx, json.loads(one.report), one.sha256)


def _import(ctx: Context, report: Mapping[str, Any], sha256: str) -> None:
    say = ctx.say
    aside = report.get("set_aside", [])
    lines = [
        say(
            "about.import_rows", n=report.get("rows", 0), aside=len(aside),
            contributions=report.get("contributions", 0),
        )
    ]  # fmt: skip
    languages = report.get("languages", {})
    if languages:
        named = [
            say("about.import_language", name=say.language_name(code), n=n)
            for code, n in languages.items()
        ]
        lines.append(say("about.import_languages", list=", ".join(named)))
    columns = [
        say(
            "about.import_column", column=c, field=say(f"field.{f}") if say.has(f"field.{f}") else f
        )
        for c, f in report.get("columns", {}).items()
    ]
    if columns:
        lines.append(say("about.import_columns", list="; ".join(columns)))
    found = [finding_text(one, say) for one in report.get("findings", [])]
    lines += found or [say("about.no_findings")]
    lines.append(say("about.import_hash", hash=sha256))
    _listed(lines)
    if aside:
        st.html(f'<h3 class="ds-label">{escaped(say("about.aside"))}</h3>')
        rows = [{**row, "reason": reason_text(row, say)} for row in aside]
        table(pd.DataFrame(rows, columns=["line", "reason", "column", "value"]), f"aside {sha256}")


def _runs(ctx: Context) -> None:
    say = ctx.say
    section(say("about.runs", n=len(ctx.state.runs)), say("about.runs_hint"))
    frame = tables.runs_table(ctx.state).iloc[::-1].copy()
    frame["started_at"] = [say.date(moment) for moment in frame["started_at"]]
    frame["fingerprint"] = frame["fingerprint"].str[:12]
    frame["seconds"] = frame["seconds"].round().astype(int)
    # A word, not a tick: a tick is only a sign for those who listen.
    shown, not_shown = say("about.run_shown"), say("about.run_kept")
    frame["accepted"] = [shown if one else not_shown for one in frame["accepted"]]
    columns = "run_id accepted started_at seconds encoder random_state fingerprint".split()
    table(frame[columns], "about runs")


def _take(ctx: Context) -> None:
    """Downloads; a file is written when it is asked for."""
    say = ctx.say
    section(say("about.take"), say("about.take_hint"))
    run = ctx.state.run.run_id if ctx.state.run else ""
    with st.container(horizontal=True):
        for form, mime in FORMS.items():
            name = say("about.file_name", title=_file_stem(ctx.state.title), run=run, form=form)
            st.download_button(
                say("report.take" if form == "html" else f"about.take_{form}"),
                _writer(ctx.workspace, form, ctx.language, ctx.state.until),
                file_name=name, mime=mime, on_click="ignore", key=f"about take {form}",
            )  # fmt: skip


def _file_stem(title: str) -> str:
    """A title as the beginning of a file's name, cut only between words."""
    words = re.sub(r"[^\w]+", "-", title).strip("-")
    if len(words) > MOST_LETTERS:
        words = words[: MOST_LETTERS + 1].rpartition("-")[0] or words[:MOST_LETTERS]
    return words or "assembly"


def _writer(workspace: Workspace, form: str, language: str, until: str = "") -> Callable[[], bytes]:
    def write() -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / f"tables.{form}"
            exporting.export(workspace, out, language=language, until=until)
            return out.read_bytes()

    return write
