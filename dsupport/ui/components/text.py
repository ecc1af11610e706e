"""Texts of people, made safe to show: they are data and never markup.

`plain` is for places that read Markdown (labels, links, captions); `escaped` is for `st.html`.
"""

from __future__ import annotations

import html
import re

from dsupport.wording.quoting import beginning

JOINER = "\u2060"
"""Word joiner, without width: breaks patterns that Streamlit looks for in finished text."""

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
# Streamlit replaces these after Markdown is read, so escaping alone does not stop it.
_LATE = (
    (re.compile(r":(?=[\w+\-/]+:)"), f":{JOINER}"),
    (
        re.compile(
            r"(?<=\s)(<->|->|<-|--|>=|<=|~=)(?=\s)|^(<->|->|<-|--|>=|<=|~=)(?=\s)", re.MULTILINE
        ),
        None,
    ),
    (re.compile(r"(?i)\b([a-z][a-z0-9+.\-]*):(?=//)"), rf"\1:{JOINER}"),
    (re.compile(r"(?i)\bwww\."), f"www{JOINER}."),
    (re.compile(r"(?<=\w)@(?=\w)"), f"{JOINER}@"),
)


def plain(text: str) -> str:
    """`text` for Markdown, so that it reads exactly as it was written.

    Links, images, HTML, formulas, headings, lists, emoji codes and colours stay letters; line
    breaks stay.
    """
    for pattern, joined in _LATE:
        text = pattern.sub(joined if joined is not None else _split, text)
    lines = [_indented(line) for line in text.replace("\r\n", "\n").split("\n")]
    return "  \n".join(_PUNCTUATION.sub(r"\\\1", line) for line in lines)


def escaped(text: str) -> str:
    """`text` for `st.html`, so that it reads exactly as it was written, with its line breaks."""
    return html.escape(text, quote=True).replace("\r\n", "\n").replace("\n", "<br>")


def shortened(text: str, length: int = 80) -> str:
    """The beginning of `text` on one line, for places that only name it."""
    return beginning(text, length)


def _split(found: re.Match[str]) -> str:
    sign = found.group()
    return sign[0] + JOINER + sign[1:]


def _indented(line: str) -> str:
    """Keep leading blanks without making a code block of the line."""
    body = line.lstrip(" \t")
    blanks = line[: len(line) - len(body)].replace("\t", "    ")
    return "\u00a0" * len(blanks) + body
