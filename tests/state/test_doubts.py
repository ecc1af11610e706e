"""The order in which people look at doubtful places."""

from hypothesis import given
from hypothesis import strategies as st

from dsupport.results import Certainty, Placement
from dsupport.state.queue import by_doubt, doubts, is_doubtful, margin


def place(
    name: str,
    theme: str,
    *near: tuple[str, float],
    certainty: Certainty = "sure",
    decided: int = 0,
) -> Placement:
    return Placement(name, theme, "", 0.8, certainty, near, "", 0, 0, decided)


def test_the_margin_is_what_the_own_theme_is_nearer() -> None:
    assert margin(place("a", "T1", ("T1", 0.5), ("T2", 0.3))) == 0.2
    assert margin(place("a", "T2", ("T1", 0.5), ("T2", 0.3))) == -0.2
    # The own theme is not among the nearest: it is at most as near as the last of them.
    assert margin(place("a", "T9", ("T1", 0.5), ("T2", 0.3))) == -0.2
    assert margin(place("a", "", ("T1", 0.5), ("T2", 0.3))) == -0.5
    assert margin(place("a", "")) == 0


def test_what_fits_nowhere_comes_first_and_what_people_decided_does_not_come() -> None:
    found = doubts(
        [
            place("sure", "T1", ("T1", 0.5), ("T2", 0.3)),
            place("nearer", "T1", ("T2", 0.5), ("T1", 0.45)),
            place("wavers", "T1", ("T1", 0.5), ("T2", 0.3), certainty="unsure"),
            place("far", "", ("T1", 0.1)),
            place("near", "", ("T1", 0.4)),
            place("decided", "T1", ("T2", 0.5), ("T1", 0.1), decided=3),
            place("out", "", ("T2", 0.5), decided=4),
        ]
    )
    assert [one.contribution_id for one in found] == ["near", "far", "nearer", "wavers"]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["", "T1", "T2", "T3"]),
            st.lists(st.tuples(st.sampled_from(["T1", "T2", "T3"]), st.floats(-1, 1)), max_size=3),
        ),
        max_size=20,
    )
)
def test_any_order_of_places_gives_the_same_queue(found: list[tuple[str, list]]) -> None:
    places = [place(f"c{n:02}", theme, *near) for n, (theme, near) in enumerate(found)]
    assert by_doubt(places) == by_doubt(reversed(places))
    queue = doubts(places)
    assert queue == [one for one in by_doubt(places) if is_doubtful(one)]
    assert all(one.nearest for one in queue)
