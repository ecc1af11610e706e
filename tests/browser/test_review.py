"""The review with the keyboard alone: many suggestions, one key each, and the way back."""

from __future__ import annotations

import csv
import time
from pathlib import Path

import pytest

from dsupport.services import reading
from dsupport.services.analysing import analyse
from dsupport.services.importing import import_file
from dsupport.services.reviewing import review
from dsupport.workspace import Workspace
from tests.fakes import load_fake

pytestmark = pytest.mark.browser

WAIT = 60_000
PAUSE = 700
"""Milliseconds: a second press that comes sooner decides nothing."""

THINGS = (
    "benches", "fountains", "crossings", "libraries", "playgrounds", "bridges", "markets", "gardens",
    "tramways", "ramps", "lanterns", "hedges", "kitchens", "workshops", "ferries", "murals", "clinics",
    "orchards", "lockers", "toilets", "arcades", "beehives", "compost", "skateparks", "shelters",
)  # fmt: skip
PLACES = (
    "harbour", "station", "cemetery", "castle", "stadium", "brewery", "quarry", "abbey", "airfield",
    "barracks", "canal", "dockyard", "factory", "glasshouse", "hospital", "ironworks", "junction",
    "kiln", "lighthouse", "mill", "nursery", "observatory", "pier", "quay", "reservoir",
)  # fmt: skip

KEYS = "1234" * 5 + "12"
ACTIONS = {
    "1": "confirm-duplicates",
    "2": "mark-related",
    "3": "mark-opposite",
    "4": "dismiss-duplicates",
}


@pytest.fixture
def suggestions(workspace: Workspace, tmp_path: Path) -> Workspace:
    """A workspace in which at least twenty groups wait."""
    path = tmp_path / "pairs.csv"
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(["id", "text", "author"])
        for n, (thing, place) in enumerate(zip(THINGS, PLACES, strict=True)):
            text = f"{thing.capitalize()} {place}"
            writer.writerow([f"a{n}", text, f"A{n}"])
            writer.writerow([f"b{n}", f"{text}!", f"B{n}"])
    import_file(workspace, path)
    analyse(workspace, load_encoder=load_fake)
    return workspace


