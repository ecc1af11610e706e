"""How themes come about: right words, a preview that changes nothing, coarser and finer as proposals."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from streamlit.testing.v1 import AppTest

from dsupport.errors import ModelError
from dsupport.services import proposals, reading
from dsupport.services.deciding import decide
from dsupport.services.theme_tree import Step, Tree, theme_tree
from dsupport.state.actions import Act
from dsupport.ui import deciding, tree_chart
from dsupport.ui.components import fineness, theme_split
from dsupport.workspace import Workspace
from tests.conftest import IDEAS
from tests.ui.conftest import EVIL, harmless, shown

Show = Callable[..., AppTest]


def opened(page: Show, workspace: Workspace, **query: str) -> AppTest:
    """The page with the fold open, and a person who has a name."""
    test = page("themes", workspace, **query)
    test.session_state[theme_split.OPEN] = True
    test.session_state[deciding.ACTOR] = "Marie"
    return test.run()


@contextmanager
def unchanged(workspace: Workspace) -> Iterator[None]:
    before = workspace.revision()
    yield
    assert workspace.revision() == before


def test_it_is_folded_until_somebody_asks(doubtful: Workspace, page: Show) -> None:
    assert "would become one first" not in shown(page("themes", doubtful))
    assert "would become one first" in shown(opened(page, doubtful))


def test_the_first_two_are_named_as_people_named_them(doubtful: Workspace, page: Show) -> None:
    step = theme_tree(doubtful, reading.snapshot(doubtful)).steps[0]
    decide(doubtful, [Act("rename-theme", step.one[0], "Our <b>own</b> name")], "Marie")
    state = reading.snapshot(doubtful)
    other = state.themes[step.other[0]].label("en")
    test = opened(page, doubtful)
    said = shown(test)
    assert f"{len(state.top_themes)} themes" in said
    assert f"“Our <b>own</b> name” and “{other}” would become one first." in said


def test_looking_at_fewer_changes_nothing(doubtful: Workspace, page: Show) -> None:
    state = reading.snapshot(doubtful)
    tree = theme_tree(doubtful, state)
    test = opened(page, doubtful)
    assert "Preview" not in shown(test)
    with unchanged(doubtful):
        test.number_input(key=theme_split.NUMBER).set_value(tree.fewest).run()
        said = shown(test)
    assert f"Preview: with {tree.fewest} themes, these would be one" in said
    for one in tree.at(tree.fewest):
        for name in one.themes:
            theme = state.themes[name]
            assert f"{theme.label('en')} ({len(theme.members)})" in said


def test_joining_from_the_preview_is_one_decision(doubtful: Workspace, page: Show) -> None:
    tree = theme_tree(doubtful, reading.snapshot(doubtful))
    (one,) = tree.at(len(tree.themes) - 1)
    test = opened(page, doubtful)
    test.number_input(key=theme_split.NUMBER).set_value(len(tree.themes) - 1).run()
    test.button(key=f"split join {' '.join(one.themes)}").click().run()
    assert reading.snapshot(doubtful).decisions == (), "the form only asks"
    about = ";".join(one.themes)
    test.text_input(key=f"form split {about} join-themes text").set_value("Both")
    test.button(key=f"form split {about} join-themes send").click().run()
    said = shown(test)
    state = reading.snapshot(doubtful)
    assert [(d.actor, d.action, d.argument) for d in state.decisions] == [
        ("Marie", "join-themes", "Both")
    ]
    assert set(state.decisions[0].target.split(";")) == set(one.themes)
    assert len(state.top_themes) == len(tree.themes) - 1
    assert f"{len(state.top_themes)} themes" in said


def test_the_table_says_what_the_picture_shows(doubtful: Workspace, page: Show) -> None:
    state = reading.snapshot(doubtful)
    tree = theme_tree(doubtful, state)
    test = opened(page, doubtful)
    test.toggle(key="themes split as table").set_value(True).run()
    assert not test.exception
    steps, parts = test.dataframe[-2].value, test.dataframe[-1].value
    assert list(steps["Number of themes"]) == sorted(step.left for step in tree.steps)
    assert len(steps) == len(tree.steps)
    assert list(parts["size"]) == [len(theme.members) for theme in state.top_themes]


def test_names_of_people_stay_letters(doubtful: Workspace, page: Show) -> None:
    tree = theme_tree(doubtful, reading.snapshot(doubtful))
    for name in tree.themes:
        decide(doubtful, [Act("rename-theme", name, f"{EVIL} {name}"[:200])], "Marie")
    test = opened(page, doubtful)
    test.number_input(key=theme_split.NUMBER).set_value(tree.fewest).run()
    harmless(test)


def test_coarser_is_shown_at_once_where_nobody_decided(doubtful: Workspace, page: Show) -> None:
    before = len(reading.snapshot(doubtful).top_themes)
    test = opened(page, doubtful)
    assert "shown at once" in shown(test)
    test.button(key="themes fineness coarser").click().run()
    said = shown(test)
    state = reading.snapshot(doubtful)
    assert state.run is not None
    assert state.run.config["detail"] == "coarser"
    assert len(state.top_themes) < before
    assert f"The coarser analysis finds {len(state.top_themes)} themes. Before: {before}." in said


def test_finer_is_a_proposal_where_people_decided(doubtful: Workspace, page: Show) -> None:
    decide(doubtful, [Act("lock-theme", "T1")], "Marie")
    before = reading.snapshot(doubtful)
    test = opened(page, doubtful)
    assert "Nothing that people decided is lost" in shown(test)
    test.button(key="themes fineness finer").click().run()
    assert "The finer analysis finds" in shown(test)
    state = reading.snapshot(doubtful)
    waits = proposals.waiting(state)
    assert waits is not None
    assert waits.config["detail"] == "finer"
    assert state.analysis == before.analysis


def test_one_can_go_back_to_what_was_made_before(doubtful: Workspace, page: Show) -> None:
    decide(doubtful, [Act("rename-theme", "T1", "Ours")], "Marie")
    first = reading.snapshot(doubtful).run
    assert first is not None
    opened(page, doubtful).button(key="themes fineness coarser").click().run()
    waits = proposals.waiting(reading.snapshot(doubtful))
    assert waits is not None
    proposals.accept(doubtful, waits.run_id, "Marie")
    test = opened(page, doubtful)
    test.button(key="themes fineness finer").click().run()
    assert "This analysis was made before" in shown(test)
    test.button(key="themes fineness use").click().run()
    assert not test.exception
    state = reading.snapshot(doubtful)
    assert state.run is not None
    assert state.run.run_id == first.run_id
    assert state.themes["T1"].name == "Ours"
    assert state.decisions[-1].action == "accept-run"


def test_a_failure_says_why_and_changes_nothing(
    doubtful: Workspace, page: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(name: str) -> None:
        raise ModelError("no model here")

    test = opened(page, doubtful)
    monkeypatch.setattr(fineness, "encoder", fail)
    with unchanged(doubtful):
        test.button(key="themes fineness coarser").click().run()
        assert "no model here" in shown(test)
        test.button(key="themes fineness back").click().run()
    assert "speak of" in shown(test)


def test_settings_that_people_chose_are_kept(doubtful: Workspace) -> None:
    state = reading.snapshot(doubtful)
    assert state.run is not None
    state.run.config.update(min_cluster_size=3, random_state=7, n_neighbors=5)
    config = fineness.config_for(state, "finer")
    assert (config.detail, config.min_cluster_size, config.random_state) == ("finer", 3, 7)
    assert config.n_neighbors != 5, "what nobody can choose is as this version has it"
    assert config.encoder == "fake" or config.encoder == state.run.encoder["name"]


def test_one_theme_alone_has_nothing_to_join(
    workspace_of: Callable[[list[str]], Workspace], page: Show
) -> None:
    made = workspace_of([text for kind, text in IDEAS if kind == "buses"])
    said = shown(opened(page, made))
    assert "would become one first" not in said


STEPS = (
    Step(4, ("A",), ("C",), 1.5),
    Step(3, ("B",), ("E",), 0.4),
    Step(2, ("A", "C"), ("D",), 0.1),
)
TREE = Tree(("A", "B", "C", "D", "E"), STEPS, ())


def test_no_lines_cross() -> None:
    rows = tree_chart.order(TREE)
    assert sorted(rows) == sorted(TREE.themes)
    for step in TREE.steps:
        places = sorted(rows.index(name) for name in (*step.one, *step.other))
        assert places == list(range(places[0], places[0] + len(places)))


def test_what_would_be_one_is_drawn_strong_up_to_the_number() -> None:
    words = tree_chart.Words(
        dict.fromkeys(TREE.themes, "<i>name</i>"), {"A": ["one", "two"]}, ["x", "y", "z"], "n", "3"
    )
    figure = tree_chart.theme_tree(TREE, words, number=3)
    colours = next(t.marker.color for t in figure.data if t.text and "x" in t.text)
    strong = colours[0]
    assert list(colours) == [strong, strong, colours[2]]
    assert colours[2] != strong
    dashes = {t.line.dash for t in figure.data if t.mode == "lines"}
    assert "dot" in dashes, "hardly linked is told by the line, not by colour alone"
    assert "<i>" not in str(figure.layout.yaxis.ticktext)
