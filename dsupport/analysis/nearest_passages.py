"""Where two texts meet: their sentences, and which of the one is nearest to which of the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np

from dsupport.analysis.common_words import Span, words_of
from dsupport.typing import FloatMatrix

_END = re.compile(r"(?<=[.!?;…])[”»\"’)]*\s+|(?<=[。！？])|\n+")

_ABBREVIATED = re.compile(r"(?:(?<!\w)(?:\w{1,4}\.)+|str\.)$")
"""“bzw.”, “Str.”, “e.g.”: no end where a small letter or a bracket follows."""

SHORT = 12
"""A sentence with fewer characters (“Please!”) belongs to the one before."""

MOST = 3
"""Pairs of passages that are shown: more than that is the whole text again."""

WITHIN = 0.2
"""Further pairs of passages are shown while their value is not farther than this from the best."""

ENOUGH = 12
"""Words from which the length of a passage says nothing more."""

MOST_SENTENCES = 60
"""A letter of 2,000 words is compared with its first so many sentences; that still takes a second."""


def sentences(text: str) -> list[Span]:
    """Where the sentences of a text stand, without the blanks between them."""
    spans: list[Span] = []
    start = 0
    for end, after in _cuts(text):
        # Closing quotation marks belong to their sentence.
        part = text[start : end + len(text[end:after].rstrip())]
        first, last = start + len(part) - len(part.lstrip()), start + len(part.rstrip())
        if first < last:
            if spans and last - first < SHORT and "\n" not in text[spans[-1][1] : first]:
                spans[-1] = (spans[-1][0], last)
            else:
                spans.append((first, last))
        start = after
    return spans


def _cuts(text: str) -> Iterator[Span]:
    """Where a sentence ends, and where the next one begins."""
    for match in _END.finditer(text):
        if not _ABBREVIATED.search(text, max(0, match.start() - 8), match.start()) or not (
            text[match.end() : match.end() + 1].islower()
            or text[match.end() : match.end() + 1] == "("
        ):
            yield match.span()
    yield len(text), len(text)


def meetings(value: FloatMatrix, most: int = MOST) -> list[tuple[int, int]]:
    """Pairs of passages that say best why two texts are alike; each passage is in one pair.

    Parameters
    ----------
    value : array of shape (passages of one text, passages of the other)
        See `value_of`.
    most
        Pairs at most; there is one at least.
    """
    left = np.array(value, float)
    best = float(left.max()) if left.size else 0.0
    found: list[tuple[int, int]] = []
    while left.size and len(found) < most:
        row, column = np.unravel_index(int(left.argmax()), left.shape)
        if left[row, column] < best - WITHIN:
            break
        found.append((int(row), int(column)))
        left[row, :] = -np.inf
        left[:, column] = -np.inf
    return found


def value_of(similarity: FloatMatrix, left: Sequence[str], right: Sequence[str]) -> FloatMatrix:
    """How well two passages that are alike explain that their texts are.

    “Thank you for reading” is near to “Thanks for listening”, and explains nothing: short passages
    count less, by the root of their words (geometric mean, full from `ENOUGH` words on).
    """
    share = [
        np.array([min(1.0, len(one.split()) / ENOUGH) for one in some]) for some in (left, right)
    ]
    return np.asarray(similarity * np.sqrt(share[0][:, None] * share[1][None, :]))


def by_words(left: str, left_language: str, right: str, right_language: str) -> FloatMatrix:
    """How alike the sentences of two texts are by their words alone (cosine of their lemmas).

    For when no encoder is at hand, and only of use within one language.
    """
    one, two = _lemmas(left, left_language), _lemmas(right, right_language)
    return np.array(
        [[len(a & b) / max(1.0, np.sqrt(len(a) * len(b))) for b in two] for a in one]
    ).reshape(len(one), len(two))


def _lemmas(text: str, language: str) -> list[set[str]]:
    """The lemmas of each sentence."""
    words = words_of(text, language)
    return [
        {word.lemma for word in words if start <= word.start < end}
        for start, end in sentences(text)
    ]
