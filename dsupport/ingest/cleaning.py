"""Texts as they were written, freed from what software left in them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from html.parser import HTMLParser

MARKUP_SHARE = 0.3
"""From this share of cells with tags on, the whole column is HTML."""

_TAGS = (
    "a|abbr|article|aside|b|blockquote|br|center|code|div|em|figure|figcaption|font|h[1-6]|hr|i|"
    "iframe|img|li|ol|p|pre|s|section|small|span|strong|sub|sup|table|tbody|td|th|thead|tr|u|ul|video"
)
_TAG = re.compile(rf"</?(?:{_TAGS})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_BLOCK_FIRST = re.compile(r"\s*<(p|div|ul|ol|h[1-6]|blockquote|table)\b[^<>]*>", re.IGNORECASE)
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_REMOVED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_GUARDED = re.compile(r"'(?=[=+\-@])")
_BREAKS = frozenset(
    """p div ul ol li h1 h2 h3 h4 h5 h6 blockquote table tr section article hr""".split()
)
_SILENT = frozenset(("script", "style"))


def clean_text(text: str) -> str:
    """A text as it was written: NFC, ``\\n`` line ends, no control characters or stray spaces.

    One apostrophe before ``=``, ``+``, ``-`` or ``@`` at the beginning goes too: exports put it
    there so that spreadsheets do not take the text for a formula.
    """
    text = _LINE_ENDS.sub("\n", text)
    text = _SURROGATES.sub("\ufffd", _REMOVED.sub("", text))
    text = unicodedata.normalize("NFC", text)
    text = "\n".join(line.rstrip() for line in text.split("\n")).strip()
    return _GUARDED.sub("", text, count=1) if _GUARDED.match(text) else text


def is_markup(cells: Sequence[str]) -> bool:
    """True if a column is written in HTML, rather than by people who sometimes type a tag."""
    return bool(cells) and sum(bool(_TAG.search(c)) for c in cells) > MARKUP_SHARE * len(cells)


def is_markup_cell(cell: str) -> bool:
    """True if this one cell is surely HTML: it begins with a block that it also closes."""
    match = _BLOCK_FIRST.match(cell)
    return match is not None and f"</{match[1].lower()}>" in cell.lower()


def strip_markup(html: str) -> str:
    """The text of HTML, with its line breaks and list items, entities decoded."""
    reader = _TextReader()
    reader.feed(html)
    reader.close()
    text = re.sub(r"[ \t\xa0]*\n[ \t\xa0]*", "\n", "".join(reader.parts))
    return re.sub(r"\n{3,}", "\n\n", text).strip()


class _TextReader(HTMLParser):
    """Collects the text of HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag == "br":
            self.parts.append("\n")
        elif tag in _BREAKS:
            self._break()
            if tag == "li":
                self.parts.append("- ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in _BREAKS and tag != "li":
            self._break()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(re.sub(r"[ \t\r\n]+", " ", data))

    def _break(self) -> None:
        if self.parts and not self.parts[-1].endswith(("\n", "- ")):
            self.parts.append("\n")
