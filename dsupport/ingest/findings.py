"""What can be remarkable about a file, in plain words, and a notebook to collect it in."""

from __future__ import annotations

from collections.abc import Iterable

from dsupport.results import Finding

EXAMPLES = 5
"""Examples kept per finding; enough to look them up, short enough to read."""

MESSAGES: dict[str, tuple[str, str]] = {
    # the file itself
    "other-file-type": (
        "warning",
        "The name ends in {named}, but the content is {found}; it was read as what it is.",
    ),
    "encoding-unsure": (
        "warning",
        "The encoding could not be told with certainty; {encoding} was used. Look at the accented "
        "letters in the texts.",
    ),
    "undecodable-bytes": (
        "warning",
        "Characters that could not be decoded and show as \ufffd: {count}.",
    ),
    "garbled-text": (
        "warning",
        "Texts with sequences such as \u00c3\u00a9: {count}. The file was probably decoded wrongly "
        "before it was exported; the texts were kept as they are.",
    ),
    "rows-above-header": ("info", "Rows above the header that were skipped: {count}."),
    "no-header": (
        "info",
        "The first row does not read like a header, so it was taken as a contribution too.",
    ),
    "repeated-columns": (
        "warning",
        "Column names that occur more than once: {count}. The later ones got a number.",
    ),
    "blank-rows": ("info", "Blank rows that were skipped: {count}."),
    "other-sheets": (
        "warning",
        "Only the sheet {sheet} was read. Other sheets in the workbook: {count}.",
    ),
    "unclosed-quote": (
        "warning",
        "Rows that open a quote and never close it: {count}. They were set aside, and reading "
        "went on at the next line.",
    ),
    "odd-quotes": (
        "warning",
        "Rows with quotes inside quotes that are not doubled: {count}. They were kept, but their "
        "texts may have lost a quote or end too early; compare them with the file.",
    ),
    # columns
    "text-column-guessed": (
        "warning",
        "No column is named like a text; {column} was taken because it holds the longest texts. "
        "If that is wrong, use --map COLUMN=text.",
    ),
    "title-as-text": (
        "info",
        "Rows with a title but no text: {count}. The title became the text.",
    ),
    "personal-data-column": (
        "warning",
        "Columns that hold e-mail addresses, phone numbers or full names of people: {count}. "
        "Authors become pseudonyms when stored; other columns are kept as attributes unless they "
        "are mapped to ignore.",
    ),
    # cells
    "bad-values": (
        "warning",
        "Cells whose value cannot be used: {count}. They were left out; their rows were kept.",
    ),
    "unreadable-dates": (
        "warning",
        "Dates that cannot be read: {count}. They were kept as written, as an attribute.",
    ),
    "unclear-dates": (
        "warning",
        "Dates whose day and month cannot be told apart: {count}. They were read as day first.",
    ),
    "mixed-dates": (
        "warning",
        "Some dates can only be day first and others only month first. Where both are possible "
        "({count}), day first was used.",
    ),
    "unknown-kinds": (
        "info",
        "Rows whose kind is not known: {count}. They count as proposals, or as comments if they "
        "answer something; what was written is kept as an attribute.",
    ),
    "uncomputed-formulas": (
        "info",
        "Cells that begin with = and have no stored result: {count}. Their words were read as text.",
    ),
    "markup-removed": (
        "info",
        "Texts written in HTML: {count}. The tags were removed, the line breaks kept.",
    ),
    # texts
    "repeated-rows": (
        "info",
        "Rows that repeat an earlier row word for word, id included: {count}. The first was kept.",
    ),
    "repeated-ids": (
        "warning",
        "Rows with the id of an earlier row but other content: {count}. They were kept and got "
        "ids such as 12#2.",
    ),
    "repeated-texts": (
        "info",
        "Texts that repeat an earlier text word for word in another row: {count}. All were kept.",
    ),
    "cut-off-texts": (
        "warning",
        "Texts that end in \u2026: {count}. The export probably cut them off; what follows is missing.",
    ),
    "personal-data": (
        "warning",
        "Contributions that hold what may identify a person: {count} ({kinds}). It is hidden "
        "where texts are shown and analysed.",
    ),
    "rejected-statements": (
        "info",
        "Statements that the moderators of the conversation rejected: {count}. They were kept "
        "with the attribute moderated = -1.",
    ),
    "set-aside": (
        "warning",
        "Rows that could not be used: {count}. They were set aside; the list says why.",
    ),
}
"""For each code its severity and its sentence."""


class Notes:
    """Collects findings while a file is read; the only thing in a reading that changes."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}
        self._examples: dict[str, list[str]] = {}
        self._words: dict[str, dict[str, str]] = {}

    def add(self, code: str, example: str = "", *, count: int = 1, **words: str) -> None:
        """Note one more case of `code`; `words` fill the sentence."""
        self._counts[code] = self._counts.get(code, 0) + count
        examples = self._examples.setdefault(code, [])
        if example and len(examples) < EXAMPLES:
            examples.append(example)
        self._words.setdefault(code, {}).update(words)

    def findings(self) -> tuple[Finding, ...]:
        """All findings, the serious ones first."""
        found = [self._finding(code) for code in self._counts]
        return tuple(sorted(found, key=lambda one: ("stop", "warning", "info").index(one.severity)))

    def _finding(self, code: str) -> Finding:
        severity, sentence = MESSAGES[code]
        count = self._counts[code]
        message = sentence.format(count=count, **self._words[code])
        return Finding(code, severity, message, count, tuple(self._examples[code]))


def shorten(value: str, length: int = 80) -> str:
    """`value` on one line, cut to `length` characters."""
    line = " ".join(value[: 4 * length].split())
    return line if len(line) <= length else f"{line[: length - 1]}\u2026"


def listing(names: Iterable[str], limit: int = 30) -> str:
    """Names as a readable list."""
    names = list(names)
    more = f" and {len(names) - limit} more" if len(names) > limit else ""
    return ", ".join(f"\u201c{shorten(name, 40)}\u201d" for name in names[:limit]) + more
