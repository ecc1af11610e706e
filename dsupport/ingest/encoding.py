"""Which encoding turns these bytes into the text that people wrote?"""

from __future__ import annotations

import codecs
import re

from dsupport.ingest.detection import UTF16_NULLS
from dsupport.ingest.findings import Notes

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16-be"),
)

BROKEN_SHARE = 0.05
"""UTF-8 with fewer broken than good non-ASCII characters by this factor is UTF-8 all the same."""

_KANA = re.compile("[\u3040-\u30ff\u3001\u3002]")
_WESTERN = re.compile(
    "[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff\u0152\u0153\u0160\u0161\u017d\u017e\u0178"
    "\u2018-\u201e\u2013\u2014\u2026\u20ac\u2022\u2122\u2039\u203a"
    "\u00a0\u00a1\u00ab\u00bb\u00bf\u00b0\u00ba\u00aa\u00b7\u00a7\u00b4\u00b2\u00b3\u00bd\u00a3]"
)


def decode(data: bytes, notes: Notes) -> tuple[str, str]:
    """Decode a file and name its encoding.

    Byte order marks decide; without one, null bytes show UTF-16, then strict UTF-8 is tried,
    then Shift_JIS if it gives kana, then Windows-1252 if it gives letters of Western languages.
    Only then charset-normalizer guesses, and the guess is reported as unsure.

    Returns
    -------
    tuple of str
        The text, with line ends as in the file and without byte order mark, and the name
        (``utf-8``, ``utf-8-sig``, ``utf-16-le``, ``utf-16-be``, ``windows-1252``,
        ``shift_jis`` or what charset-normalizer calls it).
    """
    for mark, name, codec in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _replacing(data[len(mark) :], codec, notes), name
    if data[:200_000].count(0) >= UTF16_NULLS * len(data[:200_000]):
        name = (
            "utf-16-le"
            if data[1:200_000:2].count(0) * 2 >= data[:200_000].count(0)
            else "utf-16-be"
        )
        return _replacing(data, name, notes), name
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    if broken <= BROKEN_SHARE * sum(char > "\x7f" for char in text):
        notes.add("undecodable-bytes", count=broken)
        return text, "utf-8"
    return _legacy(data, notes)


def _replacing(data: bytes, codec: str, notes: Notes) -> str:
    text = data.decode(codec, errors="replace")
    if broken := text.count("\ufffd"):
        notes.add("undecodable-bytes", count=broken)
    return text


def _legacy(data: bytes, notes: Notes) -> tuple[str, str]:
    """Decode bytes that are not Unicode."""
    japanese = _strict(data, "cp932")
    if japanese is not None:
        foreign = sum(char > "\x7f" for char in japanese)
        if len(_KANA.findall(japanese)) >= 0.1 * foreign:
            return japanese, "shift_jis"
    western = _strict(data, "cp1252")
    if western is not None:
        foreign = sum(char > "\x7f" for char in western)
        if len(_WESTERN.findall(western)) >= 0.8 * foreign:
            return western, "windows-1252"
    from charset_normalizer import from_bytes

    guess = from_bytes(data[:500_000]).best()
    name = guess.encoding if guess else "cp1252"
    notes.add("encoding-unsure", encoding=name)
    return _replacing(data, name, notes), name


def _strict(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None
