"""Fixtures that many tests share: small workspaces, and where the data lie."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from dsupport.services import assemblies
from dsupport.services.analysing import analyse
from dsupport.services.importing import import_file
from dsupport.workspace import Workspace
from tests.fakes import load_fake

PROJECT = Path(__file__).parents[1]
SHARED = PROJECT.parent / "shared" / "data"

IDEAS = [
    ("buses", "Night buses every thirty minutes, also at weekends please"),
    ("buses", "Night buses should run every thirty minutes at weekends"),
    ("buses", "The last night buses leave before the late shift ends"),
    ("buses", "More night buses for people who work late shifts"),
    ("trees", "Plant trees and shade near every bus stop and school"),
    ("trees", "Trees for shade: plant them beside school playgrounds"),
    ("trees", "School playgrounds need trees, shade and water"),
    ("trees", "Plant more trees along the avenue for shade in summer"),
    ("rent", "Rent for small flats is too high, build affordable housing"),
    ("rent", "Affordable housing: limit the rent of small flats"),
    ("rent", "Build affordable housing instead of offices, rent is high"),
    ("rent", "Rent control for flats so young families find housing"),
]

ALONE = [
    "Quokka xylophone marzipan zeppelin",
    "Perpendicular gastropod ministry of turquoise umbrellas",
    "Buses trees rent housing shade flats avenue playgrounds",
]
"""Texts that fit nowhere among `IDEAS`, or in several places."""


@pytest.fixture
def proposals(tmp_path: Path) -> Path:
    """A small table of proposals with strata."""
    path = tmp_path / "proposals.csv"
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(["id", "text", "author", "age bracket", "district", "supports"])
        for number, (_, text) in enumerate(IDEAS):
            bracket = ("16-20", "21-34", "35-49")[number % 3]
            district = f"District {number % 4}"
            writer.writerow([f"p{number}", text, f"A{number % 9}", bracket, district, number])
    return path


@pytest.fixture
def table_of(tmp_path: Path) -> Callable[..., Path]:
    """A file of contributions: ``table_of(["one text", "another"])``."""

    def write(texts: list[str], name: str = "texts.csv") -> Path:
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as handle:
            writer = csv.writer(handle)
            writer.writerow(["id", "text", "author", "district"])
            writer.writerows([f"n{i}", text, f"A{i}", f"D{i % 3}"] for i, text in enumerate(texts))
        return path

    return write


@pytest.fixture
def workspace_of(tmp_path: Path, table_of: Callable[..., Path]) -> Callable[[list[str]], Workspace]:
    """A workspace with these texts, analysed if there are enough."""

    def make(texts: list[str]) -> Workspace:
        made = assemblies.new(tmp_path / "made.assembly", "Made <b>up</b>")
        if texts:
            import_file(made, table_of(texts))
        if len(texts) >= 4:
            analyse(made, load_encoder=load_fake)
        return made

    return make


@pytest.fixture
def doubtful(workspace: Workspace, table_of: Callable[..., Path]) -> Workspace:
    """A workspace with clear themes, and some texts whose place is in doubt."""
    import_file(workspace, table_of([*(text for _, text in IDEAS), *ALONE]))
    analyse(workspace, load_encoder=load_fake)
    return workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """An empty workspace."""
    return assemblies.new(tmp_path / "town.assembly", "Town")


@pytest.fixture
def analysed(workspace: Workspace, proposals: Path) -> Workspace:
    """A workspace with contributions and one run of the fake encoder."""
    import_file(workspace, proposals)
    analyse(workspace, load_encoder=load_fake)
    return workspace


@pytest.fixture
def shared() -> Path:
    """Real data beside the project; tests that need it skip where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("the real data (../shared/data) are not on this machine")
    return SHARED
