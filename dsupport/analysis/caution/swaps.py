"""Words that stand in one text where the other has something else: numbers, places, anything."""

from __future__ import annotations

from collections.abc import Sequence

from dsupport.analysis.caution.amounts import Amount
from dsupport.analysis.caution.frame import Frame, Gap
from dsupport.analysis.caution.kinds import NONE, NUMBERS, OPPOSITE, PLACES, SLOTS, Caution
from dsupport.analysis.caution.wordlists import (
    ANTONYM,
    DEMAND,
    INSTEAD,
    ORDINAL,
    PLACE,
    SAME,
    SLOT,
    Found,
    Language,
)  # fmt: skip
from dsupport.analysis.caution.words import CAPITAL_NOUNS, Word, kin

Words = tuple[Word, ...]

GERMAN_WHERE = frozenset("in nach bei aus von bis zwischen ab gegen um zu".split())
"""Before a noun without an article: a place, mostly."""

REACH = 5
"""Words before and after “instead of” among which that is what it compares."""


def numbers(
    words: tuple[Words, Words], amounts: tuple[list[Amount], list[Amount]], gap: Gap,
    language: Language,
) -> Caution:  # fmt: skip
    """Numbers of a gap of which neither text has the other's."""
    here, there = (
        [a for a in found if _meets(a, stretch)]
        for found, stretch in zip(amounts, (gap.left, gap.right), strict=True)
    )
    here = [a for a in here if not any(a.same(b) for b in amounts[1])]
    there = [b for b in there if not any(b.same(a) for a in amounts[0])]
    strong = [a for a in (*here, *there) if not a.weak]
    if not (here and there and strong):
        return _ordinals(words, gap, language)
    kind = PLACES if all(
        _after_place(side, a.start, language)
        for side, found in zip(words, (here, there), strict=True)
        for a in found
    ) else NUMBERS  # fmt: skip
    left, right = (
        _said(side, [(a.start, a.end) for a in found])
        for side, found in zip(words, (here, there), strict=True)
    )
    return Caution(kind, left, right)


def _meets(amount: Amount, stretch: tuple[int, int]) -> bool:
    return amount.start <= stretch[1] and stretch[0] <= amount.end


def _ordinals(words: tuple[Words, Words], gap: Gap, language: Language) -> Caution:
    """“First” where the other has “last”."""
    here, there = (
        [i for i in only if language.find(ORDINAL, side[i : i + 1])]
        for side, only in zip(words, (gap.left_only, gap.right_only), strict=True)
    )
    if here and there:
        return Caution(NUMBERS, said(words[0], here), said(words[1], there))
    return NONE


def _after_place(words: Words, at: int, language: Language) -> bool:
    return at > 0 and bool(language.find(PLACE, words[at - 1 : at]))


def exchanged(frame: Frame, words: tuple[Words, Words], language: Language) -> Caution:
    """Two words that change places: “fewer cars, more trees”, “fewer trees, more cars”.

    Where only “and” or a comma stands between them, it is a list in another order.
    """
    for number, first in enumerate(frame.fine):
        for second in frame.fine[number + 1 :]:
            a = [i for i in first.left_moved if not words[0][i].small]
            b = [j for j in first.right_moved if not words[1][j].small]
            c = [i for i in second.left_moved if not words[0][i].small]
            d = [j for j in second.right_moved if not words[1][j].small]
            if not (_share(words, a, d) and _share(words, c, b)):
                continue
            between = words[0][first.left[1] : second.left[0]]
            told = language.find(ANTONYM, between)
            if told or sum(len(word.low) > 3 for word in between) >= 1:
                return Caution(OPPOSITE, said(words[0], [*a, *c]), said(words[1], [*b, *d]))
    return NONE


def reordered(words: tuple[Words, Words], language: Language) -> Caution:
    """“Roads instead of railways” against “railways instead of roads”; “less A, more B” likewise."""
    left, right = (language.find(INSTEAD, side) for side in words)
    for one in left:
        for two in right:
            before, after = _beside(words[0], one)
            if _meet(before, after):
                continue
            other_before, other_after = _beside(words[1], two)
            if _meet(before, other_after) and _meet(after, other_before):
                return Caution(
                    OPPOSITE, tuple(w.low for w in before + after),
                    tuple(w.low for w in other_before + other_after),
                )  # fmt: skip
    return _compared(words, language)


