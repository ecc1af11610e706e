"""A new analysis is a proposal: what it would change is shown, and nothing changes unasked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.navigation.page import StreamlitPage
from streamlit.testing.v1 import AppTest

from dsupport.services import proposals, reading
from dsupport.services.analysing import analyse
from dsupport.services.deciding import decide
from dsupport.services.importing import import_file
from dsupport.state.actions import Act
from dsupport.state.changes import Regrouped
from dsupport.ui import dashboard, deciding
from dsupport.ui.components import changes
from dsupport.ui.session import Context
from dsupport.wording import LANGUAGES, Wording
from dsupport.workspace import Workspace
from tests.conftest import IDEAS
from tests.fakes import load_fake
from tests.ui.conftest import EVIL, harmless, shown

Show = Callable[..., AppTest]

MORE = [
    "A swimming pool that opens early in the morning",
    "Open the swimming pool early, before work in the morning",
    "An indoor swimming pool with early opening hours",
    "Swimming lessons in the pool early in the morning",
]


@pytest.fixture
def waiting(analysed: Workspace, table_of: Callable[..., Path]) -> Workspace:
    """A workspace in which people decided, and an analysis that nobody has accepted."""
    first, second = reading.snapshot(analysed).top_themes[:2]
    acts = [
        Act("rename-theme", first.theme_id, "Mine"),
        Act("place", second.members[0], first.theme_id),
    ]
    decide(analysed, acts, "Marie")
    import_file(analysed, table_of(MORE, "more.csv"))
    analyse(analysed, load_encoder=load_fake)
    return analysed


def open_page(page: Show, workspace: Workspace, **query: str) -> AppTest:
    test = page("proposal", workspace, **query)
    test.session_state[deciding.ACTOR] = "Ana"
    return test.run()


def test_without_decisions_a_new_analysis_is_shown_at_once(
    analysed: Workspace, table_of: Callable[..., Path], page: Show
) -> None:
    import_file(analysed, table_of(MORE, "more.csv"))
    test = page("start", analysed)
    test.button[0].click().run()
    words = shown(test)
    assert "Done in" in words
    assert "Nothing has changed yet" not in words
    assert len(reading.snapshot(analysed).placements) == 16
    assert "No new analysis waits." in shown(page("proposal", analysed))


def test_with_decisions_the_first_page_leads_to_what_it_would_change(
    analysed: Workspace, table_of: Callable[..., Path], page: Show
) -> None:
    theme = reading.snapshot(analysed).top_themes[0]
    decide(analysed, [Act("rename-theme", theme.theme_id, "Mine")], "Marie")
    import_file(analysed, table_of(MORE, "more.csv"))
    test = page("start", analysed)
    test.button[0].click().run()
    assert "you see first what the new analysis would change" in shown(test)
    assert test.button(key="start proposal").label == "See what it would change"
    state = reading.snapshot(analysed)
    assert len(state.placements) == 12, "nothing has changed yet"
    assert proposals.waiting(state) is not None


def test_the_page_says_what_would_change_and_what_stays(waiting: Workspace, page: Show) -> None:
    state = reading.snapshot(waiting)
    found = proposals.proposal(waiting, state)
    assert found is not None
    words = shown(open_page(page, waiting))
    assert f"It takes in {found.new} new ones." in words
    assert f"{found.new} new contributions" in words
    assert MORE[0] in words
    assert "1 stays because people decided." in words
    assert "Marie put into the theme “Mine”" in words
    assert "The analysis would put it here:" in words


def test_accepting_is_a_decision_that_can_be_undone(waiting: Workspace, page: Show) -> None:
    before = reading.snapshot(waiting)
    test = open_page(page, waiting)
    test.button(key="proposal accept head").click().run()
    state = reading.snapshot(waiting)
    assert state.decisions[-1].actor == "Ana"
    assert state.decisions[-1].action == "accept-run"
    assert len(state.placements) == 16
    assert [theme.name for theme in state.top_themes if theme.name] == ["Mine"]
    assert "The new analysis is accepted" in shown(test)
    test.button(key="deciding undo").click().run()
    assert len(reading.snapshot(waiting).placements) == 12
    assert reading.snapshot(waiting).run == before.run
    assert not test.exception
    assert "Accept this analysis" in [one.label for one in test.button]


def test_keeping_what_there_is_declines_it_and_can_be_undone(
    waiting: Workspace, page: Show
) -> None:
    before = reading.snapshot(waiting)
    test = open_page(page, waiting)
    test.button(key="proposal decline foot").click().run()
    state = reading.snapshot(waiting)
    assert (state.decisions[-1].action, state.decisions[-1].actor) == ("decline-run", "Ana")
    assert state.run == before.run
    words = shown(test)
    assert "is not proposed any more" in words
    assert "Accept this analysis" not in [one.label for one in test.button]
    test.button(key="deciding undo").click().run()
    assert "Accept this analysis" in [one.label for one in test.button]


def test_what_it_has_not_read_is_said(
    waiting: Workspace, table_of: Callable[..., Path], page: Show
) -> None:
    assert "came or changed after it was made" not in shown(open_page(page, waiting))
    import_file(waiting, table_of(["Music in the park on Sundays"], "still.csv"))
    assert "1 contribution came or changed after it was made" in shown(open_page(page, waiting))


def test_a_theme_beside_a_locked_one_is_not_told_as_new(
    analysed: Workspace, table_of: Callable[..., Path], page: Show
) -> None:
    theme = reading.snapshot(analysed).top_themes[0]
    acts = [Act("rename-theme", theme.theme_id, EVIL), Act("lock-theme", theme.theme_id)]
    decide(analysed, acts, "Marie")
    inside = [reading.snapshot(analysed).contributions[one].text for one in theme.members]
    import_file(analysed, table_of([f"{text} indeed" for text in inside], "more.csv"))
    analyse(analysed, load_encoder=load_fake)
    found = proposals.proposal(analysed, reading.snapshot(analysed))
    assert found is not None
    beside = [one for one in found.changes.themes if one.kind == "beside"]
    assert {one.others for one in beside} == {(theme.theme_id,)}
    test = open_page(page, analysed)
    words = shown(test)
    harmless(test)
    n = len(beside)
    assert Wording("en")("proposal.themes_beside", n=n) in words
    assert "beside a kept one" in words
    assert f"beside “{EVIL[:30]}" in words


def test_a_suggestion_that_only_gains_a_text_is_one_line(
    analysed: Workspace, table_of: Callable[..., Path], page: Show
) -> None:
    theme = reading.snapshot(analysed).top_themes[0]
    decide(analysed, [Act("note", theme.theme_id, "Look")], "Marie")
    groups = reading.snapshot(analysed).analysis.duplicate_groups
    text = reading.snapshot(analysed).contributions[groups[0].members[0]].text
    import_file(analysed, table_of([f"{text}!"], "more.csv"))
    analyse(analysed, load_encoder=load_fake)
    found = proposals.proposal(analysed, reading.snapshot(analysed))
    assert found is not None
    (one,) = found.changes.regrouped
    assert len(one.after.members) == len(one.before.members) + 1
    test = open_page(page, analysed)
    words = shown(test)
    assert "1 suggestion would have other members" in words
    assert f"comes in: “{text[:40]}" in words
    for told in (found.changes.groups_new, found.changes.groups_gone):
        assert one.before not in told
        assert one.after not in told
    ctx = Context(analysed, reading.snapshot(analysed), Wording("en"), "en")
    comparison = changes.Comparison(ctx, found.preview, found.changes)
    less = comparison.regrouped_html(Regrouped(one.after, one.before))
    assert f"leaves: “{text[:40]}" in less
    assert "comes in" not in less


def test_looking_and_keeping_stores_nothing(waiting: Workspace, page: Show) -> None:
    before = waiting.revision()
    test = page("proposal", waiting)
    assert "Keep what we have" in shown(test)
    assert test.button(key="proposal accept head").disabled, "nobody accepts without a name"
    assert waiting.revision() == before


def test_two_people_accept_the_same_at_the_same_time(waiting: Workspace, page: Show) -> None:
    test = open_page(page, waiting)
    run = proposals.waiting(reading.snapshot(waiting))
    assert run is not None
    decide(waiting, [Act("accept-run", run.run_id)], "Jan")
    test.button(key="proposal accept head").click().run()
    assert not test.exception
    assert not test.warning, "both said the same: there is nothing to disagree about"
    assert reading.snapshot(waiting).run == run


def test_what_came_after_the_waiting_analysis_can_be_analysed_too(
    waiting: Workspace, table_of: Callable[..., Path], page: Show
) -> None:
    test = page("start", waiting)
    assert "start again" not in [one.key for one in test.button]
    import_file(waiting, table_of(["Music in the park on Sundays"], "still.csv"))
    test = page("start", waiting)
    assert test.button(key="start again").label == "Analyse again with 1 that it does not know"
    test.button(key="start again").click().run()
    assert len(reading.snapshot(waiting).runs) == 3
    assert "start again" not in [one.key for one in test.button]


def test_other_pages_say_that_one_waits(waiting: Workspace, page: Show) -> None:
    words = shown(page("about", waiting))
    assert "A new analysis is ready." in words
    assert "new or changed since the last analysis" not in words


def test_it_is_in_the_menu_only_while_one_waits(
    waiting: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DSUPPORT_WORKSPACE", str(waiting.path))
    seen: list[tuple[str, bool]] = []
    made = dashboard._page

    def spy(name: str, *, default: bool = False, hidden: bool = False) -> StreamlitPage:
        seen.append((name, hidden))
        return made(name, default=default, hidden=hidden)

    monkeypatch.setattr(dashboard, "_page", spy)
    AppTest.from_function(_whole, default_timeout=120).run()
    assert ("proposal", False) in seen
    run = proposals.waiting(reading.snapshot(waiting))
    assert run is not None
    decide(waiting, [Act("accept-run", run.run_id)], "Ana")
    seen.clear()
    AppTest.from_function(_whole, default_timeout=120).run()
    assert ("proposal", True) in seen


def _whole() -> None:
    from dsupport.ui import dashboard

    dashboard.run()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_speaks_every_language(waiting: Workspace, page: Show, language: str) -> None:
    words = shown(open_page(page, waiting, lang=language))
    english = {"The new analysis would", "Accept this analysis", "stays because people decided"}
    assert bool([one for one in english if one in words]) == (language == "en")


def test_words_of_people_stay_letters(
    workspace_of: Callable[[list[str]], Workspace], table_of: Callable[..., Path], page: Show
) -> None:
    nasty = workspace_of([f"{text} {EVIL}" for _, text in IDEAS])
    theme = reading.snapshot(nasty).top_themes[0]
    decide(nasty, [Act("rename-theme", theme.theme_id, EVIL)], EVIL)
    import_file(nasty, table_of([f"{EVIL} {text}" for text in MORE], "more.csv"))
    analyse(nasty, load_encoder=load_fake)
    test = open_page(page, nasty)
    harmless(test)
    assert "<script>alert(1)" in shown(test)
