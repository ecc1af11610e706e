"""Titles and texts that come in several languages: one column per locale, as Decidim writes them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dsupport.ingest.aliases import key

_FIELDS = {"title": "title", "body": "text", "text": "text", "description": "text"}
_LOCALE = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?")


@dataclass(frozen=True, slots=True)
class Locale:
    """A column that holds a field in one language.

    Attributes
    ----------
    machine
        True if a machine translated it.
    """

    field: str
    language: str
    machine: bool
    position: int = -1

    def at(self, position: int) -> Locale:
        """The same with its column number."""
        return replace(self, position=position)


def split_locale(header: str) -> Locale | None:
    """Read a header such as ``title/fr`` or ``body/machine_translations/es``.

    >>> split_locale("body/machine_translations/es")
    Locale(field='text', language='es', machine=True, position=-1)
    """
    parts = header.strip().split("/")
    field = _FIELDS.get(key(parts[0]))
    if field is None or not 2 <= len(parts) <= 3 or not _LOCALE.fullmatch(parts[-1]):
        return None
    machine = len(parts) == 3
    if machine and key(parts[1]) != "machine translations":
        return None
    return Locale(field, re.split("[-_]", parts[-1])[0].lower(), machine)


def choose_locale(
    cells: Sequence[str], columns: Sequence[Locale], prefer: str = ""
) -> Locale | None:
    """The filled column to use: originals before machine translations, `prefer` before others."""
    filled = [one for one in columns if cells[one.position].strip()]
    return min(filled, key=lambda one: (one.machine, one.language != prefer), default=None)
