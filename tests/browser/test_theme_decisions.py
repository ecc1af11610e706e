"""Deciding on themes and texts in a browser: by keyboard, by clicks, and on a narrow screen."""

from __future__ import annotations

import pytest

from dsupport.services import reading
from dsupport.workspace import Workspace

pytestmark = pytest.mark.browser

WAIT = 30_000
FOCUS = "document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.innerText"


def log(workspace: Workspace) -> list[tuple[str, str, str, str]]:
    found = reading.snapshot(workspace).decisions
    return [(one.actor, one.action, one.target, one.argument) for one in found]


def test_a_theme_is_renamed_without_a_mouse(analysed: Workspace, browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.set_default_timeout(WAIT)
    page.goto(f"{address}/themes?theme=T1")
    page.get_by_role("button", name="Change this theme").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.getAttribute('role') === 'menu'")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.wait_for_function(f"({FOCUS})?.startsWith('Rename')")
    page.keyboard.press("Enter")
    # Nobody has said yet who decides: the form asks for it, and the name is written at once.
    page.wait_for_function(f"({FOCUS}) === 'Your name'")
    page.keyboard.type("Marie")
    page.keyboard.press("Enter")
    page.wait_for_function(f"({FOCUS}) === 'Name'")
    page.keyboard.press("Control+a")
    page.keyboard.type("Buses at night")
    page.keyboard.press("Enter")
    page.locator("h2.ds-theme-name", has_text="Buses at night").wait_for()
    assert log(analysed) == [("Marie", "rename-theme", "T1", "Buses at night")]

    page.keyboard.press("u")
    page.locator("h2.ds-theme-name", has_text="Buses at night").wait_for(state="detached")
    assert [one[1:3] for one in log(analysed)] == [("rename-theme", "T1"), ("undo", "1")]


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_a_text_is_taken_out_and_placed_again(
    analysed: Workspace, browser, address: str, width: int, scheme: str
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 844}, color_scheme=scheme)
    page.set_default_timeout(WAIT)
    page.goto(f"{address}/themes?theme=T1")
    state = reading.snapshot(analysed)
    name = state.themes["T1"].members[0]
    card = page.locator(f'[class*="st-key-ds-text-"][class*="-{name}"]')
    card.get_by_role("button", name="set aside").click()
    item = page.get_by_role("menuitem", name="Take out of its theme")
    if width < 640:
        assert item.bounding_box()["height"] >= 44
    item.click()
    page.locator(".st-key-ds-decision-form input").fill("Marie")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Take out", exact=True).click()
    page.locator(".ds-told", has_text="Marie took out of every theme").wait_for()
    assert log(analysed) == [("Marie", "unplace", name, "")]
    wide, room = page.evaluate(
        "(() => { const main = document.querySelector('[data-testid=stMain]');"
        " return [main.scrollWidth, main.clientWidth] })()"
    )
    assert wide <= room

    near = reading.snapshot(analysed).placements[name].nearest[0][0]
    label = state.themes[near].label("en")
    if width < 640:
        page.get_by_test_id("stExpandSidebarButton").click()
    page.get_by_role("link", name="Unplaced").click()
    page.locator("h1", has_text="nowhere yet").wait_for()
    if width < 640:
        page.locator('[data-testid="stSidebarCollapseButton"] button').click()
    place = page.locator(f'[class*="st-key-ds-place-{name}"]')
    place.get_by_role("button", name=f"Place in “{label}”").click()
    page.locator(f'[class*="st-key-ds-place-{name}"]').wait_for(state="detached")
    assert log(analysed)[1:] == [("Marie", "place", name, near)]
    # Undo stays in sight however far one has scrolled.
    page.evaluate("document.querySelector('[data-testid=stMain]').scrollTo(0, 1e6)")
    page.wait_for_timeout(200)
    assert page.get_by_role("button", name="Undo").bounding_box()["y"] >= 0
