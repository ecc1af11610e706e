"""The words of a text as the rules compare them: without case, accents and inflection.

``don't`` is ``do n't``, ``n'est`` is ``n' est``; ``30 000`` and ``22h30`` are one word each. Where no
space stands between words (Japanese, Chinese, Thai), every letter is a word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from dsupport.analysis.common_words import folded, small_words, without_marks

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
_WORD = re.compile(
    rf"""\d{{1,3}}(?:[ \u00a0\u202f.,'’]\d{{3}})+(?![\d\w])   # 30 000
    | \d+[h:]\d\d(?!\d) | \d+(?:[.,]\d+)*                     # 22h30; 2,50
    | [{_UNSPACED}]
    | (?:(?![{_UNSPACED}\d])\w)(?:(?![{_UNSPACED}])\w)*(?:['’](?:(?![{_UNSPACED}])\w)+)*(?:(?<=\b[lndjmtscLNDJMTSC])['’])?""",
    re.VERBOSE,
)
_SENTENCE = re.compile(r"[.!?…;:]+[\s\"”»’)]+|\n+|[。！？]|^")

_NO_SPACE = re.compile(f"[{_UNSPACED}]")
_SYLLABLE = re.compile("[\u3040-\u309f]")

CAPITAL_NOUNS = ("de", "lb")
"""Languages that write every noun with a capital: there it says nothing about names."""


ENDINGS_NEGATE, BEGINNINGS_NEGATE = ("tr",), ("cs", "sk")
"""Languages in which a dictionary may give one lemma to a word and its contrary."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text.

    Attributes
    ----------
    start, end
        Where it stands.
    low
        As it is written, in small letters.
    form
        By what it is looked up: without accents where it has more than three letters.
    key
        By what it is the same as another one: its lemma, without accents.
    small
        It says little alone (article, “should”).
    name
        It begins with a capital inside a sentence.
    sentence
        Number of its sentence.
    """

    start: int
    end: int
    low: str
    form: str
    key: str
    small: bool
    name: bool
    sentence: int

    @property
    def digits(self) -> bool:
        return self.low[0].isdecimal()


def looked_up(low: str) -> str:
    """A word without accents; a short one keeps them: “mas” is not “más”, “ne” is not “né”."""
    return folded(low) if len(low) > 3 else low


@lru_cache(maxsize=8192)
def words_of(text: str, language: str) -> tuple[Word, ...]:
    """All words of a text, in their order."""
    text = without_marks(text)
    begins = {match.end() for match in _SENTENCE.finditer(text)}
    found: list[Word] = []
    sentence, last = 0, 0
    for match in _WORD.finditer(text):
        start = match.start()
        opened = any(last < begin <= start for begin in begins) if last else False
        sentence += opened
        first = not found or opened
        for low, at in _parts(match.group(), start):
            found.append(_word(text, low, at, language, sentence, first))
            first = False
        last = start
    return tuple(found)


def _word(text: str, low: str, at: int, language: str, sentence: int, first: bool) -> Word:
    written = text[at : at + len(low)]
    small = low in small_words(language) or folded(low) in small_words(language)
    name = written[0].isupper() and not first and not text.isupper()
    small = small and not (name and len(low) > 3 and language not in CAPITAL_NOUNS)
    if _NO_SPACE.match(low):
        small = bool(_SYLLABLE.match(low))
    elif len(low) < 2:
        small = not low.isdecimal()
    key = low if low[0].isdecimal() else folded(lemma_of(low, language))
    return Word(at, at + len(low), low, looked_up(low), key, small, name, sentence)


def _parts(written: str, start: int) -> list[tuple[str, int]]:
    """What stands before and after apostrophes, in small letters, with its place."""
    low = written.lower().replace("’", "'")
    if len(low) != len(written) or low[0].isdecimal():  # a letter that grows: leave it whole
        return [(written.casefold() if len(written.casefold()) == len(written) else written, start)]
    *heads, tail = low.split("'")
    if heads and tail == "t" and heads[-1].endswith("n"):
        cut = len(low) - 3
        return [(low[:cut], start), ("n't", start + cut)] if cut else [("n't", start)]
    parts, at = [], start
    for head in heads:
        mark = "'" if tail != "s" or head != heads[-1] else ""
        if head or mark:
            parts.append((head + mark, at))
        at += len(head) + 1
    if tail:
        parts.append((tail, at))
    return parts


@cache
def _has_dictionary(language: str) -> bool:
    from simplemma import lemmatize

    try:
        lemmatize("a", lang=language)
    except ValueError:  # simplemma knows no such language
        return False
    return True


@lru_cache(maxsize=65536)
def lemma_of(low: str, language: str) -> str:
    """The form under which a dictionary has a word; the word itself where there is none.

    Never the same for a word and its contrary: Czech writes “not” as a beginning, Turkish “without” as
    an ending.
    """
    if language in ENDINGS_NEGATE or not _has_dictionary(language):
        return low
    from simplemma import lemmatize

    lemma = str(lemmatize(low, lang=language)).casefold()
    begins = language in BEGINNINGS_NEGATE and low.startswith("ne") and not lemma.startswith("ne")
    return f"ne{lemma}" if begins else lemma


@lru_cache(maxsize=65536)
def kin(one: str, two: str) -> bool:
    """Whether two keys are forms of one word, or one of them a slip of the pen."""
    if one == two:
        return True
    short, long = sorted((one, two), key=len)
    if not (short.isalpha() and long.isalpha()) or len(short) < 4 or long.endswith(short):
        return False
    begin = 0
    while begin < len(short) and short[begin] == long[begin]:
        begin += 1
    if begin >= 4 and len(short) - begin <= 3 and len(long) - begin <= 3 and begin >= len(long) / 2:
        return True
    return short[0] == long[0] and len(short) >= 6 and _one_slip(short, long)


def _one_slip(short: str, long: str) -> bool:
    """Whether one letter is missing or another, or two are exchanged."""
    from rapidfuzz.distance import OSA

    return int(OSA.distance(short, long, score_cutoff=1)) <= 1
