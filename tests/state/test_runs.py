"""A new run over what people decided: ids and names survive, and nothing decided is overridden."""

from dsupport.state.changes import Changes, between
from dsupport.state.matching import match
from tests.state.conftest import FIRST, GROUPS, Table, run_of

# The same subjects, found again in another order with more contributions: T1 is now T2, T2 is T1.
SECOND = {
    "T1": ["c6", "c7", "c8", "c9", "c20", "c21", "c22", "c23"],
    "T2": ["c0", "c1", "c2", "c3", "c4", "c5", "c24"],
    "T2.1": ["c0", "c1", "c2"],
    "T2.2": ["c3", "c4", "c5", "c24"],
    "T3": ["c30", "c31", "c32"],
    "T4": ["c10", "c11", "c12"],
}


def with_second(table: Table) -> Table:
    table.runs["R2"] = run_of(
        SECOND, ["c13", "c14"], {"D1": ["c6", "c7", "c20"], "D2": ["c0", "c1"]}
    )
    return table


def accept(table: Table) -> None:
    with_second(table).say("accept-run", "R2")


def test_ids_survive_and_new_themes_get_ids_of_their_own(table: Table) -> None:
    table.say("note", "T1", "anything")
    accept(table)
    assert table.members("T1") == {"c0", "c1", "c2", "c3", "c4", "c5", "c24"}
    assert table.members("T1.2") == {"c3", "c4", "c5", "c24"}
    assert table.members("T2") == set(SECOND["T1"])
    assert table.members("T3") == {"c10", "c11", "c12"}
    assert table.members("R2-T3") == {"c30", "c31", "c32"}
    assert table.theme("T1").label("en") == "words of T1"  # the name that people know


def test_without_decisions_the_latest_run_is_shown(table: Table) -> None:
    with_second(table)
    assert table.state.run_id == "R2"


def test_a_run_is_only_a_proposal_until_it_is_accepted(table: Table) -> None:
    table.say("rename-theme", "T1", "Mine")
    with_second(table)
    assert table.state.run_id == "R1"
    assert table.members("T2") == set(FIRST["T2"])


def test_names_places_and_locks_hold(table: Table) -> None:
    table.say("rename-theme", "T1", "Mine")
    table.say("place", "c6", "T1")
    table.say("unplace", "c9")
    table.say("lock-theme", "T3")
    table.say("place", "c13", "T2")
    accept(table)
    assert table.theme("T1").label("en") == "Mine"
    assert "c6" in table.members("T1")
    assert "c9" not in table.members("T2")
    assert table.members("T3") == {"c10", "c11", "c12"}
    assert "c13" in table.members("T2")
    held = {h.contribution_id: (h.theme_id, h.decided) for h in table.state.held}
    assert held["c6"] == ("T2", 2)
    assert held["c9"] == ("T2", 3)
    assert held["c13"] == ("", 5)


def test_a_locked_theme_keeps_its_members_exactly(table: Table) -> None:
    table.say("lock-theme", "T2")
    accept(table)
    assert table.members("T2") == set(FIRST["T2"])
    assert table.members("R2-T1") == {"c20", "c21", "c22", "c23"}


def test_what_people_joined_stays_joined(table: Table) -> None:
    table.say("join-themes", "T1;T2", "Everything that moves")
    accept(table)
    assert table.members("T1") == set(SECOND["T1"]) | set(SECOND["T2"])
    assert table.theme("T1").label("en") == "Everything that moves"


def test_what_people_split_stays_split(table: Table) -> None:
    table.say("split-theme", "T1", "c0;c1")
    accept(table)
    assert table.members("T-1") == {"c0", "c1"}
    assert table.members("T1") == {"c2", "c3", "c4", "c5", "c24"}


def test_a_theme_that_people_named_outlives_a_run_that_does_not_find_it(table: Table) -> None:
    table.say("rename-theme", "T3", "Housing")
    table.runs["R2"] = run_of({"T1": [*FIRST["T1"], "c30"], "T2": FIRST["T2"]}, FIRST["T3"])
    table.say("accept-run", "R2")
    assert table.members("T3") == set(FIRST["T3"])
    assert {h.contribution_id for h in table.state.held} == set(FIRST["T3"])


def test_a_theme_that_nobody_touched_vanishes_with_its_run(table: Table) -> None:
    table.say("rename-theme", "T1", "Mine")
    table.runs["R2"] = run_of({"T1": [*FIRST["T1"], *FIRST["T3"]], "T2": FIRST["T2"]})
    table.say("accept-run", "R2")
    assert table.members("T3") == set()
    assert table.members("T1") == {*FIRST["T1"], *FIRST["T3"]}


def test_settled_groups_stay_and_suggestions_respect_them(table: Table) -> None:
    table.say("confirm-duplicates", "D1")
    table.say("dismiss-duplicates", "D2")
    accept(table)
    assert table.group("D1").status == "confirmed"
    assert table.groups()["D1"] == set(GROUPS["D1"])  # the run's c0;c1 is inside: no new suggestion
    assert table.group("D2").status == "dismissed"
    # c6 and c7 do not say the same, so only one of them may be suggested beside c20.
    assert table.groups()["R2-D1"] == {"c6", "c20"}
    assert "D3" not in table.groups()


def test_set_aside_stays_aside(table: Table) -> None:
    table.say("set-aside", "c0", "spam")
    accept(table)
    assert "c0" not in table.members("T1")
    assert "c0" in table.state.aside


def test_accepting_twice_and_undoing_the_acceptance(table: Table) -> None:
    table.say("rename-theme", "T1", "Mine")
    accept(table)
    once = table.state
    table.say("accept-run", "R2")
    assert table.state.analysis == once.analysis
    table.say("undo", "3")
    table.say("undo", "2")
    assert table.members("T2") == set(FIRST["T2"])
    assert table.theme("T1").label("en") == "Mine"


def test_match_is_one_to_one_unless_joined() -> None:
    old = {"A": {1, 2, 3, 4, 5, 6}, "B": {7, 8}}
    new = {"X": {1, 2, 3}, "Y": {4, 5, 6}, "Z": {7, 8, 9}}
    assert match(old, new) in ({"X": "A", "Z": "B"}, {"Y": "A", "Z": "B"})
    assert match(old, new, ["A"]) == {"X": "A", "Y": "A", "Z": "B"}
    assert match({}, new) == {}
    assert match(old, {}) == {}


def proposed(table: Table) -> Changes:
    """What accepting the second run would change."""
    before = table.state
    accept(table)
    return between(before, table.state)


def test_a_new_theme_beside_a_locked_one_says_beside_which(table: Table) -> None:
    table.say("lock-theme", "T2")
    found = {one.theme_id: (one.kind, one.others) for one in proposed(table).themes}
    assert found["R2-T1"] == ("beside", ("T2",))
    assert found["R2-T3"] == ("new", ())


def test_a_suggestion_with_one_text_more_is_the_same_suggestion(table: Table) -> None:
    table.say("note", "T1", "anything")
    changes = proposed(table)
    told = {(one.before.group_id, one.after.group_id) for one in changes.regrouped}
    assert told == {("D2", "R2-D1"), ("D1", "R2-D2")}
    assert [group.group_id for group in changes.groups_gone] == ["D3"]
    assert changes.groups_new == ()
