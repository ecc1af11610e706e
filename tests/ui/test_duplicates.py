"""The page of duplicates: one group at a time, with its reasons and what speaks against it."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dsupport.services import reading
from dsupport.services.analysing import analyse
from dsupport.services.importing import import_file
from dsupport.ui.app_pages import duplicates
from dsupport.ui.differences import compare
from dsupport.wording import Wording
from dsupport.workspace import Workspace
from tests.conftest import IDEAS
from tests.fakes import load_fake
from tests.ui.conftest import EVIL, harmless, shown

Show = Callable[..., AppTest]


@pytest.fixture
def repeated(workspace: Workspace, tmp_path: Path) -> Workspace:
    """Texts that say the same word for word, nearly, and the contrary."""
    texts = [text for _, text in IDEAS] + [
        IDEAS[0][1].upper(),
        "Rent control for flats so young families find housing soon",
        "Night buses should not run every thirty minutes at weekends",
    ]
    path = tmp_path / "repeated.csv"
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(["id", "text", "author"])
        writer.writerows([f"r{n}", text, f"A{n}"] for n, text in enumerate(texts))
    import_file(workspace, path)
    analyse(workspace, load_encoder=load_fake)
    return workspace


def test_counts_groups_and_shows_one(repeated: Workspace, page: Show) -> None:
    state = reading.snapshot(repeated)
    groups = state.analysis.duplicate_groups
    assert groups
    said = shown(page("duplicates", repeated))
    same = sum(group.suggestion == "same" for group in groups)
    assert f"{same} group" in said
    assert "nothing is merged" in said
    assert f"1 of {len(groups)}" in said
    for member in groups[0].members:
        assert state.contributions[member].source_id in said


def test_next_shows_the_next_group(repeated: Workspace, page: Show) -> None:
    groups = reading.snapshot(repeated).analysis.duplicate_groups
    assert len(groups) > 1
    test = page("duplicates", repeated)
    test.button(key="duplicates next").click().run()
    assert not test.exception
    assert test.query_params["group"] == groups[1].group_id
    assert f"2 of {len(groups)}" in shown(test)


def test_every_group_and_every_filter_can_be_shown(repeated: Workspace, page: Show) -> None:
    groups = reading.snapshot(repeated).analysis.duplicate_groups
    for group in groups:
        said = shown(page("duplicates", repeated, group=group.group_id))
        assert "Why they are together" in said
        assert ("Look closely" in said) == bool(group.warning)
    test = page("duplicates", repeated)
    labels = test.segmented_control(key="duplicates filter").options
    assert labels[0] == f"all ({len(groups)})"
    for label in labels:
        n = int(label.rsplit("(", 1)[1].rstrip(")"))
        name = next(f for f in duplicates.FILTERS if Wording("en")(f"duplicates.{f}", n=n) == label)
        test.segmented_control(key="duplicates filter").set_value(name).run()
        assert f"of {n}" in shown(test)


def test_none(analysed: Workspace, page: Show) -> None:
    if not reading.snapshot(analysed).analysis.duplicate_groups:
        assert "No two contributions seem to say the same." in shown(page("duplicates", analysed))


def test_markup_in_texts_stays_letters(
    workspace_of: Callable[[list[str]], Workspace], page: Show
) -> None:
    nasty = workspace_of([f"{text} {EVIL}" for _, text in IDEAS] * 2)
    groups = reading.snapshot(nasty).analysis.duplicate_groups
    assert groups
    for group in groups:
        harmless(page("duplicates", nasty, group=group.group_id))


def test_marks_what_the_other_text_does_not_have() -> None:
    text = "Night buses every 30 minutes, also at weekends"
    found = compare(text, "Night buses every 15 minutes")
    assert [text[a:b] for a, b in found.marked] == ["30", "also at weekends"]
    assert found.shared == ("night", "buses", "every", "minutes")
    assert found.only == ("30", "also", "weekends")


def test_capitals_accents_and_punctuation_are_no_difference() -> None:
    assert compare("Écoles à vélo!", "ecoles a velo").marked == ()
    assert compare("", "").share == 0
    assert compare("one two", "one three").share == pytest.approx(0.5)


def test_compares_with_several_texts() -> None:
    text = "trees and shade and water"
    marked = compare(text, "trees", "shade and").marked
    assert [text[a:b] for a, b in marked] == ["water"]


def test_markup_is_only_marked_by_position() -> None:
    found = compare(EVIL, "nothing alike")
    assert all(0 <= a < b <= len(EVIL) for a, b in found.marked)
