"""What a printed report tells of an assembly: where everything comes from, and who decided it.

It is the snapshot in words, of now or of an earlier moment. Personal data is always hidden, and
nothing is broken down by who people are: a report goes from hand to hand.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable

from dsupport import __version__
from dsupport.services import accounting, demo, report_found, report_record
from dsupport.services.doubts import doubts
from dsupport.services.reading import Snapshot
from dsupport.services.record_names import SESSION
from dsupport.services.report_parts import Fact, FileRow, Origin, Report, SessionRow
from dsupport.services.report_words import ReportWords
from dsupport.wording.dates import day
from dsupport.workspace import Workspace


def report(workspace: Workspace, state: Snapshot, now: str, language: str = "") -> Report:
    """Everything that is told of an assembly.

    Parameters
    ----------
    now
        When it is written: ISO 8601 time in UTC.
    language
        Of sentences (default: English) and of themes (default: that of most of their texts).
    """
    words = ReportWords(workspace, state, language)
    say = words.say
    key, moment = ("report.as_of", state.until) if state.until else ("report.written", now)
    analysed = state.analysis
    return Report(
        title=state.title,
        moment=say(key, when=words.when(moment)),
        summary=tuple(_summary(words)),
        sample=demo.is_sample(workspace),
        total=len(state.given),
        origin=_origin(words),
        sessions=tuple(_sessions(words)),
        found=report_found.found(words, analysed) if analysed else None,
        outside=report_found.outside(words) if analysed else None,
        aside=tuple(report_found.aside(words)),
        limits=tuple(doubts(state, say, language, counted=False)) if analysed else (),
        record=tuple(report_record.entry(words, one) for one in state.decisions),
        chain=report_record.chain(words),
    )


def _summary(words: ReportWords) -> Iterable[str]:
    """How many contributions, languages and people."""
    say, items = words.say, words.state.given.values()
    yield say("report.contributions", n=len(items))
    yield from accounting.divided(words.state, say)
    # Languages in the order of size, without sizes: small numbers point at people.
    codes = [code for code, _ in Counter(c.language for c in items).most_common() if code != "und"]
    if codes:
        named = ", ".join(say.language_name(code) for code in codes)
        yield say("report.languages", n=len(codes), list=named)
    people = words.state.people
    yield say("report.people", n=people) if people else say("report.people_none")


# -- how it came about ---------------------------------------------------------------------


def _origin(words: ReportWords) -> Origin:
    say, run = words.say, words.state.run
    made_with = say("about.software_value", version=__version__)
    software = Fact(say("report.written_with"), made_with)
    files = tuple(_files(words))
    if run is None or words.state.analysis is None:
        return Origin((say("report.no_analysis"),), (), (), (software,), files)
    made = say("report.analysis_value", run=run.run_id, when=words.when(run.started_at))
    return Origin(
        machine=tuple(_machine(words)),
        people=tuple(accounting.decided(words.state, run, say, words.when)),
        notes=words.notes(run.run_id),
        facts=(
            Fact(say("report.analysis"), made),
            Fact(say("about.fingerprint"), hash=run.fingerprint),
            Fact(say("about.model"), accounting.model(run, say)),
            Fact(say("about.weights"), hash=str(run.encoder.get("weights", ""))),
            software,
        ),
        files=files,
    )


def _machine(words: ReportWords) -> Iterable[str]:
    """What a machine did, in sentences."""
    say, state = words.say, words.state
    if state.run is None or state.analysis is None:
        return
    when = words.when(state.run.started_at)
    yield say("report.machine", n=len(state.inputs), when=when)
    yield from accounting.others(state, say)
    level = state.analysis.certainty.replace(" ", "_")
    yield say(f"about.stable_{level}", share=say.percent(state.analysis.stability))
    yield say("report.kept")


def _files(words: ReportWords) -> Iterable[FileRow]:
    for one in words.state.imports:
        told = json.loads(one.report)
        rows, unusable = int(told.get("rows", 0)), len(told.get("set_aside", ()))
        kept = int(told.get("contributions", 0))
        yield FileRow(one.file, words.when(one.at), rows, kept, unusable, one.sha256)


def _sessions(words: ReportWords) -> Iterable[SessionRow]:
    for number, one in words.state.decided.sessions.items():
        held = day(words.say, one.date) if one.date else words.say("sessions.undated")
        yield SessionRow(str(number), held, one.agenda, words.notes(f"{SESSION}{number}"))
