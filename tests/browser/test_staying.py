"""What stays with a person in a browser: their name, the place of the keyboard, and the undo."""

from __future__ import annotations

import pytest

from dsupport.services import reading
from dsupport.services.deciding import decide
from dsupport.state.actions import Act
from dsupport.workspace import Workspace

pytestmark = pytest.mark.browser

WAIT = 30_000
NAME = 'Marie <b>O\'Neil</b> "☂"'
WHERE = (
    "(() => { const one = document.activeElement?.closest("
    '\'[class*="st-key-ds-text-"], [class*="st-key-ds-place-"]\');'
    " return one ? [...one.classList].find(name => name.startsWith('st-key-')) : '' })()"
)
"""The card in which the focus is."""


def field(page):
    return page.get_by_role("textbox", name="Your name").first


def named(page, name: str = "Marie") -> None:
    field(page).fill(name)
    field(page).press("Enter")
    page.wait_for_function(f"sessionStorage.getItem('dsupport name') === {name!r}")


def test_the_name_stays_when_the_page_is_loaded_anew(
    analysed: Workspace, browser, address: str
) -> None:
    tabs = browser.new_context(viewport={"width": 1280, "height": 900})
    page = tabs.new_page()
    page.set_default_timeout(WAIT)
    said: list[str] = []
    page.on("dialog", lambda one: (said.append(one.message), one.dismiss()))
    page.goto(f"{address}/themes")
    named(page, NAME)
    page.reload()
    known = (
        f"document.querySelector('[data-testid=stSidebar] input[type=text]')?.value === {NAME!r}"
    )
    page.wait_for_function(known)
    page.goto(f"{address}/sessions")
    page.wait_for_function(known)
    page.get_by_text("Add session 1").wait_for()
    assert said == []

    other = tabs.new_page()
    other.set_default_timeout(WAIT)
    other.goto(f"{address}/sessions")
    other.get_by_text("Write your name to decide.").wait_for()
    assert field(other).input_value() == "", "another tab may be another person"

    field(page).fill("")
    field(page).press("Enter")
    page.wait_for_function("sessionStorage.getItem('dsupport name') === null")
    page.reload()
    page.get_by_text("Write your name to decide.").wait_for()
    assert field(page).input_value() == ""


def test_the_keyboard_goes_on_where_it_was(analysed: Workspace, browser, address: str) -> None:
    state = reading.snapshot(analysed)
    out = [place.contribution_id for place in state.placements.values() if place.theme_id][:3]
    decide(analysed, [Act("unplace", ";".join(out))], "Ana")
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.set_default_timeout(WAIT)
    page.goto(f"{address}/unplaced")
    named(page)
    cards = page.locator('[class*="st-key-ds-place-"]')
    order = [
        next(name for name in classes.split() if name.startswith("st-key-ds-place-"))
        for classes in (card.get_attribute("class") for card in cards.all())
    ]
    card = cards.nth(1)
    card.get_by_role("button", name="Place in").first.focus()
    page.keyboard.press("Enter")
    # It is gone: the next one has taken its place.
    page.locator(f".{order[1]}").wait_for(state="detached")
    page.wait_for_function(f"!!document.activeElement?.closest('.{order[2]}')")

    page.goto(f"{address}/contributions")
    first = page.locator('[class*="st-key-ds-text-"]').first
    button = first.get_by_role("button")
    button.focus()
    here = page.evaluate(WHERE)
    page.keyboard.press("Enter")
    page.get_by_role("menuitem", name="Set aside").click()
    page.get_by_role("radio").first.wait_for()
    page.locator(".st-key-ds-decision-form").get_by_text("spam").click()
    page.locator(".st-key-ds-decision-form").get_by_role("button", name="Set aside").click()
    page.locator(".ds-told", has_text="Marie set aside").wait_for()
    aside = here.replace("ds-text-", "ds-aside-")
    page.wait_for_function(f"!!document.activeElement?.closest('.{aside}')")


@pytest.mark.parametrize("width", [1280, 390])
def test_the_undo_stays_in_sight_in_the_list_of_contributions(
    analysed: Workspace, browser, address: str, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 844})
    page.set_default_timeout(WAIT)
    page.goto(f"{address}/contributions")
    page.locator(".ds-card").first.wait_for()
    if width < 640:
        page.get_by_test_id("stExpandSidebarButton").click()
    named(page)
    if width < 640:
        page.locator('[data-testid="stSidebarCollapseButton"] button').click()
    name = reading.snapshot(analysed).themes["T1"].members[0]
    card = page.locator(f'[class*="st-key-ds-text-"][class*="-{name}"]')
    card.get_by_role("button").first.click()
    page.get_by_role("menuitem", name="Take out of its theme").click()
    page.locator(".ds-told", has_text="Marie took out of every theme").wait_for()
    page.evaluate("document.querySelector('[data-testid=stMain]').scrollTo(0, 1e6)")
    page.wait_for_timeout(300)
    undo = page.get_by_role("button", name="Undo")
    assert 0 <= undo.bounding_box()["y"] < 300
    undo.click()
    page.locator(".ds-told").wait_for(state="detached")
    assert [one.action for one in reading.snapshot(analysed).decisions] == ["unplace", "undo"]


def test_a_filter_stays_while_people_decide(analysed: Workspace, browser, address: str) -> None:
    n = len(reading.snapshot(analysed).themes["T1"].members)
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.set_default_timeout(WAIT)
    page.goto(f"{address}/sessions")
    named(page)
    page.goto(f"{address}/contributions?theme=T1")
    for _ in range(2):  # the second time nothing was left of the filter
        page.locator("h1", has_text=f"{n} of 12 contributions").wait_for()
        page.locator('[class*="st-key-ds-text-"]').get_by_role("button").first.click()
        page.get_by_role("menuitem", name="Take out of its theme").click()
        page.locator("h1", has_text=f"{n - 1} of 12 contributions").wait_for()
        page.get_by_role("button", name="Undo").click()
    page.locator("h1", has_text=f"{n} of 12 contributions").wait_for()
    page.get_by_text("Filter (1 set)").click()
    page.get_by_role("button", name="Clear filters").click()
    page.locator("h1", has_text="12 contributions.").wait_for()


def test_the_theme_that_is_read_on_a_narrow_screen_stays_while_people_decide(
    analysed: Workspace, browser, address: str
) -> None:
    theme = reading.snapshot(analysed).top_themes[-1]
    label, n = theme.label("en"), len(theme.members)
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.set_default_timeout(WAIT)
    page.goto(f"{address}/themes?theme={theme.theme_id}")
    page.evaluate("sessionStorage.setItem('dsupport name', 'Marie')")
    page.reload()
    shown = (
        "document.querySelector('[data-testid=stMain] [data-testid=stSelectbox] input')?.value === "
    )
    for _ in range(2):
        page.wait_for_function(f"{shown} {f'{label} ({n})'!r}")
        page.locator('[class*="st-key-ds-text-"]').get_by_role("button").first.click()
        page.get_by_role("menuitem", name="Take out of its theme").click()
        page.wait_for_function(f"{shown} {f'{label} ({n - 1})'!r}")
        page.get_by_role("button", name="Undo").click()
    page.wait_for_function(f"{shown} {f'{label} ({n})'!r}")
    assert page.url.endswith(f"theme={theme.theme_id}")
