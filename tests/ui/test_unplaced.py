"""The page of what fits nowhere yet: each with its reason and what is nearest."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dsupport.services import assemblies, reading
from dsupport.services.analysing import analyse
from dsupport.services.importing import import_file
from dsupport.ui.app_pages import unplaced
from dsupport.workspace import Workspace
from tests.conftest import IDEAS
from tests.fakes import load_fake
from tests.ui.conftest import EVIL, harmless, shown

Show = Callable[..., AppTest]

ALONE = [
    f"Quokka xylophone marzipan zeppelin {EVIL}",
    "Perpendicular gastropod ministry of turquoise umbrellas",
    "Buses trees rent housing shade flats avenue playgrounds",
]


@pytest.fixture
def lonely(tmp_path: Path, table_of: Callable[..., Path]) -> Workspace:
    """A workspace with clear themes and some texts that are alone."""
    made = assemblies.new(tmp_path / "lonely.assembly", "Lonely")
    import_file(made, table_of([*(text for _, text in IDEAS), *ALONE]))
    analyse(made, load_encoder=load_fake)
    return made


def test_shows_each_with_its_reason_and_nearest_themes(lonely: Workspace, page: Show) -> None:
    state = reading.snapshot(lonely)
    said = shown(page("unplaced", lonely))
    if not state.unplaced:
        assert "Every contribution is in a theme." in said
        return
    n = len(state.unplaced)
    assert f"{n} contribution{'s' * (n != 1)} fit{'s' * (n == 1)} nowhere yet." in said
    for place in state.unplaced:
        assert f"#{state.contributions[place.contribution_id].source_id}" in said


def test_the_table_has_the_same(lonely: Workspace, page: Show) -> None:
    state = reading.snapshot(lonely)
    if not state.unplaced:
        pytest.skip("the fake encoder placed everything")
    test = page("unplaced", lonely)
    test.toggle(key="unplaced as table").set_value(True).run()
    assert not test.exception
    assert len(test.dataframe[0].value) == len(state.unplaced)


def test_markup_in_texts_stays_letters(lonely: Workspace, page: Show) -> None:
    harmless(page("unplaced", lonely))


def test_how_alike_is_said_in_words() -> None:
    assert [unplaced.alike(s) for s in (0.9, 0.4, 0.2, 0.0, -1.0)] == [
        "much", "some", "little", "hardly", "hardly",
    ]  # fmt: skip


def test_every_reason_has_words() -> None:
    from dsupport.wording import Wording

    say = Wording("en")
    for reason in unplaced.REASONS:
        assert say.has(f"unplaced.{reason}")
        assert say.has(f"unplaced_page.{reason}")
