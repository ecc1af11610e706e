"""What only one of two texts says, and what may turn its meaning: numbers, “not”, contraries, names.

It finds the words to look at, for people who ask what speaks against a suggestion; whether there
is a warning at all is judged elsewhere (`dsupport.analysis.caution`), and over more than words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from dsupport.analysis.common_words import Span, folded, without_marks

NUMBER, NEGATION, AGAINST, CONTRARY, NAME = "number", "negation", "against", "contrary", "name"

_NUMBER = re.compile(r"(?<![\w.,])\d+(?:[ \u00a0\u202f]\d{3})*(?:[.,:h]\d+)*(?:h\b)?")
_WORD = re.compile(r"\w+", re.UNICODE)
_BEGINS = re.compile(r"(?:^|[.!?:;…\n(])[\s“„«\"'‘–-]*$")

LEAST_FOLLOWING = 3
"""Letters that a word must have more of to say what “more” or “fewer” is about."""

CAPITAL_NOUNS = ("de", "lb")
"""Languages that write every noun with a capital: there it says nothing about names."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Words that one text has, and the other has not or has otherwise.

    Attributes
    ----------
    kind
        ``number``, ``negation``, ``against``, ``contrary`` or ``name``.
    left, right
        Where they stand in each text; one of the two may be empty.
    """

    kind: str
    left: tuple[Span, ...]
    right: tuple[Span, ...]


@dataclass(frozen=True)
class Lists:
    """Words that turn a sentence around.

    Attributes
    ----------
    forms
        By language and kind (``negation``, ``against``, ``calm``): forms of one word or more.
    contraries
        By language: pairs of words, of which one stands where the other text has its contrary.
    """

    forms: Mapping[tuple[str, str], tuple[str, ...]]
    contraries: Mapping[str, tuple[tuple[str, str], ...]]


def read_lists(rows: Iterable[Mapping[str, str]]) -> Lists:
    """Build the lists from rows of language, kind and form (``data/negation.tsv``)."""
    forms: dict[tuple[str, str], list[str]] = {}
    contraries: dict[str, list[tuple[str, str]]] = {}
    for row in rows:
        language, kind, form = row["language"], row["kind"], row["form"]
        if kind in ("antonym", "slot"):
            words = form.split("|")
            pairs = [(a, b) for i, a in enumerate(words) for b in words[i + 1 :]]
            contraries.setdefault(language, []).extend(pairs)
        else:
            forms.setdefault((language, kind), []).append(form)
    return Lists(
        {key: tuple(found) for key, found in forms.items()},
        {language: tuple(found) for language, found in contraries.items()},
    )


def turns(
    left: str, left_language: str, right: str, right_language: str, lists: Lists
) -> tuple[Turn, ...]:
    """Find what only one of two texts says and what may turn it; empty if nothing is found."""
    texts = without_marks(left), without_marks(right)
    languages = left_language, right_language
    found = [_numbers(*texts)]
    for kind in (NEGATION, AGAINST):
        one, two = (
            _forms(text, language, kind, lists)
            for text, language in zip(texts, languages, strict=True)
        )
        found.append(Turn(kind, one if not two else (), two if not one else ()))
    if left_language == right_language:
        found.append(_contraries(*texts, lists.contraries.get(left_language, ())))
        found.append(_names(texts, left_language))
    return tuple(turn for turn in found if turn.left or turn.right)


def _numbers(left: str, right: str) -> Turn:
    """Numbers that differ: each text has one that the other has not."""
    one, two = _numbers_of(left), _numbers_of(right)
    only = [span for span, value in one if value not in {v for _, v in two}]
    other = [span for span, value in two if value not in {v for _, v in one}]
    return Turn(NUMBER, tuple(only), tuple(other)) if only and other else Turn(NUMBER, (), ())


def _numbers_of(text: str) -> list[tuple[Span, str]]:
    """Numbers in one spelling (``1.000`` = ``1 000``, ``22h30`` = ``22:30``)."""
    found = []
    for match in _NUMBER.finditer(text.casefold()):
        value = re.sub(r"[.,\s](?=\d{3}\b)", "", match.group())
        found.append((match.span(), _plain(value)))
    return found


def _plain(number: str) -> str:
    return number.removesuffix("h").replace("h", ":").replace(",", ".").lstrip("0")


def _forms(text: str, language: str, kind: str, lists: Lists) -> tuple[Span, ...]:
    """Where a text has one of the forms, but for phrases in which it turns nothing around."""
    pattern = _pattern(lists.forms.get((language, kind), ()))
    if pattern is None:
        return ()
    calm = _pattern(lists.forms.get((language, "calm"), ()))
    quiet = [match.span() for match in calm.finditer(text)] if calm else []
    return tuple(
        match.span()
        for match in pattern.finditer(text)
        if not any(a <= match.start() < b for a, b in quiet)
    )


@cache
def _pattern(forms: tuple[str, ...]) -> re.Pattern[str] | None:
    """Any of the forms as a whole word, long ones first; ``n't`` also at the end of a word."""
    if not forms:
        return None
    parts = []
    for form in sorted(forms, key=lambda form: (-len(form), form)):
        written = (
            re.escape(form).replace("'", "['’]").replace(r"\ ", r"\s*" if "'" in form else r"\s+")
        )
        ending = "" if form.endswith("'") else r"\b"
        parts.append(rf"\w*{written}{ending}" if form == "n't" else rf"\b{written}{ending}")
    return re.compile("|".join(parts), re.IGNORECASE)


