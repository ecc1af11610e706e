"""Numbers of a text, whatever the spelling: ``1 000``, ``1.000``, “one thousand”; ``22h30``, ``22:30``.

Words that are numbers come from ``data/warning_words.tsv``; those written as one (“fünfundzwanzig”,
“venticinque”) are taken apart. A unit that follows makes “1.5 km” and “1500 m” the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from dsupport.analysis.caution.wordlists import Language
from dsupport.analysis.caution.words import Word

_THOUSANDS = re.compile(r"[ \u00a0\u202f.,'’](?=\d{3}(?!\d))")
_CLOCK = re.compile(r"(\d{1,2})[h:](\d\d)")
_JOINERS = frozenset({"und", "en", "y", "et", "e", "and", "i"})
_SMALLEST_HALF_DAY = 12

ROUNDED = 0.1
"""Share by which a number with decimals may differ: “0.66”, “0.7”."""

ONE = 1.0
"""Written as a word it is mostly an article: it counts only where the other text has a number."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number and where it stands: words `start` to `end`.

    Attributes
    ----------
    weak
        It may be an article (“one”, “un”, “ein”).
    """

    value: float
    plain: float
    dimension: str
    start: int
    end: int
    weak: bool = False

    def same(self, other: Amount) -> bool:
        """Whether both are one amount; one may come without its unit, or rounded."""
        if bool(self.dimension) != bool(other.dimension) and self.plain == other.plain:
            return True
        if self.dimension != other.dimension and self.dimension and other.dimension:
            return False
        if self.value == other.value:
            return True
        rounded = not (self.value.is_integer() and other.value.is_integer())
        return rounded and abs(self.value - other.value) <= ROUNDED * max(self.value, other.value)


def amounts_of(words: Sequence[Word], language: Language) -> list[Amount]:
    """All amounts of a text, in their order."""
    found: list[Amount] = []
    at = 0
    while at < len(words):
        value, dimension, end = _number(words, at, language)
        if value is None:
            at += 1
            continue
        plain = value
        weak = value == ONE and not words[at].digits
        if not dimension and end < len(words) and not weak:
            value, dimension, end = _with_unit(value, words, end, language)
        found.append(Amount(value, plain, dimension, at, end, weak))
        at = end
    return found


def _number(words: Sequence[Word], at: int, language: Language) -> tuple[float | None, str, int]:
    """Value, dimension and end of the number that begins here, if any."""
    low = words[at].low
    if words[at].digits:
        clock = _CLOCK.fullmatch(low)
        if clock:
            return int(clock[1]) * 60.0 + int(clock[2]), "clock", at + 1
        plain = _THOUSANDS.sub("", low).replace(",", ".")
        try:
            value = float(plain)
        except ValueError:  # a date, a chapter: “24.6.2025”
            return float(re.sub(r"\D", "", plain)), "figures", at + 1
        end = at + 1
        scale = language.numbers.get(words[end].form) if end < len(words) else None
        if scale is not None and scale >= 1000:
            return value * scale, "", end + 1
        return value, "", end
    values: list[float] = []
    end = at
    while end < len(words) and (end == at or words[end].start - words[end - 1].end <= 1):
        parts = _parts(words[end].form, language)
        if not parts:
            joins = words[end].low in _JOINERS and values and end + 1 < len(words)
            following = _parts(words[end + 1].form, language) if joins else ()
            if not (following and values[-1] >= 20 and following[0] < values[-1]):
                break
            end += 1
            continue
        if values and not _goes_on(values[-1], parts[0], language.code):
            break
        values += parts
        end += 1
    return (_sum(values, language.code), "", end) if values else (None, "", at)


def _goes_on(before: float, after: float, code: str) -> bool:
    """Whether two number words are one number: “twenty four”, “three hundred”; not “two three”."""
    if code == "fr" and (before, after) == (4, 20):
        return True
    return after in (100, 1000, 1e6, 1e9) or (after < before and before >= 20)


def _sum(values: Sequence[float], code: str) -> float:
    total = current = 0.0
    for value in values:
        if code == "fr" and value == 20 and current % 100 == 4:  # quatre-vingts
            current += 76
        elif value == 100:
            current = max(1.0, current) * 100
        elif value >= 1000:
            total += max(1.0, current) * value
            current = 0.0
        else:
            current += value
    return total + current


def _parts(form: str, language: Language) -> tuple[float, ...]:
    return _taken_apart(form, tuple(language.numbers.items()))


@lru_cache(maxsize=8192)
def _taken_apart(form: str, numbers: tuple[tuple[str, float], ...]) -> tuple[float, ...]:
    """Values of the number words of which a word is made; empty if it is none."""
    known = dict(numbers)
    if form in known:
        return (known[form],)
    if len(form) < 7:
        return ()
    for cut in range(len(form) - 2, 2, -1):
        head, rest = form[:cut], form[cut:]
        if head in known:
            for joiner in ("", "und", "en", "e"):
                if rest.startswith(joiner):
                    tail = _tail(rest[len(joiner) :], numbers)
                    if tail:
                        return (known[head], *tail)
    return ()


def _tail(rest: str, numbers: tuple[tuple[str, float], ...]) -> tuple[float, ...]:
    known = dict(numbers)
    return (known[rest],) if rest in known else _taken_apart(rest, numbers)


def _with_unit(
    value: float, words: Sequence[Word], end: int, language: Language
) -> tuple[float, str, int]:
    """The amount in the smallest unit of its dimension."""
    unit = language.units.get(words[end].form)
    if unit is None:
        return value, "", end
    dimension, factor = unit
    if dimension == "clock":
        hours = value % _SMALLEST_HALF_DAY + (_SMALLEST_HALF_DAY if factor > 1 else 0)
        return (hours if factor != 1 else value) * 60, dimension, end + 1
    return value * factor, dimension, end + 1
