"""A letter with two ideas: the offer, the cuts, its parts with the whole beside them, and back."""

from __future__ import annotations

from pathlib import Path

import pytest

from dsupport.services.reading import snapshot
from dsupport.workspace import Workspace
from tests.letters import FIRST, SECOND, fill, letter

pytestmark = pytest.mark.browser

WAIT = 60_000


@pytest.fixture
def town(workspace: Workspace, tmp_path: Path) -> Workspace:
    """Of one text it is offered to divide it."""
    return fill(workspace, tmp_path)


@pytest.mark.parametrize("width", [1280, 390])
def test_a_letter_is_divided_and_whole_again(
    town: Workspace, browser, address: str, width: int
) -> None:
    about = letter(snapshot(town))
    page = browser.new_page(viewport={"width": width, "height": 844})
    page.set_default_timeout(WAIT)
    page.goto(f"{address}/contributions?several%20ideas=offered")
    main = page.get_by_test_id("stMain")
    main.get_by_text("May hold 2 ideas").wait_for()
    main.get_by_role("button", name="Look at the cuts and change them").focus()
    page.keyboard.press("Enter")
    main.get_by_role("textbox", name="Your name").fill("Ann")
    page.keyboard.press("Enter")
    ticked = main.get_by_test_id("stCheckbox").filter(has_text=SECOND)
    ticked.wait_for()
    assert ticked.locator("input").is_checked(), "what is offered is ticked"
    main.get_by_role("button", name="Divide here").focus()
    page.keyboard.press("Enter")
    news = main.locator(".ds-told")
    news.get_by_text("divided into 2 parts").wait_for()
    state = snapshot(town)
    assert [d.action for d in state.decisions] == ["divide"]
    assert len(state.decided.divided[about].parts) == 2
    page.goto(f"{address}/contributions?several%20ideas=part")
    whole = main.get_by_text("Read the whole contribution").first
    whole.wait_for()
    inside = main.locator(".ds-parts").first
    assert not inside.is_visible()
    whole.focus()
    page.keyboard.press("Enter")
    inside.get_by_text(FIRST).wait_for()
    assert SECOND in inside.inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.goto(f"{address}/record")
    main.get_by_text("divided into 2 parts").first.wait_for()
    assert page.get_by_test_id("stException").count() == 0
