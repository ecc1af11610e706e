"""What an import found, in words: in English where it is stored, in the reader's language on a page.

``findings.toml`` has ``[finding]``, ``[reason]`` (why a row cannot be used), ``[place]`` (where an
example is), ``[data]`` (kinds of personal data) and ``[file]`` (kinds of files). A name that ends
in ``_page`` is said on pages instead.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from dsupport.phrases import Phrase, Word, phrase_from, words_from
from dsupport.results import Finding, SetAside
from dsupport.wording import ENGLISH, Wording


def found(
    code: str, severity: str, count: int, places: Sequence[Word] = (), /, **words: Word
) -> Finding:
    """A finding with its sentence.

    Parameters
    ----------
    code
        Name of its sentence in ``[finding]``.
    places
        Examples: where in the file, or names from it.
    words
        What fills the sentence, beside `count`, which fills ``{n}``.
    """
    message = ENGLISH.phrase(finding_phrase(code, count, words))
    examples = tuple(ENGLISH.word(place) for place in places)
    return Finding(code, severity, message, count, examples, words, tuple(places))


def unusable(line: int, column: str, value: str, code: str, /, **words: Word) -> SetAside:
    """A row that cannot be used; `code` names the reason in ``[reason]``, `words` fill it."""
    why = Phrase(f"reason.{code}", words)
    return SetAside(line, column, value, ENGLISH.phrase(why), why)


def finding_phrase(code: str, count: int, words: Mapping[str, Word]) -> Phrase:
    """The sentence of a finding."""
    return Phrase(f"finding.{code}", {"n": count, **words})


def finding_text(one: Finding | Mapping[str, Any], say: Wording) -> str:
    """The sentence of a finding, or of one that was stored, for a page.

    What an older or newer version stored, and this one cannot say, stays as it was stored.
    """
    stored = one if isinstance(one, Mapping) else asdict(one)
    try:
        words = words_from(stored["words"])
        return say.phrase(finding_phrase(stored["code"], stored["count"], words), page=True)
    except KeyError:
        return str(stored["message"])


def examples_text(one: Finding, say: Wording) -> list[str]:
    """The examples of a finding, for a page."""
    return [say.word(place, page=True) for place in one.places] or list(one.examples)


def reason_text(row: SetAside | Mapping[str, Any], say: Wording) -> str:
    """Why a row cannot be used, for a page; of rows that were stored as well."""
    stored = row if isinstance(row, Mapping) else asdict(row)
    try:
        return say.phrase(phrase_from(stored["why"]), page=True)
    except (KeyError, TypeError):
        return str(stored["reason"])
