"""Deciding through the service: stored together or not at all, conflicts shown, nothing ever lost."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from dsupport.config import AnalysisConfig
from dsupport.errors import DecisionError
from dsupport.services import assemblies
from dsupport.services.analysing import analyse
from dsupport.services.deciding import decide, preview
from dsupport.services.importing import import_file
from dsupport.services.proposals import accept, decline, proposal, waiting
from dsupport.services.reading import Snapshot, snapshot
from dsupport.services.tables import decisions_table, duplicates_table, runs_table, themes_table
from dsupport.state.actions import ASIDE, Act
from dsupport.state.changes import between
from dsupport.state.log import broken_at
from dsupport.workspace import Workspace
from dsupport.workspace.decisions import read_decisions
from tests.conftest import PROJECT
from tests.fakes import FakeEncoder, load_fake


def ids(workspace: Workspace) -> list[str]:
    return list(snapshot(workspace).contributions)


def test_decisions_are_chained_and_replayed(analysed: Workspace) -> None:
    one, two = ids(analysed)[:2]
    taken = decide(
        analysed,
        [Act("rename-theme", "T1", "Getting home", "clearer"), Act("set-aside", one, "spam")],
        " Marie ",
    )
    assert [d.sequence for d in taken] == [1, 2]
    state = snapshot(analysed)
    assert state.themes["T1"].label("en") == "Getting home"
    assert state.decision(1).actor == "Marie"
    assert one not in state.placements
    table = decisions_table(state)
    assert list(table["status"]) == ["in effect", "in effect"]
    assert analysed.problems() == []
    decide(analysed, [Act("undo", "2"), Act("note", two, "Read again.")], "Jan")
    assert one in snapshot(analysed).placements
    assert list(decisions_table(snapshot(analysed))["status"]) == [
        "in effect", "undone", "in effect", "in effect",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "wrong", [Act("place", "c0", "T1"), Act("undo", "7"), Act("redo", "1"), Act("sing", "T1")]
)
def test_one_wrong_act_stores_none(analysed: Workspace, wrong: Act) -> None:
    with pytest.raises(DecisionError) as caught:
        decide(analysed, [Act("rename-theme", "T1", "x"), wrong], "Marie")
    assert "2" in str(caught.value)
    assert snapshot(analysed).decisions == ()


def test_nobody_decides_nothing(analysed: Workspace) -> None:
    with pytest.raises(DecisionError, match="Nobody"):
        decide(analysed, [Act("lock-theme", "T1")], "  ")


def test_a_decision_on_an_outdated_view_is_a_conflict_that_shows_both(analysed: Workspace) -> None:
    seen = snapshot(analysed).last_decision
    decide(analysed, [Act("rename-theme", "T1", "Buses")], "Marie", seen=seen)
    with pytest.raises(DecisionError) as caught:
        decide(analysed, [Act("rename-theme", "T1", "Trams")], "Jan", seen=seen)
    assert all(word in str(caught.value) for word in ("Marie", "Buses", "Trams"))
    assert len(snapshot(analysed).decisions) == 1
    # The same word twice, and other things, are no conflict.
    decide(analysed, [Act("rename-theme", "T1", "Buses")], "Jan", seen=seen)
    decide(analysed, [Act("rename-theme", "T2", "Trees")], "Jan", seen=seen)
    # Who has seen it may say otherwise; what was undone is no conflict any more.
    decide(analysed, [Act("rename-theme", "T1", "Trams")], "Jan", seen=2)
    decide(analysed, [Act("undo", "4"), Act("undo", "2"), Act("undo", "1")], "Jan")
    decide(analysed, [Act("rename-theme", "T1", "Night")], "Ana", seen=seen)
    assert snapshot(analysed).themes["T1"].name == "Night"


def refused(workspace: Workspace, act: Act, seen: int) -> str:
    """What Jan is told, who has seen only that much."""
    with pytest.raises(DecisionError) as caught:
        decide(workspace, [act], "Jan", seen=seen)
    return str(caught.value)


def test_who_confirms_a_group_and_who_calls_it_opposite_disagree(analysed: Workspace) -> None:
    found = snapshot(analysed).analysis
    assert found is not None
    group = found.duplicate_groups[0]
    a, b = group.members[:2]
    decide(analysed, [Act("confirm-duplicates", group.group_id)], "Marie", seen=0)
    for act in (Act("mark-opposite", f"{b};{a}"), Act("mark-related", ";".join(group.members))):
        told = refused(analysed, act, 0)
        assert "Marie" in told and "confirm-duplicates" in told and act.action in told
    # And the other way round; another pair with one of the two is another matter.
    other = next(c for c in ids(analysed) if c not in group.members)
    decide(analysed, [Act("undo", "1")], "Marie")
    decide(analysed, [Act("mark-opposite", f"{a};{b}")], "Marie")
    assert "mark-opposite" in refused(analysed, Act("confirm-duplicates", group.group_id), 2)
    decide(analysed, [Act("mark-related", f"{a};{other}")], "Jan", seen=2)


def test_an_undo_that_would_undo_what_somebody_built_unseen_is_a_conflict(
    analysed: Workspace,
) -> None:
    one, two = ids(analysed)[:2]
    decide(analysed, [Act("new-theme", one, "Ours"), Act("rename-theme", "T1", "Buses")], "Jan")
    decide(analysed, [Act("place", two, "T-1"), Act("rename-theme", "T1", "Trams")], "Marie")
    assert "place" in refused(analysed, Act("undo", "1"), 2)
    assert "Trams" in refused(analysed, Act("undo", "2"), 2)
    assert len(snapshot(analysed).decisions) == 4
    # Several that are undone together are no conflict with each other.
    decide(analysed, [Act("undo", "4"), Act("undo", "2")], "Jan", seen=4)
    assert snapshot(analysed).themes["T1"].name == ""


def test_a_run_that_is_declined_is_proposed_no_more(analysed: Workspace) -> None:
    decide(analysed, [Act("lock-theme", "T1")], "Marie")
    run = analyse(analysed, AnalysisConfig(random_state=7), load_encoder=load_fake).info.run_id
    state = snapshot(analysed)
    assert state.run is not None and state.run.run_id != run
    assert (one := waiting(state)) is not None and one.run_id == run
    decline(analysed, run, "Marie", seen=1)
    assert waiting(snapshot(analysed)) is None
    assert snapshot(analysed).decided.declined == {run: 2}
    with pytest.raises(DecisionError):
        accept(analysed, run, "Jan", seen=1)  # Jan has not seen that.
    accept(analysed, run, "Jan")
    assert snapshot(analysed).decided.declined == {}
    with pytest.raises(DecisionError):
        decline(analysed, run, "Marie")  # It is what everyone sees.
    decide(analysed, [Act("undo", "3"), Act("undo", "2")], "Jan")
    assert waiting(snapshot(analysed)) is not None


def test_an_undo_is_shown_before_it_is_taken(analysed: Workspace) -> None:
    one = snapshot(analysed).themes["T1"].members[0]
    decide(analysed, [Act("split-theme", "T1", one), Act("rename-theme", "T-1", "Alone")], "Marie")
    seen = preview(analysed, Act("undo", "1"))
    changes = between(seen.before, seen.after)
    assert [(m.contribution_id, m.before, m.after) for m in changes.moves] == [(one, "T-1", "T1")]
    assert (changes.themes[0].theme_id, changes.themes[0].kind) == ("T-1", "joined")
    assert [s.sequence for s in changes.suspended] == [2]
    assert len(snapshot(analysed).decisions) == 2  # nothing was stored
    with pytest.raises(DecisionError):
        preview(analysed, Act("redo", "1"))


class OtherEncoder(FakeEncoder):
    """Turns and blurs the space, so that other themes are found."""

    def encode(self, texts, progress):  # type: ignore[no-untyped-def]
        vectors = super().encode(texts, progress)
        noise = np.random.default_rng(len(texts)).standard_normal(vectors.shape) * 0.05
        turned = vectors[:, ::-1] + noise.astype(np.float32)
        return turned / np.linalg.norm(turned, axis=1, keepdims=True)


def load_other(name: str) -> OtherEncoder:
    return OtherEncoder(name)


@pytest.fixture
def bogota(tmp_path: Path) -> Workspace:
    """The sample of Bogotá, analysed with the fake encoder."""
    workspace = assemblies.new(tmp_path / "bogota.assembly", "Bogotá")
    import_file(workspace, PROJECT / "sample_data" / "bogota" / "contributions.csv")
    analyse(workspace, load_encoder=load_fake)
    return workspace


def random_act(state: Snapshot, lot: random.Random) -> Act:
    """Some decision that a person could take now."""
    themes = list(state.themes)
    free = [c for c in state.contributions if c not in state.decided.aside]
    groups = list(state.analysis.duplicate_groups) if state.analysis else []
    theme = lot.choice(themes)
    members = state.themes[theme].members
    some = ";".join(lot.sample(free, lot.randint(1, 4)))
    choice = lot.randrange(17)
    if choice == 0:
        return Act("rename-theme", theme, f"Name {lot.randrange(999)}")
    if choice == 1:
        return Act(lot.choice(["lock-theme", "unlock-theme"]), theme)
    if choice in (2, 3, 4):
        return Act("place", some, theme)
    if choice == 5:
        return Act("unplace", some)
    if choice == 6:
        return Act("set-aside", some, lot.choice(ASIDE))
    if choice == 7 and state.decided.aside:
        return Act("bring-back", lot.choice(list(state.decided.aside)))
    if choice == 8 and len(members) > 3:
        return Act("split-theme", theme, ";".join(lot.sample(members, 2)))
    if choice == 9:
        level = [
            t.theme_id
            for t in state.themes.values()
            if t.parent_id == state.themes[theme].parent_id
        ]
        if len(level) > 4:
            return Act("join-themes", ";".join(lot.sample(level, 2)), "Joined")
    if choice == 10 and members:
        return Act("pin", lot.choice(members), theme)
    if choice == 11:
        return Act("set-language", lot.choice(free), "pt")
    if choice in (12, 13) and groups:
        return Act(
            lot.choice(["confirm-duplicates", "dismiss-duplicates"]), lot.choice(groups).group_id
        )
    if choice == 14:
        return Act(
            lot.choice(["mark-same", "mark-related", "mark-opposite"]),
            ";".join(lot.sample(free, 2)),
        )
    if choice == 15 and groups:
        group = lot.choice(groups)
        return Act("set-representative", group.group_id, lot.choice(group.members))
    return Act("describe-theme", theme, f"What people say, {lot.randrange(99)}.")


def what_people_decided(state: Snapshot) -> dict[str, object]:
    """Everything that no run may change."""
    assert state.analysis is not None
    return {
        "seats": {p.contribution_id: p.theme_id for p in state.analysis.placements if p.decided},
        "parts": {
            p.contribution_id: p.subtheme_id
            for p in state.analysis.placements
            if p.decided and state.decisions[p.decided - 1].argument == p.subtheme_id != ""
        },
        "themes": {
            t.theme_id: (t.name, t.description, t.locked, t.pinned, t.parent_id)
            for t in state.themes.values()
            if t.decided
        },
        "locked": {t.theme_id: set(t.members) for t in state.themes.values() if t.locked},
        "groups": {
            g.group_id: (g.members, g.status)
            for g in state.analysis.duplicate_groups
            if g.status != "suggested"
        },
        "aside": {name: a.reason for name, a in state.decided.aside.items()},
        "languages": dict(state.decided.languages),
        "links": dict(state.decided.links),
        "suspended": [s.sequence for s in state.decided.suspended],
    }


@pytest.mark.parametrize("seed", [1, 2])
def test_nothing_decided_is_lost_by_undoing_others_a_new_encoder_and_new_contributions(
    bogota: Workspace, seed: int
) -> None:
    lot = random.Random(seed)
    taken = 0
    while taken < 500:
        state = snapshot(bogota)
        for act in [random_act(state, lot) for _ in range(20)]:
            try:
                decide(bogota, [act], f"Person {taken % 3}")
            except DecisionError:
                continue  # what it is about has just gone
            taken += 1
    decide(bogota, [Act("undo", str(n)) for n in lot.sample(range(1, 501), 200)], "Ana")
    before = snapshot(bogota)
    for city in ("lisbon", "milan"):
        import_file(bogota, PROJECT / "sample_data" / city / "contributions.csv")
    assert len(ids(bogota)) - len(before.contributions) > 300
    outcome = analyse(bogota, AnalysisConfig(encoder="other"), load_encoder=load_other)
    between_runs = snapshot(bogota)
    assert between_runs.run == before.run, "a new run is a proposal"
    assert between_runs.analysis == before.analysis
    waits = proposal(bogota, between_runs)
    assert waits is not None
    assert waits.run.run_id == outcome.info.run_id
    assert waits.new > 250
    assert waits.changes.moves
    accept(bogota, outcome.info.run_id, "Ana")
    after = snapshot(bogota)
    assert waiting(after) is None
    assert after.run is not None
    assert after.run.run_id == outcome.info.run_id
    assert what_people_decided(after) == what_people_decided(before)
    assert bogota.problems() == []
    tables = (themes_table(after), duplicates_table(after), runs_table(after))
    assert all(len(table) for table in tables)
    # Undoing the acceptance brings back exactly what was there.
    decide(bogota, [Act("undo", str(after.last_decision))], "Ana")
    assert snapshot(bogota).analysis == before.analysis


TEN_PEOPLE = """
import sys
from pathlib import Path
sys.path.insert(0, {project!r})
from dsupport.services.deciding import decide
from dsupport.services.reading import snapshot
from dsupport.state.actions import Act
from dsupport.workspace import Workspace
workspace = Workspace.open(Path({path!r}))
names = list(snapshot(workspace).contributions)
for turn in range(20):
    name = names[({number} * 20 + turn) % len(names)]
    decide(workspace, [Act("note", name, f"{number}/{{turn}}")], "Person {number}")
