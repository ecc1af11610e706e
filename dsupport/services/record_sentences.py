"""The record in sentences: what somebody did, with names of themes and beginnings of texts for ids."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from dsupport.phrases import Phrase
from dsupport.services.reading import Snapshot
from dsupport.services.record_names import SESSION, RecordNames
from dsupport.state import division
from dsupport.state.log import SWITCHES, Decision, parts, switches
from dsupport.wording import Wording
from dsupport.wording.dates import day
from dsupport.wording.quoting import beginning, listed

NAMED = 2
"""Contributions whose words are shown in a sentence; the others are counted."""

SHORT, LONG = 60, 240
"""Characters of a text that is only named, and of words that are the decision itself."""

IDS = ("id", "into", "theme", "group", "contribution", "a", "b", "some")
"""Words of a sentence that are ids."""

KINDS = {
    "duplicates": (
        "confirm-duplicates", "dismiss-duplicates", "mark-same", "mark-related", "mark-opposite",
        "set-representative", "join-duplicates", "split-duplicates", "learn",
    ),
    "themes": (
        "rename-theme", "describe-theme", "colour-theme", "join-themes", "split-theme",
        "lock-theme", "unlock-theme", "order-theme", "pin", "new-theme",
    ),
    "contributions": (
        "place", "unplace", "set-aside", "bring-back", "set-language", "divide", "keep-whole",
    ),
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


def whole(decision: Decision) -> str:
    """Words of a decision that its sentence cuts off; empty if it shows them all."""
    spoken = decision.action in ("note", "describe-theme", "describe-session")
    return decision.argument if spoken and len(decision.argument) > LONG else ""


class RecordSentences:
    """Says what people decided. Everything that it says may hold texts of people.

    Parameters
    ----------
    when
        Says an ISO time; by default with “today” where it is today.
    long
        Characters of names, descriptions and notes that are the decision itself.
    """

    def __init__(
        self,
        state: Snapshot,
        names: RecordNames,
        say: Wording,
        when: Callable[[str], str] | None = None,
        long: int = LONG,
    ) -> None:
        self.state = state
        self.names = names
        self.say = say
        self.when = when or say.date
        self.long = long

    # -- what ids are called ---------------------------------------------------------------

    def quoted(self, text: str, length: int = SHORT) -> str:
        """The beginning of a text in the quotation marks of the language."""
        return self.say("record.quoted", text=beginning(text, length))

    def said(self, text: str) -> str:
        """Words that are the decision itself, in quotation marks."""
        return self.quoted(text, self.long)

    def text_of(self, contribution_id: str, length: int = SHORT) -> str:
        """The beginning of a contribution, personal data hidden; its id if it is not there."""
        item = self.state.text(contribution_id)
        if item is None:
            return contribution_id
        return self.quoted(item.shown_title or item.shown_text, length)

    def texts_of(self, names: Sequence[str]) -> str:
        """The first of some contributions in their words, and how many more there are."""
        found = [self.text_of(name) for name in names[:NAMED]]
        if len(names) > NAMED:
            found.append(self.say("record.more", n=len(names) - NAMED))
        return listed(self.say, found)

    def theme_name(self, theme_id: str, before: int) -> str:
        """The name, in quotation marks, that a theme had when decision number `before` was taken."""
        return self.quoted(self.names.theme(theme_id, before))

    def group_texts(self, group_id: str) -> str:
        """Contributions of a group, as they were suggested or put together first, in their words."""
        return self.texts_of(self.names.members(group_id) or (group_id,))

    def run_name(self, run_id: str) -> str:
        """An analysis is called by the moment when it was made."""
        run = next((run for run in self.state.runs if run.run_id == run_id), None)
        return self.when(run.started_at) if run else run_id

    def now(self, name: str) -> str:
        """What any id is called now; a word that is no id stays as it is."""
        state = self.state
        if state.text(name):
            return self.text_of(name)
        groups = state.analysis.duplicate_groups if state.analysis else ()
        gone = name in state.decided.became and name not in state.themes
        if gone or any(group.group_id == name for group in groups):
            found = self.names.members(name)
            if found:
                return self.texts_of(found)
        if gone or name in state.themes:
            return self.theme_name(name, len(state.decisions) + 1)
        return name

    def named(self, phrase: Phrase) -> str:
        """A sentence in which names stand for ids."""
        words = {
            key: ", ".join(self.now(one) for one in word.split(", "))
            if key in IDS and isinstance(word, str)
            else word
            for key, word in phrase.words.items()
        }
        return self.say.phrase(replace(phrase, words=words), page=True)

    # -- what somebody did, and whether it counts --------------------------------------------

    def did(self, decision: Decision) -> str:
        """What somebody did, in words that follow their name."""
        key = f"record.did_{decision.action.replace('-', '_')}"
        return _DID[decision.action](self, decision, key)

    def told(self, decision: Decision) -> str:
        """Who did what, in one line."""
        return f"{decision.actor} {self.did(decision)}"

    def standing(self, decision: Decision) -> tuple[str, str]:
        """Whether it counts: ``counts``, ``undone``, ``suspended`` or ``switch``, and in words."""
        say, state = self.say, self.state
        if decision.action in SWITCHES:
            return "switch", ""
        if by := state.decision(state.decided.off.get(decision.sequence, 0)):
            when, number = self.when(by.at), str(by.sequence)
            return "undone", say("record.undone_by", actor=by.actor, when=when, number=number)
        for one in state.decided.suspended:
            if one.sequence == decision.sequence:
                why = self.why_suspended(one.why[:1])
                return "suspended", say("record.suspended_why", why=why)
        return "counts", say("record.in_effect")

    def why_suspended(self, why: Sequence[Phrase]) -> str:
        """Why a decision does not count, in words."""
        return " ".join(self._stands_on(phrase) or self.named(phrase) for phrase in why)

    def _stands_on(self, phrase: Phrase) -> str:
        """What is missing was made by a decision that is undone: its number says more than an id."""
        name = str(phrase.words.get("id", ""))
        letter, _, digits = name.partition("-")
        made = int(digits) if letter in ("T", "D") and digits.isdigit() else self._cut(name)
        if made not in self.state.decided.off:
            return ""
        return self.say("record.stands_on", number=str(made))

    def _cut(self, name: str) -> int:
        """The decision that made a part, by its id; 0 if none did."""
        whole = division.whole_of(name)
        for one in reversed(self.state.decisions if whole else ()):
            divided = division.read(whole, one.argument, one.sequence)
            if (one.action, one.target) == ("divide", whole) and divided and name in divided.parts:
                return one.sequence
        return 0


# -- one sentence for each action ----------------------------------------------------------

Sentence = Callable[[RecordSentences, Decision, str], str]


def _of_group(tell: RecordSentences, decision: Decision, key: str) -> str:
    return tell.say(key, texts=tell.group_texts(decision.target))


def _of_texts(tell: RecordSentences, decision: Decision, key: str) -> str:
    return tell.say(key, texts=tell.texts_of(decision.targets))


def _of_argument(tell: RecordSentences, decision: Decision, key: str) -> str:
    return tell.say(key, texts=tell.texts_of(parts(decision.argument)))


def _join_groups(tell: RecordSentences, decision: Decision, key: str) -> str:
    firsts = [(tell.names.members(name) or (name,))[0] for name in decision.targets]
    return tell.say(key, texts=tell.texts_of(firsts))


def _of_theme(tell: RecordSentences, decision: Decision, key: str) -> str:
    say = tell.say
    theme = tell.theme_name(decision.target, decision.sequence)
    if decision.action == "rename-theme":
        return say(key, theme=theme, name=tell.said(decision.argument))
    if decision.action == "describe-theme":
        if not decision.argument:
            return say(f"{key}_empty", theme=theme)
        return say(key, theme=theme, text=tell.said(decision.argument))
    if decision.action == "colour-theme":
        return say(key, theme=theme, colour=say(f"colour.{decision.argument}"))
    if decision.action == "order-theme":
        return say(key, theme=theme, position=decision.argument)
    if decision.action == "split-theme":
        out = parts(decision.argument)
        return say(key, theme=theme, texts=tell.texts_of(out), n=len(out))
    return say(key, theme=theme)


def _join_themes(tell: RecordSentences, decision: Decision, key: str) -> str:
    names = [tell.theme_name(one, decision.sequence) for one in decision.targets]
    themes = listed(tell.say, names)
    if decision.argument:
        name = tell.said(decision.argument)
        return tell.say(f"{key}_named", themes=themes, name=name)
    return tell.say(key, themes=themes)


def _new_theme(tell: RecordSentences, decision: Decision, key: str) -> str:
    names = decision.targets
    name = tell.said(decision.argument)
    return tell.say(key, name=name, texts=tell.texts_of(names), n=len(names))


def _into_theme(tell: RecordSentences, decision: Decision, key: str) -> str:
    theme = tell.theme_name(decision.argument, decision.sequence)
    return tell.say(key, theme=theme, texts=tell.texts_of(decision.targets))


def _set_aside(tell: RecordSentences, decision: Decision, key: str) -> str:
    why = tell.say(f"aside.{decision.argument}")
    return tell.say(key, why=why, texts=tell.texts_of(decision.targets))


def _language(tell: RecordSentences, decision: Decision, key: str) -> str:
    language = tell.say.language_name(decision.argument)
    return tell.say(key, texts=tell.texts_of(decision.targets), language=language)


def _divide(tell: RecordSentences, decision: Decision, key: str) -> str:
    n = len(division.cuts_of(decision.argument)) + 1
    return tell.say(key, texts=tell.texts_of(decision.targets), n=n)


def _keep_whole(tell: RecordSentences, decision: Decision, key: str) -> str:
    return tell.say(key, texts=tell.texts_of([division.given_id(decision.target)]))


def _note(tell: RecordSentences, decision: Decision, key: str) -> str:
    say, target = tell.say, decision.target
    if tell.state.text(target):
        what = tell.text_of(target)
    elif any(run.run_id == target for run in tell.state.runs):
        what = say("record.note_analysis", when=tell.run_name(target))
    elif target.startswith(SESSION):
        what = say("record.note_session", number=target.removeprefix(SESSION))
    elif tell.names.members(target):
        what = tell.group_texts(target)
    else:
        what = say("record.note_theme", name=tell.theme_name(target, decision.sequence))
    return say(key, what=what, text=tell.said(decision.argument))


def _of_run(tell: RecordSentences, decision: Decision, key: str) -> str:
    return tell.say(key, run=tell.run_name(decision.target))


def _session(tell: RecordSentences, decision: Decision, key: str) -> str:
    number, argument = decision.target, decision.argument
    if decision.action == "date-session":
        return tell.say(key, number=number, day=day(tell.say, argument))
    if not argument:
        return tell.say(f"{key}_empty", number=number)
    return tell.say(key, number=number, text=tell.said(argument))


def _learn(tell: RecordSentences, decision: Decision, key: str) -> str:
    return tell.say(f"{key}_{decision.argument}")


def _switch(tell: RecordSentences, decision: Decision, key: str) -> str:
    about = root(tell.state, decision)
    # Its number stands beside it: where it is told itself, its words are whole.
    short = RecordSentences(tell.state, tell.names, tell.say, tell.when)
    return tell.say(key, number=str(about.sequence), what=short.told(about))


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
    "divide": _divide,
    "keep-whole": _keep_whole,
    "note": _note,
    **dict.fromkeys(KINDS["runs"], _of_run),
    "date-session": _session,
    "describe-session": _session,
    "learn": _learn,
    **dict.fromkeys(SWITCHES, _switch),
}
