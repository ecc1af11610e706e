"""Names of people that a text introduces, signs, addresses with a title or accuses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dsupport.ingest.words import (
    BEING,
    GOODBYES,
    INTRODUCTIONS,
    NEIGHBOURS,
    PUBLIC,
    STREET_WORD,
    TITLES,
)

UPPER = "A-Z\u00c0-\u00d6\u00d8-\u00de"
LOWER = "a-z\u00df-\u00f6\u00f8-\u00ff"
CAPITALISED = rf"(?:[DLO]['’])?[{UPPER}][{LOWER}]+(?:['’-][{UPPER}]?[{LOWER}]+)*"
_PARTICLE = (
    r"(?:de la|de las|de los|van de|van den|van der|von der|de|da|do|dos|das|del|della|dello|di|"
    r"van|den|der|von|zu|le|la|el|y|e|ten|ter|'t)"
)
_NAME = rf"{CAPITALISED}(?: (?:{_PARTICLE} )?{CAPITALISED}){{0,4}}"
FULL_NAME = rf"{CAPITALISED}(?: (?:{_PARTICLE} )?{CAPITALISED}){{1,4}}"
_INITIALS = rf"(?:[{UPPER}]\. ?){{0,3}}"

_BEFORE_STREET = re.compile(
    rf"\b{STREET_WORD}(?: (?:d[aeo]s?|del|della|di|de la))? ?$", re.IGNORECASE
)

_AFTER_WORDS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?i:\b(?:{INTRODUCTIONS}))[ :,]+({_NAME})",
        rf"(?i:\b(?:{BEING})) ({FULL_NAME})(?=[,;:()!?\n]|\.(?:\s|$)|$)",
        rf"(?i:\b(?:{NEIGHBOURS})),? (?:(?i:is|est|es|é|è|heet|ist) )?({FULL_NAME})",
        rf"(?i:(?:^|[\n.!?,;] ?)(?:{GOODBYES})[ ,.:!-]*\s{{0,3}})({_INITIALS}{FULL_NAME})(?=[ .]*(?:\n|$|,))",
        # es Ferney Guasca, el de la moto roja
        rf"\b(?:es|era|fue|é|foi|is|was|est|c['’]est|ist|war|è) ({FULL_NAME}), "
        rf"(?:el|la|o|a|le|die|der|il|the|who|qui|que|che|wie|celui|celle|quello|quella)\b",
    )
)
_TITLED = re.compile(
    rf"(?<!\w)(?:{TITLES}) ({_INITIALS}(?:(?:de|De|van|Van|von|del|di|le|Le) (?:la |der |den )?)?{_NAME})"
)
_OUR_LADY = re.compile(r"\b(?:nuestra|nossa) $", re.IGNORECASE)


def find_names(text: str, language: str = "") -> Iterator[tuple[int, int]]:
    """Names that the text introduces, signs, addresses with a title or accuses.

    ``M.`` is a title in French and an initial elsewhere, so it counts only in French or where the
    language is not known.
    """
    for pattern in _AFTER_WORDS:
        for match in pattern.finditer(text):
            if not _is_office(match[1]):
                yield match.span(1)
    for match in _TITLED.finditer(text):
        before = text[max(0, match.start() - 30) : match.start()]
        if match[0].startswith("M.") and language not in ("", "fr"):
            continue
        if not (_BEFORE_STREET.search(before) or _OUR_LADY.search(before) or _is_office(match[1])):
            yield match.span(1)


def _is_office(words: str) -> bool:
    return any(word in PUBLIC for word in words.lower().split())
