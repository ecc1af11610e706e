"""Several ideas in one text: the offer, the cuts, the parts beside the whole, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dsupport.services.deciding import decide
from dsupport.services.reading import snapshot
from dsupport.state.actions import Act
from dsupport.ui import deciding
from dsupport.workspace import Workspace
from tests.letters import FIRST, SECOND, fill, letter
from tests.ui.conftest import EVIL, harmless, raw, shown

Show = Callable[..., AppTest]
WHERE = "contributions"


@pytest.fixture
def town(workspace: Workspace, tmp_path: Path) -> Workspace:
    """Of one text it is offered to divide it."""
    return fill(workspace, tmp_path)


def opened(page: Show, workspace: Workspace, name: str = "Ann") -> AppTest:
    """The texts that may hold several ideas, for somebody who has given a name."""
    test = page("contributions", workspace, **{"several ideas": "offered"})
    test.session_state[deciding.ACTOR] = name
    return test.run()


def ticks(test: AppTest) -> list[str]:
    return [box.label for box in test.checkbox if box.key and " cut " in box.key]


def test_the_offer_stands_on_the_card_and_among_the_filters(page: Show, town: Workspace) -> None:
    test = opened(page, town)
    said = shown(test)
    assert "May hold 2 ideas" in said
    assert raw(test).count('class="ds-card"') == 1
    state = snapshot(town)
    for place in state.offers[letter(state)].parts:
        assert state.themes[place.theme_id].label("en") in said
    assert "example.org" not in said
    harmless(test)


def test_start_says_that_it_waits(page: Show, town: Workspace) -> None:
    assert "1 contribution may hold several ideas" in shown(page("start", town))


def test_accept_and_read_the_whole_from_each_part(page: Show, town: Workspace) -> None:
    test = opened(page, town)
    about = letter(snapshot(town))
    test.button(key=f"ideas accept {WHERE} {about}").click().run()
    state = snapshot(town)
    assert [(d.action, d.target, d.actor) for d in state.decisions] == [("divide", about, "Ann")]
    test = page("contributions", town, **{"several ideas": "part"})
    said = shown(test)
    assert "49 contributions" in said or "1 of 49" in said
    assert "1 of them is divided into 2 parts" in said
    assert "Part 1 of 2 of contribution #9" in said
    assert "Part 2 of 2 of contribution #9" in said
    assert said.count(FIRST) == 3, "by itself, and in the whole beside each part"
    assert "Divided into 2 parts." in said
    assert "40 people supported the whole" in said
    harmless(test)


def test_undo_is_in_sight(page: Show, town: Workspace) -> None:
    test = opened(page, town)
    test.button(key=f"ideas accept {WHERE} {letter(snapshot(town))}").click().run()
    assert "divided into 2 parts" in shown(test)
    test.button(key="deciding undo").click().run()
    assert snapshot(town).wholes == {}
    assert "May hold 2 ideas" in shown(test)


def test_one_idea_is_asked_no_more(page: Show, town: Workspace) -> None:
    test = opened(page, town)
    about = letter(snapshot(town))
    test.button(key=f"ideas one {WHERE} {about}").click().run()
    assert snapshot(town).decided.whole == {about: 1}
    assert "May hold" not in shown(test)


def test_who_has_given_no_name_is_asked_for_it_first(page: Show, town: Workspace) -> None:
    test = page("contributions", town, **{"several ideas": "offered"})
    about = letter(snapshot(town))
    test.button(key=f"ideas accept {WHERE} {about}").click().run()
    assert snapshot(town).decisions == ()
    assert "Write your name" in shown(test) or "Your name" in shown(test)


def test_the_cuts_are_looked_at_and_moved(page: Show, town: Workspace) -> None:
    test = opened(page, town)
    about = letter(snapshot(town))
    test.button(key=f"ideas adjust {WHERE} {about}").click().run()
    boxes = [box for box in test.checkbox if box.key and " cut " in box.key]
    assert [box.value for box in boxes].count(True) == 1, "what is offered is ticked"
    first = boxes[0]
    assert first.label.replace("\\", "").startswith(SECOND[:20])
    first.uncheck()
    boxes[-1].check()
    _send(test)
    state = snapshot(town)
    one, two = (state.contributions[n].text for n in state.decided.divided[about].parts)
    assert SECOND in one
    assert "[email hidden]" in two


def test_without_a_cut_something_is_missing_and_a_divided_text_is_whole_again(
    page: Show, town: Workspace
) -> None:
    test = opened(page, town)
    about = letter(snapshot(town))
    test.button(key=f"ideas adjust {WHERE} {about}").click().run()
    _untick(test)
    _send(test)
    assert snapshot(town).decisions == ()
    assert "still missing" in shown(test)
    decide(town, [Act("divide", about, "60")], "Marie")
    part = snapshot(town).decided.divided[about].parts[0]
    test = page("contributions", town, **{"several ideas": "part"})
    test.session_state[deciding.ACTOR] = "Ann"
    test.session_state[deciding.ASKED] = _asked(part)
    test.run()
    assert len(ticks(test)) >= 1
    _untick(test)
    _send(test)
    state = snapshot(town)
    assert (state.wholes, state.decided.whole) == ({}, {about: 2})


def test_words_of_people_stay_words(page: Show, workspace_of: Callable[..., Workspace]) -> None:
    text = f"{EVIL} We need more buses at night in all districts. {EVIL} And trees in every street."
    workspace = workspace_of([text, "Trees", "Buses", "Rents", "Music"])
    about = next(n for n, c in snapshot(workspace).given.items() if c.text == text)
    decide(workspace, [Act("divide", about, str(len(EVIL)))], "Marie")
    test = page("contributions", workspace)
    test.session_state[deciding.ACTOR] = "Ann"
    test.session_state[deciding.ASKED] = _asked(f"{about}/0-{len(EVIL)}")
    harmless(test.run())
    assert EVIL in shown(test)


def _asked(about: str) -> object:
    from dsupport.ui.components.decision_form import Asked

    return Asked(WHERE, about, "divide")


def _untick(test: AppTest) -> None:
    for box in test.checkbox:
        if box.key and " cut " in box.key and box.value:
            box.uncheck()


def _send(test: AppTest) -> None:
    next(b for b in test.button if b.key and b.key.endswith(" divide send")).click().run()


def test_the_record_shows_what_undoing_would_bring_back(page: Show, town: Workspace) -> None:
    state = snapshot(town)
    about = letter(state)
    decide(town, [Act("divide", about, state.offers[about].division)], "Marie")
    test = page("record", town)
    test.session_state[deciding.ACTOR] = "Ann"
    test.run()
    next(b for b in test.button if b.label.startswith("Undo 1")).click().run()
    said = shown(test)
    assert "divided into parts" in said
    assert "in one piece with the whole" in said
    assert SECOND in said
