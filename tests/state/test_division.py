"""Contributions that people divide into parts, and put together again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dsupport.errors import DecisionError
from dsupport.records import Contribution, PersonalData, hash_text
from dsupport.results import Placement, SeveralIdeas
from dsupport.state import division
from dsupport.state.actions import Act, checked
from dsupport.state.touching import touched
from tests.state.conftest import FIRST, GROUPS, Table, run_of

LENGTH = 300


def cut(name: str, *places: int, text: str = "") -> str:
    """The argument of a decision that cuts the text of `name`."""
    return division.argument(LENGTH, places, hash_text(text or name))


def place(name: str, theme: str, certainty: str = "sure") -> Placement:
    return Placement(name, theme, "", 0.8, certainty, ((theme, 0.5),), "", 0, 0)


@pytest.fixture
def offering(table: Table) -> Table:
    """As `table`, and it is offered to divide c6 (of T2): its second part would be in T3."""
    parts = (place("c6/0-100", "T2"), place("c6/100-300", "T3"))
    offer = SeveralIdeas("c6", cut("c6", 100), parts, False, 0.5)
    table.runs["R1"] = replace(table.runs["R1"], ideas=(offer,))
    return table


def seats(table: Table) -> dict[str, str]:
    analysis = table.state.analysis
    assert analysis is not None
    return {p.contribution_id: p.theme_id for p in analysis.placements}


def offers(table: Table) -> list[str]:
    analysis = table.state.analysis
    assert analysis is not None
    return [one.contribution_id for one in analysis.ideas]


def test_the_parts_stand_where_they_were_offered(offering: Table) -> None:
    assert offers(offering) == ["c6"]
    offering.say("divide", "c6", cut("c6", 100))
    assert offering.members("T2") == {"c6/0-100", "c7", "c8", "c9"}
    assert offering.members("T3") == {"c10", "c11", "c12", "c6/100-300"}
    assert "c6" not in seats(offering)
    assert offering.state.divided["c6"].parts == ("c6/0-100", "c6/100-300")
    assert offers(offering) == []


def test_what_is_cut_elsewhere_goes_where_most_of_it_was_offered(offering: Table) -> None:
    offering.say("divide", "c6", cut("c6", 60, 210))
    found = seats(offering)
    assert [found[f"c6/{span}"] for span in ("0-60", "60-210", "210-300")] == ["T2", "T3", "T3"]
    analysis = offering.state.analysis
    assert analysis is not None
    unsure = {p.contribution_id for p in analysis.placements if p.certainty == "unsure"}
    assert {"c6/0-60", "c6/60-210", "c6/210-300"} <= unsure, "somebody should look"


def test_without_an_offer_the_parts_stay_where_the_whole_was(table: Table) -> None:
    table.say("divide", "c0", cut("c0", 100))
    assert table.members("T1") == {"c0/0-100", "c0/100-300", "c1", "c2", "c3", "c4", "c5"}
    assert table.members("T1.1") == {"c0/0-100", "c0/100-300", "c1", "c2"}
    table.say("unplace", "c13")
    table.say("divide", "c13", cut("c13", 100))
    assert seats(table)["c13/0-100"] == ""


def test_undo_gives_the_state_before_and_redo_the_one_after(offering: Table) -> None:
    before = offering.state
    offering.say("divide", "c6", cut("c6", 100))
    after = offering.state
    offering.say("undo", "1")
    assert replace(offering.state, off={}) == before
    offering.say("redo", "1")
    assert replace(offering.state, off={}) == after


def test_parts_are_decided_about_like_contributions(offering: Table) -> None:
    offering.say("divide", "c6", cut("c6", 100))
    offering.say("place", "c6/100-300", "T1")
    offering.say("mark-same", "c6/0-100;c7")
    offering.say("set-aside", "c6/0-100", "spam")
    state = offering.state
    assert state.suspended == ()
    assert seats(offering)["c6/100-300"] == "T1"
    assert set(state.aside) == {"c6/0-100"}
    offering.say("undo", "1")
    state = offering.state
    assert {one.sequence for one in state.suspended} == {2, 3, 4}
    assert {phrase.key for one in state.suspended for phrase in one.why[:1]} == {"problem.no-part"}
    assert state.aside == {}
    assert offering.groups()["D2"] == {"c6", "c7"}


def test_a_part_that_stays_keeps_what_was_decided_of_it(offering: Table) -> None:
    offering.say("divide", "c6", cut("c6", 100))
    offering.say("place", "c6/0-100", "T1")
    offering.say("place", "c6/100-300", "T1")
    offering.say("divide", "c6", cut("c6", 100, 200))
    found = seats(offering)
    assert found["c6/0-100"] == "T1"
    assert found["c6/100-200"] == found["c6/200-300"] == "T3", "made anew"
    assert "c6/100-300" not in found


def test_together_again_it_stands_where_it_stood(offering: Table) -> None:
    offering.say("place", "c6", "T1")
    offering.say("divide", "c6", cut("c6", 100))
    offering.say("keep-whole", "c6/100-300")
    assert seats(offering)["c6"] == "T1"
    assert not [name for name in seats(offering) if name.startswith("c6/")]
    assert offers(offering) == [], "who says that it is one idea is not asked again"
    assert offering.state.whole == {"c6": 3}


def test_what_people_say_is_one_idea_is_offered_no_more(offering: Table) -> None:
    offering.say("keep-whole", "c6")
    assert offers(offering) == []
    offering.say("undo", "1")
    assert offers(offering) == ["c6"]


def test_set_aside_it_is_not_offered(offering: Table) -> None:
    offering.say("set-aside", "c6", "spam")
    assert offers(offering) == []


def test_another_text_is_not_cut(offering: Table) -> None:
    offering.say("divide", "c6", cut("c6", 100, text="what it said before"))
    state = offering.state
    assert [one.why[0].key for one in state.suspended] == ["problem.text-changed"]
    assert state.divided == {}
    assert seats(offering)["c6"] == "T2"


@pytest.mark.parametrize(
    ("acts", "code"),
    [
        ([("divide", "c6/0-100", "")], "is-part"),
        ([("place", "c6", "T1")], "is-divided"),
        ([("set-aside", "c6", "spam")], "is-divided"),
        ([("place", "c6/0-99", "T1")], "no-part"),
        ([("place", "c99/0-99", "T1")], "no-contribution"),
        ([("divide", "c99", "")], "no-contribution"),
        ([("set-aside", "c7", "spam"), ("divide", "c7", "")], "is-aside"),
    ],
)
def test_refused(offering: Table, acts: list[tuple[str, str, str]], code: str) -> None:
    offering.say("divide", "c6", cut("c6", 100))
    for action, target, argument in acts:
        offering.say(action, target, argument or cut(target, 100))
    assert [one.why[0].key for one in offering.state.suspended] == [f"problem.{code}"]


@pytest.mark.parametrize(
    "argument",
    ["", "a", "0-10", "10-0;0-20@0123456789ab", "0-10;11-20@0123456789ab", "0-10;10-20", "5-9;9-20@0123456789ab"],
)  # fmt: skip
def test_cuts_have_a_form(argument: str) -> None:
    with pytest.raises(DecisionError):
        checked(Act("divide", "c1", argument))
    assert checked(Act("divide", "c1", "120;310")).argument == "120;310"


def test_a_new_run_reads_the_parts_and_the_whole_is_found_again(offering: Table) -> None:
    offering.say("divide", "c6", cut("c6", 100))
    themes = {k: [m for m in v if m != "c6"] for k, v in FIRST.items()}
    themes["T2"] += ["c6/0-100"]
    themes["T1"] += ["c6/100-300"]
    offering.runs["R2"] = run_of(themes, ["c13", "c14"], GROUPS)
    offering.say("accept-run", "R2")
    found = seats(offering)
    assert (found["c6/0-100"], found["c6/100-300"]) == ("T2", "T1")
    offering.say("undo", "1")
    assert seats(offering)["c6"] == "T2", "where it was, for its theme goes on"
    assert not [name for name in seats(offering) if name.startswith("c6/")]


def test_a_run_that_read_the_whole_seats_the_parts(offering: Table) -> None:
    offering.runs["R2"] = replace(offering.runs["R1"], stability=0.5)
    offering.say("divide", "c6", cut("c6", 100))
    offering.say("accept-run", "R2")
    found = seats(offering)
    assert (found["c6/0-100"], found["c6/100-300"], "c6" in found) == ("T2", "T3", False)


def test_who_divides_disagrees_with_who_moves_the_whole_or_a_part() -> None:
    class One:
        def members(self, group_id: str) -> tuple[str, ...]:
            return ()

        def merged(self, names: object) -> tuple[str, ...]:
            return ()

        def parts(self, whole: str) -> tuple[str, ...]:
            return ("c6/0-100", "c6/100-300") if whole == "c6" else ()

    for act in (Act("divide", "c6", "5"), Act("keep-whole", "c6/0-100")):
        mine = touched(act, One())
        for name in ("c6", "c6/0-100", "c6/100-300"):
            assert mine & touched(Act("place", name, "T1"), One())
        assert not mine & touched(Act("place", "c7", "T1"), One())


texts = st.text(st.sampled_from("ab .\n🦉é"), min_size=2, max_size=80)


@settings(deadline=None)
@given(texts, st.text("xy z", max_size=9), st.data())
def test_parts_say_all_that_the_whole_says_and_nothing_twice(
    text: str, title: str, data: st.DataObject
) -> None:
    cuts = data.draw(st.sets(st.integers(1, len(text) - 1), min_size=1))
    personal = (PersonalData("email", len(title) + 1 if title else 0, len(title) + 2),)
    item = Contribution(
        "c1", "s", "7", "proposal", title, text, "P1", "", "en", True, "2", "4", 3, "",
        {"district": "North"}, personal, 1, "",
    )  # fmt: skip
    shown = item.shown_text
    places = sorted(place for place in cuts if place < len(shown))
    if not places:
        return
    said = division.argument(len(shown), places, "0" * 64)
    assert division.is_form(said)
    assert division.cuts_of(said) == tuple(places)
    divided = division.read("c1", said, 1)
    assert divided is not None
    assert "".join(shown[a:b] for a, b in divided.spans) == shown
    parts = division.parts(item, divided)
    assert [p.text for p in parts] == [shown[a:b].strip() for a, b in divided.spans]
    assert {p.voice for p in parts} == {"P1"}, "one author"
    assert {p.given_id for p in parts} == {"c1"}
    assert {p.stratum("district") for p in parts} == {"North"}
    assert [p.title for p in parts] == [item.shown_title, *[""] * (len(parts) - 1)]
    assert all(p.content_hash == p.computed_hash() for p in parts)
    for name, span in zip(divided.parts, divided.spans, strict=True):
        assert (division.whole_of(name), division.span_of(name)) == ("c1", span)


@settings(deadline=None, max_examples=30)
@given(
    st.lists(st.sets(st.integers(1, LENGTH - 1), min_size=1, max_size=4), min_size=1, max_size=4)
)
def test_however_often_it_is_cut_undoing_all_gives_it_back(several: list[set[int]]) -> None:
    table = Table({"R1": run_of(FIRST, ["c13", "c14"], GROUPS)})
    before = table.state
    for places in several:
        table.say("divide", "c6", cut("c6", *places))
        assert set(table.state.divided["c6"].parts) == {
            name for name in seats(table) if name.startswith("c6")
        }
    for number in range(len(several), 0, -1):
        table.say("undo", str(number))
    assert replace(table.state, off={}) == before
