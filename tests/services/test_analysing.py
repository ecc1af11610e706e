"""Analysis: deterministic, independent of row order, cached, friendly to little data."""

import random
from pathlib import Path

import pytest

from dsupport.config import AnalysisConfig
from dsupport.errors import NotEnoughDataError
from dsupport.services import assemblies
from dsupport.services.analysing import analyse
from dsupport.services.importing import import_file
from dsupport.services.reading import snapshot
from dsupport.services.tables import (
    consensus_table,
    contributions_table,
    duplicates_table,
    pairs_table,
    runs_table,
    themes_table,
    unplaced_table,
)
from dsupport.workspace import Workspace
from tests.conftest import IDEAS
from tests.fakes import FakeEncoder, load_fake


def test_same_input_gives_the_same_run(workspace: Workspace, proposals: Path) -> None:
    import_file(workspace, proposals)
    first = analyse(workspace, load_encoder=load_fake)
    second = analyse(workspace, load_encoder=load_fake)
    assert first.is_new
    assert not second.is_new
    assert first.info.fingerprint == second.info.fingerprint
    assert first.analysis == second.analysis


def test_order_of_rows_changes_nothing(proposals: Path, tmp_path: Path) -> None:
    lines = proposals.read_text("utf-8").splitlines()
    outcomes = []
    for seed in (None, 1, 2):
        rows = lines[1:]
        if seed:
            random.Random(seed).shuffle(rows)
        folder = tmp_path / str(seed)
        folder.mkdir()
        path = folder / "proposals.csv"
        path.write_text("\n".join([lines[0], *rows]), "utf-8")
        workspace = assemblies.new(folder / "w.assembly")
        import_file(workspace, path)
        outcomes.append(analyse(workspace, load_encoder=load_fake))
    tables = [o.analysis.placements for o in outcomes]
    assert tables[0] == tables[1] == tables[2]


def test_second_run_encodes_nothing(workspace: Workspace, proposals: Path) -> None:
    import_file(workspace, proposals)
    encoder = FakeEncoder()
    analyse(workspace, load_encoder=lambda _: encoder)
    once = encoder.encoded
    analyse(workspace, AnalysisConfig(random_state=1), load_encoder=lambda _: encoder)
    assert encoder.encoded - once < 40  # names only: other groups have other words
    with workspace.reading() as connection:
        kept = connection.exec_driver_sql("SELECT count(*) FROM vectors").scalar_one()
    assert kept >= len(IDEAS)


@pytest.mark.parametrize("count", [0, 1, 3])
def test_too_few_contributions_get_a_friendly_answer(
    workspace: Workspace, proposals: Path, count: int
) -> None:
    if count:
        lines = proposals.read_text("utf-8").splitlines()[: count + 1]
        proposals.write_text("\n".join(lines), "utf-8")
        import_file(workspace, proposals)
    with pytest.raises(NotEnoughDataError, match="need at least 4"):
        analyse(workspace, load_encoder=load_fake)


@pytest.mark.parametrize("method", ["consensus", "hdbscan"])
def test_every_contribution_is_somewhere(
    workspace: Workspace, proposals: Path, method: str
) -> None:
    import_file(workspace, proposals)
    analyse(workspace, AnalysisConfig(method=method), load_encoder=load_fake)  # type: ignore[arg-type]
    state = snapshot(workspace)
    themes = themes_table(state)
    assert set(themes["contribution_id"]) == set(state.contributions)
    assert set(themes["status"]) <= {"placed", "unplaced"}
    in_themes = [m for t in state.top_themes for m in t.members]
    assert len(in_themes) == len(set(in_themes)) == (themes["status"] == "placed").sum()


def test_tables_have_the_columns_that_others_rely_on(analysed: Workspace) -> None:
    state = snapshot(analysed)
    expected = {
        "contributions": (
            contributions_table(state),
            "contribution_id source_id kind language title text author created_at session supports status",
        ),
        "themes": (
            themes_table(state),
            "contribution_id source_id theme_id theme_label subtheme_id subtheme_label confidence status",
        ),
        "duplicates": (
            duplicates_table(state),
            "group_id contribution_id source_id representative_id score kind warning status",
        ),
        "pairs": (
            pairs_table(state),
            "a_source_id b_source_id probability similarity kind warning",
        ),
        "unplaced": (
            unplaced_table(state),
            "contribution_id source_id reason nearest_theme_id similarity",
        ),
        "consensus": (
            consensus_table(state),
            "contribution_id source_id basis probability low high agree disagree passes unseen "
            "group_aware_consensus min_group_agree verdict reason",
        ),
        "runs": (
            runs_table(state),
            "run_id fingerprint started_at seconds n_contributions encoder random_state accepted",
        ),
    }
    for name, (frame, columns) in expected.items():
        wanted = columns.split()
        assert list(frame.columns[: len(wanted)]) == wanted, name


def test_an_idea_of_many_is_a_consensus_candidate(analysed: Workspace) -> None:
    state = snapshot(analysed)
    assert state.analysis is not None
    best = state.analysis.consensus[0]
    assert best.low <= best.probability <= best.high
    assert best.people == best.authors + best.supports
    sentence = consensus_table(state)["reason"].iloc[0]
    assert sentence.endswith(".")
