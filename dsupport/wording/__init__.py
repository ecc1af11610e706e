"""Every sentence that people read, by language, in one place.

``wording/en/*.toml`` is the reference; other languages fall back to it sentence by sentence. A
sentence may depend on a number: then it is a table of plural forms (CLDR: one, many, other), chosen
by ``n``. Numbers are written as the language writes them.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any

from dsupport.phrases import Phrase, Word

LANGUAGES = {
    "en": "English",
    "fr": "Français",
    "nl": "Nederlands",
    "es": "Español",
    "pt": "Português",
    "it": "Italiano",
}


@cache
def _catalogue(language: str) -> dict[str, Any]:
    """All sections of a language: the files of its folder, one or more for each page."""
    folder = resources.files(__name__).joinpath(language)
    sections: dict[str, Any] = {}
    if folder.is_dir():
        for path in sorted(folder.iterdir(), key=lambda p: p.name):
            if path.name.endswith(".toml"):
                sections |= tomllib.loads(path.read_text("utf-8"))
    return sections


class Wording:
    """Says things in one language.

    Parameters
    ----------
    language
        One of `LANGUAGES`.
    """

    def __init__(self, language: str = "en") -> None:
        self.language = language if language in LANGUAGES else "en"
        # Babel's plain “pt” is Brazil's; the assemblies are Portugal's.
        self.locale = "pt_PT" if self.language == "pt" else self.language

    def __call__(self, key: str, /, **values: object) -> str:
        """The sentence under `key` (``section.name``), with `values` filled in.

        Raises
        ------
        KeyError
            There is no such sentence in English: a mistake in the program.
        """
        found = _find(_catalogue(self.language), key)
        if found is None:
            found = _find(_catalogue("en"), key)
        if found is None:
            raise KeyError(f"no wording for “{key}”")
        if isinstance(found, dict):
            found = found.get(self._plural(values.get("n", 2)), found["other"])
        return str(found).format(**{k: self.number(v) for k, v in values.items()})

    def phrase(self, phrase: Phrase, *, page: bool = False) -> str:
        """A sentence that was made without knowing who reads it.

        Parameters
        ----------
        page
            Say it as on a page, where that has a sentence of its own (``KEY_page``).
        """
        own = f"{phrase.key}_page"
        key = own if page and self.has(own) else phrase.key
        return self(key, **{name: self._filling(word, page) for name, word in phrase.words.items()})

    def word(self, word: Word, *, page: bool = False) -> str:
        """A word of a phrase."""
        return self.number(self._filling(word, page))

    def _filling(self, word: Word, page: bool) -> str | int:
        if isinstance(word, Phrase):
            return self.phrase(word, page=page)
        if isinstance(word, tuple):
            return ", ".join(self.phrase(one, page=page) for one in word)
        return word

    def has(self, key: str) -> bool:
        """Whether there is a sentence under `key`."""
        return _find(_catalogue("en"), key) is not None

    def number(self, value: object) -> str:
        """A number as the language writes it; anything else as it is."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            return str(value)
        from babel.numbers import format_decimal

        return str(format_decimal(value, locale=self.locale))

    def percent(self, share: float) -> str:
        """A share as per cent."""
        from babel.numbers import format_percent

        return str(format_percent(share, locale=self.locale))

    def date(self, moment: str) -> str:
        """An ISO time as day (or “today”) and minute, as clocks here show it; ``""`` for none."""
        from datetime import datetime

        from babel.dates import format_date, format_time

        if not moment:
            return ""
        here = datetime.fromisoformat(moment)
        here = here.astimezone() if here.tzinfo else here
        day = format_date(here, "medium", locale=self.locale)
        if here.date() == datetime.now().date():
            day = self("date.today")
        return f"{day}, {format_time(here.timetz(), 'short', locale=self.locale)}"

    def language_name(self, code: str) -> str:
        """The name of a language, in this one."""
        from babel import Locale
        from babel.core import UnknownLocaleError

        if code == "und":
            return self("language.unknown")
        try:
            return str(Locale.parse(code).get_display_name(self.language) or code)
        except (UnknownLocaleError, ValueError):
            return code

    def _plural(self, n: object) -> str:
        from babel import Locale

        return str(Locale.parse(self.locale).plural_form(n if isinstance(n, int | float) else 2))


ENGLISH = Wording("en")
"""For the command line, and for what is stored."""


def _find(catalogue: dict[str, Any], key: str) -> Any:
    section, _, name = key.partition(".")
    return catalogue.get(section, {}).get(name)
