"""A file in, drafts and a report out: the walk through all other modules."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from pathlib import Path

from dsupport.errors import IngestError
from dsupport.ingest import consul
from dsupport.ingest.columns import assign_columns
from dsupport.ingest.detection import detect_container
from dsupport.ingest.drafts import build_drafts
from dsupport.ingest.encoding import decode
from dsupport.ingest.findings import Notes, at
from dsupport.ingest.grid import Grid
from dsupport.ingest.jsonfiles import looks_like_json, read_json
from dsupport.ingest.personal import note_personal_columns, note_personal_texts
from dsupport.ingest.plaintext import read_plain
from dsupport.ingest.platforms import Signature, check_format, recognise, refuse_election
from dsupport.ingest.repeats import settle_repeats
from dsupport.ingest.spreadsheets import read_workbook
from dsupport.ingest.tables import read_table
from dsupport.phrases import Phrase
from dsupport.records import Draft
from dsupport.results import ImportReport, SetAside
from dsupport.wording.problems import problem

SIZE_LIMIT = 500_000_000
"""Largest file in bytes."""

CUT_OFF_SHARE = 0.05
"""From this share of texts that end in dots on, the export is suspected to cut texts."""

_CUT_OFF = re.compile(r"\w(?:\.\.\.|\u2026)$")
_GARBLED = re.compile("\u00c3[\u00a0-\u00bf]|\u00e2\u20ac[\u2122\u0153\u201c\u00a6]")
_ENDINGS = {"csv": "text", "tsv": "text", "txt": "text", "json": "text", "jsonl": "text",
            "xlsx": "xlsx", "xlsm": "xlsx", "xls": "xls"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: a report for people and drafts to store."""

    report: ImportReport
    drafts: tuple[Draft, ...]


def read(path: Path, *, format: str = "auto", mapping: Mapping[str, str] | None = None) -> Reading:
    """Read a file of contributions.

    Parameters
    ----------
    path
        The file; its content decides what it is, not the ending of its name.
    format
        ``auto``, or a platform of `platforms.PLATFORMS` to insist on; ``table`` reads any
        table without regard to platforms, ``text`` takes every line or paragraph.
    mapping
        Column to field (see `FIELDS`), where the person knows better.

    Raises
    ------
    IngestError
        If nothing usable is inside. The message says what was found, the hint what to do.
    """
    path = Path(path)
    wanted = check_format(format)
    notes = Notes()
    grid = _read_grid(_load(path), path, wanted, notes)
    if not grid.rows:
        raise _nothing_usable(grid, grid.set_aside)
    threads = consul.read_threads(grid) if wanted in ("auto", "consul") and not mapping else None
    if threads:
        platform = Signature("consul", consul.EXPORT)
        drafts, aside, columns = list(threads.drafts), list(threads.set_aside), threads.columns
    else:
        platform = recognise(grid, wanted)
        plan = assign_columns(grid, notes, by_hand=mapping, by_platform=platform.columns)
        drafts, aside = build_drafts(grid, plan, platform, notes)
        columns = {} if grid.plain else dict(plan.columns)
    note_personal_columns(grid, columns, notes)
    kept, repeated = settle_repeats(drafts, notes)
    if not kept:
        raise _nothing_usable(grid, [*grid.set_aside, *aside])
    set_aside = tuple(sorted([*grid.set_aside, *aside, *repeated], key=lambda one: one.line))
    _note_texts(kept, set_aside, platform, notes)
    note_personal_texts(kept, notes)
    return Reading(_report(path, grid, platform, columns, kept, set_aside, notes), kept)


def _load(path: Path) -> bytes:
    try:
        if path.stat().st_size > SIZE_LIMIT:
            raise problem(IngestError, "file-large", limit=SIZE_LIMIT // 1_000_000)
        return path.read_bytes()
    except IsADirectoryError as error:
        raise problem(IngestError, "is-folder", path=str(path)) from error
    except OSError as error:
        raise problem(
            IngestError, "cannot-open", path=str(path), error=str(error.strerror)
        ) from error


def _read_grid(data: bytes, path: Path, wanted: str, notes: Notes) -> Grid:
    container = detect_container(data)
    named = path.suffix.lower().lstrip(".")
    if _ENDINGS.get(named, container) != container:
        notes.add("other-file-type", named=f".{named}", found=Phrase(f"file.{container}"))
    if container == "xlsx":
        return read_workbook(data, notes)
    text, encoding = decode(data, notes)
    text = text.lstrip("\ufeff").replace("\x00", "")
    refuse_election(text)
    if wanted == "text":
        return read_plain(text, encoding)
    if looks_like_json(text):
        return read_json(text, encoding)
    return read_table(text, encoding, notes) or read_plain(text, encoding)


def _nothing_usable(grid: Grid, aside: Sequence[SetAside]) -> IngestError:
    """The error that says why, the commonest reasons first."""
    reasons = Counter(one.why.key for one in aside if one.why)
    first = {one.why.key: (one.why, one.line) for one in reversed(aside) if one.why}
    told = [
        Phrase("reason.times", {"reason": first[key][0], "n": n, "line": str(first[key][1])})
        for key, n in reasons.most_common(3)
    ]
    if not told:
        return problem(IngestError, "no-rows", hint="right-file")
    every = reduce(lambda some, one: Phrase("reason.and", {"reason": some, "more": one}), told)
    return problem(IngestError, "none-usable", n=grid.total, reasons=every)


def _note_texts(
    drafts: Sequence[Draft], aside: Sequence[SetAside], platform: Signature, notes: Notes
) -> None:
    """Note what only all texts together show."""
    if aside:
        notes.add("set-aside", count=len(aside))
    cut = [draft for draft in drafts if _CUT_OFF.search(draft.text)]
    if len(cut) >= 3 and len(cut) >= CUT_OFF_SHARE * len(drafts):
        for draft in cut:
            notes.add("cut-off-texts", at(draft.line))
    for draft in drafts:
        if _GARBLED.search(draft.text):
            notes.add("garbled-text", at(draft.line))
        if platform.platform == "polis" and draft.attributes.get("moderated") == "-1":
            notes.add("rejected-statements", at(draft.line))


def _report(
    path: Path,
    grid: Grid,
    platform: Signature,
    columns: Mapping[str, str],
    drafts: Sequence[Draft],
    set_aside: tuple[SetAside, ...],
    notes: Notes,
) -> ImportReport:
    languages = Counter(draft.language for draft in drafts if draft.language)
    return ImportReport(
        file=path.name,
        platform=platform.platform,
        export=platform.export,
        encoding=grid.encoding,
        delimiter=grid.delimiter,
        rows=grid.total,
        columns=columns,
        set_aside=set_aside,
        findings=notes.findings(),
        contributions=len(drafts),
        comments=sum(draft.kind == "comment" for draft in drafts),
        participants=len({draft.author for draft in drafts if draft.author}),
        languages=dict(sorted(languages.items())),
    )
