"""What a person should know about personal data in a file, without repeating any of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from dsupport.ingest.aliases import PERSON_WORDS, PERSONAL_KEYS, key
from dsupport.ingest.findings import Notes, at, listing
from dsupport.ingest.grid import Grid
from dsupport.ingest.privacy import find_personal_data
from dsupport.phrases import Phrase, Word
from dsupport.records import Draft, full_text, hide

SAMPLE = 300
"""Cells of a column that are looked at."""

LEAST_DISTINCT = 0.3
"""Share of different values from which names under a doubtful header are people, not places."""

_PARTICLES = frozenset(
    "van von de del der den da dos das di la le el al bin ten ter zu y e".split()
)
_FULL_NAME = re.compile(r"[^\W\d_][\w'’.-]*(?:,? [^\W\d_][\w'’.-]*){1,4}")


def note_personal_texts(drafts: Sequence[Draft], notes: Notes) -> None:
    """Note how many contributions hold personal data, and of which kinds."""
    totals: Counter[str] = Counter()
    affected: list[tuple[int, list[str]]] = []
    for draft in drafts:
        found = find_personal_data(full_text(draft.title, draft.text), draft.language)
        kinds = sorted({one.kind for one in found})
        totals.update(kinds)
        if kinds:
            affected.append((draft.line, kinds))
    told = tuple(
        Phrase("data.count", {"kind": Phrase(f"data.{kind}"), "n": n})
        for kind, n in totals.most_common()
    )
    for line, kinds in affected:
        listed = tuple(Phrase(f"data.{kind}") for kind in kinds)
        notes.add("personal-data", at(line, listed), kinds=told)


def note_personal_columns(grid: Grid, columns: Mapping[str, str], notes: Notes) -> None:
    """Note columns whose cells are mostly e-mail addresses, phone numbers or full names."""
    for position, name in enumerate(grid.header):
        if columns.get(name, "ignore") in ("ignore", "text", "title", "id"):
            continue
        what = _mostly(name, grid.column(position)[:SAMPLE])
        if what:
            words: dict[str, Word] = {"column": listing([name])}
            where = Phrase("place.column_data", words | {"data": Phrase(f"data.{what}_column")})
            notes.add("personal-data-column", where, ignore=Phrase("field.ignore"))


def private_attributes(drafts: Sequence[Draft]) -> frozenset[str]:
    """Names of attributes whose values are mostly e-mail addresses, phone numbers or names."""
    values: dict[str, list[str]] = {}
    for draft in drafts:
        for name, value in draft.attributes.items():
            values.setdefault(name, []).append(value)
    return frozenset(
        name for name, found in values.items() if _mostly(name, [v for v in found if v][:SAMPLE])
    )


def without_personal_data(text: str) -> str:
    """A short text for a report, with what may identify a person hidden."""
    return hide(text, find_personal_data(text), 0)


def _mostly(header: str, values: Sequence[str]) -> str:
    """What most cells are: ``email``, ``phone``, (full) ``name``, or nothing of it."""
    named = key(header) in PERSONAL_KEYS
    perhaps = not PERSON_WORDS.isdisjoint(key(header).split())
    perhaps = perhaps and len(set(values)) >= LEAST_DISTINCT * len(values)
    kinds: Counter[str] = Counter()
    for value in values:
        found = find_personal_data(value) if len(value) < 100 else ()
        whole = {one.kind for one in found if one.end - one.start >= 0.6 * len(value)}
        if (named and not whole and value != value.lower() and _FULL_NAME.fullmatch(value)) or (
            perhaps and not whole and _like_a_person(value)
        ):
            whole = {"name"}
        kinds.update(whole)
    for kind, count in kinds.most_common():
        if kind in ("email", "phone", "name") and count * 2 > len(values):
            return kind
    return ""


def _like_a_person(value: str) -> bool:
    """Whether `value` could be somebody's name: two to five words, capitalised but for particles."""
    words = value.replace(",", " ").split()
    written = all(word[0].isupper() or word.casefold() in _PARTICLES for word in words)
    return written and bool(_FULL_NAME.fullmatch(value))
