"""Texts of people inside sentences: cut to one line, and listed as the language lists things."""

from __future__ import annotations

from collections.abc import Sequence

from dsupport.wording import Wording


def beginning(text: str, length: int) -> str:
    """The first words of `text` on one line, for places that only name it."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    return f"{line[:length].rsplit(' ', 1)[0].rstrip(' ,;:.')}\u00a0…"


def listed(say: Wording, words: Sequence[str]) -> str:
    """Words with commas, and the “and” of the language."""
    from babel.lists import format_list

    return str(format_list(list(words), locale=say.locale))
