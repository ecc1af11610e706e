"""Saying of any texts that they say the same, are related or opposite; and taking back a pin."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from dsupport.results import Pair
from dsupport.services import reading
from dsupport.services.deciding import decide
from dsupport.services.reading import Snapshot
from dsupport.state.actions import Act
from dsupport.ui import deciding
from dsupport.ui.components import contribution_actions, contribution_fields, together
from dsupport.ui.components.contribution_actions import SEVERAL, Subject
from dsupport.wording import LANGUAGES, Wording
from dsupport.workspace import Workspace
from tests.conftest import IDEAS
from tests.ui.conftest import EVIL, harmless, shown

Show = Callable[..., AppTest]

DONE = {"mark-same": "same", "mark-related": "related", "mark-opposite": "opposite"}


def ids_of(workspace: Workspace, *numbers: int) -> list[str]:
    known = {
        c.source_id: c.contribution_id for c in reading.snapshot(workspace).contributions.values()
    }
    return [known[f"p{number}"] for number in numbers]


def log(workspace: Workspace) -> list[tuple[str, str, str]]:
    return [(d.action, d.target, d.argument) for d in reading.snapshot(workspace).decisions]


def named(test: AppTest) -> AppTest:
    """The page after the person said who decides."""
    test.session_state[deciding.ACTOR] = "Marie"
    return test.run()


def ticked(test: AppTest, where: str, *ids: str) -> AppTest:
    """The page after texts were ticked."""
    test.toggle(key=f"{where} several").set_value(True).run()
    for name in ids:
        test.checkbox(key=f"tick {where} {name}").set_value(True).run()
    assert not test.exception
    return test


def asked(test: AppTest, where: str, about: str, action: str) -> AppTest:
    """The page after an action was chosen from a menu."""
    test.menu_button(key=f"menu {where} {about}").click(action).run()
    assert not test.exception
    return test


def send(test: AppTest, where: str, about: str, action: str) -> AppTest:
    test.button(key=f"form {where} {about} {action} send").click().run()
    assert not test.exception
    return test


def words(workspace: Workspace, name: str) -> str:
    return reading.snapshot(workspace).contributions[name].shown_text[:40]


# -- several -------------------------------------------------------------------------------


@pytest.mark.parametrize("action", together.RELATIONS)
def test_ticked_texts_are_said_to_be_the_same_related_or_opposite(
    analysed: Workspace, page: Show, action: str
) -> None:
    a, b, c = ids_of(analysed, 0, 4, 8)
    test = ticked(named(page("contributions", analysed)), "contributions", a, b, c)
    asked(test, "contributions", SEVERAL, action)
    said = shown(test)
    assert "Every text of every author is kept" in said
    assert all(said.count(words(analysed, name)) > 1 for name in (a, b, c)), "they are named"
    key = f"form contributions several {action} why"
    test.text_input(key=key).set_value("All three ask for it")
    send(test, "contributions", SEVERAL, action)
    (taken,) = reading.snapshot(analysed).decisions
    assert taken.action == action
    assert set(taken.targets) == {a, b, c}
    assert taken.reason == "All three ask for it"
    links = reading.snapshot(analysed).decided.links
    assert links[frozenset((a, c))].relation == DONE[action]
    assert "0 ticked" in shown(test), "nothing stays ticked afterwards"


@pytest.mark.parametrize("where", ["themes", "unplaced"])
def test_every_list_in_which_one_can_tick_offers_it(
    analysed: Workspace, page: Show, where: str
) -> None:
    theme = reading.snapshot(analysed).top_themes[0]
    two = list(theme.members[:2])
    if where == "unplaced":
        decide(analysed, [Act("unplace", ";".join(two))], "Ana")
        test, name = named(page("unplaced", analysed)), "unplaced"
    else:
        test, name = named(page("themes", analysed, theme=theme.theme_id)), "theme-all"
        if "themes all button" in [button.key for button in test.button]:
            test.button(key="themes all button").click().run()
    ticked(test, name, *two)
    asked(test, name, SEVERAL, "mark-same")
    send(test, name, SEVERAL, "mark-same")
    links = reading.snapshot(analysed).decided.links
    assert links[frozenset(two)].relation == "same"


def test_it_takes_two_that_are_not_set_aside(analysed: Workspace) -> None:
    a, b = ids_of(analysed, 0, 1)
    both, one = Subject("x", SEVERAL, (a, b)), Subject("x", SEVERAL, (a,))
    offered = contribution_actions.offered
    assert set(together.RELATIONS) <= set(offered(reading.snapshot(analysed), both))
    assert not set(together.RELATIONS) & set(offered(reading.snapshot(analysed), one))
    decide(analysed, [Act("set-aside", b, "spam")], "Ana")
    assert not set(together.RELATIONS) & set(offered(reading.snapshot(analysed), both))


def test_what_is_confirmed_is_not_said_again(analysed: Workspace) -> None:
    a, b, c = ids_of(analysed, 0, 1, 4)
    decide(analysed, [Act("mark-same", f"{a};{b}")], "Ana")
    state = reading.snapshot(analysed)
    assert together.offered(state, [a, b]) == ["mark-related", "mark-opposite"]
    assert together.offered(state, [a, c]) == list(together.RELATIONS)


def taken(workspace: Workspace, *ids: str) -> Snapshot:
    """What follows from saying the same of these."""
    acts = together.acts(reading.snapshot(workspace), "mark-same", ids, "why")
    assert [act.reason for act in acts] == ["why"]
    decide(workspace, acts, "Marie")
    return reading.snapshot(workspace)


def members(state: Snapshot, group_id: str) -> set[str]:
    assert state.analysis is not None
    found = {group.group_id: set(group.members) for group in state.analysis.duplicate_groups}
    return found.get(group_id, set())


def test_all_of_a_suggestion_confirms_it(analysed: Workspace) -> None:
    a, b = ids_of(analysed, 0, 4)
    decide(analysed, [Act("mark-same", f"{a};{b}"), Act("dismiss-duplicates", "D-1")], "Ana")
    decide(analysed, [Act("undo", "2")], "Ana")
    groups = reading.snapshot(analysed).analysis.duplicate_groups
    suggested = next((group for group in groups if group.status == "suggested"), None)
    assert suggested is not None
    state = taken(analysed, *suggested.members)
    assert (state.decisions[-1].action, state.decisions[-1].target) == (
        "confirm-duplicates",
        suggested.group_id,
    )


def test_all_of_two_groups_joins_them_with_their_notes(analysed: Workspace) -> None:
    a, b, c, d = ids_of(analysed, 0, 4, 5, 8)
    acts = [Act("mark-same", f"{a};{b}"), Act("mark-same", f"{c};{d}"), Act("note", "D-2", "Why")]
    decide(analysed, acts, "Ana")
    state = taken(analysed, a, b, c, d)
    assert state.decisions[-1].action == "mark-same"
    assert members(state, "D-1") == {a, b, c, d}
    assert state.decided.became["D-2"] == "D-1"


def test_one_of_each_joins_confirmed_groups_and_says_who_comes_along(
    analysed: Workspace, page: Show
) -> None:
    a, b, c, d = ids_of(analysed, 0, 4, 5, 8)
    decide(analysed, [Act("mark-same", f"{a};{b}"), Act("mark-same", f"{c};{d}")], "Ana")
    assert together.coming_along(reading.snapshot(analysed), [a, c]) == [b, d]
    test = ticked(named(page("contributions", analysed)), "contributions", a, c)
    asked(test, "contributions", SEVERAL, "mark-same")
    assert "2 more texts come with it" in shown(test)
    send(test, "contributions", SEVERAL, "mark-same")
    state = reading.snapshot(analysed)
    assert state.decisions[-1].action == "mark-same"
    assert members(state, "D-1") == {a, b, c, d}


def test_what_was_said_otherwise_before_gives_way(analysed: Workspace) -> None:
    """A group that was called related holds two of them: the later word counts for all."""
    a, b, c, d = ids_of(analysed, 0, 4, 5, 8)
    acts = [
        Act("mark-same", f"{a};{b}"),
        Act("mark-same", f"{c};{d}"),
        Act("mark-related", f"{a};{c}"),
    ]
    decide(analysed, acts, "Ana")
    state = taken(analysed, a, b, c, d)
    assert state.decisions[-1].action == "mark-same"
    assert not [g for g in state.analysis.duplicate_groups if g.status == "related"]


def test_two_of_a_confirmed_group_are_named_when_they_cannot_be_opposite(
    analysed: Workspace, page: Show
) -> None:
    a, b, c = ids_of(analysed, 0, 4, 5)
    decide(analysed, [Act("mark-same", f"{a};{b};{c}")], "Ana")
    test = ticked(named(page("contributions", analysed)), "contributions", a, b)
    asked(test, "contributions", SEVERAL, "mark-opposite")
    assert "People said before of some of these that they say the same." in shown(test)
    send(test, "contributions", SEVERAL, "mark-opposite")
    assert len(log(analysed)) == 1
    said = shown(test)
    assert "somebody confirmed that all say the same" in said
    assert "the group D-1" not in said, "words stand for its id"


# -- from one card -------------------------------------------------------------------------


def test_one_text_says_the_same_as_another_that_is_looked_for(
    analysed: Workspace, page: Show
) -> None:
    a, b = ids_of(analysed, 0, 9)
    test = named(page("contributions", analysed))
    everywhere = [box.key for box in test.selectbox]
    asked(test, "contributions", a, "says-same")
    key = f"form contributions {a} says-same other"
    assert [box.key for box in test.selectbox if box.key not in everywhere] == [key]
    box = test.selectbox(key=key)
    assert box.value is None
    assert len(box.options) == len(IDEAS) - 1
    assert any(option.startswith("#p9 ") and "Affordable" in option for option in box.options)
    send(test, "contributions", a, "says-same")
    assert log(analysed) == []
    assert "Something is still missing" in shown(test)
    test.selectbox(key=key).set_value(b)
    send(test, "contributions", a, "says-same")
    assert log(analysed) == [("mark-same", f"{a};{b}", "")]
    assert "Says the same as 1 other" in shown(test)


def test_the_most_alike_come_first(analysed: Workspace) -> None:
    state = reading.snapshot(analysed)
    assert state.analysis is not None
    one, *_ = ids_of(analysed, 0)
    far = next(name for name, place in state.placements.items()
               if place.theme_id != state.placements[one].theme_id)  # fmt: skip
    pair = Pair(far, one, 0.9, 0.9, "near", "")
    state = replace(state, analysis=replace(state.analysis, pairs=(pair,)))
    order = together.nearest_first(state, one)
    assert order[0] == far
    inside = set(state.themes[state.placements[one].theme_id].members) - {one}
    assert set(order[1 : 1 + len(inside)]) == inside
    assert sorted(order) == sorted(set(state.contributions) - {one})


def test_who_is_set_aside_or_the_same_already_cannot_be_chosen(analysed: Workspace) -> None:
    one, same, aside = ids_of(analysed, 0, 1, 2)
    decide(analysed, [Act("mark-same", f"{one};{same}"), Act("set-aside", aside, "spam")], "Ana")
    order = together.nearest_first(reading.snapshot(analysed), one)
    assert not {one, same, aside} & set(order)
    assert len(order) == len(IDEAS) - 3


def test_choosing_among_very_many_is_quick(analysed: Workspace) -> None:
    state = reading.snapshot(analysed)
    one = next(iter(state.contributions.values()))
    many = {f"x{n}": replace(one, contribution_id=f"x{n}") for n in range(5_000)}
    state = replace(state, contributions={**state.contributions, **many})
    start = time.perf_counter()
    assert len(together.nearest_first(state, one.contribution_id)) == 5_000 + len(IDEAS) - 1
    assert time.perf_counter() - start < 0.5


# -- standing for a theme, and placing -----------------------------------------------------


def test_a_pin_is_taken_back_where_it_is_seen(analysed: Workspace, page: Show) -> None:
    theme = reading.snapshot(analysed).top_themes[0]
    first, second = theme.members[1:3]
    for name in (second, first, second):
        decide(analysed, [Act("pin", name, theme.theme_id)], "Ana")
    decide(analysed, [Act("place", second, theme.theme_id)], "Ana")
    test = named(page("contributions", analysed))
    asked(test, "contributions", second, "unpin")
    assert log(analysed)[4:] == [("undo", "3", ""), ("undo", "1", "")]
    assert reading.snapshot(analysed).themes[theme.theme_id].pinned == (first,)
    test.run()
    options = test.menu_button(key=f"menu contributions {second}").options
    assert Wording("en")("action.unpin") not in options
    test.button(key="deciding undo").click().run()
    assert reading.snapshot(analysed).themes[theme.theme_id].pinned == (second, first)


def test_a_pin_moves_with_its_theme_and_can_still_be_taken_back(analysed: Workspace) -> None:
    one, two = reading.snapshot(analysed).top_themes[:2]
    name = two.members[0]
    acts = [Act("pin", name, two.theme_id), Act("join-themes", f"{one.theme_id};{two.theme_id}")]
    decide(analysed, acts, "Ana")
    state = reading.snapshot(analysed)
    assert state.themes[one.theme_id].pinned == (name,)
    subject = Subject("contributions", name, (name,))
    assert "unpin" in contribution_actions.offered(state, subject)


def test_no_theme_is_chosen_before_the_person_does(analysed: Workspace, page: Show) -> None:
    (name,) = ids_of(analysed, 0)
    test = named(page("contributions", analysed))
    asked(test, "contributions", name, "place")
    box = test.selectbox(key=f"form contributions {name} place theme")
    assert box.value is None
    send(test, "contributions", name, "place")
    assert log(analysed) == []
    assert "Something is still missing" in shown(test)


def test_the_nearest_themes_are_listed_first_with_their_parts(analysed: Workspace) -> None:
    state = reading.snapshot(analysed)
    (name,) = ids_of(analysed, 0)
    own = state.placements[name].theme_id
    last = [theme.theme_id for theme in state.top_themes if theme.theme_id != own][-1]
    near = ((own, 0.9), (last, 0.8), ("gone", 0.7))
    places = tuple(
        replace(p, nearest=near) if p.contribution_id == name else p
        for p in state.analysis.placements
    )
    state = replace(state, analysis=replace(state.analysis, placements=places))
    assert contribution_fields.nearest(state, [name]) == [last]


# -- words ---------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_offered_in_every_language(analysed: Workspace, page: Show, language: str) -> None:
    say = Wording(language)
    a, b = ids_of(analysed, 0, 1)
    test = ticked(named(page("contributions", analysed, lang=language)), "contributions", a, b)
    for action in together.RELATIONS:
        asked(test, "contributions", SEVERAL, action)
        said = shown(test)
        for part in ("title", "hint"):
            key = f"action.{part}_{action}"
            assert say(key) in said
            assert language == "en" or say(key) != Wording("en")(key)


def test_texts_of_people_stay_letters_in_the_forms(
    workspace_of: Callable[[list[str]], Workspace], page: Show
) -> None:
    nasty = workspace_of([f"{EVIL} {text}" for _, text in IDEAS])
    a, b, c = list(reading.snapshot(nasty).contributions)[:3]
    decide(nasty, [Act("mark-same", f"{a};{c}")], "Ana")
    test = named(page("contributions", nasty))
    asked(test, "contributions", a, "says-same")
    harmless(test)
    ticked(test, "contributions", a, b)
    asked(test, "contributions", SEVERAL, "mark-same")
    harmless(test)


def test_notes_on_a_group_go_on_with_the_one_that_it_was_joined_into(
    analysed: Workspace, page: Show
) -> None:
    a, b, c, d = ids_of(analysed, 0, 4, 5, 8)
    acts = [
        Act("mark-same", f"{a};{b}"), Act("mark-same", f"{c};{d}"),
        Act("note", "D-2", "Read the second one twice."), Act("mark-same", f"{a};{c}"),
    ]  # fmt: skip
    decide(analysed, acts, "Ana")
    assert reading.snapshot(analysed).now("D-2") == "D-1"
    assert "Read the second one twice." in shown(page("duplicates", analysed, group="D-1"))
