"""Importing: twice changes nothing, changed texts become versions, all or nothing."""

import json
from pathlib import Path

import pytest

from dsupport.errors import IngestError
from dsupport.services.importing import import_file, import_files
from dsupport.services.reading import snapshot
from dsupport.services.tables import contributions_table
from dsupport.workspace import Workspace


def test_import_stores_texts_and_attributes(workspace: Workspace, proposals: Path) -> None:
    report = import_file(workspace, proposals)
    assert (report.new, report.stored) == (12, True)
    state = snapshot(workspace)
    first = next(c for c in state.contributions.values() if c.source_id == "p0")
    assert first.text.startswith("Night buses every")
    assert first.stratum("age_bracket") == "16-20"
    assert first.stratum("district") == "District 0"
    assert first.language == "en"


def test_same_file_again_changes_nothing_and_says_so(workspace: Workspace, proposals: Path) -> None:
    import_file(workspace, proposals)
    before = workspace.revision()
    report = import_file(workspace, proposals)
    assert (report.new, report.changed, report.unchanged) == (0, 0, 12)
    assert any(finding.code == "already-imported" for finding in report.findings)
    assert workspace.revision() == before


def test_renamed_file_with_the_same_texts_changes_nothing(
    workspace: Workspace, proposals: Path, tmp_path: Path
) -> None:
    import_file(workspace, proposals)
    other = tmp_path / "proposals-final-2.csv"
    other.write_bytes(proposals.read_bytes())
    assert import_file(workspace, other).new == 0
    assert len(snapshot(workspace).contributions) == 12


def test_changed_text_becomes_a_new_version(workspace: Workspace, proposals: Path) -> None:
    import_file(workspace, proposals)
    text = proposals.read_text("utf-8").replace("The last night buses", "The very last night buses")
    proposals.write_text(text, "utf-8")
    report = import_file(workspace, proposals)
    assert (report.new, report.changed, report.unchanged) == (0, 1, 11)
    changed = [c for c in snapshot(workspace).contributions.values() if c.version == 2]
    assert [c.source_id for c in changed] == ["p2"]
    with workspace.reading() as connection:
        kept = connection.exec_driver_sql(
            "SELECT count(*) FROM versions WHERE text LIKE 'The last night%'"
        ).scalar_one()
    assert kept == 1


def test_other_file_with_clashing_ids_is_another_source(
    workspace: Workspace, proposals: Path, tmp_path: Path
) -> None:
    import_file(workspace, proposals)
    other = tmp_path / "comments.json"
    rows = [{"id": "p0", "text": "Something else entirely, about dogs in parks."}]
    other.write_text(json.dumps(rows), "utf-8")
    assert import_file(workspace, other).new == 1
    assert len(snapshot(workspace).contributions) == 13


def test_dry_run_stores_nothing(workspace: Workspace, proposals: Path) -> None:
    report = import_file(workspace, proposals, dry_run=True)
    assert report.new == 12
    assert not report.stored
    assert not snapshot(workspace).contributions


def test_one_bad_file_among_several_stores_none(
    workspace: Workspace, proposals: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_bytes(b"")
    with pytest.raises(IngestError):
        import_files(workspace, [proposals, bad])
    assert not snapshot(workspace).contributions


def test_rows_without_ids_keep_theirs_when_the_order_changes(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "notes.csv"
    texts = [f"A note number {word} about the square" for word in ("one", "two", "three")]
    path.write_text("text\n" + "\n".join(texts), "utf-8")
    import_file(workspace, path)
    path.write_text("text\n" + "\n".join([*texts[::-1], "A new note about the river"]), "utf-8")
    report = import_file(workspace, path)
    assert (report.new, report.changed, report.unchanged) == (1, 0, 3)


def test_authors_become_pseudonyms_and_personal_data_is_hidden(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "letters.csv"
    path.write_text(
        "id,text,author\n"
        "1,Please write to ana.silva@example.org about the noise in our street,Ana Silva\n"
        "2,The noise in our street keeps everybody awake at night,Ana Silva\n",
        "utf-8",
    )
    report = import_file(workspace, path)
    frame = contributions_table(snapshot(workspace))
    shown = frame.to_csv()
    assert "ana.silva" not in shown
    assert "Ana Silva" not in shown
    assert frame["author"].nunique() == 1
    assert "ana.silva" not in json.dumps([f.examples for f in report.findings])
    assert "ana.silva@example.org" in contributions_table(snapshot(workspace), True).to_csv()
