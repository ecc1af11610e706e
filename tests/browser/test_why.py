"""“Why?” in a browser: with a key and by click, on narrow screens, told by more than colour."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dsupport.services import reading
from dsupport.services.analysing import analyse
from dsupport.services.importing import import_file
from dsupport.services.reviewing import review
from dsupport.workspace import Workspace
from tests.conftest import IDEAS
from tests.fakes import load_fake

pytestmark = pytest.mark.browser

WAIT = 60_000

LETTER = f"{IDEAS[1][1]}. My grandmother collects stamps and enamel buttons. So do many others."
AGAIN = f"{IDEAS[1][1].replace('should', 'should not')}. We have seen too many empty ones."


@pytest.fixture
def letters(workspace: Workspace, table_of: Callable[..., Path]) -> Workspace:
    """A workspace in which two texts of several sentences sound alike."""
    import_file(workspace, table_of([LETTER, AGAIN, *(text for _, text in IDEAS[4:])]))
    analyse(workspace, load_encoder=load_fake)
    return workspace


def group_of(workspace: Workspace) -> str:
    """The group of both letters."""
    state = reading.snapshot(workspace)
    return next(
        group.group_id
        for group in review(state).waiting
        if {state.contributions[m].source_id for m in group.members} == {"n0", "n1"}
    )


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_why_with_a_key_and_by_click(
    letters: Workspace, browser, address: str, width: int, scheme: str
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.set_default_timeout(WAIT)
    page.goto(f"{address}/duplicates?group={group_of(letters)}")
    main = page.get_by_test_id("stMain")
    button = main.get_by_role("button", name="Why?")
    button.wait_for()
    assert main.locator(".ds-passage").count() == 0
    page.keyboard.press("w")
    mark = main.locator(".ds-card mark.ds-against").first
    mark.wait_for()
    assert mark.inner_text().startswith("≠"), "a sign, for those who see no difference of colour"
    decorated = (
        "e => getComputedStyle(e).textDecorationLine + getComputedStyle(e).textDecorationStyle"
    )
    assert mark.evaluate(decorated) == "underlinedouble"
    assert main.locator(".ds-card .ds-shared").first.evaluate(decorated) == "underlinedotted"
    passages = main.locator(".ds-card .ds-passage")
    assert passages.count() == 2, "one in each text"
    heard = passages.first.locator(".ds-hidden").text_content() or ""
    assert heard.startswith("Passage 1")
    assert main.get_by_role("heading", name="What speaks against it").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    box = button.bounding_box()
    assert box is not None
    assert box["height"] >= 44
    button.click()
    passages.first.wait_for(state="detached")
    page.close()
