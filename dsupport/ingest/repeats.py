"""Rows, ids and texts that occur more than once in a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dsupport.ingest.findings import Notes
from dsupport.phrases import Phrase
from dsupport.records import Draft
from dsupport.results import SetAside
from dsupport.wording.findings import unusable


def settle_repeats(
    drafts: Sequence[Draft], notes: Notes
) -> tuple[tuple[Draft, ...], tuple[SetAside, ...]]:
    """Keep one of identical rows with the same id; give other rows with a known id a new one.

    Drafts without id are all kept: two people may say the same.
    """
    kept: list[Draft] = []
    aside: list[SetAside] = []
    first: dict[Draft | tuple[object, ...], Draft] = {}
    used = {draft.source_id for draft in drafts}
    counts: dict[str, int] = {}
    for draft in drafts:
        if not draft.source_id:
            kept.append(draft)
            continue
        twin = first.setdefault(_content(draft), draft)
        if twin is not draft:
            line = str(twin.line)
            aside.append(unusable(draft.line, "", draft.source_id, "repeat", line=line))
            notes.add("repeated-rows", _repeats(draft.line, twin.line))
            continue
        number = counts.get(draft.source_id, 0) + 1
        new = draft.source_id
        while number > 1 and (new := f"{draft.source_id}#{number}") in used:
            number += 1
        if number > 1:
            words = {"line": str(draft.line), "old": draft.source_id, "new": new}
            notes.add("repeated-ids", Phrase("place.renamed", words))
            used.add(new)
        counts[draft.source_id] = number
        kept.append(replace(draft, source_id=new))
    _note_repeated_texts(kept, notes)
    return tuple(kept), tuple(aside)


def _content(draft: Draft) -> tuple[object, ...]:
    """All of a draft except its line."""
    return (
        draft.source_id, draft.kind, draft.title, draft.text, draft.author, draft.created_at,
        draft.language, draft.session, draft.table, draft.supports, draft.parent_source_id,
        tuple(sorted(draft.attributes.items())),
    )  # fmt: skip


def _note_repeated_texts(drafts: Sequence[Draft], notes: Notes) -> None:
    first: dict[tuple[str, str], int] = {}
    for draft in drafts:
        line = first.setdefault((draft.title, draft.text), draft.line)
        if line != draft.line:
            notes.add("repeated-texts", _repeats(draft.line, line))


def _repeats(line: int, first: int) -> Phrase:
    return Phrase("place.repeats", {"line": str(line), "first": str(first)})
