"""Which words of a text another text does not have: what to look at when both seem the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

_WORD = re.compile(r"\w+(?:[.,:h]\d+)*", re.UNICODE)

MOST_NAMED = 12
"""Words that are named in a list; the texts themselves show all."""

SHORT = 4
"""Words with fewer letters (articles, prepositions) are not named as shared, unless digits."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two texts compared word by word.

    Attributes
    ----------
    marked
        Stretches of the first text whose words the second does not have.
    shared
        Telling words that both have, in their order in the first text.
    only
        Telling words that only the first has, in their order.
    share
        Share of the different words of the shorter text that the other has too, 0 to 1.
    """

    marked: tuple[tuple[int, int], ...]
    shared: tuple[str, ...]
    only: tuple[str, ...]
    share: float


def compare(text: str, *others: str) -> Comparison:
    """Compare `text` with `others`: marked is what none of them has."""
    found = [(match.span(), _folded(match.group())) for match in _WORD.finditer(text)]
    theirs = {_folded(word) for other in others for word in _WORD.findall(other)}
    own = {word for _, word in found}
    marked = [span for span, word in found if word not in theirs]
    return Comparison(
        marked=_joined(text, marked),
        shared=_telling(text[a:b].casefold() for (a, b), word in found if word in theirs),
        only=_telling(text[a:b].casefold() for a, b in marked),
        share=len(own & theirs) / max(1, min(len(own), len(theirs))),
    )


def _folded(word: str) -> str:
    """A word without case and accents: “Écoles” and “ecoles” are one."""
    letters = unicodedata.normalize("NFD", word.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _joined(text: str, spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Stretches with nothing but blanks between them become one: calmer to read."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and not text[joined[-1][1] : start].strip(" "):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return tuple(joined)


def _telling(words: Iterable[str]) -> tuple[str, ...]:
    kept = [word for word in words if len(word) >= SHORT or any(map(str.isdigit, word))]
    return tuple(dict.fromkeys(kept))[:MOST_NAMED]
