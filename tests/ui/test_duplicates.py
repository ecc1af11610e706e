"""The page of duplicates: a review with one key a decision, and what people said so far."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dsupport.services import reading
from dsupport.services.analysing import analyse
from dsupport.services.deciding import decide
from dsupport.services.importing import import_file
from dsupport.services.reviewing import review
from dsupport.state.actions import Act
from dsupport.state.log import Decision
from dsupport.ui import deciding, session
from dsupport.ui.components import learnt
from dsupport.ui.components.review import FILTERS
from dsupport.ui.components.review_bar import KEYS
from dsupport.ui.differences import compare
from dsupport.ui.session import Context
from dsupport.wording import LANGUAGES, Wording
from dsupport.workspace import Workspace
from tests.conftest import IDEAS
from tests.fakes import load_fake
from tests.ui.conftest import EVIL, harmless, shown

Show = Callable[..., AppTest]

ACTIONS = {
    "confirmed": "confirm-duplicates",
    "related": "mark-related",
    "opposite": "mark-opposite",
    "dismissed": "dismiss-duplicates",
}


@pytest.fixture
def repeated(workspace: Workspace, tmp_path: Path) -> Workspace:
    """Texts that say the same word for word, nearly, and the contrary."""
    texts = [text for _, text in IDEAS] + [
        IDEAS[0][1].upper(),
        f"{IDEAS[0][1]}!",
        "Rent control for flats so young families find housing soon",
        "Night buses should not run every thirty minutes at weekends",
    ]
    path = tmp_path / "repeated.csv"
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(["id", "text", "author", "supports", "colour"])
        writer.writerows(
            [f"r{n}", text, f"A{n % 13}", 3 * n, f"paper {n}"] for n, text in enumerate(texts)
        )
    import_file(workspace, path)
    analyse(workspace, load_encoder=load_fake)
    return workspace


@pytest.fixture
def open_review(page: Show) -> Show:
    """The page as somebody sees it whose name is known."""

    def run(workspace: Workspace, actor: str = "Ann", **query: str) -> AppTest:
        test = page("duplicates", workspace, **query)
        test.session_state[deciding.ACTOR] = actor
        return press(test)

    return run


def press(test: AppTest, *names: str) -> AppTest:
    """Press buttons one after the other (none: only draw the page again)."""
    test.run()
    for name in names:
        test.button(key=f"duplicates {name}").click().run()
    assert not test.exception, test.exception
    return test


def log(workspace: Workspace) -> tuple[Decision, ...]:
    return reading.snapshot(workspace).decisions


def waiting(workspace: Workspace) -> list[str]:
    return [group.group_id for group in review(reading.snapshot(workspace)).waiting]


def large(workspace: Workspace) -> str:
    """A group of more than two members."""
    groups = reading.snapshot(workspace).analysis.duplicate_groups
    return next(group.group_id for group in groups if len(group.members) > 2)


def labels(test: AppTest) -> list[str]:
    return [button.label for button in test.button]


# -- one key a decision ----------------------------------------------------------------------


def test_begins_with_the_most_useful_group_and_says_how_much_waits(
    repeated: Workspace, open_review: Show
) -> None:
    state = reading.snapshot(repeated)
    first = review(state).waiting[0]
    said = shown(open_review(repeated))
    assert f"0 of {len(waiting(repeated))} group" in said
    assert "minute" in said
    assert f"1 of {len(waiting(repeated))}" in said
    assert "Suggested" in said
    for member in first.members:
        assert state.contributions[member].source_id in said


@pytest.mark.parametrize("status", KEYS)
def test_a_key_decides_and_shows_the_next_group(
    repeated: Workspace, open_review: Show, status: str
) -> None:
    before = reading.snapshot(repeated)
    first, second = review(before).waiting[:2]
    test = press(open_review(repeated), status)
    (taken,) = log(repeated)
    by_group = status in ("confirmed", "dismissed")
    target = first.group_id if by_group else ";".join(first.members)
    assert (taken.action, taken.target, taken.actor) == (ACTIONS[status], target, "Ann")
    settled = next(
        g for g in reading.snapshot(repeated).analysis.duplicate_groups if g.decided == 1
    )
    assert (settled.group_id, settled.status) == (first.group_id, status)
    second = review(reading.snapshot(repeated)).waiting[0]  # made anew: the order learns
    assert "group" not in test.query_params, "the head of the list is shown"
    said = shown(test)
    assert f"1 of {len(waiting(repeated)) + 1} group" in said
    assert Wording("en")(f"duplicates.do_{status}") in said
    for member in second.members:
        assert before.contributions[member].source_id in said


def test_the_keys_are_those_that_are_promised(repeated: Workspace, open_review: Show) -> None:
    test = open_review(repeated)
    keys = {button.key: button.proto.shortcut for button in test.button}
    assert [keys[f"duplicates {status}"] for status in ACTIONS] == ["1", "2", "3", "4"]
    assert keys["duplicates later"] == "0"
    assert keys["duplicates undo"] == "u"


def test_every_group_can_be_decided_until_nothing_waits(
    repeated: Workspace, open_review: Show
) -> None:
    n = len(waiting(repeated))
    order = waiting(repeated)
    test = press(open_review(repeated), *["dismissed"] * n)
    assert [decision.target for decision in log(repeated)] == order
    said = shown(test)
    assert "nothing waits for a decision" in said
    assert f"not alike: {n}" in said
    assert "duplicates confirmed" not in [button.key for button in test.button]


def test_later_comes_at_the_end_and_decides_nothing(repeated: Workspace, open_review: Show) -> None:
    first, second, *rest = waiting(repeated)
    test = press(open_review(repeated), "later")
    assert log(repeated) == ()
    assert "group" not in test.query_params, "the head of the list is shown"
    press(test, *["dismissed"] * (1 + len(rest)))
    assert [decision.target for decision in log(repeated)] == [second, *rest]
    assert waiting(repeated) == [first]
    assert f"{len(rest) + 1} of {len(rest) + 2} group" in shown(test)
    press(test, "confirmed")
    assert log(repeated)[-1].target == first


def test_undo_walks_back_step_by_step(repeated: Workspace, open_review: Show) -> None:
    first, second, third, *_ = waiting(repeated)
    test = press(open_review(repeated), "confirmed", "later", "dismissed")
    assert [decision.target for decision in log(repeated)] == [first, third]
    for group in (third, second, first):
        press(test, "undo")
        assert test.query_params["group"] == group
        assert "Undone" in shown(test) or group == second
    assert [(d.action, d.target) for d in log(repeated)[2:]] == [("undo", "2"), ("undo", "1")]
    assert waiting(repeated)[:3] == [first, second, third]
    assert test.button(key="duplicates undo").disabled


def test_a_key_that_is_pressed_twice_decides_once(
    repeated: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def twice() -> None:
        """The second press comes before the browser shows the next group."""
        import streamlit as st

        from dsupport.ui import deciding
        from dsupport.ui.components import review
        from dsupport.ui.session import context

        st.session_state[deciding.ACTOR] = "Ann"
        ctx = context()
        group = review.there(ctx).waiting[0]
        review.settle(ctx, group, "confirmed", "")
        review.settle(ctx, group, "confirmed", "")

    monkeypatch.setenv(session.VARIABLE, str(repeated.path))
    test = AppTest.from_function(twice).run()
    assert not test.exception
    assert len(log(repeated)) == 1


def test_going_on_stays_where_one_is(repeated: Workspace, open_review: Show) -> None:
    ids = waiting(repeated)
    assert len(ids) > 2
    test = press(open_review(repeated), "next", "dismissed")
    assert log(repeated)[0].target == ids[1]
    assert test.query_params["group"] == ids[2]
    press(test, "previous")
    assert test.query_params["group"] == ids[0]


def test_without_a_name_it_is_asked_for(repeated: Workspace, page: Show) -> None:
    test = page("duplicates", repeated)
    for status in ACTIONS:
        press(test, status)
    assert log(repeated) == ()
    assert test.button(key="duplicates undo").disabled
    test.text_input(key=f"{deciding.ACTOR} asked").set_value("Ann").run()
    press(test, "confirmed")
    assert [decision.actor for decision in log(repeated)] == ["Ann"]


def test_a_key_without_a_name_says_that_the_name_comes_first(
    repeated: Workspace, page: Show
) -> None:
    needed = Wording("en")("duplicates.name_first")
    test = page("duplicates", repeated)
    assert needed not in shown(test)
    for turn in (1, 2):
        said = shown(press(test, "confirmed"))
        assert 'role="alert"' in said
        assert needed in said
        assert f"/* {turn} */" in said, "the field is brought into focus each time"
    keys = {button.key: button.proto.shortcut for button in test.button}
    assert keys["duplicates confirmed"] == "1"
    test.text_input(key=f"{deciding.ACTOR} asked").set_value("Ann").run()
    assert needed not in shown(test)
    assert log(repeated) == (), "the key that was pressed before the name decides nothing later"


def test_what_can_be_put_off_without_a_name_is(repeated: Workspace, page: Show) -> None:
    first = waiting(repeated)[0]
    assert "comes again at the end" in shown(press(page("duplicates", repeated), "later"))
    assert waiting(repeated)[0] == first
    assert log(repeated) == ()


def test_a_reason_goes_into_the_decision(repeated: Workspace, open_review: Show) -> None:
    first = waiting(repeated)[0]
    test = open_review(repeated)
    test.text_input(key=f"duplicates reason {first}").set_value(" both ask for buses ")
    test.button(key="duplicates confirmed").click().run()
    assert [decision.reason for decision in log(repeated)] == ["both ask for buses"]
    press(test, "confirmed")
    assert log(repeated)[1].reason == "", "the reason is not carried over to the next group"


def test_what_somebody_else_decided_in_between_is_not_overridden(
    repeated: Workspace, open_review: Show
) -> None:
    first = waiting(repeated)[0]
    test = open_review(repeated)
    decide(repeated, [Act("dismiss-duplicates", first)], "Bea")
    test.button(key="duplicates confirmed").click().run()
    assert len(log(repeated)) == 1
    assert "Bea" in test.warning[0].value


# -- what people said ------------------------------------------------------------------------


def test_settled_groups_show_who_decided_and_can_be_undone(
    repeated: Workspace, open_review: Show
) -> None:
    group = waiting(repeated)[0]
    decide(repeated, [Act("dismiss-duplicates", group, reason="not the same bus")], "Bea")
    test = open_review(repeated, group=group)
    said = shown(test)
    assert "Decided: they are not alike" in said
    assert "Bea" in said
    assert "Why: not the same bus" in said
    assert "record number 1" in said
    press(test, "undo 1")
    assert [(d.action, d.target, d.actor) for d in log(repeated)[1:]] == [("undo", "1", "Ann")]
    assert group in waiting(repeated)
    assert "Decided: they are not alike" not in shown(test)
    assert "Undone" in shown(press(open_review(repeated), "confirmed", "undo"))


def test_notes_show_who_wrote_them_and_when(repeated: Workspace, open_review: Show) -> None:
    group = waiting(repeated)[0]
    test = open_review(repeated)
    test.text_input(key=f"duplicates note {group} 0").set_value("ask table 3")
    keep = next(b for b in test.button if b.label == "Keep the note")
    keep.click().run()
    assert [(d.action, d.target, d.argument) for d in log(repeated)] == [
        ("note", group, "ask table 3")
    ]
    said = shown(test)
    assert "ask table 3" in said
    assert "Note by Ann, today" in said
    press(test, "undo 1")
    assert "ask table 3" not in shown(test)


def test_one_can_be_taken_out_and_another_stand_for_the_group(
    repeated: Workspace, open_review: Show
) -> None:
    name = large(repeated)
    test = open_review(repeated, group=name)
    group = next(
        g for g in reading.snapshot(repeated).analysis.duplicate_groups if g.group_id == name
    )
    _, second, *rest = group.members
    press(test, f"first {second}")
    press(test, f"out {group.members[0]}")
    assert [(d.action, d.argument) for d in log(repeated)] == [
        ("set-representative", second),
        ("split-duplicates", group.members[0]),
    ]
    now = next(
        g for g in reading.snapshot(repeated).analysis.duplicate_groups if g.group_id == name
    )
    assert now.members == (second, *rest)
    assert now.status == "suggested"
    press(test, "undo", "undo")
    now = next(
        g for g in reading.snapshot(repeated).analysis.duplicate_groups if g.group_id == name
    )
    assert now.members == group.members


def test_a_merged_group_shows_where_it_comes_from(repeated: Workspace, open_review: Show) -> None:
    name = large(repeated)
    decide(repeated, [Act("confirm-duplicates", name)], "Bea")
    state = reading.snapshot(repeated)
    group = next(g for g in state.analysis.duplicate_groups if g.group_id == name)
    members = [state.contributions[member] for member in group.members]
    test = open_review(repeated, group=name)
    said = shown(test)
    authors = len({item.participant for item in members})
    assert f"Merged from {len(members)} texts" in said
    assert f"At least {authors} p" in said
    words = said.replace("<mark>", "").replace("</mark>", "")
    for item in members:
        assert item.text in words
        assert item.participant in said
        assert item.attributes["colour"] in said
        if item.supports:
            assert f"{item.supports} people supported it" in said
    press(test, f"out {group.members[-1]}")
    now = next(
        g for g in reading.snapshot(repeated).analysis.duplicate_groups if g.group_id == name
    )
    assert now.members == group.members[:-1]
    assert now.status == "confirmed"
    assert f"Merged from {len(members) - 1} text" in shown(test)


def test_recorded_supports_are_never_added_up_as_people(
    repeated: Workspace, open_review: Show
) -> None:
    name = large(repeated)
    decide(repeated, [Act("confirm-duplicates", name)], "Bea")
    state = reading.snapshot(repeated)
    group = next(g for g in state.analysis.duplicate_groups if g.group_id == name)
    total = sum(state.contributions[member].supports or 0 for member in group.members)
    said = shown(open_review(repeated, group=name))
    authors = len({state.contributions[member].participant for member in group.members})
    assert total > authors > 0
    assert f"At least {authors} p" in said
    assert f"{total} p" not in said
    assert f"{total + authors} p" not in said
    assert "not added up" in said


def test_people_may_put_a_group_together_that_no_run_compared(
    analysed: Workspace, open_review: Show
) -> None:
    ids = list(reading.snapshot(analysed).contributions)
    decide(analysed, [Act("mark-same", f"{ids[0]};{ids[-1]}")], "Bea")
    said = shown(open_review(analysed, group="D-1"))
    assert "Decided: they say the same" in said
    assert "in 100" not in said, "nobody calculated how alike they are"


# -- filters ---------------------------------------------------------------------------------


def test_every_group_and_every_filter_can_be_shown(repeated: Workspace, open_review: Show) -> None:
    decide(repeated, [Act("dismiss-duplicates", waiting(repeated)[-1])], "Bea")
    found = review(reading.snapshot(repeated))
    for group in found.waiting:
        said = shown(open_review(repeated, group=group.group_id))
        assert "Why they are together" in said
        assert ("Look closely" in said) == bool(group.warning)
    test = open_review(repeated)
    options = test.segmented_control(key="duplicates filter").options
    assert options[0] == f"waiting ({len(found.waiting)})"
    assert options[-1] == "decided (1)"
    for label in options:
        n = int(label.rsplit("(", 1)[1].rstrip(")"))
        name = next(f for f in FILTERS if Wording("en")(f"duplicates.{f}", n=n) == label)
        test.segmented_control(key="duplicates filter").set_value(name).run()
        assert f"of {n}" in shown(test)


def test_a_filter_stays_while_one_decides(repeated: Workspace, open_review: Show) -> None:
    groups = review(reading.snapshot(repeated)).waiting
    exact = [group.group_id for group in groups if group.kind != "exact"]
    assert len(exact) > 1
    test = open_review(repeated)
    chosen = "warned" if any(g.warning for g in groups) else "together"
    test.segmented_control(key="duplicates filter").set_value(chosen).run()
    before = len(
        [g for g in groups if (g.warning if chosen == "warned" else g.suggestion == chosen)]
    )
    press(test, "dismissed")
    kept = test.segmented_control(key="duplicates filter").value
    assert kept == (chosen if before > 1 else "all")


def test_a_heading_never_says_the_same_of_what_may_be_the_contrary(
    repeated: Workspace, open_review: Show
) -> None:
    say = Wording("en")
    groups = review(reading.snapshot(repeated)).waiting
    assert "opposite" in {group.warning for group in groups}
    for group in groups:
        said = shown(open_review(repeated, group=group.group_id))
        headings = {
            what: say(f"duplicates.suggested_{what}") in said
            for what in ("same", "together", "opposite", "quotation", "numbers")
        }
        assert [what for what, there in headings.items() if there] == [
            group.warning or group.suggestion
        ]
        if group.warning:
            assert "The same idea" not in said
            assert "How sure that they say the same" not in said


def test_none(analysed: Workspace, page: Show) -> None:
    if not reading.snapshot(analysed).analysis.duplicate_groups:
        assert "No two contributions seem to say the same." in shown(page("duplicates", analysed))


@pytest.mark.parametrize("language", LANGUAGES)
def test_can_be_read_in_every_language(
    repeated: Workspace, open_review: Show, language: str
) -> None:
    say = Wording(language)
    test = press(open_review(repeated, lang=language), "confirmed")
    assert say("duplicates.do_opposite") in labels(test)
    test.segmented_control(key="duplicates filter").set_value("decided").run()
    assert say("duplicates.settled_confirmed") in shown(test)


def test_markup_in_texts_stays_letters(
    workspace_of: Callable[[list[str]], Workspace], open_review: Show
) -> None:
    nasty = workspace_of([f"{text} {EVIL}" for _, text in IDEAS] * 2)
    groups = reading.snapshot(nasty).analysis.duplicate_groups
    assert groups
    for group in groups:
        harmless(open_review(nasty, actor=EVIL, group=group.group_id))
    decide(nasty, [Act("note", groups[0].group_id, EVIL)], EVIL)
    decide(nasty, [Act("confirm-duplicates", groups[0].group_id, reason=EVIL)], EVIL)
    harmless(open_review(nasty, actor=EVIL, group=groups[0].group_id))


def test_marks_what_the_other_text_does_not_have() -> None:
    text = "Night buses every 30 minutes, also at weekends"
    found = compare(text, "Night buses every 15 minutes")
    assert [text[a:b] for a, b in found.marked] == ["30", "also at weekends"]
    assert found.shared == ("night", "buses", "every", "minutes")
    assert found.only == ("30", "also", "weekends")


def test_capitals_accents_and_punctuation_are_no_difference() -> None:
    assert compare("Écoles à vélo!", "ecoles a velo").marked == ()
    assert compare("", "").share == 0
    assert compare("one two", "one three").share == pytest.approx(0.5)


def test_compares_with_several_texts() -> None:
    text = "trees and shade and water"
    marked = compare(text, "trees", "shade and").marked
    assert [text[a:b] for a, b in marked] == ["water"]


def test_markup_is_only_marked_by_position() -> None:
    found = compare(EVIL, "nothing alike")
    assert all(0 <= a < b <= len(EVIL) for a, b in found.marked)


def settled(workspace: Workspace, action: str, most: int) -> int:
    """Settle some groups that carry no warning; says how many."""
    found = review(reading.snapshot(workspace)).waiting
    ids = [group.group_id for group in found if not group.warning][:most]
    decide(workspace, [Act(action, one) for one in ids], "Marie")
    return len(ids)


def test_before_any_decision_nothing_is_learnt(repeated: Workspace, page: Show) -> None:
    words = shown(page("duplicates", repeated))
    assert "What your decisions teach" in words
    assert "Nothing yet." in words


def test_what_was_learnt_is_told_and_can_be_switched_off(
    repeated: Workspace, open_review: Show
) -> None:
    assert settled(repeated, "confirm-duplicates", 1) == 1
    assert settled(repeated, "dismiss-duplicates", 1) == 1
    test = open_review(repeated)
    assert "From 2 decisions: 1 of the suggestions say the same, 1 do not." in shown(test)
    switch = test.toggle(key="duplicates learn")
    assert switch.value is True
    switch.set_value(False).run()
    state = reading.snapshot(repeated)
    assert (state.decisions[-1].action, state.decisions[-1].argument) == ("learn", "off")
    assert not state.decided.learnt.on
    assert "This is not used" in shown(test)
    assert f"record number {len(state.decisions)}" in shown(test)
    test.toggle(key="duplicates learn").set_value(True).run()
    assert reading.snapshot(repeated).decided.learnt.on


def test_without_a_name_the_switch_stays_as_it_was(repeated: Workspace, page: Show) -> None:
    test = page("duplicates", repeated)
    test.toggle(key="duplicates learn").set_value(False).run()
    assert reading.snapshot(repeated).decisions == ()
    assert test.toggle(key="duplicates learn").value is True


def test_suggestions_that_changed_are_counted(repeated: Workspace, page: Show) -> None:
    found = review(reading.snapshot(repeated)).waiting
    at_first = {group.group_id: group.suggestion for group in found}
    settled(repeated, "dismiss-duplicates", 2)
    state = reading.snapshot(repeated)
    waiting = review(state).waiting
    now = Counter(g.suggestion for g in waiting if g.suggestion != at_first[g.group_id])
    ctx = Context(repeated, state, Wording("en"), "en")
    assert learnt.changes(ctx, waiting) == now
    words = shown(page("duplicates", repeated))
    assert ("before, it was" in words or "before, they were" in words) == bool(now)


def test_the_group_that_is_read_stays_when_somebody_else_decides_on_it(
    analysed: Workspace, page: Show
) -> None:
    first, second = review(reading.snapshot(analysed)).waiting[:2]
    test = page("duplicates", analysed)
    test.session_state[deciding.ACTOR] = "Ben"
    test.run()
    decide(analysed, [Act("confirm-duplicates", first.group_id)], "Amira")
    said = shown(test.run())
    # Not the next group in its place, on which Ben's key would fall unread.
    assert "Amira has just decided about this one" in said
    assert not [b for b in test.button if b.key == "duplicates dismissed"]
    test.button(key="duplicates go on").click().run()
    test.button(key="duplicates dismissed").click().run()
    last = reading.snapshot(analysed).decisions[-1]
    assert (last.actor, last.action, last.target) == ("Ben", "dismiss-duplicates", second.group_id)


def test_who_takes_a_text_out_stays_with_the_rest_of_the_group(
    analysed: Workspace, page: Show
) -> None:
    state = reading.snapshot(analysed)
    group = max(review(state).waiting, key=lambda g: len(g.members))
    if len(group.members) < 3:
        pytest.skip("no group of three is suggested here")
    test = page("duplicates", analysed, group=group.group_id)
    test.session_state[deciding.ACTOR] = "Ben"
    test.run()
    out = next(b for b in test.button if str(b.key).startswith("duplicates out"))
    out.click().run()
    test.button(key="duplicates confirmed").click().run()
    log = reading.snapshot(analysed).decisions
    assert [d.target for d in log] == [group.group_id] * 2


def test_who_comes_back_from_what_is_decided_goes_on_with_what_waits(
    analysed: Workspace, page: Show
) -> None:
    """Looking at a settled group is not being overtaken by somebody."""
    first, second, *rest = review(reading.snapshot(analysed)).waiting
    assert rest
    for group in (first, second):
        decide(analysed, [Act("confirm-duplicates", group.group_id)], "Amira")
    test = page("duplicates", analysed)
    test.segmented_control(key="duplicates filter").set_value("decided").run()
    test.button(key="duplicates next").click().run()
    test.segmented_control(key="duplicates filter").set_value("all").run()
    said = shown(test)
    assert "has just decided" not in said
    assert [b for b in test.button if b.key == "duplicates confirmed"]
