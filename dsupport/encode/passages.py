"""Splits long texts into passages that an encoder can read whole; they count together.

An encoder sees at most 512 tokens and drops the rest without a word. A letter of 2,000 words is
therefore encoded passage by passage, and its vector is the mean of theirs, weighted by length.
"""

from __future__ import annotations

import re

LONGEST = 1200
"""Characters of a passage: under 512 tokens in every language that was tried."""

_SENTENCE_END = re.compile(r"(?<=[.!?。！？…])\s+|\n+")


def split(text: str, longest: int = LONGEST) -> list[str]:
    """Split at ends of sentences into passages of at most `longest` characters.

    Nothing is lost: every character that is not white space at a cut is in exactly one passage.
    """
    if len(text) <= longest:
        return [text]
    if not text.strip():
        return [""]
    passages, current = [], ""
    for sentence in _SENTENCE_END.split(text):
        for piece in _chop(sentence, longest):
            if current and len(current) + 1 + len(piece) > longest:
                passages.append(current)
                current = piece
            else:
                current = f"{current} {piece}" if current else piece
    return [*passages, current] if current else passages


def _chop(sentence: str, longest: int) -> list[str]:
    """Cut a sentence that is itself too long, at spaces where there are some."""
    pieces = []
    while len(sentence) > longest:
        cut = sentence.rfind(" ", longest // 2, longest)
        cut = cut if cut > 0 else longest
        pieces.append(sentence[:cut].strip())
        sentence = sentence[cut:].strip()
    return [*pieces, sentence] if sentence else pieces
