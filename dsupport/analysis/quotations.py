"""Sentences that can stand for a theme: whole, readable on their own, not too long."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dsupport.analysis.segments import segments

LONGEST = 200
"""Characters that a page has room for."""

SHORTEST = 25

LEAST_WORDS = 4

_MARK = re.compile(r"\[[a-z ]+ hidden\]")
_LINK = re.compile(r"https?://|www\.|@\w")
_SPACES = re.compile(r"\s+")
_ITEM = re.compile(r"^(?:[-*•◦▪‣–—·]|\(?\d{1,2}[.)])\s+")
_WORD = re.compile(r"\w+(?:['’]\w+)*")

LEANING = frozenset(
    """
    and but or so then this that these those they it he she also because therefore however otherwise
    which there such another both thus still even instead
    et mais ou donc alors ce cela ça ceci cette ces ils elles il elle on aussi car c'est c’est or
    puis sinon pourtant ainsi là
    en maar of dus dan dit dat deze die ze zij het hij ook want daarom anders toch zo daar er
    y pero o entonces eso esto esta estos estas ellos ellas él ella también porque además así ese esa
    e mas ou então isto isso este esta estes estas eles elas ele ela também porque além assim esse
    ma oppure quindi allora questo questa questi queste loro lui lei anche perché inoltre così ciò
    und aber oder also dann dies das diese dieser dieses sie es er auch denn deshalb sonst so dort da
    i però doncs això aquest aquesta ells elles també perquè
    """.split()
)
"""First words that lean on what was said before: such a sentence cannot stand alone."""


def sentences(text: str) -> Iterator[str]:
    """Sentences of `text` that can be quoted, as they stand but for line breaks."""
    for segment in segments(text):
        sentence = _SPACES.sub(" ", text[segment.start : segment.end]).strip()
        sentence = _ITEM.sub("", sentence)
        if _quotable(sentence):
            yield sentence


def _quotable(sentence: str) -> bool:
    if not SHORTEST <= len(sentence) <= LONGEST or _MARK.search(sentence) or _LINK.search(sentence):
        return False
    words = _WORD.findall(sentence)
    return len(words) >= LEAST_WORDS or not sentence.isascii()


def leans(sentence: str) -> bool:
    """Whether a sentence needs the one before it, asks, shouts, quotes or trails off."""
    words = _WORD.findall(sentence)
    return (
        not words
        or words[0].casefold() in LEANING
        or words[0][0].islower()
        or sentence.isupper()
        or "!!" in sentence
        or sentence[0] in "«“„‘\"'"
        or sentence.endswith(("?", "…", "...", ":", ","))
    )


def beginning(text: str) -> str:
    """The first words of a text that has no sentence to quote."""
    text = _SPACES.sub(" ", text).strip()
    if len(text) <= LONGEST:
        return text
    cut = text[: LONGEST - 1]
    return f"{cut[: cut.rfind(' ')] if ' ' in cut else cut}…"
