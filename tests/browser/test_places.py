"""Places to check with the keyboard alone: a key for each theme, and the way back."""

from __future__ import annotations

import pytest

from dsupport.services import reading
from dsupport.services.reviewing import places_in_doubt
from dsupport.ui.components.near import choices
from dsupport.workspace import Workspace

pytestmark = pytest.mark.browser

WAIT = 60_000
PAUSE = 700
"""Milliseconds: a second press that comes sooner decides nothing."""


@pytest.mark.parametrize("width", [1280, 390])
def test_three_places_with_the_keyboard_alone(
    doubtful: Workspace, browser, address: str, width: int
) -> None:
    state = reading.snapshot(doubtful)
    waiting = places_in_doubt(state)
    page = browser.new_page(viewport={"width": width, "height": 844})
    page.set_default_timeout(WAIT)
    page.goto(f"{address}/places")
    main = page.get_by_test_id("stMain")
    main.get_by_role("textbox", name="Your name").focus()
    page.keyboard.type("Ann")
    page.keyboard.press("Enter")
    count = main.locator(".st-key-ds-decide .ds-count")
    count.get_by_text(f"{len(waiting)} left").wait_for()
    for n, key in enumerate("14", 1):
        page.wait_for_timeout(PAUSE)
        page.keyboard.press(key)
        count.get_by_text(f"{len(waiting) - n} left").wait_for()
    log = reading.snapshot(doubtful).decisions
    assert [(d.action, d.target, d.argument, d.actor) for d in log] == [
        ("place", waiting[0].contribution_id, choices(state, waiting[0])[0][0], "Ann"),
        ("unplace", waiting[1].contribution_id, "", "Ann"),
    ]
    page.keyboard.press("u")
    count.get_by_text(f"{len(waiting) - 1} left").wait_for()
    assert reading.snapshot(doubtful).decided.off == {2: 3}
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.get_by_test_id("stException").count() == 0
