"""Texts with several ideas: offered, divided, read in parts, and whole again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dsupport.errors import DecisionError
from dsupport.services import dividing, exporting, reading, tables
from dsupport.services.analysing import analyse
from dsupport.services.assigning import assign_new
from dsupport.services.deciding import decide, preview
from dsupport.services.decision_files import by_own_numbers
from dsupport.services.importing import import_file
from dsupport.services.proposals import accept
from dsupport.services.reading import Snapshot, snapshot
from dsupport.state import division
from dsupport.state.actions import Act
from dsupport.state.changes import between
from dsupport.workspace import Workspace
from tests.conftest import IDEAS
from tests.fakes import load_fake
from tests.letters import FIRST, LETTER, SECOND, TEXTS, fill, letter, write


@pytest.fixture
def town(workspace: Workspace, tmp_path: Path) -> Workspace:
    """Of one text (number 9) it is offered to divide it."""
    return fill(workspace, tmp_path)


def offer(state: Snapshot) -> Act:
    name = letter(state)
    return Act("divide", name, state.offers[name].division)


def theme_of(state: Snapshot, text: str) -> str:
    name = next(n for n, c in state.contributions.items() if c.text == text)
    return state.placements[name].theme_id


def subject(state: Snapshot, subject: str) -> str:
    """The theme in which most texts on a subject are."""
    found = [theme_of(state, text) for about, text in TEXTS if about == subject]
    return max(set(found), key=found.count)


def test_only_the_text_with_several_ideas_is_offered(town: Workspace) -> None:
    state = snapshot(town)
    assert list(state.offers) == [letter(state)]
    found = dividing.several(state)[letter(state)]
    text = state.given[letter(state)].shown_text
    assert [text[a:b].strip() for a, b in found.division.spans] == [
        FIRST,
        f"{SECOND} Reach me under [email hidden] to talk about both of my wishes.",
    ]
    themes = [found.places[name].theme_id for name in found.division.parts]
    assert themes == [theme_of(state, IDEAS[0][1]), subject(state, "rent")]
    assert (found.status, found.marked) == ("suggested", False)


def test_the_same_again_gives_the_same_offer(town: Workspace, tmp_path: Path) -> None:
    other = Workspace.create(tmp_path / "o.assembly", title="O", created_at="")
    import_file(other, write(tmp_path / "town.csv"))
    analyse(other, load_encoder=load_fake)
    assert snapshot(other).analysis == snapshot(town).analysis


def test_parts_stand_in_its_place_and_the_whole_is_kept(town: Workspace) -> None:
    before = snapshot(town)
    decide(town, [offer(before)], "Marie")
    state = snapshot(town)
    whole = letter(state)
    one, two = state.decided.divided[whole].parts
    assert whole not in state.contributions
    assert state.wholes[whole].text == LETTER
    assert state.given.keys() == before.given.keys()
    assert [state.contributions[n].source_id for n in (one, two)] == ["9/1", "9/2"]
    assert state.contributions[one].title == "For our quarter"
    assert theme_of(state, FIRST) == theme_of(state, IDEAS[0][1])
    assert state.placements[two].theme_id == subject(state, "rent")
    assert "example" not in state.contributions[two].text
    assert state.stale == [], "the analysis has read it"
    assert state.people == before.people
    assert state.offers == {}
    assert town.problems() == []


def test_undo_and_together_again(town: Workspace) -> None:
    before = snapshot(town)
    decide(town, [offer(before)], "Marie")
    decide(town, [Act("undo", "1")], "Marie")
    state = snapshot(town)
    assert (state.analysis, state.contributions) == (before.analysis, before.contributions)
    decide(town, [Act("redo", "1"), Act("keep-whole", letter(state))], "Marie")
    state = snapshot(town)
    assert state.placements[letter(state)] == before.placements[letter(state)]
    assert state.offers == {}


def test_preview_tells_what_would_follow(town: Workspace) -> None:
    state = snapshot(town)
    seen = preview(town, offer(state))
    changes = between(seen.before, seen.after)
    assert changes.divided == (letter(state),)
    assert {move.contribution_id for move in changes.moves} == {
        letter(state), *seen.after.divided[letter(state)].parts
    }  # fmt: skip
    assert snapshot(town).decisions == ()


def test_a_new_analysis_reads_the_parts(town: Workspace) -> None:
    first = snapshot(town)
    decide(town, [offer(first)], "Marie")
    found = analyse(town, load_encoder=load_fake)
    assert found.is_new
    accept(town, found.info.run_id, "Marie")
    state = snapshot(town)
    parts = state.decided.divided[letter(state)].parts
    assert set(parts) <= set(state.inputs)
    assert letter(state) not in state.inputs
    assert all(state.placements[name].theme_id for name in parts)
    assert not analyse(town, load_encoder=load_fake).is_new, "same parts, same fingerprint"
    # Put together after that, it stands where it was before.
    decide(town, [Act("undo", "1")], "Marie")
    state = snapshot(town)
    was = first.placements[letter(first)].theme_id
    assert state.placements[letter(state)].theme_id == was
    assert not [name for name in state.placements if division.whole_of(name)]
    again = analyse(town, load_encoder=load_fake)
    assert letter(state) in {p.contribution_id for p in again.analysis.placements}


def test_an_author_counts_once_whatever_the_parts(town: Workspace) -> None:
    state = snapshot(town)
    whole = letter(state)
    text = state.given[whole].shown_text
    cuts = [20, 60, 80]
    decide(town, [Act("divide", whole, ";".join(map(str, cuts)))], "Marie")
    state = snapshot(town)
    parts = state.decided.divided[whole].parts
    assert len(parts) == 4
    assert "".join(text[slice(*division.span_of(n))] for n in parts) == text  # type: ignore[misc]
    decide(town, [Act("mark-same", ";".join(parts))], "Marie")
    state = snapshot(town)
    one = next(c for c in state.consensus if set(c.voices) == set(parts))
    assert one.authors == 1
    assert one.verdict == "narrow"
    assert max(one.evenness.values(), default=1.0) <= 1.0


def test_only_places_are_needed_and_the_text_is_kept_with_them(town: Workspace) -> None:
    whole = letter(snapshot(town))
    (taken,) = decide(town, [Act("divide", whole, "60")], "Marie")
    item = snapshot(town).given[whole]
    assert taken.argument == division.argument(len(item.shown_text), [60], item.content_hash)
    # The form that the log has can be used again, as when decisions are carried over.
    decide(town, [Act("undo", "1"), Act("divide", whole, taken.argument)], "Marie")


@pytest.mark.parametrize(
    ("argument", "code"),
    [
        ("9999", "cut-nothing"), ("0", "cut-nothing"), ("58;59", "cut-nothing"), ("x", "cuts"),
        ("", "argument"), (division.argument(300, [60], "0" * 64), "text-changed"),
        ("20@0", "cuts"),
    ],
)  # fmt: skip
def test_cuts_that_make_no_sense_are_refused(town: Workspace, argument: str, code: str) -> None:
    with pytest.raises(DecisionError) as caught:
        decide(town, [Act("divide", letter(snapshot(town)), argument)], "Marie")
    assert caught.value.phrases[0].key == f"problem.{code}"
    assert snapshot(town).decisions == ()


def test_a_new_edition_of_the_text_is_whole(town: Workspace, tmp_path: Path) -> None:
    decide(town, [offer(snapshot(town))], "Marie")
    import_file(town, write(tmp_path / "town.csv", f"{LETTER} And plant trees."))
    state = snapshot(town)
    assert [one.why[0].key for one in state.decided.suspended] == ["problem.text-changed"]
    assert state.wholes == {}
    assert letter(state) in state.placements
    assert [c.source_id for c in state.stale] == ["9"]
    assert state.offers == {}, "it was offered for another text"


def test_what_came_later_is_divided_before_it_has_a_place(town: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "later.csv"
    path.write_text(f'id,text\nl1,"{FIRST} {SECOND}"\n', "utf-8")
    import_file(town, path)
    state = snapshot(town)
    new = state.stale[0].contribution_id
    decide(town, [Act("divide", new, str(len(FIRST) + 1))], "Marie")
    assert [c.source_id for c in snapshot(town).stale] == ["l1/1", "l1/2"]
    assign_new(town, load_encoder=load_fake)
    state = snapshot(town)
    places = [state.placements[name].theme_id for name in state.decided.divided[new].parts]
    assert places == [theme_of(state, IDEAS[0][1]), subject(state, "rent")]


def test_a_conflict_with_who_moved_a_part(town: Workspace) -> None:
    state = snapshot(town)
    whole = letter(state)
    decide(town, [offer(state)], "Marie")
    seen = snapshot(town).last_decision
    part = snapshot(town).decided.divided[whole].parts[1]
    decide(town, [Act("place", part, subject(state, "trees"))], "Jan", seen=seen)
    for act in (Act("keep-whole", whole), Act("divide", whole, "20"), Act("undo", "1")):
        with pytest.raises(DecisionError) as caught:
            decide(town, [act], "Marie", seen=seen)
        assert caught.value.phrases[0].key == "problem.otherwise"


def test_who_confirms_a_group_says_nothing_of_what_is_divided(
    workspace_of: Callable[[list[str]], Workspace],
) -> None:
    town = workspace_of([*(text for _, text in IDEAS), *["Music in the park on Sundays"] * 3])
    found = snapshot(town).analysis
    assert found is not None
    group = next(g for g in found.duplicate_groups if len(g.members) > 2)
    name, *others = group.members
    decide(town, [Act("divide", name, "10"), Act("confirm-duplicates", group.group_id)], "Marie")
    assert [d.action for d in snapshot(town).decisions] == ["divide", "mark-same"]
    decide(town, [Act("undo", "1")], "Marie")
    links = snapshot(town).decided.links
    assert not [pair for pair in links if name in pair]
    assert frozenset(others[:2]) in links


def test_decisions_of_a_table_go_by_numbers(town: Workspace) -> None:
    state = snapshot(town)
    theme = subject(state, "trees")
    acts = by_own_numbers([Act("divide", "9", "60"), Act("place", "9/0-60", theme)], state)
    assert [act.target for act in acts] == [letter(state), f"{letter(state)}/0-60"]
    decide(town, acts, "Marie")
    state = snapshot(town)
    assert state.placements[f"{letter(state)}/0-60"].theme_id == theme
    (again,) = by_own_numbers([Act("unplace", "9/1")], state)
    assert again.target == f"{letter(state)}/0-60"
    assert by_own_numbers([Act("divide", "9", "20")], state)[0].target == letter(state)


def test_tables_name_parts_and_whole(town: Workspace, tmp_path: Path) -> None:
    suggested = tables.ideas_table(snapshot(town), "en")
    assert list(suggested["status"]) == ["suggested"] * 2
    decide(town, [offer(snapshot(town))], "Marie")
    state = snapshot(town)
    whole = letter(state)
    part = state.decided.divided[whole].parts[1]
    decide(town, [Act("pin", part, state.placements[part].theme_id)], "Marie")
    state = snapshot(town)
    frame = tables.contributions_table(state).set_index("source_id")
    assert frame.loc["9", "status"] == "divided"
    assert list(frame.loc[["9/1", "9/2"], "part_of"]) == [whole] * 2
    assert frame.loc["9/1", "author"] == frame.loc["9", "author"]
    ideas = tables.ideas_table(state, "en")
    assert list(ideas["status"]) == ["divided"] * 2
    assert list(ideas["part"]) == [1, 2]
    assert list(ideas["theme_id"]) == [state.placements[p].theme_id for p in ideas["part_id"]]
    assert "example" not in " ".join(ideas["text"])
    log = tables.decisions_table(state, town, "en")
    assert "For our quarter" in log["target_words"].iloc[0]
    assert log["argument_words"].iloc[0] == "2 parts"
    for ending in (".csv", ".xlsx", ".json"):
        exporting.export(town, tmp_path / f"out{ending}")
    html = tmp_path / "report.html"
    exporting.export(town, html, language="en")
    told = html.read_text("utf-8")
    assert "49 contributions" in told
    assert "is divided into 2 parts" in told
    assert "divided into 2 parts" in told
    assert "Part 2 of 2 of contribution #9" in told


def test_as_it_was_then(town: Workspace) -> None:
    decide(town, [offer(snapshot(town))], "Marie")
    moment = snapshot(town).decisions[0].at
    assert reading.snapshot(town, "2000-01-01T00:00:00+00:00").given == {}
    assert len(reading.snapshot(town, moment).wholes) == 1
