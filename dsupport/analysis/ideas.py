"""Whether a text may hold several ideas, and where one ends: an offer, which a person looks at.

Two signs. **Marks of the author**: items of a list, numbers in a row (“1) … 2) …”), or words that
count (“first … second …”). **Subjects**: the text is cut in two where both sides are nearer to
different themes, each side by a wide margin, and each side again. What is offered seldom should be
right: who reads a false offer loses time, and who misses one still reads the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from dsupport.analysis.segments import LEAST_BLOCK, Segment, letters
from dsupport.typing import FloatMatrix, IntArray

GAP = 0.35
"""Each side is so much nearer (cosine) to its own theme than to that of the other side. Chosen while
looking at the samples and the cycling dialogue; ``docs/methods.md`` has what it finds."""

LEAST = 0.2
"""Each side is at least so near (cosine) to its own theme: what is near to none may be anything, and
fits nowhere."""

BLOCK = 0.1
"""By so much less (share of the sum) the sides may agree where a paragraph begins: people change the
subject between paragraphs rather than inside one."""

MOST = 400
"""Letters of a segment that count: a long sentence does not outweigh all others."""

MOST_PARTS = 12
"""More parts are not offered: such a text is read, and cut by hand."""

_ITEM = re.compile(r"^[ \t]*(?:[-*•◦▪‣–—·]|\(?\d{1,2}[.)]|\(?[a-z][.)])[ \t]+(?=\S)", re.MULTILINE)
_NUMBER = re.compile(
    r"(?:^|(?<=\s)|(?<=\())(?P<number>\d{1,2})(?P<sign>\)|[.º°](?=\s)|[.]?-(?=\s))\s*(?=\S)"
)
_STOPPED = re.compile(r"(?:^|[.:;!?,…\n)])\s*$")
_ORDINALS = (
    "first|firstly|first of all|premièrement|primo|en premier lieu|ten eerste|in de eerste plaats"
    "|primero|en primer lugar|primeiro|em primeiro lugar|in primo luogo|erstens",
    "second|secondly|deuxièmement|secundo|en second lieu|en deuxième lieu|ten tweede"
    "|in de tweede plaats|segundo|en segundo lugar|em segundo lugar|secondo|in secondo luogo"
    "|zweitens",
    "third|thirdly|troisièmement|tertio|en troisième lieu|ten derde|in de derde plaats|tercero"
    "|en tercer lugar|terceiro|em terceiro lugar|terzo|in terzo luogo|drittens",
    "fourth|fourthly|quatrièmement|quarto|en quatrième lieu|ten vierde|cuarto|en cuarto lugar"
    "|em quarto lugar|in quarto luogo|viertens",
    "fifth|fifthly|cinquièmement|quinto|en cinquième lieu|ten vijfde|en quinto lugar"
    "|em quinto lugar|in quinto luogo|fünftens",
)
_CARDINALS = (
    "one|un|een|één|uno|um|eins",
    "two|deux|twee|dos|dois|due|zwei",
    "three|trois|drie|tres|três|tre|drei",
    "four|quatre|vier|cuatro|quatro|quattro",
    "five|cinq|vijf|cinco|cinque|fünf",
)
"""Words that count from one to five, in the languages of the dashboard and in German; those of the
second kind only before a colon."""


@dataclass(frozen=True, slots=True)
class Ideas:
    """Where a text may be cut because another idea begins there.

    Attributes
    ----------
    cuts
        Positions of characters at which parts begin; the first part begins with the text.
    marked
        Whether the author marked them.
    gap
        The narrowest margin of a cut between subjects; 0 where only the author's marks count.
    """

    cuts: tuple[int, ...]
    marked: bool
    gap: float


def find(
    text: str, segments: Sequence[Segment], vectors: FloatMatrix, middles: FloatMatrix
) -> Ideas | None:
    """Look for several ideas in one text; `None` where it seems to be one.

    Parameters
    ----------
    segments
        Of the text (`dsupport.analysis.segments`).
    vectors : array of shape (n, d)
        Unit vectors of the segments, centred like texts.
    middles : array of shape (t, d)
        Unit vectors of the middles of the themes.
    """
    marks = marked(text)
    if marks:
        return Ideas(marks, True, 0.0) if len(marks) < MOST_PARTS else None
    if len(segments) < 2 or len(middles) < 2:
        return None
    sizes = np.array([min(letters(text[s.start : s.end]), MOST) for s in segments], np.float32)
    blocks = np.array([int(s.block) for s in segments])
    found = sorted(_cut(vectors * sizes[:, None], middles, blocks))
    if not found or len(found) >= MOST_PARTS:
        return None
    cuts = tuple(segments[row].start for row, _ in found)
    return Ideas(cuts, False, round(min(gap for _, gap in found), 4))


def _cut(
    weighted: FloatMatrix, middles: FloatMatrix, blocks: IntArray, first: int = 0
) -> list[tuple[int, float]]:
    """Segments at which another subject begins, each with its margin; then each side again.

    Whether to cut is judged by the margin; where to cut, by how much each side is of one mind: the
    lengths of both sums of vectors.
    """
    if len(weighted) < 2:
        return []
    sums = np.cumsum(weighted, axis=0)
    before, after = sums[:-1], sums[-1] - sums[:-1]
    left, right = _similarities(before, middles), _similarities(after, middles)
    rows = np.arange(len(left))
    here, there = left.argmax(axis=1), right.argmax(axis=1)
    gaps = np.minimum(left[rows, here] - left[rows, there], right[rows, there] - right[rows, here])
    gaps[np.minimum(left[rows, here], right[rows, there]) < LEAST] = 0.0
    if gaps.max() < GAP:
        return []
    whole = np.linalg.norm(weighted, axis=1).sum()
    united = (np.linalg.norm(before, axis=1) + np.linalg.norm(after, axis=1)) / max(whole, 1e-9)
    best = int((united + BLOCK * blocks[1:]).argmax()) + 1
    return [
        (first + best, float(gaps.max())),
        *_cut(weighted[:best], middles, blocks[:best], first),
        *_cut(weighted[best:], middles, blocks[best:], first + best),
    ]


def _similarities(sums: FloatMatrix, middles: FloatMatrix) -> FloatMatrix:
    length = np.linalg.norm(sums, axis=1, keepdims=True)
    return np.asarray(sums / np.maximum(length, 1e-9) @ middles.T)


# -- marks of the author -------------------------------------------------------------------


def marked(text: str) -> tuple[int, ...]:
    """Where the author began a new item, but for the first: what stands before belongs to it."""
    listed = [match.start() for match in _ITEM.finditer(text)]
    for starts in (listed, _numbers(text), _words(text)):
        own = _long_enough(text, starts)
        if len(own) > 1:
            return tuple(own[1:])
    return ()


def _long_enough(text: str, starts: Sequence[int]) -> list[int]:
    """Of what begins at these places, that which stands for itself."""
    return [
        start
        for start, end in pairwise([*starts, len(text)])
        if letters(text[start:end]) >= LEAST_BLOCK
    ]


def _numbers(text: str) -> list[int]:
    """Where numbers count on from one: “1) … 2) … 3) …”."""
    found: list[int] = []
    for match in _NUMBER.finditer(text):
        start = match.start() - (text[max(match.start() - 1, 0)] == "(")
        # “am 1. Mai” counts nothing: only after a stop, unless it stands in brackets.
        counts = match["sign"] == ")" or _STOPPED.search(text[max(start - 8, 0) : start])
        if counts and int(match["number"]) == len(found) + 1:
            found.append(start)
    return found


def _words(text: str) -> list[int]:
    """Where words count on from one, each at the beginning of a sentence or of a half of one."""
    found: list[int] = []
    at = 0
    for pattern in _COUNTERS:
        match = pattern.search(text, at)
        if match is None:
            break
        found.append(match.start("word"))
        at = match.end()
    return found


def _counter(ordinals: str, cardinals: str) -> re.Pattern[str]:
    longest_first = "|".join(sorted(ordinals.split("|"), key=len, reverse=True))
    return re.compile(
        r"(?:^|[.:;!?)]\s|\n)\s*(?P<word>(?:(?:and|et|en|y|e|und)\s)?"
        rf"(?:(?:{longest_first})(?!\w)|(?:{cardinals})\s?:))",
        re.IGNORECASE,
    )


_COUNTERS = tuple(map(_counter, _ORDINALS, _CARDINALS))
