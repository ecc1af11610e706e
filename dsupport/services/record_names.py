"""What the ids in the record are called: themes by the name that they had then, texts by their words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from dsupport.results import Analysis
from dsupport.services.reading import Snapshot
from dsupport.state import division
from dsupport.state.actions import FORMS
from dsupport.state.log import Decision, parts, switched_off
from dsupport.wording import Wording
from dsupport.workspace import Workspace
from dsupport.workspace.runs import RunInfo, StoredRuns

SESSION = "session "
"""What a note on a session is about begins like this; its number follows."""

WORDS = 80
"""Characters of a text in a table of decisions."""

MOST = 20
"""Texts of one decision that such a table names; the others are counted."""

Read = Callable[[RunInfo], Analysis | None]


class RecordNames:
    """Names for ids, as of any decision of the record.

    Parameters
    ----------
    read
        Gives what a run found: themes and groups that are gone since are named by it.
    language
        Of themes that the machine named.
    """

    def __init__(self, state: Snapshot, read: Read, language: str = "") -> None:
        self._state = state
        self._read = read
        self._language = language

    def theme(self, theme_id: str, before: int) -> str:
        """The name that a theme had when decision number `before` was taken."""
        log = self._state.decisions[: before - 1]
        given = [one for one in log if _gives_name(one, theme_id)]
        if given:
            off = {*switched_off(log), *(one.sequence for one in self._state.decided.suspended)}
            for one in reversed(given):
                if one.sequence not in off:
                    return one.argument
        return self._own_name(theme_id, before)

    def _own_name(self, theme_id: str, before: int) -> str:
        """The name that the machine gave, also where the theme has been joined since."""
        if parent := self._split_from(theme_id):
            return f"{self._own_name(parent.target, before)} · 2"
        theme = self._state.themes.get(theme_id)
        if theme is None and (found := self.origin(theme_id)):
            analysis, own = found
            theme = next((one for one in analysis.themes if one.theme_id == own), None)
        return replace(theme, name="").label(self._language) if theme else theme_id

    def _split_from(self, theme_id: str) -> Decision | None:
        """The decision that made a theme by splitting another one."""
        decision = self._maker(theme_id, "T")
        return decision if decision and decision.action == "split-theme" else None

    def _maker(self, name: str, letter: str) -> Decision | None:
        """The decision that made a theme or group by hand: its number is in the id."""
        first, _, number = name.partition("-")
        by_hand = first == letter and number.isdigit()
        return self._state.decision(int(number)) if by_hand else None

    def origin(self, name: str) -> tuple[Analysis, str] | None:
        """What the run found from which a theme or group comes, and its id there (see `rebase`)."""
        runs = self._state.runs
        for run in runs:
            if name.startswith(f"{run.run_id}-"):
                analysis = self._read(run)
                return (analysis, name.removeprefix(f"{run.run_id}-")) if analysis else None
        first = next((d.run_fingerprint for d in self._state.decisions if d.run_fingerprint), "")
        ground = next((run for run in runs if run.fingerprint == first), self._state.run)
        found = self._read(ground) if ground else None
        return (found, name) if found else None

    def members(self, group_id: str) -> tuple[str, ...]:
        """Contributions of a group, as they were suggested or put together first."""
        if made := self._maker(group_id, "D"):
            return parts(made.argument) if made.action == "split-duplicates" else made.targets
        if found := self.origin(group_id):
            analysis, own = found
            for group in analysis.duplicate_groups:
                if group.group_id == own:
                    return group.members
        # It was found among contributions that came after a run.
        there = self._state.analysis.duplicate_groups if self._state.analysis else ()
        return next((group.members for group in there if group.group_id == group_id), ())


def _gives_name(decision: Decision, theme_id: str) -> bool:
    if decision.action == "join-themes":
        return bool(decision.argument) and decision.targets[0] == theme_id
    if decision.action == "new-theme":
        return theme_id == f"T-{decision.sequence}"
    return decision.action == "rename-theme" and decision.target == theme_id


def reader(workspace: Workspace | None) -> Read:
    """Reads what a run found, each run once; without a workspace none can be read."""
    known: dict[str, Analysis | None] = {}

    def read(run: RunInfo) -> Analysis | None:
        if workspace is not None and run.run_id not in known:
            with workspace.reading() as connection:
                found = StoredRuns(connection).read(run.run_id)
            known[run.run_id] = found[1] if found else None
        return known.get(run.run_id)

    return read


class RecordWords:
    """What decisions are about and what they say, in words, for a table: names stand for ids."""

    def __init__(self, state: Snapshot, names: RecordNames, say: Wording) -> None:
        self._state = state
        self._names = names
        self._say = say

    def target(self, decision: Decision) -> str:
        """What a decision is about."""
        about, before = FORMS[decision.action].about, decision.sequence
        if about == "anything":
            about = self._kind(decision.target)
        match about:
            case "contribution" | "contributions":
                return self._texts(decision.targets)
            case "group":
                found = [self._names.members(one) or (one,) for one in decision.targets]
                return " + ".join(self._texts(members) for members in found)
            case "theme":
                return self._listed([self._names.theme(t, before) for t in decision.targets])
            case "run":
                runs = {run.run_id: run.started_at for run in self._state.runs}
                return runs.get(decision.target, decision.target)
            case "session":
                number = decision.target.removeprefix(SESSION)
                return self._say("record.note_session", number=number)
            case "decision":
                other = self._state.decision(int(decision.target))
                return f"{other.action}: {self.target(other)}" if other else decision.target
            case _:
                return decision.target

    def argument(self, decision: Decision) -> str:
        """What a decision says of it."""
        argument = decision.argument
        form = FORMS[decision.action].argument
        if not argument:
            return ""
        if form == "ids" or decision.action == "set-representative":
            return self._texts(parts(argument))
        if form == "cuts":
            return self._say("ideas.parts", n=len(division.cuts_of(argument)) + 1)
        if form == "id":
            return self._listed([self._names.theme(argument, decision.sequence)])
        if form == "language":
            return self._say.language_name(argument)
        if form in ("aside", "colour"):
            return self._say(f"{form}.{argument}")
        return argument

    def _kind(self, name: str) -> str:
        """What a note is about."""
        if self._state.text(name):
            return "contribution"
        if any(run.run_id == name for run in self._state.runs):
            return "run"
        if name.startswith(SESSION):
            return "session"
        return "group" if self._names.members(name) else "theme"

    def _texts(self, ids: Sequence[str]) -> str:
        """The beginnings of contributions, personal data hidden."""
        found = [
            item.shown_title or item.shown_text if (item := self._state.text(name)) else name
            for name in ids[:MOST]
        ]
        more = len(ids) - MOST
        return self._listed(found) + (f"; {self._say('record.more', n=more)}" if more > 0 else "")

    def _listed(self, texts: Sequence[str]) -> str:
        return "; ".join(self._say("record.quoted", text=_beginning(text)) for text in texts)


def _beginning(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= WORDS else f"{line[: WORDS - 1].rstrip()}…"
