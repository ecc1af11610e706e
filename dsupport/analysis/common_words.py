"""Which words two texts share, whatever the form: what to look at when somebody asks “why?”.

Forms of one word count as that word (“bus”, “buses”; “Radweg”, “Radwege”): by the dictionaries of
simplemma where it has one for the language, by a common beginning elsewhere, and where one word is
the beginning or the end of the other (“Wohnung”, “Sozialwohnung”). Small words (articles, “should”) are
not shared by anybody. Across languages only words that are written alike are found: names, numbers,
words that travelled.
"""

from __future__ import annotations

import importlib.util
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

Span = tuple[int, int]
"""First and last-but-one character of a stretch of a text."""

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
"""Thai, Lao, Burmese, Khmer, Japanese and Chinese letters: no space stands between words."""

_WORD = re.compile(rf"[{_UNSPACED}]+|(?:(?![{_UNSPACED}])\w)+(?:[.,:h]\d+)*")
_RUN = re.compile(rf"[{_UNSPACED}]")
_SYLLABLES = re.compile("[\u3040-\u309f]+")
_HIDDEN = re.compile(r"\[[a-z ]+ hidden\]")

LEAST = 3
"""Letters of a word that may be shared; with digits, one is enough."""

HEAD, TAIL = 5, 6
"""Letters from which a word at the beginning, or at the end, of another is its compound or form."""

FAR_HEAD, FAR_LEAST = 6, 4
"""The same across languages, and letters of a word that may be the same word in both."""


@dataclass(frozen=True, slots=True)
class Word:
    """A telling word of a text.

    Attributes
    ----------
    start, end
        Where it stands.
    form
        As it is written, without case and accents.
    lemma
        As a dictionary has it, where there is one; otherwise `form`.
    """

    start: int
    end: int
    form: str
    lemma: str


@dataclass(frozen=True, slots=True)
class Common:
    """What two texts share.

    Attributes
    ----------
    words
        The words, as the first text writes them, in its order; each once.
    left, right
        Where they stand in the first and in the second text.
    """

    words: tuple[str, ...]
    left: tuple[Span, ...]
    right: tuple[Span, ...]


def folded(word: str) -> str:
    """A word without case and accents: “Écoles” and “ecoles” are one."""
    letters = unicodedata.normalize("NFD", word.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def without_marks(text: str) -> str:
    """`text` with blanks where personal data was hidden: the mark is nobody's word."""
    return _HIDDEN.sub(lambda mark: " " * len(mark.group()), text)


def words_of(text: str, language: str) -> list[Word]:
    """The telling words of a text, in their order."""
    found: list[Word] = []
    small = small_words(language)
    for match in _WORD.finditer(without_marks(text)):
        start, end = match.span()
        if _RUN.match(match.group()):
            found += _pairs(match.group(), start)
            continue
        word = match.group().casefold()
        form, has_digit = folded(word), any(map(str.isdigit, word))
        if has_digit:
            found.append(Word(start, end, form, form))
        elif len(word) >= LEAST and word not in small and form not in small:
            lemma = _lemma(word, language)
            if lemma not in small:
                found.append(Word(start, end, form, folded(lemma)))
    return found


def _pairs(run: str, start: int) -> list[Word]:
    """Where no space stands between words, each two letters count; endings in hiragana do not."""
    return [
        Word(start + i, start + i + 2, run[i : i + 2], run[i : i + 2])
        for i in range(len(run) - 1)
        if not _SYLLABLES.fullmatch(run[i : i + 2])
    ]


def common(left: str, left_language: str, right: str, right_language: str) -> Common:
    """Find the telling words that both texts have."""
    one, two = words_of(left, left_language), words_of(right, right_language)
    across = left_language != right_language
    here = [word for word in one if _is_among(word, two, across)]
    there = [word for word in two if _is_among(word, one, across)]
    spans = _joined(left, here)
    said = {_key(left, span, here): left[slice(*span)].casefold() for span in spans[::-1]}
    return Common(
        words=tuple(list(said.values())[::-1]),
        left=spans,
        right=_joined(right, there),
    )


def _key(text: str, span: Span, words: Sequence[Word]) -> tuple[str, ...]:
    """By what a stretch is the same as another one: the words in it."""
    return tuple(word.lemma for word in words if span[0] <= word.start < span[1])


def _joined(text: str, words: Iterable[Word]) -> tuple[Span, ...]:
    """Where words stand; those that overlap (letters without spaces) are one stretch."""
    spans: list[Span] = []
    for word in words:
        if spans and word.start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(word.end, spans[-1][1]))
        else:
            spans.append((word.start, word.end))
    return tuple(spans)


def _is_among(word: Word, others: Sequence[Word], across: bool) -> bool:
    if across:
        return any(_same_across(word, other) for other in others)
    return any(_same(word, other) for other in others)


def _same(one: Word, two: Word) -> bool:
    if one.form == two.form or one.lemma == two.lemma:
        return True
    short, long = sorted((one.lemma, two.lemma), key=len)
    if not short.isalpha():
        return False
    begins, ends = long.startswith(short), long.endswith(short)
    return (len(short) >= HEAD and begins) or (len(short) >= TAIL and ends)


def _same_across(one: Word, two: Word) -> bool:
    short, long = sorted((one.form, two.form), key=len)
    if short == long:
        return len(short) >= FAR_LEAST or not short.isalpha()
    return short.isalpha() and len(short) >= FAR_HEAD and long.startswith(short)


@cache
def small_words(language: str) -> frozenset[str]:
    """Stop words of a language as spaCy lists them; none where it has no list.

    The list is read alone: to import all of spaCy takes seconds, and somebody waits.
    """
    spec = importlib.util.find_spec("spacy")
    if spec is None or not spec.submodule_search_locations or not language.isalpha():
        return frozenset()
    path = Path(spec.submodule_search_locations[0]) / "lang" / language / "stop_words.py"
    if not path.is_file():
        return frozenset()
    own = importlib.util.spec_from_file_location(f"stop_words_{language}", path)
    if own is None or own.loader is None:
        return frozenset()
    module = importlib.util.module_from_spec(own)
    own.loader.exec_module(module)
    return frozenset(folded(word) for word in module.STOP_WORDS) | frozenset(module.STOP_WORDS)


@cache
def _has_dictionary(language: str) -> bool:
    from simplemma import lemmatize

    try:
        lemmatize("a", lang=language)
    except ValueError:  # simplemma knows no such language
        return False
    return True


@cache
def _lemma(word: str, language: str) -> str:
    if not _has_dictionary(language):
        return word
    from simplemma import lemmatize

    return str(lemmatize(word, lang=language)).casefold()
