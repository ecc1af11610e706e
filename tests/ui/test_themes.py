"""The page of themes: right numbers, every theme readable, nothing of a text is ever run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dsupport.services import reading
from dsupport.services.importing import import_file
from dsupport.ui.app_pages import themes
from dsupport.ui.components import theme_reading
from dsupport.wording import Wording
from dsupport.workspace import Workspace
from tests.conftest import IDEAS
from tests.ui.conftest import EVIL, harmless, shown

Show = Callable[..., AppTest]
TEXTS = [text for _, text in IDEAS]


def test_says_how_many_themes(analysed: Workspace, page: Show) -> None:
    state = reading.snapshot(analysed)
    said = shown(page("themes", analysed))
    n = len(state.top_themes)
    assert f"12 contributions speak of {n} theme" in said
    for theme in state.top_themes:
        assert f"{len(theme.members)} · ●" in said


def test_shows_the_most_typical_first_then_all(analysed: Workspace, page: Show) -> None:
    state = reading.snapshot(analysed)
    theme = max(state.top_themes, key=lambda t: len(t.members))
    test = page("themes", analysed, theme=theme.theme_id)
    if len(theme.members) > theme_reading.FIRST + 1:
        test.button(key="themes all button").click().run()
        assert not test.exception
    said = shown(test)
    assert all(state.contributions[m].source_id in said for m in theme.members)


def test_a_click_in_the_outline_changes_the_address(analysed: Workspace, page: Show) -> None:
    state = reading.snapshot(analysed)
    last = state.top_themes[-1]
    test = page("themes", analysed)
    test.button(key=f"themes row {last.theme_id}").click().run()
    assert not test.exception
    assert test.query_params["theme"] == last.theme_id
    assert state.contributions[last.members[0]].source_id in shown(test)


def test_an_unknown_theme_in_the_address_shows_the_largest(analysed: Workspace, page: Show) -> None:
    first = reading.snapshot(analysed).top_themes[0]
    test = page("themes", analysed, theme="T99<script>")
    assert reading.snapshot(analysed).contributions[first.members[0]].source_id in shown(test)


def test_says_when_a_name_is_from_the_list_of_words(analysed: Workspace, page: Show) -> None:
    said = shown(page("themes", analysed, lang="nl"))
    start = Wording("nl")("themes.glossary_note", language="Nederlands", own="").split(":")[0]
    assert start in said
    assert "list of common civic words" not in shown(page("themes", analysed))


def test_the_table_says_what_the_map_shows(analysed: Workspace, page: Show) -> None:
    state = reading.snapshot(analysed)
    test = page("themes", analysed)
    test.toggle(key="themes map as table").set_value(True).run()
    assert not test.exception
    frame = test.dataframe[0].value
    assert frame["size"].sum() == len(state.placements)


def test_markup_in_texts_stays_letters(
    workspace_of: Callable[[list[str]], Workspace], page: Show
) -> None:
    nasty = workspace_of([f"{text} {EVIL}" for text in TEXTS])
    for theme in reading.snapshot(nasty).themes:
        harmless(page("themes", nasty, theme=theme))


EVERY_PAGE = pytest.mark.parametrize(
    "name", ["themes", "duplicates", "unplaced", "consensus", "about"]
)


@EVERY_PAGE
def test_too_little_is_a_fact_and_no_error(
    name: str, workspace_of: Callable[[list[str]], Workspace], page: Show
) -> None:
    said = shown(page(name, workspace_of(TEXTS[:2])))
    assert "2 contributions are here: enough to read, too few to group." in said


@EVERY_PAGE
def test_nothing_yet(name: str, workspace: Workspace, page: Show) -> None:
    assert "There are no contributions here yet." in shown(page(name, workspace))


@EVERY_PAGE
def test_not_analysed_yet(name: str, workspace: Workspace, proposals: Path, page: Show) -> None:
    import_file(workspace, proposals)
    said = shown(page(name, workspace))
    assert "12 contributions are here; they have not been grouped yet." in said


@EVERY_PAGE
def test_four_are_enough(
    name: str, workspace_of: Callable[[list[str]], Workspace], page: Show
) -> None:
    shown(page(name, workspace_of(TEXTS[:4])))


def test_neighbours_of_a_theme_are_other_themes(analysed: Workspace) -> None:
    state = reading.snapshot(analysed)
    for theme in state.themes.values():
        near = theme_reading.neighbours(state, theme)
        assert len(near) <= theme_reading.NEAR
        assert theme.theme_id not in near
        assert theme.parent_id not in near
        assert all(other in state.themes for other in near)


def test_views_have_words() -> None:
    from dsupport.wording import Wording

    assert all(Wording("en").has(f"themes.view_{view}") for view in themes.VIEWS)
