"""Words that turn a sentence around, by language: read from data, looked up in a text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dsupport.analysis.caution.words import Word, lemma_of, looked_up, words_of

NEGATION, AGAINST, CALM, ANTONYM, SLOT = "negation", "against", "calm", "antonym", "slot"
SAME, PLACE, COMMENT, DEMAND, PREFIX, ORDINAL, INSTEAD = (
    "same", "place", "comment", "demand", "prefix", "ordinal", "instead",
)  # fmt: skip

_PAIRED = (ANTONYM, SLOT, SAME)
_INFLECTED = (ANTONYM, SLOT, SAME, DEMAND)
"""Kinds of which a single word is found in any of its forms, not only as it is listed."""


@dataclass(frozen=True, slots=True)
class Found:
    """A form of a list where it stands in a text: words `start` to `end`."""

    form: str
    start: int
    end: int


@dataclass(frozen=True)
class Language:
    """The lists of one language.

    Attributes
    ----------
    forms
        By kind and first word: the forms that begin with it, as sequences of words.
    others
        By kind: for each form those that say the contrary, fill the same place, or say the same.
    numbers
        Value of words that are numbers.
    units
        Dimension of a unit and how many of the smallest it is.
    endings
        With what names of streets and towns end.
    """

    code: str
    forms: dict[str, dict[str, list[tuple[tuple[str, ...], str]]]] = field(default_factory=dict)
    others: dict[str, dict[str, set[str]]] = field(default_factory=dict)
    numbers: dict[str, float] = field(default_factory=dict)
    units: dict[str, tuple[str, float]] = field(default_factory=dict)
    endings: list[str] = field(default_factory=list)

    def add(self, kind: str, form: str) -> None:
        """Put a form, or several that belong together (``a|b``), into the lists."""
        parts = form.split("|") if kind in _PAIRED else [form]
        for part in parts:
            sequence = tuple(word.form for word in words_of(part, self.code))
            known = self.forms.setdefault(kind, {}).setdefault(sequence[0], [])
            if (sequence, part) not in known:
                known.append((sequence, part))
                if len(sequence) == 1 and kind in _INFLECTED:
                    lemma = looked_up(lemma_of(part, self.code))
                    if lemma != sequence[0]:
                        self.forms[kind].setdefault(lemma, []).append(((lemma,), part))
        if len(parts) > 1:
            others = self.others.setdefault(kind, {})
            for part in parts:
                others.setdefault(part, set()).update(set(parts) - {part})

    def find(self, kind: str, words: Sequence[Word]) -> list[Found]:
        """Every form of a kind in a text, long ones first at each word."""
        known = self.forms.get(kind)
        if not known:
            return []
        found = []
        forms = [word.form for word in words]
        for start, word in enumerate(words):
            heads = known.get(word.form, [])
            if kind in _INFLECTED:
                lemma = looked_up(lemma_of(word.low, self.code))
                if lemma != word.form:
                    heads = heads + [entry for entry in known.get(lemma, []) if len(entry[0]) == 1]
            for sequence, form in sorted(heads, key=lambda entry: -len(entry[0])):
                end = start + len(sequence)
                if len(sequence) == 1 or tuple(forms[start:end]) == sequence:
                    found.append(Found(form, start, end))
        return found

    def pairs(self, kind: str, one: str, two: str) -> bool:
        """Whether two forms stand together in a list of pairs."""
        return two in self.others.get(kind, {}).get(one, ())

    def contrary(self, one: Word, two: Word) -> bool:
        """Whether two words are listed as contraries, or as filling the same place."""
        return any(
            self.pairs(kind, a.form, b.form)
            for kind in (ANTONYM, SLOT)
            for a in self.find(kind, (one,))
            for b in self.find(kind, (two,))
        )


Row = Mapping[str, str]


@dataclass(frozen=True)
class Wordlists:
    """The lists of every language.

    Dictionaries of forms are large and take seconds to read, so the lists of a language are built
    when a text in it is first compared.

    Attributes
    ----------
    rows
        Language, kind and form, by language.
    """

    rows: Mapping[str, Sequence[Row]]
    _built: dict[str, Language] = field(default_factory=dict, repr=False, compare=False)

    def of(self, code: str) -> Language:
        """The lists of a language; empty ones where it has none."""
        if code not in self._built:
            self._built[code] = _built(code, self.rows.get(code, ()))
        return self._built[code]


def _built(code: str, rows: Iterable[Row]) -> Language:
    language = Language(code)
    for row in rows:
        kind, form = row["kind"], row["form"]
        if kind == "number":
            word, value = form.split("=")
            language.numbers[looked_up(word)] = float(value)
        elif kind == "unit":
            word, measure = form.split("=")
            dimension, factor = measure.split("*")
            language.units[looked_up(word)] = (dimension, float(factor))
        elif kind == "ending":
            language.endings.append(looked_up(form))
        else:
            language.add(kind, form)
    return language


def read_wordlists(*files: Iterable[Row]) -> Wordlists:
    """Sort rows of language, kind and form (``negation.tsv`` and others) by language.

    A number's form is ``word=value``, a unit's ``word=dimension*factor``.
    """
    rows: dict[str, list[Row]] = {}
    for row in (row for found in files for row in found):
        rows.setdefault(row["language"], []).append(row)
    return Wordlists(rows)
