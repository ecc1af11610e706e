"""Numbers that stand for a person: bank accounts and national ids, told by their check digits."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

IBAN_LENGTHS = {
    "AD": 24, "AT": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22, "DK": 18,
    "EE": 20, "ES": 24, "FI": 18, "FR": 27, "GB": 22, "GR": 27, "HR": 21, "HU": 28, "IE": 22,
    "IS": 26, "IT": 27, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MC": 27, "MT": 31, "NL": 18,
    "NO": 15, "PL": 28, "PT": 25, "RO": 24, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "TR": 26,
    "UA": 29, "MA": 28, "TN": 24, "BR": 29,
}  # fmt: skip
"""Characters of an IBAN by country (SWIFT, IBAN Registry)."""

_IBAN_START = re.compile(r"(?<![A-Za-z0-9])([A-Za-z]{2})\d{2}(?=[ .-]?[A-Za-z0-9])")
_IBAN_SIGN = re.compile(r"[ .-]?([A-Za-z0-9])")

NEAR = 40
"""Characters before a number in which a word may say what it is."""

DNI_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE"
"""Check letters of the Spanish DNI: number modulo 23."""


def find_ibans(text: str) -> Iterator[tuple[int, int]]:
    """IBANs: a known country with the right length, and digits enough or a right checksum."""
    for match in _IBAN_START.finditer(text):
        length = IBAN_LENGTHS.get(match[1].upper())
        if length is None:
            continue
        signs, end = list(match[0].upper()), match.end()
        while len(signs) < length and (sign := _IBAN_SIGN.match(text, end)):
            signs.append(sign[1].upper())
            end = sign.end()
        iban = "".join(signs)
        after = text[end : end + 1]
        clear = sum(sign.isdigit() for sign in iban) >= 0.6 * length
        if len(iban) == length and not after.isalnum() and (clear or _valid_iban(iban)):
            yield match.start(), end


def _valid_iban(iban: str) -> bool:
    """ISO 7064 mod 97-10."""
    moved = iban[4:] + iban[:4]
    return int("".join(str(int(sign, 36)) for sign in moved)) % 97 == 1


def _digits(found: str) -> str:
    return re.sub(r"\D", "", found)


def _is_dni(found: str) -> bool:
    bare = re.sub(r"[^0-9A-Z]", "", found.upper())
    number = bare[:-1].translate(str.maketrans("XYZ", "012"))
    return bare[-1] == DNI_LETTERS[int(number) % 23]


def _is_nif(found: str) -> bool:
    digits = _digits(found)
    rest = sum(int(d) * w for d, w in zip(digits[:8], range(9, 1, -1), strict=True)) % 11
    return digits[0] in "12356" and int(digits[8]) == (0 if rest < 2 else 11 - rest)


def _is_nir(found: str) -> bool:
    digits = _digits(found)
    return len(digits) == 13 or int(digits[:13]) % 97 == 97 - int(digits[13:15])


def _is_belgian(found: str) -> bool:
    digits = _digits(found)
    return 1 <= int(digits[2:4]) <= 72 and int(digits[4:6]) <= 31


NATIONAL_IDS: tuple[tuple[str, str, Callable[[str], bool] | None], ...] = (
    # shape, words of which one must be near (empty: none needed), check
    (r"\d{2}\.\d{2}\.\d{2}[- ]\d{3}[.-]\d{2}", "", _is_belgian),
    (r"\d{11}", r"rijksregister|registre national|\bNISS\b|\bINSZ\b|\bNRN\b|national register", None),
    (r"[A-Za-z]{6}\d{2}[A-EHLMPRSTa-ehlmprst]\d{2}[A-Za-z]\d{3}[A-Za-z]", "", None),
    (r"[12] ?\d{2} ?(?:0[1-9]|1[0-2]|[2-9]\d) ?\d[\dABab] ?\d{3} ?\d{3} ?\d{2}", "", _is_nir),
    (r"[12] ?\d{2} ?\d{2} ?\d{2} ?\d{3} ?\d{3}(?: ?\d{2})?", r"s[eé]cu|\bNIR\b|\bINSEE\b", None),
    (r"(?:\d{8}|\d{2}\.\d{3}\.\d{3})[ -]?[A-HJ-NP-TV-Z]", "", _is_dni),
    (r"(?:\d{8}|\d{2}\.\d{3}\.\d{3})[ -]?[A-Za-z]", r"\bD\.?N\.?I\b|\bNIF\b", None),
    (r"[XYZ][ -]?\d{7}[ -]?[A-Z]", "", None),
    (r"\d{8}[ -]?\d[ -]?[A-Z]{2}\d", "", None),
    (r"\d{3} ?\d{3} ?\d{3}", r"\bNIF\b|contribuinte|n[uú]mero fiscal|utente|\bNISS\b", None),
    (r"\d{9}", "", _is_nif),
    (r"\d{3} ?\d{3} ?\d{3} ?\d{2}", r"\bNISS\b|seguran[cç]a social", None),
    (r"\d{8}", r"cart[aã]o de cidad[aã]o|bilhete de identidade|\bB\.?I\.?\b", None),
    (r"\d{1,3}(?:[. ]?\d{3}){2,3}(?:-\d)?",
     r"\bc\.? ?c\.?(?: n[o°º.]*| #)?|c[eé]dula|\bc[eé]d\.|\bNIT\b|\bT\.?I\.?\b|tarjeta de identidad",
     None),
    (r"\d{4}[. ]?\d{2}[. ]?\d{2,3}|\d{8,9}", r"\bBSN\b|burgerservicenummer|sofi-?nummer", None),
    (r"\d{2} ?\d{3} ?\d{3} ?\d{3}", r"steuer-?id|steuernummer|identifikationsnummer|steuerliche", None),
    (r"[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]", "", None),
    (r"[A-Z]{0,3}\d{5,9}[A-Z]{0,3}|\d{3}-\d{7}-\d{2}",
     r"pass?port|passeport|paspoort|pasaporte|passaporte|reisepass|personalausweis|carte d.identit[eé]"
     r"|carta d.identit[aà]|identiteitskaart|titre de s[eé]jour|permesso di soggiorno", None),
)  # fmt: skip
"""National ids of Belgium, Italy, France, Spain, Portugal, Colombia, the Netherlands, Germany, UK."""

_PATTERNS = tuple(
    (
        re.compile(rf"(?<![\w/+%-]){shape}(?![\w/])(?![.,]\d)"),
        re.compile(words, re.IGNORECASE) if words else None,
        check,
    )
    for shape, words, check in NATIONAL_IDS
)


def find_national_ids(text: str) -> Iterator[tuple[int, int]]:
    """National ids: a shape that nothing else has, or a plain one beside a word that names it."""
    for pattern, words, check in _PATTERNS:
        for match in pattern.finditer(text):
            before = text[max(0, match.start() - NEAR) : match.start()]
            if words and not words.search(before):
                continue
            if check is None or check(match[0]):
                yield match.start(), match.end()