def test_twenty_suggestions_with_the_keyboard_alone(
    suggestions: Workspace, browser, address: str
) -> None:
    groups = review(reading.snapshot(suggestions)).waiting
    assert len(groups) > len(KEYS) >= 20
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.set_default_timeout(WAIT)
    page.goto(f"{address}/duplicates")
    main = page.get_by_test_id("stMain")
    name = main.get_by_role("textbox", name="Your name")
    name.focus()
    page.keyboard.type("Ann")
    page.keyboard.press("Enter")
    counter = main.locator(".st-key-ds-decide .ds-count")
    counter.get_by_text(f"0 of {len(groups)} looked at").wait_for()
    # Once the field for the name is gone, the keys are heard by the page.
    name.wait_for(state="detached")
    took, expected = [], []
    for n, key in enumerate(KEYS, 1):
        # The order is made anew after every decision: what was learnt counts.
        expected.append(review(reading.snapshot(suggestions)).waiting[0])
        page.wait_for_timeout(PAUSE)
        start = time.perf_counter()
        page.keyboard.press(key)
        counter.get_by_text(f"{n} of {len(groups)} looked at").wait_for()
        took.append(time.perf_counter() - start)
    log = reading.snapshot(suggestions).decisions
    assert [decision.action for decision in log] == [ACTIONS[key] for key in KEYS]
    # In the order of the review, each about the group that was shown.
    for decision, group in zip(log, expected, strict=True):
        assert decision.target in (group.group_id, ";".join(group.members))
    assert {decision.actor for decision in log} == {"Ann"}
    assert sorted(took)[len(took) // 2] < 2, f"a decision takes {took}"

    for n in range(1, 4):
        page.keyboard.press("u")
        counter.get_by_text(f"{len(KEYS) - n} of {len(groups)} looked at").wait_for()
    state = reading.snapshot(suggestions)
    undone = [(d.action, d.target, d.actor) for d in state.decisions[len(KEYS) :]]
    assert undone == [("undo", str(len(KEYS) - n), "Ann") for n in range(3)]
    assert expected[-3].group_id in {group.group_id for group in review(state).waiting}

    page.wait_for_timeout(PAUSE)
    page.keyboard.press("0")
    main.get_by_text("comes again at the end").wait_for()
    assert len(reading.snapshot(suggestions).decisions) == len(KEYS) + 3, "later decides nothing"
    assert page.get_by_test_id("stException").count() == 0


def test_digits_in_a_reason_decide_nothing(suggestions: Workspace, browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.set_default_timeout(WAIT)
    page.goto(f"{address}/duplicates")
    main = page.get_by_test_id("stMain")
    main.get_by_role("textbox", name="Your name").fill("Ann")
    page.keyboard.press("Enter")
    reason = main.get_by_role("textbox", name="Why? (optional)")
    reason.focus()
    page.keyboard.type("see 1234 and 0")
    page.wait_for_timeout(1000)
    assert reading.snapshot(suggestions).decisions == ()
    page.keyboard.press("Tab")
    page.keyboard.press("2")
    main.locator(".st-key-ds-decide .ds-count").get_by_text("1 of").wait_for()
    (taken,) = reading.snapshot(suggestions).decisions
    assert (taken.action, taken.reason) == ("mark-related", "see 1234 and 0")

    wide, room = page.evaluate(
        "(() => { const main = document.querySelector('[data-testid=stMain]');"
        " return [main.scrollWidth, main.clientWidth] })()"
    )
    assert wide <= room, "scrolls sideways"
    small = page.evaluate(
        "[...document.querySelectorAll('.st-key-ds-review [data-testid=stButton] button')]"
        ".filter(one => one.getBoundingClientRect().height < 44).map(one => one.innerText)"
    )
    assert small == []


def test_a_key_that_is_held_or_pressed_twice_decides_once(
    suggestions: Workspace, browser, address: str
) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.set_default_timeout(WAIT)
    page.goto(f"{address}/duplicates")
    main = page.get_by_test_id("stMain")
    main.get_by_role("textbox", name="Your name").fill("Ann")
    page.keyboard.press("Enter")
    main.get_by_role("textbox", name="Your name").wait_for(state="detached")
    counter = main.locator(".st-key-ds-decide .ds-count")
    for _ in range(30):  # held: the browser repeats it
        page.keyboard.down("4")
        page.wait_for_timeout(40)
    page.keyboard.up("4")
    counter.get_by_text("1 of").wait_for()
    page.wait_for_timeout(PAUSE)
    page.keyboard.press("4")
    page.wait_for_timeout(100)
    page.keyboard.press("4")
    counter.get_by_text("2 of").wait_for()
    page.wait_for_timeout(1500)
    assert len(reading.snapshot(suggestions).decisions) == 2


def test_a_key_before_the_name_brings_people_to_its_field(
    suggestions: Workspace, browser, address: str
) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.set_default_timeout(WAIT)
    page.goto(f"{address}/duplicates")
    main = page.get_by_test_id("stMain")
    main.get_by_role("button", name="say the same").wait_for()
    page.keyboard.press("1")
    main.get_by_role("alert").get_by_text("Your name comes first.").wait_for()
    page.wait_for_function("document.activeElement.getAttribute('aria-label') === 'Your name'")
    page.keyboard.type("Ann1")
    page.keyboard.press("Enter")
    main.get_by_role("textbox", name="Your name").wait_for(state="detached")
    assert reading.snapshot(suggestions).decisions == (), "what was typed is a name"
    page.wait_for_timeout(PAUSE)
    page.keyboard.press("1")
    main.locator(".st-key-ds-decide .ds-count").get_by_text("1 of").wait_for()
    assert [one.actor for one in reading.snapshot(suggestions).decisions] == ["Ann1"]
