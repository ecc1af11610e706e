"""Which stretches of a text may identify a person?

Rules, not a model: each find can be explained, and ordinary names of places stay readable. What
has no mark of its own (a name in the middle of a sentence) is not found; people can hide it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dsupport.ingest.addresses import find_addresses
from dsupport.ingest.identifiers import find_ibans, find_national_ids
from dsupport.ingest.people import find_names
from dsupport.ingest.phones import find_phones
from dsupport.records import PersonalData

_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+'-]{1,64}(?:@| ?[\[(](?:at|arroba|arobase|chiocciola)[\])] ?)"
    r"[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}(?!\w)",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d(?:\D{0,3}\d){4}")

PRIORITY = ("email", "iban", "national_id", "phone", "address", "name")
"""Of two stretches that overlap, the kind that comes first here stays."""


def find_personal_data(text: str, language: str = "") -> tuple[PersonalData, ...]:
    """Find e-mail addresses, phone numbers, account and id numbers, addresses and names.

    Parameters
    ----------
    text
        The full text; positions refer to it.
    language
        Its language if known (ISO 639-1); settles what ``M.`` means.

    Returns
    -------
    tuple of PersonalData
        Sorted by position, not overlapping.

    Examples
    --------
    >>> find_personal_data("Write to ana@example.org or call 912 345 678.")
    (PersonalData(kind='email', start=9, end=24), PersonalData(kind='phone', start=33, end=44))
    """
    found = sorted(
        _finds(text, language), key=lambda one: (PRIORITY.index(one.kind), one.start, -one.end)
    )
    kept: list[PersonalData] = []
    for one in found:
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return tuple(sorted(kept, key=lambda one: one.start))


def _finds(text: str, language: str) -> Iterator[PersonalData]:
    """All finds, overlapping ones included; texts without the needed signs are not searched."""
    if "@" in text or "(" in text or "[" in text:
        for match in _EMAIL.finditer(text):
            yield PersonalData("email", *match.span())
    if _DIGITS.search(text):
        for kind, find in (
            ("iban", find_ibans),
            ("national_id", find_national_ids),
            ("phone", find_phones),
        ):
            for start, end in find(text):
                yield PersonalData(kind, start, end)
    names = list(find_names(text, language))
    for start, end in names:
        yield PersonalData("name", start, end)
    if any(char.isdigit() for char in text):
        for address, name in find_addresses(text, names):
            yield PersonalData("address", *address)
            if name:
                yield PersonalData("name", *name)
