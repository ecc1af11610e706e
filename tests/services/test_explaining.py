"""Why texts are together, why they stand where they stand, and what speaks against it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from dsupport.records import Contribution, hash_text
from dsupport.results import Pair
from dsupport.services import reading
from dsupport.services.deciding import decide
from dsupport.services.encoders import name_for
from dsupport.services.explaining import (
    MEANING,
    WHOLE,
    WORDS,
    compared,
    has_passages,
    text_of,
    why_pair,
)
from dsupport.services.explaining_ideas import why_shared
from dsupport.services.explaining_places import EACH, why_placed
from dsupport.services.grounds import ground_of
from dsupport.state.actions import Act
from dsupport.workspace import Workspace
from tests.conftest import ALONE, IDEAS
from tests.fakes import FakeEncoder, load_fake

Make = Callable[[list[str]], Workspace]

LONG = (
    "Trees give shade to every playground in summer. Night buses should run every thirty minutes "
    "at weekends. My grandmother collects stamps and buttons."
)
SHORT = "Night buses should run every fifteen minutes at weekends."


Pairs = Callable[[str, str], tuple[Contribution, Contribution]]


@pytest.fixture
def two(analysed: Workspace) -> Pairs:
    """Two contributions with texts of one's own."""
    items = list(reading.snapshot(analysed).contributions.values())[:2]

    def make(left: str, right: str) -> tuple[Contribution, Contribution]:
        one, other = (
            replace(item, text=text, content_hash=hash_text(text))
            for item, text in zip(items, (left, right), strict=True)
        )
        return one, other

    return make


def said(item: Contribution, spans: tuple[tuple[int, int], ...]) -> list[str]:
    return [text_of(item)[a:b] for a, b in spans]


def test_passages_that_meet_by_words(two: Pairs) -> None:
    left, right = two(LONG, SHORT)
    why = why_pair(left, right)
    assert why.by == WORDS
    (met,) = why.meetings
    assert said(left, (met.left,)) == [LONG.split(". ")[1] + "."]
    assert said(right, (met.right,)) == [SHORT]
    assert met.probability is None
    assert why.alone_left == (), "what has no counterpart is only known by meaning"


def test_passages_that_meet_by_meaning(analysed: Workspace, two: Pairs) -> None:
    left, right = two(LONG, SHORT)
    state = reading.snapshot(analysed)
    ground, encoder = ground_of(analysed, state), load_fake(name_for(state))
    assert ground is not None
    found = compared(analysed, ground, left, right, encoder)
    why = why_pair(left, right, found)
    assert why.by == MEANING
    assert said(left, (why.meetings[0].left,)) == [LONG.split(". ")[1] + "."]
    assert 0 < (why.meetings[0].probability or 0) <= 1
    assert "My grandmother collects stamps and buttons." in said(left, why.alone_left)
    assert said(right, why.alone_right) == []
    again = FakeEncoder(encoder.card.name)
    compared(analysed, ground, left, right, again)
    assert again.encoded == 0, "vectors of passages are kept"


def test_what_turns_is_sought_in_passages_that_meet(two: Pairs) -> None:
    left, right = two(f"{LONG} It was not in 1987.", SHORT)
    assert why_pair(left, right).turns == ()
    left, right = two(LONG.replace("thirty", "30"), SHORT.replace("fifteen", "15"))
    (turn,) = why_pair(left, right).turns
    assert (said(left, turn.left), said(right, turn.right)) == (["30"], ["15"])


def test_a_warning_lets_the_whole_texts_be_searched(two: Pairs) -> None:
    other = "Nobody needs umbrellas made of marzipan. Zeppelins were never built here."
    left, right = two(LONG, other)
    assert why_pair(left, right).turns == ()
    (turn,) = why_pair(left, right, warning="opposite").turns
    assert turn.kind == "negation"
    assert said(right, turn.right) == ["Nobody", "never"]
    assert why_pair(left, right, warning="quotation").turns == ()
    assert why_pair(left, right, warning="numbers").turns == ()


def test_single_sentences_have_no_passages(two: Pairs) -> None:
    left, right = two(IDEAS[0][1], IDEAS[1][1])
    assert not has_passages(left, right)
    why = why_pair(left, right)
    assert (why.by, why.meetings) == (WHOLE, ())
    assert "buses" in why.shared
    assert said(left, why.shared_left)[0] == "Night"


def test_how_much_longer_one_is(two: Pairs) -> None:
    left, right = two(SHORT, " ".join([LONG] * 3))
    assert why_pair(left, right).longer > 5
    assert why_pair(right, left).longer < 0.2
    left, right = two(SHORT, LONG)
    assert why_pair(left, right).longer == 1.0, "a sentence more is not worth a word"