"""


def test_ten_processes_on_one_file_lose_nothing(bogota: Workspace) -> None:
    scripts = [
        TEN_PEOPLE.format(project=str(PROJECT), path=str(bogota.path), number=n) for n in range(10)
    ]
    processes = [subprocess.Popen([sys.executable, "-c", script]) for script in scripts]
    assert [process.wait(180) for process in processes] == [0] * 10
    with bogota.reading() as connection:
        log = read_decisions(connection)
    assert broken_at(log) is None
    assert len(log) == 200
    for number in range(10):
        mine = [d.argument for d in log if d.actor == f"Person {number}"]
        assert mine == [f"{number}/{turn}" for turn in range(20)]


def test_consensus_counts_what_people_said_of_groups(analysed: Workspace) -> None:
    state = snapshot(analysed)
    one, two, three = list(state.contributions)[:3]
    decide(analysed, [Act("mark-same", f"{one};{two};{three}")], "Marie")
    merged = next(c for c in snapshot(analysed).consensus if c.voices == (one, two, three))
    items = [state.contributions[name] for name in (one, two, three)]
    assert merged.scope == "idea"
    assert merged.authors == len({i.participant for i in items})
    assert merged.supports == max(i.supports or 0 for i in items), "people, not a sum of counts"
    decide(analysed, [Act("dismiss-duplicates", "D-1")], "Marie")
    assert all(set(c.voices) != {one, two, three} for c in snapshot(analysed).consensus)
    decide(analysed, [Act("set-aside", one, "spam")], "Marie")
    assert all(one not in c.voices for c in snapshot(analysed).consensus)


def test_saying_the_same_of_one_says_it_of_all_that_were_merged_with_it(
    analysed: Workspace,
) -> None:
    a, b, x = ids(analysed)[:3]
    decide(analysed, [Act("mark-same", f"{b};{x}")], "Marie")
    decide(analysed, [Act("mark-opposite", f"{a};{x}")], "Ana")
    assert "Ana" in refused(analysed, Act("mark-same", f"{a};{b}"), 1)


def test_a_group_that_is_gone_since_is_still_what_it_was_when_it_was_seen(
    analysed: Workspace,
) -> None:
    found = snapshot(analysed).analysis
    assert found is not None
    group = next(g for g in found.duplicate_groups if len(g.members) == 2)
    a, b = group.members
    decide(analysed, [Act("confirm-duplicates", group.group_id)], "Marie")
    decide(analysed, [Act("split-duplicates", group.group_id, b)], "Marie")
    assert group.group_id not in {
        g.group_id
        for g in snapshot(analysed).analysis.duplicate_groups  # type: ignore[union-attr]
    }
    assert "split-duplicates" in refused(analysed, Act("mark-same", f"{a};{b}"), 1)
    assert "confirm-duplicates" in refused(analysed, Act("mark-opposite", f"{a};{b}"), 0)


@pytest.mark.parametrize(
    ("theirs", "mine"),
    [
        (Act("describe-theme", "T2", "Trees for shade"), Act("join-themes", "T1;T2")),
        (Act("colour-theme", "T1", "green"), Act("join-themes", "T1;T2")),
        (Act("date-session", "3", "2026-03-01"), Act("date-session", "03", "2026-03-02")),
    ],
)
def test_what_would_be_lost_unseen_is_a_conflict(
    analysed: Workspace, theirs: Act, mine: Act
) -> None:
    decide(analysed, [theirs], "Marie")
    assert "Marie" in refused(analysed, mine, 0)


def test_a_pin_is_not_lost_unseen(analysed: Workspace) -> None:
    state = snapshot(analysed)
    one = state.themes["T1"].members[0]
    decide(analysed, [Act("pin", one, "T1")], "Marie")
    assert "pin" in refused(analysed, Act("place", one, "T2"), 0)


def test_what_came_to_nothing_in_between_is_no_conflict(analysed: Workspace) -> None:
    one, two = ids(analysed)[:2]
    decide(analysed, [Act("rename-theme", "T1", "Buses")], "Marie")
    decide(analysed, [Act("undo", "1"), Act("redo", "1")], "Ana")
    decide(analysed, [Act("rename-theme", "T1", "Trams")], "Jan", seen=1)
    decide(analysed, [Act("set-aside", f"{one};{two}", "spam")], "Marie")
    decide(analysed, [Act("set-aside", f"{two};{one}", "spam")], "Jan", seen=4)


@pytest.mark.parametrize(
    "act",
    [
        Act("undo", "²"), Act("undo", "first"), Act("date-session", "²", "2026-01-01"),
        Act("date-session", "1", "0999-01-01"),
    ],
)  # fmt: skip
def test_numbers_and_dates_that_are_none_are_refused(analysed: Workspace, act: Act) -> None:
    decide(analysed, [Act("lock-theme", "T1")], "Marie")
    with pytest.raises(DecisionError):
        decide(analysed, [act], "Marie")
    assert len(snapshot(analysed).decisions) == 1


def test_who_confirms_a_group_confirms_what_can_be_seen_of_it(analysed: Workspace) -> None:
    a, b, c = ids(analysed)[:3]
    decide(analysed, [Act("mark-related", f"{a};{b};{c}"), Act("set-aside", c, "spam")], "Marie")
    group = next(g for g in snapshot(analysed).groups_of(a) if g.status == "related")
    assert set(group.members) == {a, b}
    decide(analysed, [Act("confirm-duplicates", group.group_id)], "Jan")
    decide(analysed, [Act("undo", "2")], "Marie")  # c is back
    confirmed = [g for g in snapshot(analysed).groups_of(a) if g.status == "confirmed"]
    assert [set(g.members) for g in confirmed] == [{a, b}]
    assert all(g.status != "confirmed" for g in snapshot(analysed).groups_of(c))


def test_declining_the_latest_run_proposes_no_older_one(analysed: Workspace) -> None:
    decide(analysed, [Act("lock-theme", "T1")], "Marie")
    runs = [
        analyse(analysed, AnalysisConfig(random_state=n), load_encoder=load_fake).info.run_id
        for n in (7, 8)
    ]
    assert (one := waiting(snapshot(analysed))) is not None and one.run_id == runs[1]
    decline(analysed, runs[1], "Marie")
    assert waiting(snapshot(analysed)) is None
