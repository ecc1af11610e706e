"""Addresses with a house number, where a text says that a person lives there.

An address alone is a place that people talk about; beside a name or after "I live at" it is
personal data.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dsupport.ingest.people import CAPITALISED, FULL_NAME, LOWER, UPPER
from dsupport.ingest.words import NO_PERSON, STREET_WORD

_NUMBER = r"(?:(?:n\.?[ºo°]\.?|nº|no\.?|num\.?|n[uú]mero|civico|bus|#|huisnummer) ?)?\d{1,4}"
_SUFFIX = r"(?: ?[A-Za-z])?(?:[-/]\d{1,4})?\b"
_STREETS = (
    # rue de la Loi 12, via Ornato 114, Rua Carlos Mardel 1043
    rf"\b{STREET_WORD} (?:[\w.'’-]+ ){{0,6}}?[\w.'’-]*[{LOWER}{UPPER}][\w.'’-]*,? {_NUMBER}{_SUFFIX}",
    # 12, rue de la Loi
    rf"\b\d{{1,4}}(?: ?(?:bis|ter|[A-Za-z]))?,? (?:rue|avenue|boulevard|chaussée|place|quai|allée|"
    rf"chemin|impasse|square)(?: (?:de|du|des|la|le|les|l['’]|d['’]|aux?))* ?(?:{CAPITALISED} ?){{1,4}}",
    # calle 3 sur # 38-27, carrera 56 No. 66-31
    r"\b(?:calle|carrera|cra\.?|kra\.?|kr\.?|cr\.?|cl\.?|cll\.?|avenida|av\.?|diagonal|dg\.?|"
    r"transversal|tv\.?) ?\d{1,3} ?[A-Za-z]?(?: ?bis)?(?: (?:sur|este|norte))? ?"
    r"(?:#|n[o°º]\.?|nro\.?|número) ?\d{1,3} ?[A-Za-z]? ?[-–] ?\d{1,3}",
    # Bonaventurestraat 301, Lange Straße 12
    rf"\b[{UPPER}][\w'’.-]*(?: [{UPPER}][\w'’.-]*){{0,3}}?(?:straat|laan|weg|plein|kade|dreef|steenweg|"
    rf"singel|gracht|lei|stra(?:ß|ss)e|str\.|allee|platz|gasse|damm|ufer|ring),? {_NUMBER}{_SUFFIX}",
    rf"\b[{UPPER}][\w'’-]* (?:Stra(?:ß|ss)e|Str\.|Allee|Platz|Weg|Laan|Straat),? {_NUMBER}{_SUFFIX}",
    # 12 High Street
    rf"\b\d{{1,4}}[a-z]? (?:{CAPITALISED} ){{1,3}}(?:Street|Road|Avenue|Lane|Drive|Close|Terrace|Court|St|Rd)\b",
)
_ADDRESS = tuple(re.compile(pattern, re.IGNORECASE if i in (0, 2) else 0)
                 for i, pattern in enumerate(_STREETS))  # fmt: skip
LIVING = re.compile(
    r"\b(?:i live (?:at|in|on)|living at|my (?:home )?address|j['’]habite|habitant(?: au)?|demeurant|"
    r"domicilié\w*|mon adresse|mon domicile|ik woon|woon ik|woonachtig|mijn adres|vivo (?:en|na|no|in)|"
    r"yo vivo|resido|mi (?:dirección|casa)|moro|minha (?:morada|casa)|morada|abito|residente|"
    r"il mio indirizzo|casa mia|ich wohne|wohnhaft|meine adresse|meine anschrift)\b[^.!?\n]{0,40}$",
    re.IGNORECASE,
)

_NAME_BEFORE = re.compile(
    rf"({FULL_NAME})(?:, ?|,? (?i:uit de|uit|van de|living at|of|at|du|au|en la|en|na|no|in|aus der) )$"
)
ADDRESS_REACH = 80
"""Characters between a name and an address that still belong together."""


def find_addresses(
    text: str, names: Sequence[tuple[int, int]]
) -> Iterator[tuple[tuple[int, int], tuple[int, int] | None]]:
    """Addresses with a house number, only where somebody is said to live there.

    Yields the address and, if it stands beside a name that nothing else introduced, the name.
    """
    for pattern in _ADDRESS:
        for match in pattern.finditer(text):
            start, end = match.span()
            before = text[max(0, start - ADDRESS_REACH) : start]
            near = any(
                -ADDRESS_REACH <= start - b <= ADDRESS_REACH or 0 <= a - end <= ADDRESS_REACH // 2
                for a, b in names
            )
            beside = _NAME_BEFORE.search(before)
            if beside and not _is_place(beside[1]):
                offset = start - len(before)
                yield (start, end), (beside.start(1) + offset, beside.end(1) + offset)
            elif near or LIVING.search(before):
                yield (start, end), None


def _is_place(words: str) -> bool:
    return any(word in NO_PERSON or word.endswith("amt") for word in words.lower().split())
