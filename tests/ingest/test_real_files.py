"""Real exports, each with what is odd about it."""

from __future__ import annotations

import csv
from collections import Counter

import pytest

from dsupport.errors import IngestError
from dsupport.ingest import read

from .conftest import ROOT, SHARED, codes, shared

pytestmark = pytest.mark.shared


@pytest.mark.parametrize(
    ("city", "delimiter", "encoding"),
    [
        ("lisbon", ";", "utf-8-sig"),
        ("brussels", ",", "utf-8"),
        ("bogota", ",", "utf-8"),
        ("milan", ",", "utf-8"),
    ],
)
def test_samples(city: str, delimiter: str, encoding: str) -> None:
    path = ROOT / "sample_data" / city / "contributions.csv"
    if not path.exists():
        pytest.skip(f"the sample is not written yet: {path}")
    reading = read(path)
    report = reading.report
    assert (report.platform, report.delimiter, report.encoding) == ("table", delimiter, encoding)
    assert report.rows == report.contributions == len(reading.drafts) >= 165
    assert report.comments > 0
    assert report.participants >= 90
    assert not report.set_aside
    assert {"id", "title", "text", "author", "age_bracket", "gender", "district", "table",
            "session", "kind", "created_at", "supports"} <= set(report.columns.values())  # fmt: skip
    assert all(draft.created_at and draft.supports is not None for draft in reading.drafts)


CONVERSATIONS = sorted(path.parent.name for path in SHARED.glob("polis-opendata/*/comments.csv"))


@pytest.mark.parametrize("name", CONVERSATIONS or ["brexit-consensus"])
def test_polis_conversations(name: str) -> None:
    path = shared("polis-opendata", name, "comments.csv")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    reading = read(path)
    assert (reading.report.platform, reading.report.export) == ("polis", "comments")
    assert len(reading.drafts) + len(reading.report.set_aside) == len(rows)
    rejected = sum(row["moderated"] == "-1" for row in rows)
    assert codes(reading).get("rejected-statements", 0) == rejected
    assert all(draft.created_at.startswith("20") for draft in reading.drafts)
    for other in ("votes.csv", "participants-votes.csv", "summary.csv", "stats-history.csv"):
        if (path.parent / other).exists():
            with pytest.raises(IngestError, match=r"comments\.csv"):
                read(path.parent / other)


def test_madrid_threads() -> None:
    folder = shared("decide-madrid")
    kinds: Counter[str] = Counter()
    for path in sorted(folder.glob("*.jsonl")):
        reading = read(path)
        kinds.update(draft.kind for draft in reading.drafts)
        assert reading.report.export == "proposal-with-comments"
        (proposal,) = (draft for draft in reading.drafts if draft.kind == "proposal")
        assert proposal.title
        assert proposal.source_id == path.stem
        assert {d.parent_source_id for d in reading.drafts if d.kind == "comment"} <= {path.stem}
    assert kinds == {"proposal": 80, "comment": 5210}


def test_bonn_cycling_has_titles_without_text() -> None:
    reading = read(shared("cimt-cycling-bonn", "proposals.csv"))
    assert len(reading.drafts) == 2314
    assert codes(reading)["title-as-text"] == 30
    assert "main_category_level1" in reading.drafts[0].attributes


def test_german_consul_cities() -> None:
    proposals = read(shared("consul-german-cities", "all_proposals.csv"))
    assert len(proposals.drafts) == 665
    assert codes(proposals)["cut-off-texts"] > 300
    comments = read(shared("consul-german-cities", "all_comments.csv"))
    assert comments.report.comments == 1171
    assert comments.drafts[0].created_at.startswith("20")
    known = {draft.source_id for draft in proposals.drafts}
    assert known & {draft.parent_source_id for draft in comments.drafts}


@pytest.mark.parametrize(
    ("path", "platform", "count"),
    [
        (("kouchou-ai", "sample_comments.csv"), "table", 400),
        (("kouchou-ai", "dummy-comments-japan.csv"), "kouchou-ai", 20),
        (("kouchou-ai", "example-polis.csv"), "polis", 342),
        (("ccc-climat-fr", "ccc_propositions.csv"), "table", 146),
        (("argkp", "arguments_dev.csv"), "table", 932),
        (("banking77", "test.csv"), "table", 3080),
        (("cimt-argument-mining", "Mobility-Concept-Krefeld", "dataset_MCK.tsv"), "table", 2008),
        (("red-dwarf-fixtures", "above-100-ptpts", "comments.json"), "polis", 63),
    ],
)
def test_further_files(path: tuple[str, ...], platform: str, count: int) -> None:
    reading = read(shared(*path))
    assert (reading.report.platform, len(reading.drafts)) == (platform, count)


def test_pabulib_projects() -> None:
    reading = read(shared("pabulib", "projects.csv"))
    assert (reading.report.platform, len(reading.drafts)) == ("pabulib", 16930)
    assert len({draft.source_id for draft in reading.drafts}) == 16930
    assert codes(reading)["repeated-ids"] > 10_000


@pytest.mark.parametrize(
    "path",
    [
        ("sortition", "candidates.csv"),
        ("sortition", "features.csv"),
        ("argkp", "labels_dev.csv"),
        ("red-dwarf-fixtures", "above-100-ptpts", "votes.json"),
        ("red-dwarf-fixtures", "above-100-ptpts", "conversation.json"),
        ("red-dwarf-fixtures", "above-100-ptpts", "math-pca2.json"),
        ("pabulib", "pb", "Netherlands_Amsterdam_267.pb"),
    ],
)
def test_files_without_texts_are_refused(path: tuple[str, ...]) -> None:
    with pytest.raises(IngestError) as caught:
        read(shared(*path))
    assert caught.value.hint
