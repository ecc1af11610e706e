"""What each action does to the state, and what it refuses."""

from collections.abc import Collection
from dataclasses import replace

import pytest

from dsupport.errors import DecisionError
from dsupport.state.actions import FORMS, Act, checked
from dsupport.state.touching import touched
from tests.state.conftest import Table


def test_confirm_dismiss_and_representative(table: Table) -> None:
    table.say("confirm-duplicates", "D1")
    table.say("dismiss-duplicates", "D2")
    table.say("set-representative", "D1", "c2")
    assert [table.group(g).status for g in ("D1", "D2", "D3")] == [
        "confirmed",
        "dismissed",
        "suggested",
    ]
    assert table.group("D1").representative == "c2"
    assert table.group("D1").decided == 3
    assert table.state.links[frozenset(("c0", "c1"))].relation == "same"
    assert table.state.links[frozenset(("c6", "c7"))].relation == "different"


def test_mark_same_makes_a_group_that_stands_in_suggestions_as_one(table: Table) -> None:
    table.say("mark-same", "c20;c0")
    assert table.groups() == {
        "D-1": {"c0", "c20"}, "D1": {"c20", "c1", "c2"}, "D2": {"c6", "c7"}, "D3": {"c3", "c10"},
    }  # fmt: skip
    assert table.group("D-1").scores == (None, None)
    table.say("mark-same", "c20;c6")
    assert table.groups()["D-1"] == {"c0", "c20", "c6"}
    # Whether the others say the same as these is still asked.
    assert table.groups()["D2"] == {"c20", "c7"}
    assert table.groups()["D1"] == {"c20", "c1", "c2"}


def test_who_says_the_same_as_one_of_a_group_says_the_same_as_all(table: Table) -> None:
    table.say("mark-same", "c20;c6")
    table.say("confirm-duplicates", "D2")
    assert table.groups()["D-1"] == {"c20", "c6", "c7"}
    assert table.state.became["D2"] == "D-1"
    assert table.state.links[frozenset(("c20", "c7"))].relation == "same"
    assert table.state.learnt.confirmed == 1  # what was suggested and confirmed still teaches
    table.say("undo", "2")
    assert table.groups()["D2"] == {"c20", "c7"}
    table.say("undo", "1")
    assert table.groups()["D2"] == {"c6", "c7"}


def test_what_people_keep_apart_is_not_asked_again_through_another(table: Table) -> None:
    table.say("mark-opposite", "c20;c7")
    table.say("mark-same", "c20;c6")
    assert "D2" not in table.groups()


def test_mark_same_confirms_a_group_of_just_these(table: Table) -> None:
    table.say("mark-same", "c7;c6")
    assert table.group("D2").status == "confirmed"
    table.say("mark-same", "c0;c1;c2")
    table.say("mark-same", "c2;c6")
    assert table.groups()["D1"] == {"c0", "c1", "c2", "c6", "c7"}
    assert table.state.became["D2"] == "D1"


@pytest.mark.parametrize(
    ("action", "status"), [("mark-related", "related"), ("mark-opposite", "opposite")]
)
def test_a_pair_is_marked(table: Table, action: str, status: str) -> None:
    table.say(action, "c6;c7")
    assert table.group("D2").status == status
    table.say(action, "c0;c2")
    assert table.groups()["D1"] == {"c0", "c1"}
    assert table.groups()["D-2"] == {"c0", "c2"}
    assert table.group("D-2").status == status


def test_what_was_confirmed_is_not_marked_apart_inside_a_larger_group(table: Table) -> None:
    table.say("confirm-duplicates", "D1")
    table.say("mark-opposite", "c0;c1")
    (suspended,) = table.state.suspended
    assert suspended.sequence == 2
    assert table.groups()["D1"] == {"c0", "c1", "c2"}


def test_groups_join_and_split(table: Table) -> None:
    table.say("join-duplicates", "D1;D2")
    assert table.groups()["D1"] == {"c0", "c1", "c2", "c6", "c7"}
    table.say("split-duplicates", "D1", "c6;c7")
    assert table.groups()["D-2"] == {"c6", "c7"}
    assert table.group("D-2").status == "confirmed"
    table.say("split-duplicates", "D1", "c2")
    assert table.groups()["D1"] == {"c0", "c1"}
    assert table.state.links[frozenset(("c2", "c0"))].relation == "different"


def test_themes_are_named_described_coloured_ordered_and_locked(table: Table) -> None:
    table.say("rename-theme", "T2", "  Night   buses ")
    table.say("describe-theme", "T2", "How to get home.")
    table.say("colour-theme", "T2", "green")
    table.say("order-theme", "T2", "1")
    table.say("lock-theme", "T2")
    found = table.theme("T2")
    assert (found.label("en"), found.description, found.colour) == (
        "Night buses",
        "How to get home.",
        "green",
    )
    assert found.locked
    assert found.decided == 5
    assert table.state.analysis.themes[0].theme_id == "T2"
    table.say("unlock-theme", "T2")
    assert not table.theme("T2").locked


def test_themes_join_with_their_parts_and_split(table: Table) -> None:
    table.say("join-themes", "T2;T1", "Getting about")
    assert table.members("T2") == {f"c{n}" for n in range(10)}
    assert table.theme("T1.1").parent_id == "T2"
    assert table.theme("T2").label("fr") == "Getting about"
    table.say("split-theme", "T2", "c6;c0")
    assert table.members("T-2") == {"c6", "c0"}
    assert table.members("T1.1") == {"c1", "c2"}
    table.say("split-theme", "T1.2", "c3")
    assert table.theme("T-3").parent_id == "T2"
    assert table.members("T-3") == {"c3"}