def _contraries(left: str, right: str, pairs: Sequence[tuple[str, str]]) -> Turn:
    """Words of which the other text has the contrary: instead, or before the same word.

    “More cars, fewer trees” has the words of “Fewer cars, more trees”, each before another.
    """
    one, two = _spans(left), _spans(right)
    here: set[Span] = set()
    there: set[Span] = set()
    for pair in pairs:
        for a, b in (pair, pair[::-1]):
            x, y = folded(a), folded(b)
            if x not in one or y not in two:
                continue
            if x not in two and y not in one:
                here.update(one[x])
                there.update(two[y])
            elif x in two and y in one:
                before, after = _followed(left, one[x]), _followed(right, two[y])
                for word in before.keys() & after.keys():
                    here.add(before[word])
                    there.add(after[word])
    return Turn(CONTRARY, tuple(sorted(here)), tuple(sorted(there)))


def _followed(text: str, spans: Sequence[Span]) -> dict[str, Span]:
    """The words that follow those at `spans`, without case and accents, with the span before."""
    found = {}
    for span in spans:
        following = _WORD.match(text, span[1] + 1)
        if following and len(following.group()) > LEAST_FOLLOWING:
            found[folded(following.group())] = span
    return found


def _spans(text: str) -> dict[str, list[Span]]:
    """Where each word of a text stands, without case and accents."""
    found: dict[str, list[Span]] = {}
    for match in _WORD.finditer(text):
        found.setdefault(folded(match.group()), []).append(match.span())
    return found


def _names(texts: tuple[str, str], language: str) -> Turn:
    """Names that differ: words with a capital inside a sentence that the other text has not."""
    if language in CAPITAL_NOUNS:
        return Turn(NAME, (), ())
    words = [set(_spans(text)) for text in texts]
    found = [
        tuple(
            match.span()
            for match in _WORD.finditer(text)
            if _is_name(text, match) and folded(match.group()) not in other
        )
        for text, other in zip(texts, words[::-1], strict=True)
    ]
    return Turn(NAME, found[0], found[1]) if all(found) else Turn(NAME, (), ())


def _is_name(text: str, match: re.Match[str]) -> bool:
    word = match.group()
    inside = not _BEGINS.search(text[max(0, match.start() - 12) : match.start()])
    return inside and word[0].isupper() and word[1:].islower() and len(word) > 2
