"""Contributions between sessions: placed among what is there, and nothing else moves."""

from __future__ import annotations

from pathlib import Path

import pytest

from dsupport.errors import NotEnoughDataError
from dsupport.services import assemblies
from dsupport.services.analysing import analyse
from dsupport.services.assigning import assign_new
from dsupport.services.deciding import decide
from dsupport.services.importing import import_file
from dsupport.services.proposals import accept
from dsupport.services.reading import snapshot
from dsupport.state.actions import Act
from dsupport.workspace import Workspace
from tests.conftest import IDEAS
from tests.fakes import load_fake

LATER = [
    ("n0", "Night buses every thirty minutes at weekends, please, also for late shifts"),
    ("n1", "Trees and shade at school playgrounds and bus stops"),
    ("n2", "Limit the rent of small flats, affordable housing"),
    ("n3", "Zzyzx quux frobnicate wibble"),
    ("n4", "Penguin herring glacier iceberg"),
    ("n5", "Glacier iceberg herring penguin seals"),
    ("n6", "Iceberg penguin glacier herring walrus"),
]


@pytest.fixture
def grown(analysed: Workspace, tmp_path: Path) -> Workspace:
    """Analysed, and then more contributions came."""
    path = tmp_path / "later.csv"
    path.write_text("id,text\n" + "".join(f'{i},"{t}"\n' for i, t in LATER), "utf-8")
    import_file(analysed, path)
    return analysed


def by_source(workspace: Workspace) -> dict[str, str]:
    state = snapshot(workspace)
    return {c.source_id: name for name, c in state.contributions.items()}


def subjects(workspace: Workspace) -> dict[str, set[str]]:
    """The subjects that the members of each theme had when they were written."""
    state = snapshot(workspace)
    written = {f"p{n}": subject for n, (subject, _) in enumerate(IDEAS)}
    return {
        t.theme_id: {
            written[state.contributions[m].source_id]
            for m in t.members
            if state.contributions[m].source_id in written
        }
        for t in state.top_themes
    }


def test_new_ones_are_placed_and_nothing_else_moves(grown: Workspace) -> None:
    before = snapshot(grown)
    assert len(before.stale) == len(LATER)
    found = assign_new(grown, load_encoder=load_fake)
    after = snapshot(grown)
    assert len(found.placements) == len(LATER)
    for name, place in before.placements.items():
        assert after.placements[name] == place
    names = by_source(grown)
    themes = subjects(grown)
    for source, subject in (("n0", "buses"), ("n1", "trees"), ("n2", "rent")):
        place = after.placements[names[source]]
        assert subject in themes[place.theme_id]
        assert 0 < place.confidence <= 1
        assert names[source] in after.themes[place.theme_id].members
    lonely = after.placements[names["n3"]]
    assert (lonely.theme_id, lonely.reason) == ("", "unlike-others")
    assert lonely.nearest
    assert after.stale == [], "what was placed waits for nothing"
    assert grown.problems() == []


def test_several_that_fit_nowhere_may_be_a_new_theme(grown: Workspace) -> None:
    assign_new(grown, load_encoder=load_fake)
    names = by_source(grown)
    penguins = {names["n4"], names["n5"], names["n6"]}
    state = snapshot(grown)
    assert [set(one) for one in state.decided.together] == [penguins]
    decide(grown, [Act("new-theme", ";".join(sorted(penguins)), "Polar animals")], "Marie")
    after = snapshot(grown)
    assert set(after.themes["T-1"].members) == penguins
    assert after.themes["T-1"].label("en") == "Polar animals"
    assert after.decided.together == ()


def test_assigning_twice_changes_nothing_and_people_may_differ(grown: Workspace) -> None:
    assign_new(grown, load_encoder=load_fake)
    once = snapshot(grown)
    assert assign_new(grown, load_encoder=load_fake).placements == ()
    assert snapshot(grown).analysis == once.analysis
    names = by_source(grown)
    theme = once.top_themes[-1].theme_id
    decide(grown, [Act("place", names["n0"], theme)], "Marie")
    assert snapshot(grown).placements[names["n0"]].theme_id == theme


def test_decisions_on_what_was_assigned_hold_in_the_next_run(grown: Workspace) -> None:
    assign_new(grown, load_encoder=load_fake)
    names = by_source(grown)
    theme = snapshot(grown).placements[names["n0"]].theme_id
    decide(grown, [Act("split-theme", theme, names["n0"])], "Marie")
    assert snapshot(grown).themes["T-1"].members == (names["n0"],)
    run = analyse(grown, load_encoder=load_fake).info
    accept(grown, run.run_id, "Marie")
    state = snapshot(grown)
    assert state.run is not None
    assert state.run.run_id == run.run_id
    assert names["n0"] in state.themes["T-1"].members
    assert state.stale == []


def test_a_new_one_that_repeats_an_old_one_is_suggested_as_its_duplicate(
    analysed: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "again.csv"
    path.write_text(f'id,text\nx1,"{IDEAS[0][1]}"\n', "utf-8")
    import_file(analysed, path)
    assign_new(analysed, load_encoder=load_fake)
    names = by_source(analysed)
    (group,) = [g for g in snapshot(analysed).groups_of(names["x1"]) if names["p0"] in g.members]
    assert group.group_id.startswith("A1-")
    assert group.status == "suggested"
    decide(analysed, [Act("confirm-duplicates", group.group_id)], "Marie")
    confirmed = [g for g in snapshot(analysed).groups_of(names["p0"]) if g.status == "confirmed"]
    assert [names["x1"] in g.members for g in confirmed] == [True]


def test_a_locked_theme_takes_nobody_in(grown: Workspace) -> None:
    themes = subjects(grown)
    buses = next(name for name, inside in themes.items() if "buses" in inside)
    decide(grown, [Act("lock-theme", buses)], "Marie")
    before = set(snapshot(grown).themes[buses].members)
    assign_new(grown, load_encoder=load_fake)
    assert set(snapshot(grown).themes[buses].members) == before


def test_with_every_theme_locked_there_is_nothing_to_assign_to(grown: Workspace) -> None:
    themes = [theme.theme_id for theme in snapshot(grown).top_themes]
    decide(grown, [Act("lock-theme", name) for name in themes], "Marie")
    with pytest.raises(NotEnoughDataError):
        assign_new(grown, load_encoder=load_fake)


def test_without_themes_there_is_nothing_to_assign_to(tmp_path: Path) -> None:
    with pytest.raises(NotEnoughDataError) as caught:
        assign_new(assemblies.new(tmp_path / "empty.assembly", "Empty"), load_encoder=load_fake)
    assert "analyse" in caught.value.hint
