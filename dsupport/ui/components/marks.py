"""Stretches of a text that are marked: by a line and a number, never by colour alone.

Words that both texts have are dotted below, words that speak against it have a double line and a
sign before them, passages a number at their beginning. Who listens hears the number and the sign;
the same is said again in sentences beside the texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dsupport.ui.components.text import escaped

ONLY, SHARED, AGAINST, PASSAGE = "only", "shared", "against", "passage"

SIGN = "≠"
"""Before a word that speaks against a suggestion."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a text.

    Attributes
    ----------
    kind
        ``only`` (the other text has it not), ``shared``, ``against`` or ``passage``.
    number
        Of a passage.
    """

    start: int
    end: int
    kind: str = ONLY
    number: int = 0


Marked = Mark | tuple[int, int]
"""A mark; without a kind, what the other text does not have."""


def marked_html(text: str, marked: Sequence[Marked], passage: str = "{number}") -> str:
    """Escaped `text` with marks.

    Parameters
    ----------
    passage
        What is read aloud before a passage, with ``{number}`` in it. Escaped here.
    """
    marks = [mark if isinstance(mark, Mark) else Mark(*mark) for mark in marked]
    words = [mark for mark in marks if mark.kind != PASSAGE]
    parts, at = [], 0
    for outer in _passages(mark for mark in marks if mark.kind == PASSAGE):
        start, end, numbers = max(outer[0], at), min(outer[1], len(text)), outer[2]
        if start >= end:
            continue
        parts.append(_words_html(text, at, start, words))
        inside = _words_html(text, start, end, words)
        heard = escaped(passage.format(number=numbers))
        parts.append(
            f'<span class="ds-passage"><span class="ds-hidden">{heard} </span>'
            f'<b class="ds-number" aria-hidden="true">{numbers}</b>{inside}</span>'
        )
        at = end
    return "".join([*parts, _words_html(text, at, len(text), words)])


def _passages(marks: Iterable[Mark]) -> list[tuple[int, int, str]]:
    """Passages in their order; one that is nearest to several has all their numbers."""
    numbers: dict[tuple[int, int], list[str]] = {}
    for mark in marks:
        numbers.setdefault((mark.start, mark.end), []).append(str(mark.number))
    return [(*span, ", ".join(found)) for span, found in sorted(numbers.items())]


def _words_html(text: str, start: int, stop: int, marks: Sequence[Mark]) -> str:
    """Escaped text between two places with the words in it that are marked."""
    parts, at = [], start
    # Where both would mark a word, what speaks against it is what to look at.
    for mark in sorted(marks, key=lambda one: (one.start, one.kind != AGAINST, one.end)):
        first, last = max(mark.start, at), min(mark.end, stop)
        if first < last:
            parts += [escaped(text[at:first]), _word_html(text[first:last], mark.kind)]
            at = last
    return "".join([*parts, escaped(text[at:stop])])


def _word_html(word: str, kind: str) -> str:
    if kind == SHARED:
        return f'<span class="ds-shared">{escaped(word)}</span>'
    if kind == AGAINST:
        return f'<mark class="ds-against">{SIGN}{escaped(word)}</mark>'
    return f"<mark>{escaped(word)}</mark>"


def part_of(marks: Sequence[Mark], start: int, stop: int) -> list[Mark]:
    """The marks between two places of a text, counted from the first."""
    return [
        Mark(max(mark.start, start) - start, min(mark.end, stop) - start, mark.kind, mark.number)
        for mark in marks
        if mark.start < stop and mark.end > start
    ]
