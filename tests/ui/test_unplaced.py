"""The page of what fits nowhere yet: each with its reason and what is nearest."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dsupport.services import assemblies, reading
from dsupport.services.analysing import analyse
from dsupport.services.deciding import decide
from dsupport.services.importing import import_file
from dsupport.state.actions import Act
from dsupport.ui import deciding
from dsupport.ui.app_pages import unplaced
from dsupport.workspace import Workspace
from tests.conftest import IDEAS
from tests.fakes import load_fake
from tests.ui.conftest import EVIL, harmless, shown

Show = Callable[..., AppTest]

ALONE = [
    f"Quokka xylophone marzipan zeppelin {EVIL}",
    "Perpendicular gastropod ministry of turquoise umbrellas",
    "Buses trees rent housing shade flats avenue playgrounds",
]


@pytest.fixture
def lonely(tmp_path: Path, table_of: Callable[..., Path]) -> Workspace:
    """A workspace with clear themes and some texts that are alone."""
    made = assemblies.new(tmp_path / "lonely.assembly", "Lonely")
    import_file(made, table_of([*(text for _, text in IDEAS), *ALONE]))
    analyse(made, load_encoder=load_fake)
    return made


def test_shows_each_with_its_reason_and_nearest_themes(lonely: Workspace, page: Show) -> None:
    state = reading.snapshot(lonely)
    said = shown(page("unplaced", lonely))
    if not state.unplaced:
        assert "Every contribution is in a theme." in said
        return
    n = len(state.unplaced)
    assert f"{n} contribution{'s' * (n != 1)} fit{'s' * (n == 1)} nowhere yet." in said
    for place in state.unplaced:
        assert f"#{state.contributions[place.contribution_id].source_id}" in said


def test_the_table_has_the_same(lonely: Workspace, page: Show) -> None:
    state = reading.snapshot(lonely)
    if not state.unplaced:
        pytest.skip("the fake encoder placed everything")
    test = page("unplaced", lonely)
    test.toggle(key="unplaced as table").set_value(True).run()
    assert not test.exception
    assert len(test.dataframe[0].value) == len(state.unplaced)


def test_markup_in_texts_stays_letters(lonely: Workspace, page: Show) -> None:
    harmless(page("unplaced", lonely))


def test_how_alike_is_said_in_words() -> None:
    assert [unplaced.alike(s) for s in (0.9, 0.4, 0.2, 0.0, -1.0)] == [
        "much", "some", "little", "hardly", "hardly",
    ]  # fmt: skip


def test_every_reason_has_words() -> None:
    from dsupport.wording import Wording

    say = Wording("en")
    for reason in unplaced.REASONS:
        assert say.has(f"unplaced.{reason}")
        assert say.has(f"unplaced_page.{reason}")


# -- deciding ------------------------------------------------------------------------------


def named(test: AppTest) -> AppTest:
    """The page after the person said who decides."""
    test.session_state[deciding.ACTOR] = "Marie"
    return test.run()


def log(workspace: Workspace) -> list[tuple[str, str, str]]:
    return [(one.action, one.target, one.argument) for one in reading.snapshot(workspace).decisions]


@pytest.fixture
def waiting(lonely: Workspace) -> list[str]:
    """Texts that wait, at least three of them, two of which people took out of their themes."""
    members = reading.snapshot(lonely).top_themes[0].members
    decide(lonely, [Act("unplace", ";".join(members[-2:]))], "Ana")
    found = [place.contribution_id for place in reading.snapshot(lonely).unplaced]
    assert len(found) > 2
    return found


def test_one_click_places_in_a_near_theme(
    lonely: Workspace, waiting: list[str], page: Show
) -> None:
    state = reading.snapshot(lonely)
    name = waiting[0]
    theme_id = state.placements[name].nearest[0][0]
    test = named(page("unplaced", lonely))
    test.button(key=f"place {name} {theme_id}").click().run()
    assert not test.exception
    assert log(lonely)[1:] == [("place", name, theme_id)]
    said = shown(test)
    assert f"#{state.contributions[name].source_id}" not in said
    assert "Marie</strong> " in said
    test.button(key="deciding undo").click().run()
    assert f"#{state.contributions[name].source_id}" in shown(test)


def test_without_a_name_the_click_asks_for_it_and_keeps_the_choice(
    lonely: Workspace, waiting: list[str], page: Show
) -> None:
    name = waiting[0]
    theme_id = reading.snapshot(lonely).placements[name].nearest[-1][0]
    test = page("unplaced", lonely)
    test.button(key=f"place {name} {theme_id}").click().run()
    assert len(log(lonely)) == 1
    test.text_input(key=f"{deciding.ACTOR} asked").set_value("Marie").run()
    test.button(key=f"form unplaced {name} place send").click().run()
    assert log(lonely)[1:] == [("place", name, theme_id)]


def test_says_that_people_took_it_out_and_who(
    lonely: Workspace, waiting: list[str], page: Show
) -> None:
    test = page("unplaced", lonely)
    said = shown(test)
    assert said.count("People took it out of its theme.") == 2
    assert "taken out by people (2)" in test.segmented_control(key="unplaced filter").options
    assert "Ana, today" in said


def test_several_are_placed_by_one_decision(
    lonely: Workspace, waiting: list[str], page: Show
) -> None:
    test = named(page("unplaced", lonely))
    test.toggle(key="unplaced several").set_value(True).run()
    assert "0 ticked" in shown(test)
    for name in waiting[:2]:
        test.checkbox(key=f"tick unplaced {name}").set_value(True).run()
    assert "2 ticked" in shown(test)
    test.menu_button(key="menu unplaced several").click("place").run()
    test.selectbox(key="form unplaced several place theme").set_value("T2")
    test.text_input(key="form unplaced several place why").set_value("read together")
    test.button(key="form unplaced several place send").click().run()
    assert not test.exception
    assert log(lonely)[1:] == [("place", ";".join(waiting[:2]), "T2")]
    assert reading.snapshot(lonely).decisions[-1].reason == "read together"
    assert "0 ticked" in shown(test)


def test_what_a_filter_hides_is_not_decided_about(
    lonely: Workspace, waiting: list[str], page: Show
) -> None:
    state = reading.snapshot(lonely)
    test = named(page("unplaced", lonely))
    test.toggle(key="unplaced several").set_value(True).run()
    test.button(key="unplaced tick page").click().run()
    assert f"{len(waiting)} ticked" in shown(test)
    test.segmented_control(key="unplaced filter").set_value("taken-out").run()
    assert "2 ticked" in shown(test)
    test.menu_button(key="menu unplaced several").click("set-aside").run()
    test.radio(key="form unplaced several set-aside reason").set_value("off-topic")
    test.button(key="form unplaced several set-aside send").click().run()
    out = [i for i in waiting if state.placements[i].reason == "taken-out"]
    assert log(lonely)[1:] == [("set-aside", ";".join(out), "off-topic")]
    # The filter that has nothing left does not hide the others.
    assert len(reading.snapshot(lonely).unplaced) == len(waiting) - 2
    assert f"#{state.contributions[waiting[0]].source_id}" in shown(test)


def test_ticks_are_kept_from_page_to_page(
    analysed: Workspace, page: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unplaced, "SIZE", 4)
    everything = [p.contribution_id for p in reading.snapshot(analysed).placements.values()]
    decide(analysed, [Act("unplace", ";".join(everything))], "Ana")
    test = named(page("unplaced", analysed))
    test.toggle(key="unplaced several").set_value(True).run()
    test.button(key="unplaced tick page").click().run()
    test.button(key="unplaced head next").click().run()
    test.button(key="unplaced tick page").click().run()
    assert "8 ticked" in shown(test)
    test.button(key="unplaced head previous").click().run()
    assert "8 ticked" in shown(test)
    assert all(box.value for box in test.checkbox)


def test_whoever_works_through_later_pages_stays_there(
    analysed: Workspace, page: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unplaced, "SIZE", 4)
    state = reading.snapshot(analysed)
    out = [m for theme in state.top_themes for m in theme.members[1:]]
    assert len(out) > 5
    decide(analysed, [Act("unplace", ";".join(out))], "Ana")
    test = named(page("unplaced", analysed))
    test.button(key="unplaced head next").click().run()
    test.button(key=next(b.key for b in test.button if b.key.startswith("place "))).click().run()
    n = len(reading.snapshot(analysed).unplaced)
    assert f"5–{min(8, n)} of {n}" in shown(test)


def test_after_themes_were_joined_each_is_offered_once(doubtful: Workspace, page: Show) -> None:
    themes = [theme.theme_id for theme in reading.snapshot(doubtful).top_themes]
    assert len(themes) > 1
    decide(doubtful, [Act("join-themes", ";".join(themes[:2]), "Both")], "Ann")
    assert reading.snapshot(doubtful).unplaced
    for name in ("unplaced", "places"):
        assert not page(name, doubtful).exception
