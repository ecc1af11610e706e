"""Where a text may be cut: at paragraphs, items of lists and ends of sentences.

Segments stand one after the other and cover the whole text: whatever is cut out of them, no word is
lost and none is said twice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LEAST = 40
"""Letters of a sentence that stands for itself; a shorter one belongs to the sentence before it."""

LEAST_BLOCK = 8
"""Letters of a paragraph or of an item of a list that stands for itself."""

DENSE = 3
"""Letters for which one Chinese, Japanese or Thai sign counts."""

WRAPPED = 60
"""From this length on a line that ends without a full stop may go on in the next one."""

_ITEM = r"(?:[-*•◦▪‣–—·]|\(?\d{1,2}[.)]|\(?[a-zA-Z][.)])[ \t]+"
_LINES = re.compile(rf"[ \t]*(?:\r\n?|\n)(?P<blank>\s*\n)?\s*(?P<item>{_ITEM})?(?=\S)")
_STOP = re.compile(
    r"[.!?…]+[\"'»”’)\]]*\s+(?=[\"'«“„‘(\[¿¡]*(?P<next>\S))|[。！？]+[」』）]*\s*(?=\S)"
)
_ENDED = re.compile(r"[.!?:;…。！？][\"'»”’)\]」』）]*\s*$")
_TRAILS_OFF = re.compile(r"(?:…|\.\.)[\"'»”’)\]]*\s*$")
_DENSE = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_LAST_WORD = re.compile(r"(\S+?)[.!?…]+[\"'»”’)\]]*\s*$")

ABBREVIATIONS = frozenset(
    "abs art av avda bld blv bv bzw ca cf dhr dott dr ecc enz etc evtl ex gem ggf ing inkl jr max mevr"
    " min mme mr mrs ms nr num núm op prof pl pza sig sog sr sra st sta ste sto str tel usw vgl vs"
    "".split()
)
"""Words after whose full stop a sentence goes on, also where a capital letter follows."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a text that is never cut.

    Attributes
    ----------
    start, end
        Positions of characters; the next segment starts where this one ends.
    block
        Whether it begins a paragraph or an item of a list.
    """

    start: int
    end: int
    block: bool


def segments(text: str) -> list[Segment]:
    """Cut `text` wherever it may be cut; one segment where it may not."""
    if not text.strip():
        return [Segment(0, len(text), True)]
    places = dict.fromkeys(_stops(text), False) | _blocks(text)
    starts = [0, *sorted(place for place in places if 0 < place < len(text))]
    found = [
        Segment(start, end, places.get(start, True))
        for start, end in zip(starts, [*starts[1:], len(text)], strict=True)
    ]
    return _long_enough(text, found)


def _blocks(text: str) -> dict[int, bool]:
    """Where paragraphs, items of lists and lines begin; a line that was only wrapped begins nothing."""
    found = {}
    line = 0
    for match in _LINES.finditer(text):
        place = match.end() - len(match["item"] or "")
        before = text[line : match.start()]
        line = place
        ended = match["blank"] or match["item"] or _ENDED.search(before)
        if ended or (len(before) < WRAPPED and not text[place].islower()):
            found[place] = True
    return found


def _stops(text: str) -> list[int]:
    """Where sentences begin."""
    return [
        match.end()
        for match in _STOP.finditer(text)
        if match["next"] is None
        or not (
            _is_abbreviation(text[: match.end()])
            or (match["next"].islower() and _TRAILS_OFF.search(text[: match.end()]))
        )
    ]


def _is_abbreviation(before: str) -> bool:
    """Whether the full stop at the end belongs to a word: “Dr.”, “z. B.”, “1. Mai”."""
    found = _LAST_WORD.search(before[-40:])
    if found is None:
        return False
    word = found[1].casefold().strip("\"'«“„‘([¿¡")
    last = word.rsplit(".", 1)[-1]
    return len(last) == 1 or (last.isdigit() and len(last) < 3) or last in ABBREVIATIONS


def _long_enough(text: str, found: list[Segment]) -> list[Segment]:
    """Join what is too short to stand for itself with the segment to which it belongs."""
    kept: list[Segment] = []
    waiting: Segment | None = None  # a heading or a greeting, which belongs to what follows
    for number, next_one in enumerate(found):
        one = next_one
        if waiting is not None:
            one = Segment(waiting.start, one.end, waiting.block)
            waiting = None
        piece = text[one.start : one.end]
        short = letters(piece) < (LEAST_BLOCK if one.block else LEAST)
        stops = (":",) if kept else (":", ",")
        heading = one.block and piece.rstrip().endswith(stops) and letters(piece) < 2 * LEAST
        if (heading or (short and not kept)) and number < len(found) - 1:
            waiting = one
        elif short and kept:
            kept[-1] = Segment(kept[-1].start, one.end, kept[-1].block)
        else:
            kept.append(one)
    return kept


def letters(text: str) -> int:
    """Letters and digits of a text; signs that stand for a syllable or a word count for several."""
    dense = len(_DENSE.findall(text))
    return sum(sign.isalnum() for sign in text) + (DENSE - 1) * dense
