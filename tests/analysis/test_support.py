"""Shared ideas: people are counted once, chance is known, intervals hold what they should."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dsupport.analysis.support import (
    Stratum,
    judge,
    known_strata,
    share_interval,
)
from dsupport.records import Contribution

SMALL = settings(max_examples=60, deadline=None)
NUMBERS = itertools.count()


def voice(person: str, district: str = "", supports: int | None = None) -> Contribution:
    """A contribution of a person from a district."""
    number = next(NUMBERS)
    return Contribution(
        contribution_id=f"c{number:06}",
        source="s",
        source_id=str(number),
        kind="proposal",
        title="",
        text="text",
        participant=person,
        created_at="",
        language="en",
        language_given=True,
        session="",
        table="",
        supports=supports,
        parent="",
        attributes={"district": district} if district else {},
        personal=(),
        version=1,
        content_hash="",
    )


voices = st.lists(
    st.builds(
        voice,
        st.sampled_from(["", "P1", "P2", "P3", "P4", "P5"]),
        st.sampled_from(["", "North", "South", "East"]),
        st.none() | st.integers(0, 50),
    ),
    min_size=1,
    max_size=12,
)
DISTRICTS = [Stratum("district", {"North": 10, "South": 6, "East": 4})]


@SMALL
@given(voices, st.sampled_from(["", "North", "South"]))
def test_a_voice_from_a_new_person_never_lowers_the_people(
    said: list[Contribution], district: str
) -> None:
    before = judge(said, DISTRICTS, 40)
    after = judge([*said, voice("somebody new", district)], DISTRICTS, 40)
    assert after.people == before.people + 1
    assert after.authors == before.authors + 1
    assert after.probability > before.probability
    assert after.low >= before.low
    assert after.high >= before.high


@SMALL
@given(voices)
def test_the_same_person_again_is_no_new_person(said: list[Contribution]) -> None:
    again = [*said, voice("P1"), voice("P1")]
    assert judge(again, [], 40).authors == judge([*said, voice("P1")], [], 40).authors


@SMALL
@given(voices, st.integers(12, 500))
def test_the_interval_holds_the_share(said: list[Contribution], everybody: int) -> None:
    found = judge(said, DISTRICTS, everybody)
    assert 0 <= found.low <= found.probability <= found.high <= 1


@pytest.mark.parametrize("everybody", [0, 1, 2, 10, 1000])
def test_intervals_reach_the_ends_where_nobody_or_everybody_agrees(everybody: int) -> None:
    for people in {0, everybody // 2, everybody}:
        share, low, high = share_interval(people, everybody)
        assert low <= share <= high
    assert share_interval(0, everybody)[1] == 0
    assert share_interval(everybody, everybody)[2] == 1


def test_the_interval_covers_the_truth_about_as_often_as_it_says() -> None:
    rng = np.random.default_rng(0)
    covered = []
    for truth in (0.1, 0.3, 0.6):
        for people in rng.binomial(60, truth, 200):
            _, low, high = share_interval(int(people), 60)
            covered.append(low <= truth <= high)
    assert np.mean(covered) == pytest.approx(0.9, abs=0.04)


@SMALL
@given(st.lists(st.integers(1, 3), min_size=2, max_size=4), st.integers(1, 12))
def test_expected_values_equal_all_possible_lots(counts: list[int], drawn: int) -> None:
    stratum = Stratum("district", {f"D{i}": count for i, count in enumerate(counts)})
    everybody = [i for i, count in enumerate(counts) for _ in range(count)]
    drawn = min(drawn, len(everybody))
    seen = [len(set(lot)) for lot in itertools.combinations(everybody, drawn)]
    assert stratum.expected(drawn) == pytest.approx(np.mean(seen))


def test_expected_values_equal_lots_drawn_from_many() -> None:
    stratum = Stratum("district", {"North": 40, "South": 25, "East": 4, "West": 1})
    everybody = np.repeat(np.arange(4), [40, 25, 4, 1])
    rng = np.random.default_rng(0)
    for drawn in (2, 7, 30):
        seen = [len(set(rng.permutation(everybody)[:drawn].tolist())) for _ in range(2000)]
        assert stratum.expected(drawn) == pytest.approx(np.mean(seen), abs=0.05)


def test_expected_values_at_the_ends() -> None:
    stratum = Stratum("district", {"North": 1, "South": 9, "East": 90})
    assert stratum.expected(0) == pytest.approx(0)
    assert stratum.expected(1) == pytest.approx(1)
    assert stratum.expected(100) == pytest.approx(3)
    assert stratum.expected(1000) == pytest.approx(3)


def test_many_from_everywhere_are_broad_and_from_one_corner_narrow() -> None:
    districts = ["North", "South", "East"]
    strata = [Stratum("district", dict.fromkeys(districts, 20))]
    mixed = judge([voice(f"P{i}", districts[i % 3]) for i in range(9)], strata, 60)
    corner = judge([voice(f"P{i}", "North") for i in range(9)], strata, 60)
    assert (mixed.verdict, corner.verdict) == ("broad", "narrow")
    assert mixed.score > corner.score
    assert mixed.covered["district"] == (3, 3)
    assert corner.reason["uneven"] == "district"
    assert judge([voice("P1", "North")], strata, 60).verdict == "narrow"


def test_supports_count_as_people_but_nobody_knows_who() -> None:
    found = judge([voice("P1", supports=30), voice("P2", supports=None)], [], 60)
    assert (found.authors, found.supports, found.people) == (2, 30, 32)
    assert found.probability == pytest.approx(2 / 60, abs=1e-4)


def test_strata_that_say_nothing_are_left_out() -> None:
    said = [voice(f"P{i}", "North" if i % 2 else "South") for i in range(6)]
    assert [s.name for s in known_strata(said, ["district", "gender"])] == ["district"]
    assert known_strata([voice("P1", "North"), voice("P2", "North")], ["district"]) == []
    assert known_strata([*said, *(voice(f"Q{i}") for i in range(9))], ["district"]) == []
    assert known_strata([], ["district"]) == []