def test_levels_are_not_mixed(table: Table) -> None:
    table.say("join-themes", "T2;T1.1")
    assert [s.sequence for s in table.state.suspended] == [1]


def test_contributions_are_placed_unplaced_set_aside_and_brought_back(table: Table) -> None:
    table.say("place", "c13;c6", "T1.2")
    assert {"c13", "c6"} <= table.members("T1.2") & table.members("T1")
    table.say("unplace", "c0")
    places = {p.contribution_id: p for p in table.state.analysis.placements}
    assert (places["c0"].theme_id, places["c0"].reason, places["c0"].decided) == (
        "",
        "taken-out",
        2,
    )
    table.say("set-aside", "c6", "off-topic")
    assert "c6" not in table.members("T1")
    assert table.groups().keys() == {"D1", "D3"}
    assert table.state.aside["c6"].reason == "off-topic"
    table.say("bring-back", "c6")
    assert "c6" in table.members("T1.2")
    assert "D2" in table.groups()


def test_a_later_contribution_is_placed_too(table: Table) -> None:
    table.say("place", "c30", "T3")
    assert "c30" in table.members("T3")


def test_a_pinned_contribution_comes_first_until_it_leaves(table: Table) -> None:
    table.say("pin", "c9", "T2")
    assert table.theme("T2").members[0] == "c9"
    assert table.theme("T2").pinned == ("c9",)
    table.say("place", "c9", "T3")
    assert table.theme("T2").pinned == ()


def test_languages_and_notes(table: Table) -> None:
    table.say("set-language", "c1", "NL")
    table.say("note", "c1", "Ask the author.")
    assert table.state.languages["c1"] == ("nl", 1)
    assert table.state.suspended == ()


REFUSED = [
    ("rename-theme", "T9", "x"), ("place", "c1", "T9"), ("place", "c99", "T1"),
    ("confirm-duplicates", "D9", ""), ("set-representative", "D1", "c9"),
    ("split-duplicates", "D1", "c0;c1;c2"), ("split-duplicates", "D1", "c9"),
    ("split-theme", "T3", "c0"), ("split-theme", "T3", "c10;c11;c12"), ("bring-back", "c1", ""),
    ("pin", "c1", "T2"), ("note", "nothing", "x"), ("accept-run", "R9", ""), ("mark-same", "c1;c99", ""),
]  # fmt: skip


@pytest.mark.parametrize(("action", "target", "argument"), REFUSED)
def test_what_cannot_be_taken_changes_nothing(
    table: Table, action: str, target: str, argument: str
) -> None:
    before = table.state
    table.say(action, target, argument)
    after = table.state
    assert [s.sequence for s in after.suspended] == [1]
    assert after.suspended[0].why
    assert (after.analysis, after.aside, after.links) == (
        before.analysis,
        before.aside,
        before.links,
    )


WRONG = [
    Act("abolish", "T1"), Act("rename-theme", "T1"), Act("rename-theme", "T1;T2", "x"), Act("rename-theme", "", "x"),
    Act("mark-same", "c1"), Act("join-themes", "T1"), Act("set-aside", "c1", "boring"),
    Act("order-theme", "T1", "0"), Act("order-theme", "T1", "first"), Act("set-language", "c1", "Dutch!"),
    Act("confirm-duplicates", "D1", "x"), Act("note", "c1", "x" * 3000), Act("place", "c1", "T1;T2"),
    Act("colour-theme", "T1", "#ff0000"), Act("split-theme", "T1", " ; "),
]  # fmt: skip


@pytest.mark.parametrize("act", WRONG)
def test_wrong_forms_are_refused_with_a_hint(act: Act) -> None:
    with pytest.raises(DecisionError) as caught:
        checked(act)
    assert caught.value.hint


def test_every_action_of_the_interface_has_a_form() -> None:
    said = """confirm-duplicates dismiss-duplicates mark-same mark-related mark-opposite
        set-representative join-duplicates split-duplicates rename-theme describe-theme join-themes
        split-theme lock-theme unlock-theme order-theme place unplace set-aside bring-back pin
        set-language note accept-run undo redo"""
    assert set(said.split()) <= set(FORMS)


def test_who_orders_last_has_the_place(table: Table) -> None:
    table.say("order-theme", "T3", "1")
    table.say("order-theme", "T2", "1")
    assert [t.theme_id for t in table.state.analysis.themes if not t.parent_id] == [
        "T2",
        "T3",
        "T1",
    ]


def test_it_is_said_of_every_action_what_it_touches(table: Table) -> None:
    class Nobody:
        def members(self, group_id: str) -> tuple[str, ...]:
            return ()

        def merged(self, names: Collection[str]) -> tuple[str, ...]:
            return ()

        def parts(self, whole: str) -> tuple[str, ...]:
            return ()

    without = {name for name in FORMS if not touched(Act(name, "1;2", "3"), Nobody())}
    # A group of which nobody knows the members is still itself; notes disturb nobody.
    assert without == {"note"}


def test_themes_that_were_joined_are_near_once(table: Table) -> None:
    run = table.runs["R1"]
    near = (("T2", 0.5), ("T1", 0.4), ("T3", 0.3))
    places = tuple(replace(one, nearest=near) for one in run.placements)
    table.runs["R1"] = replace(run, placements=places)
    table.say("join-themes", "T1;T2")
    analysis = table.state.analysis
    assert analysis is not None
    assert {one.nearest for one in analysis.placements} == {(("T1", 0.5), ("T3", 0.3))}
