"""The appendix of a report: every decision in words, and how to check that nobody changed one."""

from __future__ import annotations

from dsupport.records import Contribution
from dsupport.services.report_parts import Chain, Entry
from dsupport.services.report_words import ReportWords
from dsupport.state.actions import FORMS
from dsupport.state.log import Decision, broken_at, parts


def entry(words: ReportWords, decision: Decision) -> Entry:
    """One decision, and whether it counts."""
    kind, standing = words.record.standing(decision)
    items = _contributions(words, decision)
    numbers = words.numbers(items)
    return Entry(
        number=decision.sequence,
        at=decision.at,
        when=words.when(decision.at),
        who=decision.actor,
        what=words.record.did(decision),
        numbers=words.say("report.numbers", n=len(items), list=numbers) if items else "",
        why=decision.reason,
        kind=kind,
        standing=standing,
    )


def _contributions(words: ReportWords, decision: Decision) -> list[Contribution]:
    """The contributions that a decision is about: its sentence names only the first of them."""
    form = FORMS[decision.action]
    if form.about == "group" and form.argument == "none":
        return words.there(m for one in decision.targets for m in words.record.names.members(one))
    said = parts(decision.argument) if form.argument in ("id", "ids") else ()
    return words.there([*decision.targets, *said])


def chain(words: ReportWords) -> Chain | None:
    """How the record can be checked; `None` if nobody decided anything."""
    log = words.state.decisions
    if not log:
        return None
    command = words.command("check")
    if wrong := broken_at(log):
        said = words.say("report.chain_broken", number=str(wrong), command=command)
        return Chain(said, "")
    last = log[-1]
    said = words.say("report.chain", number=str(last.sequence), command=command)
    return Chain(said, last.hash)