# -- places --------------------------------------------------------------------------------------


def test_how_the_nearest_divide(doubtful: Workspace) -> None:
    state = reading.snapshot(doubtful)
    ground = ground_of(doubtful, state)
    assert ground is not None
    for place in state.placements.values():
        themes = [theme for theme, _ in place.nearest]
        why = why_placed(ground, state, place, themes)
        assert why is not None
        assert sum(n for _, n in why.inside) == why.linked > 0
        assert [n for _, n in why.inside] == sorted((n for _, n in why.inside), reverse=True)
        assert [theme for theme, _ in why.beside] == themes[:2]
        for theme_id, near in why.beside:
            assert 0 < len(near) <= EACH
            members = state.themes[theme_id].members
            assert all(one.contribution_id in members for one in near)
            assert place.contribution_id not in {one.contribution_id for one in near}


def test_shared_words_with_the_nearest_are_marked_in_both(doubtful: Workspace) -> None:
    state = reading.snapshot(doubtful)
    ground = ground_of(doubtful, state)
    assert ground is not None
    mixed = next(n for n, c in state.contributions.items() if c.shown_text == ALONE[2])
    place = state.placements[mixed]
    why = why_placed(ground, state, place, [theme for theme, _ in place.nearest])
    assert why is not None
    for _, near in why.beside:
        shared = near[0].shared
        assert shared.words
        assert set(said(state.contributions[mixed], shared.left)) <= {
            "Buses", "trees", "rent", "housing", "shade", "flats", "avenue", "playgrounds",
        }  # fmt: skip
        assert said(state.contributions[near[0].contribution_id], shared.right)


def test_what_changed_since_is_not_explained(doubtful: Workspace) -> None:
    state = reading.snapshot(doubtful)
    ground = ground_of(doubtful, state)
    assert ground is not None
    place = next(iter(state.placements.values()))
    rows = {name: row for name, row in ground.rows.items() if name != place.contribution_id}
    object.__setattr__(ground, "rows", rows)
    assert why_placed(ground, state, place, []) is None


# -- shared ideas ---------------------------------------------------------------------------------


@pytest.fixture
def repeated(workspace_of: Make) -> Workspace:
    """Texts of which some repeat others word for word."""
    texts = [text for _, text in IDEAS]
    return workspace_of([*texts, *ALONE[:2], ALONE[0].upper(), f"{ALONE[1]}!", f"{ALONE[1]}?"])


def test_an_idea_rests_on_its_group_until_people_speak(repeated: Workspace) -> None:
    state = reading.snapshot(repeated)
    ideas = [one for one in state.consensus if one.scope == "idea" and len(one.voices) > 1]
    why = why_shared(state, ideas[0])
    assert why.group is not None
    assert why.group.status == "suggested"
    assert set(ideas[0].voices) <= set(why.group.members)
    decide(repeated, [Act("confirm-duplicates", why.group.group_id)], "Ann")
    state = reading.snapshot(repeated)
    one = next(one for one in state.consensus if one.contribution_id == ideas[0].contribution_id)
    again = why_shared(state, one).group
    assert again is not None
    assert again.status == "confirmed"


def test_word_for_word_repetitions_are_counted(repeated: Workspace) -> None:
    state = reading.snapshot(repeated)
    counts = {
        one.contribution_id: why_shared(state, one).same_words
        for one in state.consensus
        if one.scope == "idea"
    }
    assert sorted(counts.values()) == [1, 2]


def test_contrary_texts_speak_against_until_people_say_otherwise(repeated: Workspace) -> None:
    state = reading.snapshot(repeated)
    assert state.analysis is not None
    one = next(one for one in state.consensus if one.scope == "idea")
    other = next(n for n in state.contributions if n not in one.voices)
    pair = Pair(one.voices[0], other, 0.6, 0.8, "near", "opposite")
    inside = Pair(*one.voices[:2], 0.6, 0.8, "near", "opposite")
    warned = replace(state, analysis=replace(state.analysis, pairs=(pair, inside)))
    why = why_shared(warned, one)
    assert (why.contrary, why.contrary_inside) == ((other,), 1)
    decide(repeated, [Act("mark-related", f"{one.voices[0]};{other}")], "Ann")
    later = reading.snapshot(repeated)
    settled = replace(warned, decided=later.decided)
    assert why_shared(settled, one).contrary == ()
    assert why_shared(state, one).contrary == ()
