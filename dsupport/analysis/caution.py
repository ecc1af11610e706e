"""What speaks against two texts saying the same: opposite, quotation, numbers that differ.

Encoders put “should” and “should not” side by side: 77 to 100 % of such pairs pass any threshold
of similarity. Plain rules on words catch them; they only warn, a person decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

_WORD = re.compile(r"\w+(?:['’]\w+)*", re.UNICODE)
_NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,:h]\d+)*")
_SPACED = re.compile(r"(?<![\w.,])\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\w)")
_QUOTED = re.compile(r"[“«„\"‘]([^“”«»„\"]{15,}?)[”»“\"’]")

_SENTENCE_END = re.compile(r"(?<=[.!?;…])\s+|\n+")

OPPOSITE, QUOTATION, NUMBERS = "opposite", "quotation", "numbers"

ALIKE = 0.5
"""Share of words in common from which a single swapped word is telling."""

SHORT = 18
"""Words up to which a missing “not” is telling even if the wording differs."""

SAME_SENTENCE = 0.6
"""Share of words in common from which two sentences of longer texts are about the same."""

LONGER = 2
"""How many times longer one of two texts or sentences may be: a letter holds all small words."""


@dataclass(frozen=True, slots=True)
class Wordlists:
    """Words that turn a sentence around, by language.

    Attributes
    ----------
    negations
        Words that negate.
    against
        Words that announce opposition.
    calm
        Phrases in which such a word turns nothing around (“not only”, “bus stop”).
    antonyms, slots
        For each word the words that say the contrary, or that fill the same place.
    """

    negations: Mapping[str, frozenset[str]]
    against: Mapping[str, frozenset[str]]
    calm: Mapping[str, frozenset[str]]
    antonyms: Mapping[str, Mapping[str, frozenset[str]]]
    slots: Mapping[str, Mapping[str, frozenset[str]]]


def read_wordlists(rows: Iterable[Mapping[str, str]]) -> Wordlists:
    """Build the lists from rows of language, kind and form (``data/negation.tsv``)."""
    sets: dict[str, dict[str, set[str]]] = {"negation": {}, "against": {}, "calm": {}}
    maps: dict[str, dict[str, dict[str, set[str]]]] = {"antonym": {}, "slot": {}}
    for row in rows:
        language, kind, form = row["language"], row["kind"], row["form"]
        if kind in sets:
            sets[kind].setdefault(language, set()).add(form)
        else:
            words = form.split("|")
            known = maps[kind].setdefault(language, {})
            for word in words:
                known.setdefault(word, set()).update(set(words) - {word})
    flat = {
        kind: {code: frozenset(forms) for code, forms in found.items()}
        for kind, found in sets.items()
    }
    paired = {
        kind: {
            code: {word: frozenset(others) for word, others in words.items()}
            for code, words in found.items()
        }
        for kind, found in maps.items()
    }
    return Wordlists(
        flat["negation"], flat["against"], flat["calm"], paired["antonym"], paired["slot"]
    )


@lru_cache(maxsize=8192)
def words_of(text: str) -> tuple[str, ...]:
    """Words in lower case; ``don't`` gives ``do n't``, ``n'est`` gives ``n' est``."""
    words = []
    for match in _WORD.finditer(text.casefold().replace("’", "'")):
        *heads, tail = match.group().split("'")
        if heads and tail == "t" and heads[-1].endswith("n"):
            words += [*(f"{head}'" for head in heads[:-1]), heads[-1].removesuffix("n"), "n't"]
        elif heads and tail == "s":
            words += ["'".join(heads), tail]
        else:
            words += [*(f"{head}'" for head in heads), tail]
    return tuple(word for word in words if word)


@lru_cache(maxsize=8192)
def _sentences(text: str) -> tuple[tuple[tuple[str, ...], frozenset[str], frozenset[str]], ...]:
    """Sentences of four words and more: their words, the different ones, and their numbers."""
    found = []
    for sentence in _SENTENCE_END.split(text):
        words = words_of(sentence)
        if len(words) >= 4:
            found.append((words, frozenset(words), numbers_of(sentence)))
    return tuple(found)


def alike(left: Iterable[str], right: Iterable[str]) -> float:
    """Share of the smaller text's different words that the other has too (overlap)."""
    one, two = set(left), set(right)
    return len(one & two) / max(1, min(len(one), len(two)))


@lru_cache(maxsize=8192)
def numbers_of(text: str) -> frozenset[str]:
    """Numbers of a text in one spelling (``1.000`` = ``1 000``, ``22h30`` = ``22:30``)."""
    found = set()
    text = _SPACED.sub(lambda number: re.sub(r"\s", "", number.group()), text)
    for number in _NUMBER.findall(text.casefold()):
        plain = re.sub(r"[.,](?=\d{3}\b)", "", number).replace("h", ":").replace(",", ".")
        found.add(plain.lstrip("0") or "0")
    return frozenset(found)


