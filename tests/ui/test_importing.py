"""Files are looked into before anything is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from dsupport.services import reading
from dsupport.ui.app_pages import importing
from tests.ui.conftest import EVIL, raw, shown


@pytest.fixture
def staged(page, workspace, monkeypatch):
    """The page with files that were dropped on it."""

    def run(*paths: Path):
        monkeypatch.setattr(importing, "upload", lambda _: list(paths))
        return page("importing", workspace)

    return run


def test_a_file_is_shown_before_it_is_kept(staged, proposals, workspace):
    test = staged(proposals)
    words = shown(test)
    assert "12 contributions." in words
    assert "9 different people wrote them." in words
    assert reading.snapshot(workspace).contributions == {}
    test.button[0].click().run()
    assert len(reading.snapshot(workspace).contributions) == 12
    assert "12 contributions of proposals.csv are here now." in shown(test)
    assert "Analyse now" in [button.label for button in test.button]


def test_columns_can_be_read_another_way(staged, proposals, workspace):
    test = staged(proposals)
    choice = next(one for one in test.selectbox if one.label == "district")
    choice.set_value("table")
    next(one for one in test.button if one.label == "Read the file this way").click().run()
    next(one for one in test.button if one.label.startswith("Import these")).click().run()
    items = reading.snapshot(workspace).contributions.values()
    assert {item.table for item in items} == {f"District {i}" for i in range(4)}


def test_authors_are_not_named_before_they_are_pseudonyms(staged, table_of):
    assert "A0" not in raw(staged(table_of(["one idea", "two ideas"])))


def test_an_unusable_file_is_explained(staged, tmp_path):
    path = tmp_path / "empty.csv"
    path.write_text("")
    test = staged(path)
    assert "This file cannot be used yet." in shown(test)
    assert not test.error


def test_texts_of_files_are_shown_and_never_run(staged, table_of):
    test = staged(table_of([EVIL, "second"]))
    assert EVIL in shown(test)
    assert "<script>" not in raw(test)


def test_the_same_file_again_changes_nothing(staged, proposals, workspace):
    test = staged(proposals)
    next(one for one in test.button if one.label.startswith("Import these")).click().run()
    test.run()
    assert not [one for one in test.button if one.label.startswith("Import these")]
    assert "already there, word for word" in shown(test)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\ideas.csv", "ideas.csv"),
        ("..", "file"),
        ("", "file"),
        ('a<b>"c".csv', "a_b__c_.csv"),
        ("x" * 300 + ".csv", "x" * 100 + ".csv"),
        ("nul\x00l.csv", "nul_l.csv"),
    ],
)
def test_names_from_outside_are_made_safe(given, kept):
    assert importing.safe_name(given) == kept
