"""What speaks against two texts saying the same: opposite, quotation, numbers that differ.

Encoders put “should” and “should not” side by side: 77 to 100 % of such pairs pass any threshold
of similarity. Plain rules on words catch them; they only warn, a person decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_WORD = re.compile(r"\w+(?:['’]\w+)*", re.UNICODE)
_NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,:h]\d+)*")
_QUOTED = re.compile(r"[“«„\"‘]([^“”«»„\"]{15,}?)[”»“\"’]")

OPPOSITE, QUOTATION, NUMBERS = "opposite", "quotation", "numbers"

ALIKE = 0.5
"""Share of words in common from which a single swapped word is telling."""

SHORT = 18
"""Words up to which a missing “not” is telling even if the wording differs."""


@dataclass(frozen=True, slots=True)
class Wordlists:
    """Words that turn a sentence around, by language.

    Attributes
    ----------
    negations
        Words that negate.
    against
        Words that announce opposition.
    antonyms, slots
        For each word the words that say the contrary, or that fill the same place.
    """

    negations: Mapping[str, frozenset[str]]
    against: Mapping[str, frozenset[str]]
    antonyms: Mapping[str, Mapping[str, frozenset[str]]]
    slots: Mapping[str, Mapping[str, frozenset[str]]]


def read_wordlists(rows: Iterable[Mapping[str, str]]) -> Wordlists:
    """Build the lists from rows of language, kind and form (``data/negation.tsv``)."""
    sets: dict[str, dict[str, set[str]]] = {"negation": {}, "against": {}}
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
    return Wordlists(flat["negation"], flat["against"], paired["antonym"], paired["slot"])


def words_of(text: str) -> list[str]:
    """Words in lower case; ``don't`` and ``n'est`` also give their parts."""
    words = []
    for match in _WORD.finditer(text.casefold().replace("’", "'")):
        word = match.group()
        if "'" in word:
            head, _, tail = word.rpartition("'")
            words += ["n't" if tail == "t" and head.endswith("n") else tail]
            words += [head.removesuffix("n") if tail == "t" else head]
        else:
            words.append(word)
    return words


def _contained(forms: frozenset[str], text: str, words: set[str]) -> set[str]:
    """Forms that a text contains; those of several words are looked up as phrases."""
    padded = f" {text} "
    return {f for f in forms if (f in words if " " not in f else f" {f} " in padded)}


def _count(forms: frozenset[str], words: list[str]) -> int:
    text = " ".join(words)
    several = [form for form in forms if " " in form]
    return sum(word in forms for word in words) + sum(
        f" {form} " in f" {text} " for form in several
    )


def alike(left: Iterable[str], right: Iterable[str]) -> float:
    """Share of the smaller text's different words that the other has too (overlap)."""
    one, two = set(left), set(right)
    return len(one & two) / max(1, min(len(one), len(two)))


def numbers_of(text: str) -> frozenset[str]:
    """Numbers of a text in one spelling (``1.000`` = ``1000``, ``22h30`` = ``22:30``)."""
    found = set()
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


def _swapped(pairs: Mapping[str, frozenset[str]], left: list[str], right: list[str]) -> bool:
    """Whether one text has a word where the other has its counterpart instead."""
    one, two = set(left), set(right)
    only_one, only_two = one - two, two - one
    texts = " ".join(left), " ".join(right)
    for word, others in pairs.items():
        if _has(word, only_one, texts[0]) and not _has(word, two, texts[1]):
            for other in others:
                if _has(other, only_two, texts[1]) and not _has(other, one, texts[0]):
                    return True
    return False


def _has(form: str, words: set[str], text: str) -> bool:
    return form in words if " " not in form else f" {form} " in f" {text} "


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
    close = same_language and alike(one, two) >= ALIKE
    short = max(len(one), len(two)) <= SHORT
    if (close or short) and _turned(one, left_language, two, right_language, lists):
        return OPPOSITE
    if close and (
        _swapped(lists.antonyms.get(left_language, {}), one, two)
        or (short and _swapped(lists.slots.get(left_language, {}), one, two))
    ):
        return OPPOSITE
    numbers = numbers_of(left), numbers_of(right)
    if (
        all(numbers)
        and (close or short)
        and not (numbers[0] <= numbers[1] or numbers[1] <= numbers[0])
    ):
        return NUMBERS
    return ""


def _turned(
    one: list[str], one_language: str, two: list[str], two_language: str, lists: Wordlists
) -> bool:
    """Whether exactly one of the texts negates, or exactly one is against something."""
    for forms in (lists.negations, lists.against):
        first = _count(forms.get(one_language, frozenset()), one)
        second = _count(forms.get(two_language, frozenset()), two)
        if forms is lists.negations:
            # French says "ne … pas": two words, one negation.
            first = (first + 1) // 2 if one_language == "fr" else first
            second = (second + 1) // 2 if two_language == "fr" else second
        if (first > 0) != (second > 0):
            return True
    return False
