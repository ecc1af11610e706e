"""The way of a first evening: drop a file, look into it, import, analyse, read the themes."""

from __future__ import annotations

from pathlib import Path

import pytest

pytestmark = pytest.mark.browser

WAIT = 60_000


def is_foreign(url: str) -> bool:
    return not url.startswith(("http://127.0.0.1", "ws://127.0.0.1", "data:", "blob:"))


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_from_a_file_to_its_themes(
    browser, address: str, proposals: Path, width: int, scheme: str
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.set_default_timeout(WAIT)
    foreign: list[str] = []
    page.on("request", lambda one: foreign.append(one.url) if is_foreign(one.url) else None)
    page.goto(address)

    page.get_by_text("Bring in what people wrote.").wait_for()
    page.set_input_files("input[type=file]", str(proposals))
    page.get_by_role("button", name="Import these 12 contributions").click()
    page.get_by_role("button", name="Analyse 12 contributions").click()
    page.get_by_text("Done in").wait_for()
    page.get_by_role("button", name="Read the").click()
    page.wait_for_url("**/themes*")
    page.locator(".ds-card").first.wait_for()
    # On a narrow screen only the open theme is read, whichever is the largest.
    read = page.locator('[data-testid="stMain"]').inner_text().lower()
    assert any(word in read for word in ("buses", "shade", "rent"))

    for name in ("", "contributions", "themes", "unplaced", "duplicates", "consensus", "about"):
        page.goto(f"{address}/{name}")
        page.locator("h1.ds-headline").wait_for()
        page.wait_for_timeout(300)
        assert page.get_by_test_id("stException").count() == 0, name
        wide, room = page.evaluate(
            "(() => { const main = document.querySelector('[data-testid=stMain]');"
            " return [main.scrollWidth, main.clientWidth] })()"
        )
        assert wide <= room, f"{name or 'start'} scrolls sideways"
    assert foreign == []
