"""Which themes would become one first: told of themes as they are now, whatever people decided."""

from __future__ import annotations

import pytest

from dsupport.config import AnalysisConfig
from dsupport.results import Join
from dsupport.services import proposals, reading
from dsupport.services.analysing import analyse
from dsupport.services.deciding import decide
from dsupport.services.theme_tree import Together, homes, linked, theme_tree, tree_of
from dsupport.state.actions import Act
from dsupport.workspace import Workspace
from dsupport.workspace.runs import read_run
from tests.fakes import load_fake

JOINS = [
    Join(("T1",), ("T2",), 1.5),
    Join(("T3",), ("T4",), 0.5),
    Join(("T1", "T2"), ("T3", "T4"), 0.3),
    Join(("T1", "T2", "T3", "T4"), ("T5",), 0.1),
]
SAME = {name: name for name in ("T1", "T2", "T3", "T4", "T5")}


def told(themes: list[str], home: dict[str, str]) -> list[tuple[int, str, str]]:
    return [(s.left, "".join(s.one), "".join(s.other)) for s in tree_of(themes, JOINS, home).steps]


def test_as_the_run_says_down_to_two() -> None:
    assert told(list(SAME), SAME) == [(4, "T1", "T2"), (3, "T3", "T4"), (2, "T1T2", "T3T4")]


def test_what_people_joined_is_one_from_the_start() -> None:
    home = SAME | {"T3": "T1"}  # people joined T3 into T1
    assert told(["T1", "T2", "T4", "T5"], home) == [(3, "T1", "T2"), (2, "T1T2", "T4")]


def test_what_is_gone_is_left_out() -> None:
    home = {name: name for name in SAME if name != "T2"}
    found = tree_of(["T1", "T3", "T4", "T5"], JOINS, home)
    assert [(s.left, s.one, s.other) for s in found.steps] == [
        (3, ("T3",), ("T4",)),
        (2, ("T1",), ("T3", "T4")),
    ]


def test_a_theme_that_people_made_is_in_no_step() -> None:
    found = tree_of([*SAME, "T-7"], JOINS, SAME)
    assert found.unknown == ("T-7",)
    assert [s.left for s in found.steps] == [5, 4, 3, 2]
    assert all("T-7" not in (*s.one, *s.other) for s in found.steps)


def test_what_would_be_one_at_a_number() -> None:
    tree = tree_of(list(SAME), JOINS, SAME)
    assert tree.at(5) == []
    assert tree.at(4) == [Together(("T1", "T2"), 1.5)]
    assert tree.at(3) == [Together(("T1", "T2"), 1.5), Together(("T3", "T4"), 0.5)]
    assert tree.at(2) == [Together(("T1", "T2", "T3", "T4"), 0.3)]
    assert (tree.fewest, tree.firm) == (2, 2)


@pytest.mark.parametrize(
    ("strength", "word"),
    [(1.01, "strongly"), (1.0, "loosely"), (0.21, "loosely"), (0.2, "hardly"), (0.0, "hardly")],
)
def test_strength_in_words(strength: float, word: str) -> None:
    assert linked(strength) == word


def test_after_a_join_the_rest_is_told_of_themes_that_are_there(doubtful: Workspace) -> None:
    before = theme_tree(doubtful, reading.snapshot(doubtful))
    one, other = before.steps[0].one[0], before.steps[0].other[0]
    decide(doubtful, [Act("join-themes", f"{one};{other}", "Both")], "Marie")
    state = reading.snapshot(doubtful)
    after = theme_tree(doubtful, state)
    assert len(after.themes) == len(before.themes) - 1
    assert other not in after.themes
    named = {name for step in after.steps for name in (*step.one, *step.other)}
    assert named <= set(after.themes)
    assert [step.strength for step in after.steps] == [s.strength for s in before.steps[1:]]
    assert after.unknown == ()


def test_a_later_run_calls_its_themes_otherwise_than_the_board(doubtful: Workspace) -> None:
    """Ids of a run that came later are not those of the themes that go on."""
    decide(doubtful, [Act("rename-theme", "T1", "Ours")], "Marie")
    found = analyse(doubtful, AnalysisConfig(detail="finer"), load_encoder=load_fake).info.run_id
    proposals.accept(doubtful, found, "Marie")
    state = reading.snapshot(doubtful)
    with doubtful.reading() as connection:
        run = read_run(connection, found)
    assert run is not None
    home = homes(run.analysis, state)
    assert any(name != now for name, now in home.items()), "otherwise this shows nothing"
    for theme in run.analysis.themes:
        if not theme.parent_id:
            assert set(theme.members) & set(state.themes[home[theme.theme_id]].members)
    tree = theme_tree(doubtful, state)
    strongest = run.analysis.joins[0]
    assert {*tree.steps[0].one, *tree.steps[0].other} == {
        home[strongest.one[0]],
        home[strongest.other[0]],
    }


def test_without_a_run_there_is_nothing(workspace: Workspace) -> None:
    assert theme_tree(workspace, reading.snapshot(workspace)).themes == ()
