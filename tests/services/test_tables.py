"""Tables have the same columns whether or not they have rows: scripts rely on them."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from dsupport.services.analysing import analyse
from dsupport.services.importing import import_file
from dsupport.services.reading import Snapshot, snapshot
from dsupport.services.tables import (
    consensus_table,
    duplicates_table,
    pairs_table,
    themes_table,
    unplaced_table,
)
from dsupport.workspace import Workspace
from tests.fakes import load_fake


@pytest.fixture
def state(workspace: Workspace, proposals: Path) -> Snapshot:
    import_file(workspace, proposals)
    analyse(workspace, load_encoder=load_fake)
    return snapshot(workspace)


@pytest.mark.parametrize(
    "table", [consensus_table, duplicates_table, pairs_table, themes_table, unplaced_table]
)
def test_an_empty_table_has_every_column(
    state: Snapshot, table: Callable[[Snapshot], pd.DataFrame]
) -> None:
    assert state.analysis is not None
    nothing = replace(state.analysis, themes=(), placements=(), pairs=(), duplicate_groups=(), consensus=())  # fmt: skip
    filled, empty = table(state), table(replace(state, analysis=nothing))
    assert len(empty) == 0
    if len(filled):
        assert list(empty.columns) == list(filled.columns)
