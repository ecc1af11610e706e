"""Pictures: every point and number is there, nothing of a text is read as markup, names keep apart."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd
import pytest

from dsupport.ui import charts, map_names

EVIL = '<img src="http://evil.example/x.png"> %{x} <b>bold</b>'


def points(n: int = 12) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "contribution_id": [f"c{i}" for i in range(n)],
            "x": [float(i % 4) for i in range(n)],
            "y": [float(i // 4) for i in range(n)],
            "theme_id": [("T1", "T2", "")[i % 3] for i in range(n)],
            "text": [f"text {i}" for i in range(n)],
        }
    )


def test_every_contribution_is_a_point_that_can_be_picked() -> None:
    figure = charts.theme_map(points(), {"T1": "buses", "T2": "trees"}, "nowhere yet")
    picked = [row[0] for trace in figure.data for row in trace.customdata]
    assert sorted(picked) == sorted(points()["contribution_id"])
    assert [trace.name for trace in figure.data] == ["nowhere yet", "buses", "trees"]


def test_themes_differ_in_colour_or_shape() -> None:
    looks = {(charts.colour(i), charts.symbol(i)) for i in range(72)}
    assert len(looks) == 72
    assert len(charts.SIGNS) == len(charts.SYMBOLS)


def test_what_is_not_chosen_steps_back() -> None:
    figure = charts.theme_map(points(), {"T1": "a", "T2": "b"}, "nowhere", chosen="T2")
    strength = {trace.name: trace.marker.opacity for trace in figure.data}
    assert strength["b"] == 1
    assert strength["a"] < 1
    assert strength["nowhere"] < 1
    bold = [note.text for note in figure.layout.annotations if note.text.startswith("<b>")]
    assert bold == ["<b>b</b>"]


def test_markup_in_names_and_texts_stays_letters() -> None:
    frame = points().assign(text=EVIL)
    figure = charts.theme_map(frame, {"T1": EVIL, "T2": "trees"}, EVIL)
    sent = figure.to_json()
    assert "<img" not in sent
    assert "\\u003cimg" not in sent
    assert "%{x} <" not in sent
    assert "&lt;img" in sent


@pytest.mark.parametrize("n", [0, 1, 2])
def test_few_points_are_no_problem(n: int) -> None:
    charts.theme_map(points(12).head(n), {"T1": "a", "T2": "b"}, "nowhere").to_json()


def test_many_points_are_drawn_by_the_graphics_card() -> None:
    few = charts.theme_map(points(), {"T1": "a"}, "nowhere").data[0].type
    many = charts.theme_map(points(charts.MANY + 3), {"T1": "a"}, "nowhere").data[0].type
    assert (few, many) == ("scatter", "scattergl")


def test_names_do_not_cover_each_other() -> None:
    boxes = [map_names.Name(f"T{i}", ["a rather long name"], 50.0 + i, 100.0) for i in range(6)]
    shifts = map_names.apart(boxes)
    heights = sorted(100.0 + shifts[box.theme_id] for box in boxes)
    apart = [b - a for a, b in pairwise(heights)]
    assert min(apart) >= 2 * boxes[0].half[1] - 0.2


def test_names_are_short_where_that_tells_them_apart() -> None:
    names = {"T1": "buses, night", "T2": "trees, shade", "T3": "trees, parks"}
    short = map_names.shortest(names)
    assert short == {"T1": "buses", "T2": "trees, shade", "T3": "trees, parks"}


def test_shares_are_drawn_beside_those_of_everybody() -> None:
    frame = pd.DataFrame({"group": ["16-20", "<i>"], "here": [0.5, 0.5], "everywhere": [0.2, 0.8]})
    figure = charts.shares(frame, "here", "everywhere")
    assert list(figure.data[0].x) == [0.5, 0.5]
    assert list(figure.data[1].x) == [0.2, 0.8]
    assert list(figure.data[0].y) == ["16-20", "&lt;i&gt;"]


def test_certainty_adds_up_and_is_not_colour_alone() -> None:
    names = {"sure": "sure", "fairly sure": "fairly", "unsure": "unsure", "unplaced": "nowhere"}
    counts = {"sure": 5, "fairly sure": 3, "unsure": 1, "unplaced": 1}
    figure = charts.certainty_bar(counts, names)
    assert sum(trace.x[0] for trace in figure.data) == pytest.approx(1)
    patterns = {trace.marker.pattern.shape for trace in figure.data}
    assert len(patterns) == 4
    assert figure.data[0].name == "sure: 5"


def test_light_and_dark_differ() -> None:
    light = charts.certainty_bar({"sure": 1}, {"sure": "sure"})
    dark = charts.certainty_bar({"sure": 1}, {"sure": "sure"}, dark=True)
    assert light.layout.font.color != dark.layout.font.color


def test_a_text_over_a_point_is_its_beginning() -> None:
    assert charts.wrapped("one two three four", width=8, lines=1) == "one …"
    assert charts.wrapped("a < b\nc") == "a &lt; b c"
