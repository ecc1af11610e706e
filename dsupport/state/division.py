"""A contribution that people divided into parts: what the parts are called, and what they hold.

A part is no second text: it is a stretch of the text that was divided, and its id says which one
(``c0123456789/120-310``). So a part that stays where the cuts are moved keeps what was decided of it,
and a part that is made anew never inherits what was said of another one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from dsupport.records import Contribution, hash_text, join_title

KEPT = 12
"""Digits of the hash of a text by which a division knows the text that was divided."""

_CUTS = re.compile(r"\d{1,9}(?:;\d{1,9})*")
_SPANS = re.compile(r"(?P<spans>\d{1,9}-\d{1,9}(?:;\d{1,9}-\d{1,9})+)@(?P<text>[0-9a-f]{12})")
_PART = re.compile(r"(?P<whole>[^/;]+)/(?P<start>\d{1,9})-(?P<end>\d{1,9})")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Division:
    """How a contribution is divided.

    Attributes
    ----------
    whole
        Id of the contribution.
    spans
        First and last character of each part in the shown text; each begins where the one before
        ends.
    text
        Beginning of the hash of the text that was divided.
    decided
        The decision that divided it.
    """

    whole: str
    spans: tuple[Span, ...]
    text: str
    decided: int

    @property
    def parts(self) -> tuple[str, ...]:
        """Ids of the parts, in the order of the text."""
        return tuple(f"{self.whole}/{start}-{end}" for start, end in self.spans)


def argument(length: int, cuts: Sequence[int], content_hash: str) -> str:
    """What a decision says that cuts a text of `length` characters at these places."""
    places = [0, *sorted(set(cuts)), length]
    return ";".join(f"{a}-{b}" for a, b in pairwise(places)) + f"@{content_hash[:KEPT]}"


def is_form(text: str) -> bool:
    """Whether an argument has one of its two forms: places to cut, or spans and the text's hash."""
    found = _SPANS.fullmatch(text)
    return bool(_CUTS.fullmatch(text)) or (found is not None and _is_row(_spans(found["spans"])))


def cuts_of(text: str) -> tuple[int, ...]:
    """The places at which an argument cuts."""
    found = _SPANS.fullmatch(text)
    if found:
        return tuple(start for start, _ in _spans(found["spans"])[1:])
    return tuple(sorted({int(place) for place in text.split(";")}))


def read(whole: str, text: str, decided: int) -> Division | None:
    """The division that a whole argument tells; `None` if it only has places to cut."""
    found = _SPANS.fullmatch(text)
    if found is None:
        return None
    return Division(whole, tuple(_spans(found["spans"])), found["text"], decided)


def _spans(text: str) -> list[Span]:
    return [(int(a), int(b)) for a, b in (span.split("-") for span in text.split(";"))]


def _is_row(spans: Sequence[Span]) -> bool:
    """Whether they begin at the beginning, and each where the one before ends."""
    ends = [0, *(end for _, end in spans)]
    return all(start == before < end for before, (start, end) in zip(ends, spans, strict=False))


def whole_of(name: str) -> str:
    """The contribution of which this is a part; empty if it is none."""
    found = _PART.fullmatch(name)
    return found["whole"] if found else ""


def given_id(name: str) -> str:
    """The contribution as it was given: itself, or the one of which it is a part."""
    return whole_of(name) or name


def span_of(name: str) -> Span | None:
    """Which stretch of a text a part is; `None` for what is no part."""
    found = _PART.fullmatch(name)
    return (int(found["start"]), int(found["end"])) if found else None


def parts(item: Contribution, division: Division) -> list[Contribution]:
    """The parts of a contribution, each with its author and everything else that is known of it.

    Personal data is hidden in them as in the whole. The title stands with the first.
    """
    n = len(division.spans)
    return [
        part(item, name, f"{item.source_id}/{number}", number, n)
        for number, name in enumerate(division.parts, 1)
    ]


def part(
    item: Contribution, name: str, source_id: str, number: int = 0, n: int = 0
) -> Contribution:
    """One part of a contribution, by its id.

    Parameters
    ----------
    number, n
        Its place among how many; 0 if the text is not divided like that.
    """
    span = span_of(name)
    assert span is not None, name  # noqa: S101 - ids of parts are made above
    start, end = span
    title = item.shown_title if start == 0 else ""
    text = item.shown_text[start:end].strip()
    return replace(
        item,
        contribution_id=name,
        source_id=source_id,
        title=title,
        text=text,
        personal=(),
        content_hash=hash_text(join_title(title, text)),
        part_of=item.contribution_id,
        part=number,
        parts=n,
    )
