"""Errors in words: in English where they are raised, in the reader's language on a page.

``problems.toml`` has ``[problem]``, what was found and expected, and ``[hint]``, what to do next.
A name that ends in ``_page`` is said on pages instead: there people have buttons, not commands.
"""

from __future__ import annotations

from typing import TypeVar

from dsupport.errors import DsupportError
from dsupport.phrases import Phrase, Word
from dsupport.wording import ENGLISH, Wording

E = TypeVar("E", bound=DsupportError)


def problem(kind: type[E], code: str, /, *, hint: str = "", **words: Word) -> E:
    """An error of `kind`, to be raised.

    Parameters
    ----------
    code
        Name of its sentence in ``[problem]``.
    hint
        Name of its hint in ``[hint]``; by default the same.
    words
        What fills both.
    """
    what, advice = Phrase(f"problem.{code}", words), Phrase(f"hint.{hint or code}", words)
    return kind(ENGLISH.phrase(what), hint=ENGLISH.phrase(advice), phrases=(what, advice))


def problem_text(error: DsupportError, say: Wording) -> str:
    """What a page says about `error`; errors of the command line alone stay in English."""
    return " ".join(say.phrase(one, page=True) for one in error.phrases) or str(error)
