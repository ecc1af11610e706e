"""Why two texts are suggested together: shared words, nearest passages, what speaks against it.

Everything is found anew from the texts, when somebody asks; a run keeps only its scores. Positions
are those in `text_of`: title and text as cards show them, personal data hidden.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from dsupport import data
from dsupport.analysis.common_words import Span, common
from dsupport.analysis.nearest_passages import (
    MOST_SENTENCES,
    by_words,
    meetings,
    sentences,
    value_of,
)
from dsupport.analysis.turning import (
    AGAINST,
    CONTRARY,
    NAME,
    NEGATION,
    NUMBER,
    Lists,
    Turn,
    read_lists,
    turns,
)
from dsupport.encode import Encoder
from dsupport.records import Contribution, full_text
from dsupport.services.embedding import vectors_for
from dsupport.services.grounds import Ground
from dsupport.services.suggesting import CALIBRATION
from dsupport.typing import FloatMatrix
from dsupport.workspace import Workspace

MEANING, WORDS, WHOLE = "meaning", "words", "whole"
"""By what the nearest passages were found; ``whole``: each text is one passage, or nothing can be
said of parts of them."""

ALONE = 0.35
"""A passage of which the nearest in the other text has a smaller cosine says something else: below
it, texts are not suggested to be read together either (`dsupport.analysis.pairs`)."""

TURNING = 0.5
"""Passages that are less alike than this are about different things: a “not” in one of them says
nothing about the other."""

TURNED_BY = {
    "opposite": (NEGATION, AGAINST, CONTRARY),
    "negation": (NEGATION, AGAINST, CONTRARY),
    "numbers": (NUMBER,),
    "places": (NAME,),
    "slots": (CONTRARY,),
}
"""Which words may be behind a warning. A quotation is a passage, and none of these."""

LONGER, MORE_WORDS = 2.5, 25
"""How many times longer, and by how many words, one text must be for that to be said."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two passages that are nearest to each other.

    Attributes
    ----------
    probability
        That people would say both mean the same; `None` where passages were compared by words.
    """

    left: Span
    right: Span
    probability: float | None


@dataclass(frozen=True, slots=True)
class Compared:
    """Every passage of one text compared with every one of the other, by meaning.

    Attributes
    ----------
    similarity, probability, about : arrays of shape (passages of left, passages of right)
        Cosines without what is particular to a language; probability that both mean the same; and
        how much both are about what the other text is about (mean cosine with its passages).
    """

    similarity: FloatMatrix
    probability: FloatMatrix
    about: FloatMatrix


@dataclass(frozen=True, slots=True)
class PairWhy:
    """What speaks for and against two texts saying the same.

    Attributes
    ----------
    shared
        Words that both have, as the first writes them.
    shared_left, shared_right
        Where they stand.
    meetings
        The nearest passages, the nearest first; none where each text is one passage.
    by
        How they were found: ``meaning``, ``words`` or ``whole``.
    alone_left, alone_right
        Passages with nothing like them in the other text.
    turns
        Words that only one has and that may turn the meaning.
    longer
        How many times longer the second is than the first (below 1: shorter); 1 if alike.
    """

    shared: tuple[str, ...]
    shared_left: tuple[Span, ...]
    shared_right: tuple[Span, ...]
    meetings: tuple[Meeting, ...]
    by: str
    alone_left: tuple[Span, ...]
    alone_right: tuple[Span, ...]
    turns: tuple[Turn, ...]
    longer: float


def text_of(item: Contribution) -> str:
    """Title and text as they are shown, the text after a line break."""
    return full_text(item.shown_title, item.shown_text)


def passages_of(item: Contribution) -> list[Span]:
    """The sentences of a contribution that are compared; a title is one."""
    return sentences(text_of(item))[:MOST_SENTENCES]


def has_passages(left: Contribution, right: Contribution) -> bool:
    """Whether one of two texts has more than one passage: otherwise there is nothing to seek."""
    return max(len(passages_of(left)), len(passages_of(right))) > 1


def why_pair(
    left: Contribution,
    right: Contribution,
    by_meaning: Compared | None = None,
    *,
    warning: str = "",
) -> PairWhy:
    """Compare two texts.

    Parameters
    ----------
    by_meaning
        From `compared`. Without it passages are compared by their words, which is of no use across
        languages: then there are none.
    warning
        What an analysis warns of: if no passage has it, it is sought in the whole texts.
    """
    one, two = text_of(left), text_of(right)
    spans = passages_of(left), passages_of(right)
    several = max(map(len, spans)) > 1
    similarity: FloatMatrix | None = None
    value: FloatMatrix | None = None
    probability: FloatMatrix | None = None
    if several and by_meaning:
        similarity, probability = by_meaning.similarity, by_meaning.probability
        value = similarity + by_meaning.about
    elif several and left.language == right.language:
        similarity = by_words(one, left.language, two, right.language)
        value = similarity = similarity[:MOST_SENTENCES, :MOST_SENTENCES]
    if similarity is not None and (not similarity.size or similarity.max() <= 0):
        similarity = value = None
    said = [one[a:b] for a, b in spans[0]], [two[a:b] for a, b in spans[1]]
    met = [] if value is None else meetings(value_of(value, *said))
    alike = [pair for pair in met if similarity is not None and similarity[pair] >= TURNING]
    shared = common(one, left.language, two, right.language)
    alone = _alone(spans, similarity if by_meaning else None)
    return PairWhy(
        shared=shared.words,
        shared_left=shared.left,
        shared_right=shared.right,
        meetings=tuple(
            Meeting(
                spans[0][a],
                spans[1][b],
                None if probability is None else round(float(probability[a, b]), 4),
            )
            for a, b in met
        ),
        by=WHOLE if similarity is None else MEANING if by_meaning else WORDS,
        alone_left=alone[0],
        alone_right=alone[1],
        turns=_turns(left, right, [(spans[0][a], spans[1][b]) for a, b in alike], several, warning),
        longer=_longer(one, two),
    )


def compared(
    workspace: Workspace, ground: Ground, left: Contribution, right: Contribution, encoder: Encoder
) -> Compared:
    """Compare every passage of one text with every one of the other, by meaning."""
    items = left, right
    texts = [[text_of(item)[a:b] for a, b in passages_of(item)] for item in items]
    raw = vectors_for(workspace, [*texts[0], *texts[1]], encoder)
    first = len(texts[0])
    meaning_left, near_left = ground.place(raw[:first], left.language)
    meaning_right, near_right = ground.place(raw[first:], right.language)
    across = np.array(left.language != right.language)
    about_left = near_left @ near_right.mean(axis=0)
    about_right = near_right @ near_left.mean(axis=0)
    return Compared(
        similarity=near_left @ near_right.T,
        probability=CALIBRATION.probability(meaning_left @ meaning_right.T, across),
        about=(about_left[:, None] + about_right[None, :]) / 2,
    )


def _alone(
    spans: tuple[list[Span], list[Span]], similarity: FloatMatrix | None
) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Passages of each text with nothing like them in the other; by meaning only."""
    if similarity is None:
        return (), ()
    near = similarity.max(axis=1), similarity.max(axis=0)
    left, right = (
        tuple(span for span, best in zip(own, found, strict=True) if best < ALONE)
        for own, found in zip(spans, near, strict=True)
    )
    return left, right