def quotes(text: str, other: str) -> bool:
    """Whether `text` quotes `other` and says something about it."""
    other_words = " ".join(words_of(other))
    for match in _QUOTED.finditer(text):
        quoted = words_of(match.group(1))
        rest = len(words_of(text)) - len(quoted)
        if len(quoted) >= 4 and rest >= 3 and " ".join(quoted) in other_words:
            return True
    return False


def _swapped(
    pairs: Mapping[str, frozenset[str]], left: tuple[str, ...], right: tuple[str, ...]
) -> bool:
    """Whether one text has a word where the other has its counterpart instead."""
    one, two = set(left), set(right)
    only_two = two - one
    texts = " ".join(left), " ".join(right)
    found = {word for word in one - two if word in pairs}
    found |= {form for form in pairs if " " in form and form in texts[0]}
    return any(
        _has(other, only_two, texts[1]) and not _has(other, one, texts[0])
        for word in found
        if _has(word, one, texts[0]) and not _has(word, two, texts[1])
        for other in pairs[word]
    )


def _crossed(
    pairs: Mapping[str, frozenset[str]], left: tuple[str, ...], right: tuple[str, ...]
) -> bool:
    """Whether the texts exchange two words: “fewer cars, more trees”, “more cars, fewer trees”."""
    one, two = (set(pairwise(words)) for words in (left, right))
    return any(
        (other, after) in two and (other, after) not in one
        for word, after in one - two
        for other in pairs.get(word, ())
        if len(after) > 3
    )


def _has(form: str, words: set[str], text: str) -> bool:
    return form in words if " " not in form else f" {form} " in f" {text} "


def _comparable(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    """Whether two texts are about as long, so that words in common mean something."""
    return max(len(one), len(two)) <= LONGER * min(len(one), len(two))


def caution(
    left: str, left_language: str, right: str, right_language: str, lists: Wordlists
) -> str:
    """What speaks against both texts saying the same.

    Returns
    -------
    str
        ``quotation``, ``opposite``, ``numbers`` or empty.
    """
    if quotes(left, right) or quotes(right, left):
        return QUOTATION
    one, two = words_of(left), words_of(right)
    same_language = left_language == right_language
    close = same_language and _comparable(one, two) and alike(one, two) >= ALIKE
    short = max(len(one), len(two)) <= SHORT
    languages = left_language, right_language
    if (close or short) and _turned((one, two), languages, lists):
        return OPPOSITE
    antonyms = lists.antonyms.get(left_language, {})
    if close and (
        _swapped(antonyms, one, two)
        or _crossed(antonyms, one, two)
        or (short and _swapped(lists.slots.get(left_language, {}), one, two))
    ):
        return OPPOSITE
    same = _same_sentences(left, right) if same_language else []
    if any(
        _turned((a, b), languages, lists) or _swapped(antonyms, a, b) for (a, _), (b, _) in same
    ):
        return OPPOSITE
    numbers = [(a, b) for (_, a), (_, b) in same]
    if close or short:
        numbers.append((numbers_of(left), numbers_of(right)))
    if any(a and b and not (a <= b or b <= a) for a, b in numbers):
        return NUMBERS
    return ""


_Sentence = tuple[tuple[str, ...], frozenset[str]]


def _same_sentences(left: str, right: str) -> list[tuple[_Sentence, _Sentence]]:
    """Sentences of both texts that are about the same: their words and numbers, side by side."""
    return [
        ((one, one_numbers), (two, two_numbers))
        for one, one_set, one_numbers in _sentences(left)
        for two, two_set, two_numbers in _sentences(right)
        if _comparable(one, two)
        and len(one_set & two_set) >= SAME_SENTENCE * min(len(one_set), len(two_set))
        and sum(len(word) > 3 for word in one_set & two_set) >= 2
    ]


def _turned(
    texts: tuple[tuple[str, ...], tuple[str, ...]], languages: tuple[str, str], lists: Wordlists
) -> bool:
    """Whether exactly one of the texts negates, or exactly one is against something."""
    calm = [
        _without(lists.calm.get(language, frozenset()), words)
        for words, language in zip(texts, languages, strict=True)
    ]
    return any(
        _says(forms.get(languages[0], frozenset()), calm[0])
        != _says(forms.get(languages[1], frozenset()), calm[1])
        for forms in (lists.negations, lists.against)
    )


def _says(forms: frozenset[str], text: str) -> bool:
    """Whether a text (words between spaces) has any of the forms."""
    return not forms.isdisjoint(text.split()) or any(
        f" {form} " in text for form in forms if " " in form
    )


def _without(phrases: frozenset[str], words: tuple[str, ...]) -> str:
    """The words between spaces, without phrases that turn nothing around."""
    text = f" {' '.join(words)} "
    for phrase in phrases:
        if phrase in text:
            text = text.replace(f" {phrase} ", " ")
    return text
