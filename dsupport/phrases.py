"""What can be said in any language: the key of a sentence, and the words that fill it.

Findings, reasons and errors are made where nobody knows who will read them. They carry a phrase;
a page says it in the language of its reader (`wording.Wording.phrase`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

Word: TypeAlias = "str | int | Phrase | tuple[Phrase, ...]"
"""Text as it is, a number as the language writes it, a phrase, or several with commas between.

Numbers that only name something, such as that of a line, are text.
"""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence that is yet to be said.

    Attributes
    ----------
    key
        Its key in the wording, such as ``reason.no-text``.
    words
        What fills it, by name.
    """

    key: str
    words: Mapping[str, Word] = field(default_factory=dict)


def phrase_from(stored: Mapping[str, Any]) -> Phrase:
    """A phrase that was stored as JSON."""
    return Phrase(str(stored["key"]), words_from(stored["words"]))


def words_from(stored: Mapping[str, Any]) -> dict[str, Word]:
    """Words that were stored as JSON."""
    return {name: word_from(value) for name, value in stored.items()}


def word_from(stored: Any) -> Word:
    """A word that was stored as JSON."""
    if isinstance(stored, Mapping):
        return phrase_from(stored)
    if isinstance(stored, list | tuple):
        return tuple(phrase_from(one) for one in stored)
    return stored if isinstance(stored, int) else str(stored)