def _beside(words: Words, found: Found) -> tuple[list[Word], list[Word]]:
    """Telling words before and after a form, in its sentence."""
    sentence = words[found.start].sentence
    near = [
        [w for w in stretch if not w.small and w.sentence == sentence]
        for stretch in (words[max(0, found.start - REACH) : found.start],
                        words[found.end : found.end + REACH])
    ]  # fmt: skip
    return near[0][-2:], near[1][:2]


def _meet(one: Sequence[Word], two: Sequence[Word]) -> bool:
    return any(kin(a.key, b.key) for a in one for b in two)


def _compared(words: tuple[Words, Words], language: Language) -> Caution:
    """Two contraries that both texts have, each before the word that follows the other there."""
    left, right = (
        {f.form: _following(side, f.end) for f in language.find(ANTONYM, side)} for side in words
    )
    for form, after in left.items():
        for other in language.others.get(ANTONYM, {}).get(form, ()):
            if other in left and form in right and other in right:
                crossed = after and right[other] and kin(after, right[other])
                back = left[other] and right[form] and kin(left[other], right[form])
                if crossed and back and not kin(after, left[other]):
                    return Caution(OPPOSITE, (form, after), (other, right[other]))
    return NONE


def _following(words: Words, at: int) -> str:
    """Key of the first telling word that follows."""
    return next((w.key for w in words[at : at + 3] if not w.small and len(w.low) > 3), "")


def _share(words: tuple[Words, Words], left: Sequence[int], right: Sequence[int]) -> bool:
    return any(kin(words[0][i].key, words[1][j].key) for i in left for j in right)


def places_or_slots(words: tuple[Words, Words], gap: Gap, language: Language) -> Caution:
    """Names that differ, words that fill the same place, or any other words that do."""
    here, there = (
        [i for i in only if tells(side, i, language)]
        for side, only in zip(words, (gap.left_only, gap.right_only), strict=True)
    )
    known = _known(words, [*gap.left_only], [*gap.right_only], SLOT, language)
    if known:
        return Caution(SLOTS, *known)
    if not here or not there:
        return NONE
    if _known(words, here, there, SAME, language) or _initials(words, gap):
        return NONE
    both = said(words[0], here), said(words[1], there)
    if _named(words[0], here, language) and _named(words[1], there, language):
        return Caution(PLACES, *both)
    return Caution(SLOTS, *both, unsure=True)


def _initials(words: tuple[Words, Words], gap: Gap) -> bool:
    """Whether one is the initials of the other: “NYC”, “New York City”."""
    one, two = (
        [side[i].low for i in only]
        for side, only in zip(words, (gap.left_only, gap.right_only), strict=True)
    )
    return any(
        len(few) == 1 and len(many) > 1 and few[0] == "".join(word[0] for word in many)
        for few, many in ((one, two), (two, one))
    )


def tells(words: Words, at: int, language: Language) -> bool:
    """Whether a word says what something is about."""
    word = words[at]
    return not word.small and not word.digits and not language.find(DEMAND, (word,))


def _known(
    words: tuple[Words, Words], here: list[int], there: list[int], kind: str, language: Language
) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Words of a gap that stand together in a list."""
    one, two = (
        [f for f in language.find(kind, side) if any(f.start <= i < f.end for i in only)]
        for side, only in zip(words, (here, there), strict=True)
    )
    for a in one:
        for b in two:
            if language.pairs(kind, a.form, b.form):
                return (
                    said(words[0], range(a.start, a.end)), said(words[1], range(b.start, b.end)),
                )  # fmt: skip
    return None


def _named(words: Words, only: list[int], language: Language) -> bool:
    """Whether the words are a name, or part of what a street or a square is called."""
    for i in only:
        word = words[i]
        if language.find(PLACE, (word,)) and word.low not in language.endings:
            return True
        if any(word.form.endswith(end) and word.form != end for end in language.endings):
            return True
        if language.code not in CAPITAL_NOUNS:
            if word.name:
                return True
        elif i and word.name and (
            language.find(PLACE, words[i - 1 : i]) or words[i - 1].low in GERMAN_WHERE
        ):  # fmt: skip
            return True
    return False


def said(words: Words, at: Sequence[int] | range) -> tuple[str, ...]:
    """Words as they are looked up, for a page that marks them."""
    return tuple(words[i].low for i in at)


def _said(words: Words, spans: list[tuple[int, int]]) -> tuple[str, ...]:
    return tuple(word.low for start, end in spans for word in words[start:end])
