"""Fewer or more themes in a browser: a look at fewer, a join, and a coarser analysis."""

from __future__ import annotations

import pytest

from dsupport.services import reading
from dsupport.services.theme_tree import theme_tree
from dsupport.workspace import Workspace

pytestmark = pytest.mark.browser

WAIT = 30_000
FIRST = 120_000
"""The first analysis of a process loads dictionaries and libraries, too."""


@pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (390, "light")])
def test_a_look_at_fewer_then_a_join_then_coarser(
    doubtful: Workspace, browser, address: str, width: int, scheme: str
) -> None:
    tree = theme_tree(doubtful, reading.snapshot(doubtful))
    page = browser.new_page(viewport={"width": width, "height": 844}, color_scheme=scheme)
    page.set_default_timeout(WAIT)
    page.goto(f"{address}/themes")
    page.get_by_text("How these themes come about").click()
    page.get_by_text("would become one first").wait_for()
    page.locator(".st-key-ds-split .js-plotly-plot").wait_for()
    fewer = page.get_by_test_id("stNumberInputStepDown")
    box = fewer.bounding_box()
    assert min(box["height"], box["width"]) >= 44
    fewer.click()
    page.get_by_text(f"Preview: with {len(tree.themes) - 1} themes").wait_for()
    wide, room = page.evaluate(
        "(() => { const main = document.querySelector('[data-testid=stMain]');"
        " return [main.scrollWidth, main.clientWidth] })()"
    )
    assert wide <= room
    assert reading.snapshot(doubtful).decisions == ()

    page.get_by_role("button", name="Join these 2").click()
    page.locator(".st-key-ds-decision-form input").fill("Marie")
    page.keyboard.press("Enter")
    page.get_by_label("New name").fill("Both")
    page.keyboard.press("Enter")
    page.locator(".ds-told", has_text="under the name “Both”").wait_for()
    page.locator("h1", has_text=f"{len(tree.themes) - 1} themes").wait_for()
    assert [one.action for one in reading.snapshot(doubtful).decisions] == ["join-themes"]

    # The fold is redrawn by itself; the analysis needs the whole page.
    page.get_by_role("button", name="Coarser").click()
    page.get_by_text("The coarser analysis finds").wait_for(timeout=FIRST)
    page.get_by_role("link", name="What the new analysis would change").wait_for()
    assert len(reading.snapshot(doubtful).runs) == 2
