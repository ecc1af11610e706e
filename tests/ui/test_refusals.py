"""Who was quicker is told with both decisions in words: names stand for ids, and nothing is markup."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from dsupport.services import reading
from dsupport.services.deciding import decide
from dsupport.services.reviewing import review
from dsupport.state.actions import Act
from dsupport.ui import deciding
from dsupport.ui.components import theme_actions
from dsupport.wording import LANGUAGES, Wording
from dsupport.workspace import Workspace
from tests.conftest import IDEAS
from tests.ui.conftest import EVIL, harmless, shown

Show = Callable[..., AppTest]


def named(test: AppTest) -> AppTest:
    """The page after the person said who decides."""
    test.session_state[deciding.ACTOR] = "Marie"
    return test.run()


def renamed(test: AppTest, name: str) -> AppTest:
    """The page after somebody tried to rename its theme."""
    key = "form theme T1 rename-theme"
    test.text_input(key=f"{key} text").set_value(name)
    test.button(key=f"{key} send").click().run()
    assert not test.exception
    return test


def asked_to_rename(page: Show, workspace: Workspace, **query: str) -> AppTest:
    test = named(page("themes", workspace, theme="T1", **query))
    return test.menu_button(key="menu theme T1").click("rename-theme").run()


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_decisions_are_told_in_the_language_of_the_page(
    analysed: Workspace, page: Show, language: str
) -> None:
    before = reading.snapshot(analysed).themes["T1"].label(language)
    test = asked_to_rename(page, analysed, lang=language)
    decide(analysed, [Act("rename-theme", "T1", "Theirs")], "Ana")
    said = shown(renamed(test, "Mine"))
    say = Wording(language)
    for name in ("Theirs", "Mine"):
        quoted = (say("record.quoted", text=text) for text in (before, name))
        theme, new = quoted
        assert say("record.did_rename_theme", theme=theme, name=new) in said
    assert "rename-theme" not in said.replace("form theme T1 rename-theme", "")
    assert "Ana" in said


def test_a_conflict_about_groups_names_texts_and_not_ids(analysed: Workspace, page: Show) -> None:
    known = list(reading.snapshot(analysed).contributions)
    ids = (known[0], known[-1])
    decide(analysed, [Act("mark-same", ";".join(ids))], "Ana")
    test = named(page("duplicates", analysed, group="D-1"))
    decide(analysed, [Act("mark-opposite", ";".join(ids))], "Ana")
    test.button(key=f"duplicates out {ids[1]}").click().run()
    (warning,) = [one.value for one in test.warning]
    first = reading.snapshot(analysed).contributions[ids[0]].text[:20]
    assert "said that these ask for the opposite" in warning
    assert first in warning
    assert "took out of its group" in warning
    assert not [one for one in (*ids, "mark-opposite", "split-duplicates") if one in warning]


def test_one_of_several_that_cannot_be_taken_is_told_without_its_number(
    analysed: Workspace, page: Show
) -> None:
    """Moving a theme says the place of two themes: the second one is where people disagree."""
    first, second = reading.snapshot(analysed).top_themes[:2]
    decide(analysed, [Act("order-theme", second.theme_id, "2")], "Ana")
    assert len(theme_actions.moved(reading.snapshot(analysed), first, 1)) == 2
    test = named(page("themes", analysed, theme=first.theme_id))
    decide(analysed, [Act("order-theme", second.theme_id, "3")], "Ana")
    test.menu_button(key=f"menu theme {first.theme_id}").click("move-down").run()
    (warning,) = [one.value for one in test.warning]
    name = second.label("en").split(",")[0]
    assert "Ana decided otherwise" in warning
    assert warning.count(name) == 2
    assert "of the file" not in warning
    assert "order-theme" not in warning
    assert len(reading.snapshot(analysed).decisions) == 2


def test_words_of_people_stay_letters(
    workspace_of: Callable[[list[str]], Workspace], page: Show
) -> None:
    nasty = workspace_of([f"{EVIL} {text}" for _, text in IDEAS])
    test = asked_to_rename(page, nasty)
    decide(nasty, [Act("rename-theme", "T1", f"Theirs {EVIL}")], EVIL)
    renamed(test, f"Mine {EVIL}")
    harmless(test)
    assert "Theirs <script>" in shown(test)
    group = review(reading.snapshot(nasty)).waiting[0]
    test = named(page("duplicates", nasty, group=group.group_id))
    decide(nasty, [Act("dismiss-duplicates", group.group_id, reason=EVIL)], EVIL)
    test.button(key="duplicates confirmed").click().run()
    harmless(test)
    assert "decided otherwise" in shown(test)