def _turns(
    left: Contribution,
    right: Contribution,
    met: Sequence[tuple[Span, Span]],
    several: bool,
    warning: str,
) -> tuple[Turn, ...]:
    """What turns the meaning, in passages that meet.

    In a long text “not” stands somewhere, and says nothing about another one: only short texts, and
    those of which an analysis warns, are compared as a whole.
    """
    whole = [((0, len(text_of(left))), (0, len(text_of(right))))]
    found = _turns_in(left, right, met if several else whole)
    if found or not warning:
        return found
    return tuple(
        turn for turn in _turns_in(left, right, whole) if turn.kind in TURNED_BY.get(warning, ())
    )


def _turns_in(
    left: Contribution, right: Contribution, met: Sequence[tuple[Span, Span]]
) -> tuple[Turn, ...]:
    """What turns the meaning in some pairs of passages, by kind."""
    one, two = text_of(left), text_of(right)
    found: dict[str, list[Turn]] = {}
    for (a, b), (c, d) in met:
        for turn in turns(one[a:b], left.language, two[c:d], right.language, word_lists()):
            found.setdefault(turn.kind, []).append(
                Turn(turn.kind, _moved(turn.left, a), _moved(turn.right, c))
            )
    return tuple(
        Turn(
            kind,
            tuple(sorted(span for turn in parts for span in turn.left)),
            tuple(sorted(span for turn in parts for span in turn.right)),
        )
        for kind, parts in found.items()
    )


def _moved(spans: Sequence[Span], by: int) -> tuple[Span, ...]:
    return tuple((start + by, end + by) for start, end in spans)


def _longer(left: str, right: str) -> float:
    """How many times longer the second text is; 1 where both are about as long."""
    one, two = len(left.split()), len(right.split())
    times = max(one, two) / max(1, min(one, two))
    if times < LONGER or abs(one - two) < MORE_WORDS:
        return 1.0
    return two / max(1, one)


@cache
def word_lists() -> Lists:
    """Words that turn a sentence around, as they come with the project."""
    return read_lists(data.rows("negation.tsv"))
