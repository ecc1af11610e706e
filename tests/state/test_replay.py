"""Laws of the log: replaying twice, undoing and redoing, and the order of independent decisions."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dsupport.state.log import broken_at, in_effect
from dsupport.state.replay import State
from tests.state.conftest import FIRST, GROUPS, Table, run_of
from tests.state.test_runs import SECOND

CONTRIBUTIONS = [f"c{n}" for n in range(25)]
THEMES = ["T1", "T2", "T3", "T1.1", "T1.2", "T-3", "R2-T3"]
names = st.sampled_from(CONTRIBUTIONS)
some = st.lists(names, min_size=2, max_size=3, unique=True).map(";".join)
themes = st.sampled_from(THEMES)
groups = st.sampled_from(["D1", "D2", "D3", "D-2", "R2-D1", "R2-D2"])

acts = st.one_of(
    st.tuples(st.just("place"), some, themes),
    st.tuples(st.just("unplace"), names, st.just("")),
    st.tuples(st.just("set-aside"), names, st.just("spam")),
    st.tuples(st.just("bring-back"), names, st.just("")),
    st.tuples(st.just("rename-theme"), themes, st.sampled_from(["Buses", "Trees"])),
    st.tuples(st.just("lock-theme"), themes, st.just("")),
    st.tuples(
        st.just("join-themes"), st.sampled_from(["T1;T2", "T2;T3", "T1.1;T1.2"]), st.just("")
    ),
    st.tuples(st.just("split-theme"), themes, some),
    st.tuples(st.just("pin"), names, themes),
    st.tuples(st.sampled_from(["mark-same", "mark-related", "mark-opposite"]), some, st.just("")),
    st.tuples(st.sampled_from(["confirm-duplicates", "dismiss-duplicates"]), groups, st.just("")),
    st.tuples(st.just("split-duplicates"), groups, names),
    st.tuples(st.just("join-duplicates"), st.just("D1;D2"), st.just("")),
    st.tuples(st.just("accept-run"), st.just("R2"), st.just("")),
)


def laid_out() -> Table:
    second = run_of(SECOND, ["c13", "c14"], {"D1": ["c6", "c7", "c20"], "D2": ["c0", "c1"]})
    return Table({"R1": run_of(FIRST, ["c13", "c14"], GROUPS), "R2": second})


def after(said: list[tuple[str, str, str]]) -> Table:
    table = laid_out()
    table.say("note", "c0", "The first decision is taken over the first run.") if not said else None
    for act in said:
        table.say(*act)
    return table


def seen(state: State) -> tuple[object, ...]:
    """All that people see, but for the numbers of decisions."""
    return (state.analysis, state.aside, state.languages, state.links, state.became, state.held)


def sound(state: State) -> None:
    """What must hold of every state."""
    assert state.analysis is not None
    found = {theme.theme_id: theme for theme in state.analysis.themes}
    assert len(found) == len(state.analysis.themes)
    for theme in found.values():
        assert not theme.parent_id or theme.parent_id in found
        assert len(set(theme.members)) == len(theme.members)
    for place in state.analysis.placements:
        if place.theme_id:
            assert place.contribution_id in found[place.theme_id].members
        if place.subtheme_id:
            assert found[place.subtheme_id].parent_id == place.theme_id
            assert place.contribution_id in found[place.subtheme_id].members
        assert place.contribution_id not in state.aside
    confirmed = [g for g in state.analysis.duplicate_groups if g.status == "confirmed"]
    assert len({m for g in confirmed for m in g.members}) == sum(len(g.members) for g in confirmed)
    for group in state.analysis.duplicate_groups:
        assert len(set(group.members)) == len(group.members) >= 2


@settings(max_examples=150, deadline=None)
@given(st.lists(acts, max_size=14))
def test_replaying_twice_gives_the_same_sound_state(said: list[tuple[str, str, str]]) -> None:
    table = after(said)
    assert table.state == table.state
    sound(table.state)
    assert broken_at(table.log) is None


@settings(max_examples=120, deadline=None)
@given(st.lists(acts, min_size=1, max_size=10), st.randoms(use_true_random=False))
def test_undo_of_everything_is_the_beginning_and_redo_brings_it_back(
    said: list[tuple[str, str, str]], lot: random.Random
) -> None:
    table = after(said)
    before = table.state
    numbers = list(range(1, len(said) + 1))
    lot.shuffle(numbers)
    for number in numbers:
        table.say("undo", str(number))
    empty = table.state
    assert in_effect(table.log) == []
    assert all(not t.decided for t in empty.analysis.themes)
    assert empty.suspended == () and not empty.aside and not empty.links
    lot.shuffle(numbers)
    for number in numbers:
        table.say("redo", str(number))
    assert seen(table.state) == seen(before)
    assert table.state.suspended == before.suspended


@settings(max_examples=100, deadline=None)
@given(st.lists(acts, min_size=2, max_size=10), st.data())
def test_undoing_the_last_is_as_if_it_had_not_been(
    said: list[tuple[str, str, str]], data: st.DataObject
) -> None:
    table = after(said)
    table.say("undo", str(len(said)))
    shorter = after(said[:-1])
    assert seen(table.state) == seen(shorter.state)


INDEPENDENT = [
    ("rename-theme", "T1", "Buses"), ("place", "c13", "T3"), ("confirm-duplicates", "D2", ""),
    ("set-aside", "c9", "spam"), ("set-language", "c4", "fr"), ("lock-theme", "T2", ""),
    ("pin", "c11", "T3"), ("mark-same", "c20;c21", ""),
]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.permutations(INDEPENDENT))
def test_the_order_of_independent_decisions_does_not_matter(
    order: list[tuple[str, str, str]],
) -> None:
    def numbered_by_content(table: Table) -> tuple[object, ...]:
        state = table.state
        assert state.analysis is not None
        return (
            {(t.label("en"), t.members, t.locked, t.pinned) for t in state.analysis.themes},
            {(p.contribution_id, p.theme_id, p.subtheme_id) for p in state.analysis.placements},
            {(frozenset(g.members), g.status) for g in state.analysis.duplicate_groups},
            {name: aside.reason for name, aside in state.aside.items()},
            {name: code for name, (code, _) in state.languages.items()},
            {both: link.relation for both, link in state.links.items()},
        )

    assert numbered_by_content(after(list(order))) == numbered_by_content(after(INDEPENDENT))


def test_undoing_an_undo_is_a_redo(table: Table) -> None:
    table.say("rename-theme", "T1", "Mine")
    table.say("undo", "1")
    assert table.theme("T1").name == ""
    table.say("undo", "2")
    assert table.theme("T1").name == "Mine"
    table.say("redo", "2")
    assert table.theme("T1").name == ""


def test_what_stands_on_an_undone_decision_waits_and_comes_back(table: Table) -> None:
    table.say("split-theme", "T1", "c0;c1")
    table.say("rename-theme", "T-1", "Half of it")
    table.say("undo", "1")
    (waits,) = table.state.suspended
    assert waits.sequence == 2
    table.say("redo", "1")
    assert table.theme("T-1").name == "Half of it"
    assert table.state.suspended == ()


@pytest.mark.parametrize("person", ["place", "unplace"])
def test_the_latest_word_of_people_holds_in_every_later_run(table: Table, person: str) -> None:
    table.say(person, "c0", "T3" if person == "place" else "")
    table.runs["R2"] = run_of(SECOND)
    table.say("accept-run", "R2")
    table.runs["R3"] = run_of(FIRST)
    table.say("accept-run", "R3")
    assert ("c0" in table.members("T3")) is (person == "place")
    assert "c0" not in table.members("T1")
