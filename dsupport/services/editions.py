"""Which source a file is an edition of, and the ids of rows that have none.

A contribution is known by its source and its id in the file. A file whose ids and texts largely
agree with a source that is there is a new edition of it, whatever its name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from dsupport.records import Contribution, Draft

SAME_EDITION = 0.5
"""Share of common ids with the same or a similar text from which a file is a new edition."""

SIMILAR_TEXT = 60.0
"""Similarity (rapidfuzz ratio, 0 to 100) from which a text counts as a revision of another."""


def place(
    path: Path, drafts: Sequence[Draft], known: Sequence[Contribution], sources: Sequence[str]
) -> tuple[str, list[Draft]]:
    """Which source the file is an edition of, and an id for every draft."""
    by_source: dict[str, dict[str, Contribution]] = {}
    for item in known:
        by_source.setdefault(item.source, {})[item.source_id] = item
    for source, items in by_source.items():
        numbered = _numbered(drafts, items)
        if _is_edition(numbered, items):
            return source, numbered
    name, number = path.stem, 2
    while name in sources:
        name, number = f"{path.stem} ({number})", number + 1
    return name, _numbered(drafts, {})


def _numbered(drafts: Sequence[Draft], known: Mapping[str, Contribution]) -> list[Draft]:
    """Give drafts without an id the one of the same text, or else the next free number."""
    waiting: dict[tuple[str, str], list[str]] = {}
    for source_id, item in sorted(known.items(), key=lambda pair: _number(pair[0])):
        waiting.setdefault((item.title, item.text), []).append(source_id)
    taken = {draft.source_id for draft in drafts if draft.source_id} | set(known)
    number = 0
    result = []
    for draft in drafts:
        source_id = draft.source_id
        if not source_id and (same := waiting.get((draft.title, draft.text))):
            source_id = same.pop(0)
        while not source_id:
            number += 1
            if str(number) not in taken:
                source_id = str(number)
        taken.add(source_id)
        result.append(replace(draft, source_id=source_id))
    return result


def _number(source_id: str) -> tuple[int, str]:
    return (int(source_id), "") if source_id.isdigit() else (0, source_id)


def _is_edition(drafts: Sequence[Draft], known: Mapping[str, Contribution]) -> bool:
    from rapidfuzz import fuzz

    common = [draft for draft in drafts if draft.source_id in known]
    if not common:
        return False
    alike = sum(
        draft.text == known[draft.source_id].text
        or fuzz.ratio(draft.text, known[draft.source_id].text) >= SIMILAR_TEXT
        for draft in common
    )
    return alike >= SAME_EDITION * len(common)
