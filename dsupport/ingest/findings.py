"""What can be remarkable about a file, and a notebook to collect it in."""

from __future__ import annotations

from collections.abc import Iterable

from dsupport.phrases import Phrase, Word
from dsupport.results import Finding
from dsupport.wording.findings import found

EXAMPLES = 5
"""Examples kept per finding; enough to look them up, short enough to read."""

SEVERITIES = {
    # the file itself
    "other-file-type": "warning",
    "encoding-unsure": "warning",
    "undecodable-bytes": "warning",
    "garbled-text": "warning",
    "rows-above-header": "info",
    "no-header": "info",
    "repeated-columns": "warning",
    "blank-rows": "info",
    "other-sheets": "warning",
    "unclosed-quote": "warning",
    "odd-quotes": "warning",
    # columns
    "text-column-guessed": "warning",
    "title-as-text": "info",
    "personal-data-column": "warning",
    # cells
    "bad-values": "warning",
    "unreadable-dates": "warning",
    "unclear-dates": "warning",
    "mixed-dates": "warning",
    "unknown-kinds": "info",
    "uncomputed-formulas": "info",
    "markup-removed": "info",
    # texts
    "repeated-rows": "info",
    "repeated-ids": "warning",
    "repeated-texts": "info",
    "cut-off-texts": "warning",
    "personal-data": "warning",
    "rejected-statements": "info",
    "set-aside": "warning",
}
"""What can be found, and how serious it is; the sentences are in `wording`."""


class Notes:
    """Collects findings while a file is read; the only thing in a reading that changes."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}
        self._places: dict[str, list[Word]] = {}
        self._words: dict[str, dict[str, Word]] = {}

    def add(self, code: str, place: Word = "", /, *, count: int = 1, **words: Word) -> None:
        """Note one more case of `code`, an example of it, and words that fill the sentence."""
        self._counts[code] = self._counts.get(code, 0) + count
        places = self._places.setdefault(code, [])
        if place and len(places) < EXAMPLES:
            places.append(place)
        self._words.setdefault(code, {}).update(words)

    def findings(self) -> tuple[Finding, ...]:
        """All findings, the serious ones first."""
        every = [
            found(code, SEVERITIES[code], count, self._places[code], **self._words[code])
            for code, count in self._counts.items()
        ]
        return tuple(sorted(every, key=lambda one: ("stop", "warning", "info").index(one.severity)))


def at(line: int, value: Word = "", *, column: Word = "") -> Phrase:
    """Where something is in a file, and what is there."""
    name = "cell" if column else "line_value" if value else "line"
    return Phrase(f"place.{name}", {"line": str(line), "column": column, "value": value})


def shorten(value: str, length: int = 80) -> str:
    """`value` on one line, cut to `length` characters."""
    line = " ".join(value[: 4 * length].split())
    return line if len(line) <= length else f"{line[: length - 1]}\u2026"


def listing(names: Iterable[str], limit: int = 30) -> str:
    """Names as a list that reads the same in every language."""
    names = list(names)
    more = f" \u2026 (+{len(names) - limit})" if len(names) > limit else ""
    return ", ".join(f"\u201c{shorten(name, 40)}\u201d" for name in names[:limit]) + more
