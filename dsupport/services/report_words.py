"""How a report names things: texts, themes, moments, people and their notes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dsupport.records import Contribution
from dsupport.results import Theme
from dsupport.services.reading import Snapshot
from dsupport.services.record_names import RecordNames, reader
from dsupport.services.record_sentences import RecordSentences
from dsupport.services.report_parts import Name, Note, Quote
from dsupport.state.actions import LONGEST
from dsupport.wording import Wording
from dsupport.wording.dates import moment_of
from dsupport.wording.quoting import beginning
from dsupport.workspace import Workspace

CUT = 900
"""Characters of a text that are printed; few are longer, and paper is short."""

WORDS = 160
"""Characters of a text that is only named."""


class ReportWords:
    """Names what a snapshot holds, in one language, personal data hidden.

    Parameters
    ----------
    language
        Of sentences (default: English) and of themes (default: that of most of their texts).
    """

    def __init__(self, workspace: Workspace, state: Snapshot, language: str) -> None:
        self.state = state
        self.language = language
        self.file = workspace.path.name
        self.say = Wording(language or "en")
        names = RecordNames(state, reader(workspace), language)
        # On paper nothing can be opened: what people wrote is told whole.
        self.record = RecordSentences(state, names, self.say, self.when, LONGEST)
        self._noted = self._notes()

    # -- moments and people ------------------------------------------------------------------

    def when(self, moment: str) -> str:
        """A moment on paper."""
        return moment_of(self.say, moment)

    def stamp(self, sequence: int) -> str:
        """Who decided, when, and under which number it is in the record; empty if nobody did."""
        decision = self.state.decision(sequence)
        if decision is None:
            return ""
        who = self.say("deciding.by", actor=decision.actor, when=self.when(decision.at))
        return f"{who}, {self.say('deciding.number', number=str(sequence))}"

    def notes(self, *about: str) -> tuple[Note, ...]:
        """What people noted on any of these, also on what was joined into them since."""
        return tuple(note for name in about for note in self._noted.get(name, ()))

    def _notes(self) -> dict[str, list[Note]]:
        state = self.state
        silent = state.decided.off.keys() | {one.sequence for one in state.decided.suspended}
        groups = state.analysis.duplicate_groups if state.analysis else ()
        here = state.themes.keys() | {group.group_id for group in groups}
        found: dict[str, list[Note]] = {}
        for decision in state.decisions:
            if decision.action != "note" or decision.sequence in silent:
                continue
            about = decision.target
            while about in state.decided.became and about not in here:
                about = state.decided.became[about]
            by = self.say("report.note_by", actor=decision.actor, when=self.when(decision.at))
            found.setdefault(about, []).append(Note(decision.argument, by))
        return found

    def command(self, name: str, rest: str = "") -> str:
        """A command on this assembly, as it is typed."""
        return f"dsupport {name} {self.file}{rest}"

    # -- themes ------------------------------------------------------------------------------

    def theme(self, theme: Theme) -> Name:
        """What a theme is called, and in which language that is."""
        label = theme.label(self.language)
        if theme.name:
            return Name(label)
        return Name(label, self.language if self.language in theme.labels else theme.language)

    def sure(self, theme: Theme) -> str:
        """How sure the machine is of a theme; of one that people made it knows nothing."""
        made = self._is_made(theme)
        return self.say("report.made" if made else f"certainty.{theme.certainty}")

    def how_sure(self, theme: Theme) -> str:
        """The same where no column says what the word is about."""
        level = self.sure(theme)
        return level if self._is_made(theme) else self.say("report.sure_is", level=level)

    def _is_made(self, theme: Theme) -> bool:
        """Whether people put it together; the number of that decision is in its id."""
        number = theme.theme_id.removeprefix("T-")
        made = self.state.decision(int(number)) if number.isdigit() else None
        return made is not None and made.action == "new-theme"

    def standing(self, theme: Theme) -> str:
        """Who decided on a theme last; empty if nobody did."""
        if not theme.decided:
            return ""
        word = self.say("themes.locked" if theme.locked else "themes.decided")
        return f"{word} – {self.stamp(theme.decided)}"

    # -- texts -------------------------------------------------------------------------------

    def there(self, names: Iterable[str]) -> list[Contribution]:
        """Those contributions that there are, each once."""
        known = self.state.contributions
        return [known[name] for name in dict.fromkeys(names) if name in known]

    def quote(self, item: Contribution) -> Quote:
        """A contribution in its words."""
        text = item.shown_text.strip()
        cut = len(text) > CUT
        return Quote(
            number=f"#{item.source_id}",
            title=item.shown_title.strip(),
            text=f"{text[:CUT].rsplit(' ', 1)[0]} …" if cut else text,
            language=item.language if item.language != "und" else "",
            spoken=self.say.language_name(item.language),
            cut=cut,
            mark=self.part(item),
        )

    def part(self, item: Contribution) -> str:
        """Which part of which contribution a text is; empty if people did not divide one into it."""
        if not item.part:
            return ""
        whole = f"#{self.state.wholes[item.part_of].source_id}"
        return self.say("ideas.part_of", number=item.part, n=item.parts, whole=whole)

    def first_words(self, item: Contribution) -> Quote:
        """A contribution that is only named."""
        text = beginning(item.analysed_text, WORDS)
        return replace(self.quote(item), title="", text=text, cut=False)

    def numbers(self, items: Sequence[Contribution], most: int = 0) -> str:
        """Contributions as people know them; with `most`, the others are counted."""
        shown = items[:most] if most else items
        listed = ", ".join(f"#{item.source_id}" for item in shown)
        more = len(items) - len(shown)
        return self.say("report.shared_more", list=listed, n=more) if more else listed
