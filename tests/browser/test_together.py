"""Two facilitators on one assembly: each sees what the other decides, within seconds."""

from __future__ import annotations

import pytest

from dsupport.services.analysing import analyse
from dsupport.services.deciding import decide
from dsupport.services.importing import import_file
from dsupport.state.actions import Act
from dsupport.workspace import Workspace
from tests.fakes import load_fake

pytestmark = pytest.mark.browser


@pytest.fixture
def workspace(workspace: Workspace, proposals) -> Workspace:
    import_file(workspace, proposals)
    analyse(workspace, load_encoder=load_fake)
    return workspace


def test_what_another_decides_appears_without_a_click(
    workspace: Workspace, address: str, browser
) -> None:
    page = browser.new_page()
    page.goto(f"{address}/themes")
    page.get_by_role("heading", level=1).wait_for(timeout=60_000)
    assert page.get_by_text("Getting home at night").count() == 0
    decide(workspace, [Act("rename-theme", "T1", "Getting home at night")], "Somebody else")
    page.get_by_text("Getting home at night").first.wait_for(timeout=20_000)
