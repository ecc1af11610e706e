"""Learning from decisions, and the order of the review."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsupport.results import DuplicateGroup
from dsupport.state.learning import Learnt, learn
from dsupport.state.queue import DANGEROUS_EVERY, gain, queue
from tests.state.conftest import Table, run_of


def group(
    number: int, p: float, size: int = 2, warning: str = "", suggestion: str = "same"
) -> DuplicateGroup:
    members = tuple(f"m{number}-{i}" for i in range(size))
    scores = (1.0, *[p] * (size - 1))
    return DuplicateGroup(f"G{number:02}", members, scores, p, "near", warning, "sure", suggestion)


probabilities = st.floats(0.02, 0.98)


@given(st.lists(st.tuples(probabilities, st.booleans()), max_size=30), probabilities, probabilities)
def test_more_alike_is_never_less_likely_the_same(
    said: list[tuple[float, bool]], a: float, b: float
) -> None:
    scale = learn([(group(n, p), same) for n, (p, same) in enumerate(said)])
    low, high = sorted((a, b))
    assert scale.probability(group(1, low)) <= scale.probability(group(2, high)) + 1e-12


@given(st.lists(probabilities, min_size=1, max_size=20), probabilities)
def test_confirming_raises_and_refusing_lowers(found: list[float], p: float) -> None:
    first = Learnt().probability(group(0, p))
    confirmed = learn([(group(n, q), True) for n, q in enumerate(found)]).probability(group(0, p))
    refused = learn([(group(n, q), False) for n, q in enumerate(found)]).probability(group(0, p))
    if p > 0.5:
        assert confirmed >= first - 1e-9
    assert refused < first + 1e-9 or p < 0.5
    assert refused < confirmed


def test_few_decisions_change_little_and_many_much() -> None:
    few = learn([(group(0, 0.8), False)]).probability(group(1, 0.8))
    many = learn([(group(n, 0.8), False) for n in range(30)]).probability(group(1, 0.8))
    assert 0.4 < few < 0.8
    assert many < 0.2


def test_switched_off_nothing_is_learnt() -> None:
    scale = learn([(group(n, 0.8), False) for n in range(30)], on=False)
    assert (scale.slope, scale.shift, scale.refused) == (Learnt().slope, Learnt().shift, 30)


def test_the_queue_takes_what_saves_most_and_warnings_in_between() -> None:
    groups = [
        group(1, 0.6),
        group(2, 0.9),
        group(3, 0.7, size=4),
        *(group(n, 0.5) for n in range(20, 40)),
    ]
    groups += [group(9, 0.99, warning="opposite"), group(10, 0.9, warning="numbers")]
    order = [g.group_id for g in queue(groups)]
    assert order[:3] == ["G03", "G02", "G01"]
    assert order[DANGEROUS_EVERY - 1] == "G09"
    assert order[2 * DANGEROUS_EVERY - 1] == "G10"
    # The turn of the warnings comes also when the queue is made anew after every decision.
    done = [replace(g, status="confirmed") if g.group_id in order[:7] else g for g in groups]
    assert queue(done)[0].group_id == "G09"
    assert sorted(order) == sorted(g.group_id for g in groups)
    assert gain(group(1, 0.5, size=3)) == 1.0


@pytest.fixture
def many() -> Table:
    """Twelve suggestions of the same probability."""
    pairs = {f"D{n}": [f"c{2 * n}", f"c{2 * n + 1}"] for n in range(12)}
    everybody = [name for names in pairs.values() for name in names]
    return Table({"R1": run_of({"T1": everybody}, groups=pairs)})


def test_refusals_lower_what_is_left_until_learning_is_switched_off(many: Table) -> None:
    for number in range(8):
        many.say("dismiss-duplicates", f"D{number}")
    assert many.state.learnt.refused == 8
    left = many.group("D10")
    assert left.likely is not None
    assert left.likely < 0.5
    assert left.suggestion == "together"
    many.say("learn", "duplicates", "off")
    off = many.group("D10")
    assert off.suggestion == "same"
    assert off.likely == pytest.approx(0.8, abs=1e-4)
    many.say("undo", "9")
    assert many.group("D10").suggestion == "together"


def test_what_people_made_by_hand_teaches_nothing(many: Table) -> None:
    many.say("mark-same", "c0;c3")
    assert (many.state.learnt.confirmed, many.state.learnt.refused) == (0, 0)
