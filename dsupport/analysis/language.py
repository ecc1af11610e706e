"""Tells the language of each text, also of short ones, from its words and from its company.

Single short texts are ambiguous (“Plus de parcs” reads as French or Catalan); a file of proposals
is not. Each text's own evidence (lingua, n-grams of 1 to 5 letters) is therefore weighed with how
common each language is in the file (one step of expectation-maximisation, repeated twice).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from dsupport.typing import FloatMatrix

if TYPE_CHECKING:
    from lingua import LanguageDetector

UNDETERMINED = "und"

CODES = (
    "ar bg ca cs da de el en es et eu fi fr ga hr hu it ja ko lt lv nb nl pl pt ro ru sk sl sq sv "
    "tr uk vi zh"
).split()
"""Languages that are told apart: those of Europe's assemblies and its larger communities."""

ROUNDS = 2
FLOOR = 0.02
"""Weight that every language keeps, however rare: a single voice in another language is heard."""


@cache
def _detector() -> LanguageDetector:
    from lingua import IsoCode639_1, LanguageDetectorBuilder

    known = [getattr(IsoCode639_1, code.upper()) for code in CODES]
    return LanguageDetectorBuilder.from_iso_codes_639_1(*known).build()


def evidence(texts: Sequence[str]) -> FloatMatrix:
    """Probability of each language of `CODES` from each text alone, shape (n, languages)."""
    column = {code: i for i, code in enumerate(CODES)}
    found = np.zeros((len(texts), len(CODES)), np.float32)
    results = _detector().compute_language_confidence_values_in_parallel(
        [text[:600] for text in texts]
    )
    for row, values in enumerate(results):
        for value in values:
            found[row, column[value.language.iso_code_639_1.name.lower()]] = value.value
    return found


def detect(texts: Sequence[str], given: Sequence[str] = ()) -> list[str]:
    """The language of each text as ISO 639-1 code, ``und`` where there are no words.

    Parameters
    ----------
    given
        Languages that the file states (empty where it does not); they are kept as they are and
        count for what is common in the file.
    """
    if not texts:
        return []
    own = evidence(texts)
    told = own.sum(axis=1) > 0
    share = np.full(len(CODES), 1 / len(CODES))
    for _ in range(ROUNDS):
        weighed = own * (FLOOR + share)
        total = weighed.sum(axis=1, keepdims=True)
        posterior = np.divide(weighed, total, out=np.zeros_like(weighed), where=total > 0)
        # Sure texts speak for the file; a hundred one-word answers do not.
        length = np.array([min(len(text), 200) for text in texts], np.float32)[:, None]
        mass = (posterior * length * told[:, None]).sum(axis=0)
        share = mass / max(float(mass.sum()), 1e-9)
    best = posterior.argmax(axis=1)
    codes = [CODES[i] if ok else UNDETERMINED for i, ok in zip(best, told, strict=True)]
    return [g or code for g, code in zip(given or [""] * len(texts), codes, strict=True)]
