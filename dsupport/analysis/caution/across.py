"""Two texts in different languages: no words to lay side by side, only negation and numbers.

Short ones alone are judged: in a letter of a page somebody always negates something.
"""

from __future__ import annotations

from dsupport.analysis.caution.amounts import amounts_of
from dsupport.analysis.caution.kinds import NONE, NUMBERS, OPPOSITE, Caution
from dsupport.analysis.caution.polarity import read
from dsupport.analysis.caution.wordlists import Found, Wordlists
from dsupport.analysis.caution.words import Word

SHORT = 18
"""Words up to which a “not” in only one of two texts is telling though the wording differs."""

Words = tuple[Word, ...]


def caution_across(
    words: tuple[Words, Words], languages: tuple[str, str], lists: Wordlists
) -> Caution:
    """A negation, or a word of opposition, in only one of them; numbers of which both have others."""
    if max(map(len, words)) > SHORT:
        return NONE
    one, two = (read(side, lists.of(code)) for side, code in zip(words, languages, strict=True))
    for here, there in ((one.negations, two.negations), (one.against, two.against)):
        if bool(here) != bool(there):
            return Caution(OPPOSITE, _said(words[0], here), _said(words[1], there))
    amounts = [
        [a for a in amounts_of(side, lists.of(code)) if words_digits(side, a.start)]
        for side, code in zip(words, languages, strict=True)
    ]
    left = [a for a in amounts[0] if not any(a.same(b) for b in amounts[1])]
    right = [b for b in amounts[1] if not any(b.same(a) for a in amounts[0])]
    if left and right:
        return Caution(
            NUMBERS,
            tuple(words[0][a.start].low for a in left),
            tuple(words[1][b.start].low for b in right),
        )
    return NONE


def words_digits(words: Words, at: int) -> bool:
    """Whether a number is written in digits: words for numbers mean other things as well."""
    return words[at].digits


def _said(words: Words, forms: tuple[Found, ...]) -> tuple[str, ...]:
    return tuple(words[i].low for form in forms for i in range(form.start, form.end))
