"""The judgement: which warning two texts get, if any."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

from dsupport.analysis.caution import swaps
from dsupport.analysis.caution.across import caution_across
from dsupport.analysis.caution.amounts import amounts_of
from dsupport.analysis.caution.frame import SMALL, Frame, lay, most_in_common
from dsupport.analysis.caution.kinds import NONE, OPPOSITE, QUOTATION, Caution
from dsupport.analysis.caution.polarity import CONTRARY, read, turns
from dsupport.analysis.caution.quoting import quotes
from dsupport.analysis.caution.wordlists import AGAINST, NEGATION, Language, Wordlists
from dsupport.analysis.caution.words import Word, words_of

EXCHANGE, AMOUNT, NAME, KNOWN, OTHER = "exchange", "numbers", "places", "known", "other"

FROM = {
    EXCHANGE: 0.5,
    CONTRARY: 0.45,
    NEGATION: 0.55,
    AGAINST: 0.7,
    AMOUNT: 0.5,
    NAME: 0.55,
    KNOWN: 0.5,
    OTHER: 0.6,
}
"""Share of the words that both texts must have in the same order, by what speaks against them.

The first that is found, in this order, is the warning. Chosen on the even half of the test pairs and
on the training part of STSb: see ``docs/methods.md``.
"""

WITH_COSINE = 0.5
"""The share for any other words where an encoder helps to judge (see `apart`)."""

LEAST = min(FROM.values())

FROM_SENTENCE = {EXCHANGE: 0.6, CONTRARY: 0.6, NEGATION: 0.6, AGAINST: 0.7, AMOUNT: 0.6, KNOWN: 0.7}
"""The same for two sentences of longer texts; other words that differ there are just another story."""

SENTENCE_LEAST = min(FROM_SENTENCE.values())

INSIDE, INSIDE_COUNTS = 0.9, 0.7
"""Share of the shorter sentence that stands in the longer one, from which it counts as that share."""

TITLE = 4
"""Words up to which one telling word in common is enough: “A longer cycle path”."""

SHORTEST, TELLING = 3, 2
"""Words of a sentence, and telling words in common, from which two sentences are compared."""

ASIDE = 2
"""Telling words that one text may add around a “not” which still turns what both say."""

WHOLE = 0.75
"""Share from which words may also turn one another that stand in different gaps."""

EXPECTED, SPARE, SPARE_NAMES = 3.6, -0.85, -0.6
"""Texts that share so many words should be so much nearer if they said the same (see `apart`)."""

Words = tuple[Word, ...]


def caution(
    left: str,
    left_language: str,
    right: str,
    right_language: str,
    lists: Wordlists,
    cosine: float | None = None,
) -> Caution:
    """What speaks against both texts saying the same.

    Parameters
    ----------
    cosine
        How alike an encoder finds them, where one did. Words in no list that fill the same place
        may be synonyms: then they are a warning only if the texts are less alike than they should
        be for all the words that they share.
    """
    if (len(left), left) > (len(right), right):
        # The blocks that `difflib` finds depend on the order: always the shorter text first.
        return caution(right, right_language, left, left_language, lists, cosine).turned()
    words = words_of(left, left_language), words_of(right, right_language)
    languages = left_language, right_language
    for number, text in ((1, right), (0, left)):
        quoted = quotes(text, words[number], words[1 - number], lists.of(languages[number]))
        if quoted:
            said = tuple(word.low for word in words[number][slice(*quoted)])
            return Caution(QUOTATION, () if number else said, said if number else ())
    if left_language != right_language:
        return caution_across(words, languages, lists)
    if [word.low for word in words[0]] == [word.low for word in words[1]]:
        return NONE
    return _in_one_language(words, lists.of(left_language), cosine)


def _in_one_language(
    words: tuple[Words, Words], language: Language, cosine: float | None
) -> Caution:
    """What turns or differs as a whole; or in one sentence; or else any word that fills a place."""
    found: list[Caution] = []
    if most_in_common(*words) >= LEAST:
        frame = lay(*words, language)
        found = _judged(words, frame, language, cosine, FROM)
        if found and not found[0].unsure:
            return found[0]
    return _by_sentence(words, language) or (found[0] if found else NONE)


def _by_sentence(words: tuple[Words, Words], language: Language) -> Caution:
    """Whether a sentence of one text turns around one of the other, whatever else they tell."""
    one, two = (sentences_of(side) for side in words)
    if len(one) == len(two) == 1:
        return NONE
    for left in one:
        for right in two:
            if not _may_meet(left, right):
                continue
            frame = lay(left, right, language)
            telling = sum(not left[i].small for i in frame.common)
            if telling >= (TELLING if max(len(left), len(right)) > TITLE else 1):
                if telling > TELLING and frame.shorter >= INSIDE:
                    frame = replace(frame, share=max(frame.share, INSIDE_COUNTS))
                found = _judged((left, right), frame, language, None, FROM_SENTENCE)
                if found:
                    return found[0]
    return NONE


def _may_meet(left: Words, right: Words) -> bool:
    """Whether two sentences can have enough words in common; quick, for there are many pairs."""
    common = len({w.key[:4] for w in left} & {w.key[:4] for w in right})
    return common >= SENTENCE_LEAST * min(len(left), len(right)) * SMALL


def sentences_of(words: Words) -> list[Words]:
    """The sentences of a text that have at least `SHORTEST` words."""
    numbers = sorted({word.sentence for word in words})
    found = [tuple(w for w in words if w.sentence == number) for number in numbers]
    return [sentence for sentence in found if len(sentence) >= SHORTEST]


def _judged(
    words: tuple[Words, Words],
    frame: Frame,
    language: Language,
    cosine: float | None,
    thresholds: Mapping[str, float],
) -> list[Caution]:
    """The first that holds, in the order of the thresholds; empty if none does."""
    if frame.share < min(thresholds.values()):
        return []
    found = evidence(words, frame, language)
    for reason, least in thresholds.items():
        if frame.share < (WITH_COSINE if reason == OTHER and cosine is not None else least):
            continue
        for name, one in found:
            if name == reason and apart(frame.share, cosine, name):
                return [one]
    return []


def apart(share: float, cosine: float | None, reason: str = OTHER) -> bool:
    """Whether two texts are less alike than all the words that they share lead to expect.

    Nearness is that of `dsupport.analysis.pairs.Calibration`. Of two texts that differ in one word,
    those with synonyms are much nearer than those about benches here and bins there. Names say less
    to an encoder: there it may excuse less. What is in a list is not asked of it.
    """
    if cosine is None or reason not in (NAME, OTHER):
        return True
    nearness = -math.log(1.02 - min(cosine, 1.0))
    return nearness - EXPECTED * share <= (SPARE_NAMES if reason == NAME else SPARE)


def _aside(words: Words, here: frozenset[int], there: frozenset[int]) -> bool:
    """Whether only one text says something there, and more than a word: a remark of its own."""
    return not there and sum(not words[i].small for i in here) > ASIDE


def evidence(
    words: tuple[Words, Words], frame: Frame, language: Language
) -> list[tuple[str, Caution]]:
    """Everything that may speak against two texts, with the reason."""
    one, two = words
    found: list[tuple[str, Caution]] = []
    crossed = swaps.exchanged(frame, words, language) or swaps.reordered(words, language)
    if crossed:
        found.append((EXCHANGE, crossed))
    readings = read(one, language), read(two, language)
    amounts = amounts_of(one, language), amounts_of(two, language)
    gone = frozenset(i for gap in frame.gaps for i in gap.here)
    away = frozenset(j for gap in frame.gaps for j in gap.there)
    kept = frozenset(range(len(one))) - gone, frozenset(range(len(two))) - away

    def turned(here: frozenset[int], there: frozenset[int]) -> int:
        if _aside(one, here, there) or _aside(two, there, here):
            return 0
        turn = turns(*readings, here, there, kept, language)
        if turn.count % 2:
            said = swaps.said(one, sorted(turn.left)), swaps.said(two, sorted(turn.right))
            found.append((turn.by, Caution(OPPOSITE, *said)))
        return turn.count

    for gap in frame.gaps:
        count = turned(frozenset(gap.here), frozenset(gap.there))
        numbers = swaps.numbers(words, amounts, gap, language)
        if numbers:
            found.append((AMOUNT, numbers))
        elif not count:
            other = swaps.places_or_slots(words, gap, language)
            if other:
                reason = OTHER if other.unsure else KNOWN if other.kind == "slots" else NAME
                found.append((reason, other))
    if not found and frame.share >= WHOLE:
        turned(gone, away)
    return found
