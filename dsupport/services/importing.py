"""Imports a file into a workspace: all of it or nothing, and never the same thing twice.

A contribution is known by its source and its id in the file. A file whose ids and texts largely
agree with a source that is there is a new edition of it; changed texts become new versions.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from dsupport import ingest
from dsupport.analysis import language as languages
from dsupport.errors import IngestError
from dsupport.progress import Progress, silent
from dsupport.records import PRIVATE, Contribution, Draft, full_text
from dsupport.results import Finding, ImportReport
from dsupport.services import editions
from dsupport.wording.findings import finding_phrase, found
from dsupport.wording.problems import problem
from dsupport.workspace import Workspace
from dsupport.workspace.facts import (
    add_import,
    contribution_id_for,
    pseudonyms,
    read_contributions,
    read_imports,
    store_versions,
)

FIELDS = ingest.FIELDS
"""What a column may be mapped to."""


def import_files(
    workspace: Workspace,
    paths: Sequence[Path],
    *,
    format: str = "auto",
    mapping: Mapping[str, str] | None = None,
    dry_run: bool = False,
    progress: Progress = silent,
) -> list[ImportReport]:
    """Import several files: all are read before the first is stored."""
    if len(paths) > 1 and not dry_run:
        for path in paths:
            ingest.read(path, format=format, mapping=mapping)
    return [
        import_file(
            workspace, path, format=format, mapping=mapping, dry_run=dry_run, progress=progress
        )
        for path in paths
    ]


def import_file(
    workspace: Workspace,
    path: Path,
    *,
    format: str = "auto",
    mapping: Mapping[str, str] | None = None,
    dry_run: bool = False,
    progress: Progress = silent,
) -> ImportReport:
    """Import one file.

    Parameters
    ----------
    mapping
        Columns mapped by hand, column to field.
    dry_run
        Only say what would happen.

    Raises
    ------
    IngestError
        Nothing in the file is usable, or it needs a person's answer; nothing is stored.
    """
    prepared = _prepare(workspace, path, format, mapping, progress)
    stops = [one for one in prepared.report.findings if one.severity == "stop"]
    if dry_run:
        return prepared.report
    if stops:
        what = finding_phrase(stops[0].code, stops[0].count, stops[0].words)
        raise problem(IngestError, "stopped", file=path.name, finding=what)
    report = replace(prepared.report, stored=True)
    if prepared.to_store or not prepared.is_known:
        _store(workspace, path, prepared.sha256, prepared.source, report, prepared.to_store)
    return report


def preview(
    workspace: Workspace,
    path: Path,
    *,
    format: str = "auto",
    mapping: Mapping[str, str] | None = None,
    most: int = 5,
) -> tuple[ImportReport, list[Contribution]]:
    """What an import would do, and the first contributions as they would be stored.

    Raises
    ------
    IngestError
        Nothing in the file is usable.
    """
    prepared = _prepare(workspace, path, format, mapping, silent)
    return prepared.report, list(prepared.items[:most])


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A file that was read and compared with what is there, before anything is stored."""

    report: ImportReport
    items: Sequence[Contribution]
    to_store: Sequence[Contribution]
    source: str
    sha256: str
    is_known: bool


def _prepare(
    workspace: Workspace,
    path: Path,
    format: str,
    mapping: Mapping[str, str] | None,
    progress: Progress,
) -> _Prepared:
    progress("read", 0, 1)
    reading = ingest.read(path, format=format, mapping=mapping)
    progress("read", 1, 1)
    sha256 = _file_hash(path)
    with workspace.reading() as connection:
        imports = read_imports(connection)
        known = read_contributions(connection)
    source, drafts = editions.place(path, reading.drafts, known, [i.source for i in imports])
    detected = _with_languages(drafts, progress)
    progress("personal data", 0, 1)
    private = ingest.private_attributes(drafts)
    items = [_contribution(draft, code, source, private) for draft, code in detected]
    progress("personal data", 1, 1)
    current = {item.contribution_id: item for item in known}
    new = [item for item in items if item.contribution_id not in current]
    changed = [
        replace(item, version=current[item.contribution_id].version + 1)
        for item in items
        if item.contribution_id in current and _differs(item, current[item.contribution_id])
    ]
    report = replace(
        reading.report,
        file=path.name,
        set_aside=tuple(
            replace(row, value=ingest.without_personal_data(row.value))
            for row in reading.report.set_aside
        ),
        languages=dict(Counter(item.language for item in items).most_common()),
        new=len(new),
        changed=len(changed),
        unchanged=len(items) - len(new) - len(changed),
        findings=reading.report.findings + _edition_findings(new, changed, items),
    )
    return _Prepared(
        report, items, [*new, *changed], source, sha256, any(i.sha256 == sha256 for i in imports)
    )


def _store(
    workspace: Workspace,
    path: Path,
    sha256: str,
    source: str,
    report: ImportReport,
    items: Sequence[Contribution],
) -> None:
    with workspace.writing() as connection:
        names = pseudonyms(connection, [item.participant for item in items])
        import_id = add_import(
            connection,
            at=datetime.now(UTC).isoformat(timespec="seconds"),
            file=path.name,
            sha256=sha256,
            source=source,
            report=json.dumps(asdict(report), ensure_ascii=False),
        )
        store_versions(
            connection,
            import_id,
            [replace(item, participant=names.get(item.participant, "")) for item in items],
        )


def _file_hash(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def _with_languages(drafts: Sequence[Draft], progress: Progress) -> list[tuple[Draft, str]]:
    progress("languages", 0, 1)
    given = [draft.language for draft in drafts]
    codes = languages.detect([full_text(d.title, d.text) for d in drafts], given)
    progress("languages", 1, 1)
    return list(zip(drafts, codes, strict=True))


def _contribution(
    draft: Draft, language: str, source: str, private: Collection[str]
) -> Contribution:
    personal = ingest.find_personal_data(full_text(draft.title, draft.text), language)
    item = Contribution(
        contribution_id=contribution_id_for(source, draft.source_id),
        source=source,
        source_id=draft.source_id,
        kind=draft.kind,
        title=draft.title,
        text=draft.text,
        participant=draft.author,
        created_at=draft.created_at,
        language=language,
        language_given=bool(draft.language),
        session=draft.session,
        table=draft.table,
        supports=draft.supports,
        parent=draft.parent_source_id,
        attributes=_attributes(draft, private),
        personal=personal,
        version=1,
        content_hash="",
    )
    return replace(item, content_hash=item.computed_hash())


def _attributes(draft: Draft, private: Collection[str]) -> dict[str, str]:
    """Attributes by name; those that may identify a person are marked and never shown."""
    return {
        f"{PRIVATE}{name}" if name in private or ingest.find_personal_data(value) else name: value
        for name, value in draft.attributes.items()
    }


def _differs(item: Contribution, known: Contribution) -> bool:
    """Whether anything that the file says about a contribution has changed."""
    # Pseudonyms stand for authors, and a detected language may change with its company.
    same = replace(item, participant=known.participant, version=known.version)
    if not item.language_given:
        same = replace(same, language=known.language, language_given=known.language_given)
    return same != known


def _edition_findings(
    new: Sequence[Contribution], changed: Sequence[Contribution], items: Sequence[Contribution]
) -> tuple[Finding, ...]:
    if items and not new and not changed:
        return (found("already-imported", "info", len(items)),)
    if changed:
        return (found("new-versions", "info", len(changed)),)
    return ()
