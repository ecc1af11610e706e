"""Whether one text quotes the other, with or without quotation marks, and says something about it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dsupport.analysis.caution.frame import lay, weight
from dsupport.analysis.caution.wordlists import COMMENT, Language
from dsupport.analysis.caution.words import Word, kin

_MARKS = (("“", "”“"), ("„", "“”"), ("«", "»"), ("»", "«"), ('"', '"'), ("‹", "›"), ("›", "‹"),
          ("‚", "‘’"), ("「", "」"), ("『", "』"))  # fmt: skip
_QUOTED = re.compile(
    "|".join(rf"{a}\s?([^{a}{b}]{{8,}}?)\s?[{b}]" for a, b in _MARKS)
    + r"|(?<!\w)[‘']\s?(\S[^\n]{6,}\S)\s?[’'](?!\w)"  # the last one: it is an apostrophe, too
)

LEAST_QUOTED = 3
"""Words that a quotation must have in common with what it quotes."""

OWN_SHARE = 0.6
"""Share of the words around a quotation that the other text must not have."""

LEAST_COMMENT = 3
"""Words that somebody must add."""

LEAST_TALK = 6
"""Words around it without quotation marks that are a comment, not only “the mayor says”."""

QUOTED_SHARE = 0.75
"""Share of the quoted words that the other text must have, in the same order."""

COVERED = 0.7
"""Share of the other text that must be in a text without quotation marks, in the same order."""


def quotes(
    text: str, words: Sequence[Word], other: Sequence[Word], language: Language
) -> tuple[int, int] | None:
    """First and last-but-one word of what `text` quotes of the other and comments upon."""
    for match in _QUOTED.finditer(text):
        stretch = _inside(words, *match.span(match.lastindex or 0))
        if _is_quoted(words, stretch, other):
            return stretch
    return _unmarked(text, words, other, language)


def _inside(words: Sequence[Word], start: int, end: int) -> tuple[int, int]:
    inside = [i for i, word in enumerate(words) if start <= word.start < end]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


def _is_quoted(words: Sequence[Word], stretch: tuple[int, int], other: Sequence[Word]) -> bool:
    quoted = words[slice(*stretch)]
    rest = [*words[: stretch[0]], *words[stretch[1] :]]
    if len(quoted) < LEAST_QUOTED or len(rest) < LEAST_COMMENT or not _adds(rest, other):
        return False
    common = [word for word in quoted if _has(other, word)]
    return weight(common) >= QUOTED_SHARE * weight(quoted)


def _adds(rest: Sequence[Word], other: Sequence[Word]) -> bool:
    """Whether words outside a quotation are a comment of one's own, not what the other says too."""
    telling = [word for word in rest if not word.small] or rest
    own = [word for word in telling if not _has(other, word)]
    return len(own) >= min(LEAST_COMMENT, len(telling)) and len(own) >= OWN_SHARE * len(telling)


def _has(words: Sequence[Word], word: Word) -> bool:
    return any(word.low == other.low or kin(word.key, other.key) for other in words)


def _unmarked(
    text: str, words: Sequence[Word], other: Sequence[Word], language: Language
) -> tuple[int, int] | None:
    """The other text within this one, where a question or words of comment follow or come first."""
    if len(words) - len(other) < LEAST_COMMENT or len(other) < LEAST_QUOTED:
        return None
    frame = lay(words, other, language)
    if frame.shorter < COVERED:
        return None
    gone = {i for gap in frame.gaps for i in (*gap.left_only, *gap.left_moved)}
    common = [i for i in range(len(words)) if i not in gone]
    start, end = common[0], common[-1] + 1
    if end - start > 1.6 * len(other):
        return None
    rest = [*words[:start], *words[end:]]
    after = text[words[end - 1].end : words[end - 1].end + 3].strip()
    asked = after.startswith("?") and end < len(words)
    talks = len(rest) >= LEAST_TALK and language.find(COMMENT, rest)
    if _adds(rest, other) and (asked or talks):
        return start, end
    return None
