"""Phone numbers as people write them in nine countries, and not years, prices or line numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

_CANDIDATE = re.compile(
    r"(?<![\w.,:#/+-])(?:\+|\(\+?)?\d(?:(?:[ \u00a0\u2009\u202f./()-]| [-/] ){0,2}\d){6,15}(?![\w%€$])"
)
_PHONE_WORD = re.compile(
    r"\b(?:tel|t[eé]l|telefon\w*|tel[eé]fono\w*|t[eé]l[eé]phon\w*|telem[oó]vel|telem|phone|mobile|"
    r"cel|celular|cell|cellulare|gsm|whats ?app|handy|call|ring|appel\w*|bel|bellen|llam\w+|"
    r"ligu?\w*|chiam\w+|richiam\w+|telefonate|anrufen|ruf\w*|m[oó]vil|portable|fax)\b[^\d\n]{0,25}$",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"\s?(?:€|\$|£|%|euros?\b|eur\b|pesos\b|cop\b|d[oó]lares|millones|mil\b|m2|m²|km|kg|kwh|"
    r"habitant\w*|hab\b|inwoners|einwohner|abitanti|personas|tonn\w+|Uhr)",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{1,2}\.\d{1,2}\. ?-)"
)
_TIMES = re.compile(r"\d{1,2}\.\d{2} ?[-/] ?\d{1,2}\.\d{2}")

SHAPES = {
    # Portugal: mobiles 9, fixed lines 2
    "pt": (r"(?:9[1236]|2\d)\d{7}", ((9,), (3, 3, 3), (2, 3, 4), (2, 3, 2, 2), (2, 7), (3, 6))),
    # Spain: mobiles 6 and 7, fixed lines 8 and 9
    "es": (r"[6789]\d{8}", ((9,), (3, 3, 3), (3, 2, 2, 2), (2, 3, 2, 2), (3, 6), (2, 7))),
    # Colombia: mobiles 3, fixed lines 601 to 608
    "co": (r"(?:3\d\d|60[1-8])\d{7}", ((10,), (3, 3, 4), (3, 7), (3, 3, 2, 2), (3, 4, 3))),
    # Italy: mobiles 3
    "it": (r"3\d{9}", ((10,), (3, 3, 4), (3, 7), (3, 2, 2, 3), (3, 3, 2, 2), (3, 4, 3))),
}
"""National numbers that do not begin with 0: digits, and lengths of the groups they come in."""


def find_phones(text: str) -> Iterator[tuple[int, int]]:
    """Phone numbers, international or national."""
    for match in _CANDIDATE.finditer(text):
        start, end = match.span()
        if text[start] == "(" and ")" not in match[0]:
            start += 1
        before, after = text[max(0, start - 40) : start], text[end : end + 15]
        if _is_phone(text[start:end], bool(_PHONE_WORD.search(before))) and not (
            _UNIT.match(after) or before.rstrip().endswith(("$", "€", "£"))
        ):
            yield start, end


def _is_phone(found: str, named: bool) -> bool:
    """Whether digits in these groups are a phone number; `named`: a word before says so."""
    digits = re.sub(r"\D", "", found)
    groups = tuple(len(group) for group in re.findall(r"\d+", found))
    if found.lstrip("(").startswith("+"):
        return 9 <= len(digits) <= 15
    if _DATE.search(found) or _TIMES.search(found) or len(set(digits)) == 1:
        return False
    if digits.startswith("00"):
        return 11 <= len(digits) <= 16 and digits[2] != "0"
    if digits.startswith("0"):
        return _is_trunk(digits, groups)
    if named:
        return 7 <= len(digits) <= 11 and not digits.endswith("0000")
    if digits.endswith("000") or re.fullmatch(r"\d{1,3}(?:\.\d{3})+", found):
        return False
    return any(
        re.fullmatch(pattern, digits) and groups in shapes for pattern, shapes in SHAPES.values()
    )


def _is_trunk(digits: str, groups: tuple[int, ...]) -> bool:
    """Numbers with the leading 0 of Belgium, France, the Netherlands, Germany, UK and Italy."""
    if not 9 <= len(digits) <= 12:
        return False
    pairs = all(size == 2 for size in groups)
    if pairs and len(groups) > 1:
        return len(groups) == 5
    return groups[0] in (2, 3, 4, 5, 9, 10, 11, 12) and min(groups) >= 2 and len(groups) <= 5
