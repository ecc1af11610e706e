"""What an analysis reads: whatever of it changes later asks for a new analysis, and nothing else."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from dsupport.services import inputs
from dsupport.services.analysing import analyse
from dsupport.services.importing import import_file
from dsupport.services.reading import snapshot
from dsupport.workspace import Workspace
from tests.fakes import load_fake


def corrected(path: Path, row: int, column: str, value: str) -> Path:
    """The same file with another value in one cell."""
    with path.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    rows[row][column] = value
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


@pytest.mark.parametrize(
    ("column", "value"), [("district", "District 9"), ("age bracket", "65+"), ("supports", "99")]
)
def test_a_corrected_attribute_asks_for_a_new_analysis(
    analysed: Workspace, proposals: Path, column: str, value: str
) -> None:
    assert snapshot(analysed).stale == []
    report = import_file(analysed, corrected(proposals, 3, column, value))
    assert report.changed == 1
    assert [one.source_id for one in snapshot(analysed).stale] == ["p3"]
    assert analyse(analysed, load_encoder=load_fake).is_new
    assert snapshot(analysed).stale == []


def test_another_author_asks_for_a_new_analysis(analysed: Workspace) -> None:
    item = next(iter(snapshot(analysed).contributions.values()))
    assert not inputs.is_as_read(replace(item, participant="P9999"), inputs.hash_of(item))
    assert not inputs.is_as_read(replace(item, language="fr"), inputs.hash_of(item))


def test_what_no_analysis_reads_asks_for_none(analysed: Workspace) -> None:
    item = next(iter(snapshot(analysed).contributions.values()))
    later = replace(item, created_at="2026-01-01", attributes={**item.attributes, "note": "x"})
    assert inputs.is_as_read(later, inputs.hash_of(item))


def test_runs_that_kept_the_text_alone_are_still_read(analysed: Workspace) -> None:
    item = next(iter(snapshot(analysed).contributions.values()))
    assert inputs.is_as_read(item, item.content_hash)
    assert not inputs.is_as_read(item, "")


def test_a_correction_taken_back_shows_the_first_run_again(
    analysed: Workspace, proposals: Path
) -> None:
    first = snapshot(analysed).run
    before = proposals.read_text("utf-8")
    import_file(analysed, corrected(proposals, 3, "district", "District 9"))
    second = analyse(analysed, load_encoder=load_fake)
    proposals.write_text(before, "utf-8")
    import_file(analysed, proposals)
    assert snapshot(analysed).stale
    again = analyse(analysed, load_encoder=load_fake)
    assert not again.is_new
    state = snapshot(analysed)
    assert state.run == first == again.info
    assert state.stale == []
    assert [run.run_id for run in state.runs] == [first.run_id, second.info.run_id]
