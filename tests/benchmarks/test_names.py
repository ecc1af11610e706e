"""Figures of labels: which is right, by how much ours differ, and what stays of them."""

import numpy as np
import pytest

from benchmarks.names_part import groups_of_people, readable
from benchmarks.names_score import Named, difference, figures, kept, score

GOLD = ["bus", "bus", "tree", ""]


def near(labels: list[str]) -> np.ndarray:
    """Labels with a bus lie on one axis, others on the other."""
    return np.array([[1.0, 0.0] if "bus" in label else [0.0, 1.0] for label in labels])


def test_a_label_is_right_if_no_other_name_is_nearer() -> None:
    named = Named(np.array([0, 0, 1, 1]), ["night bus", "bus stop"])
    found = score(named, GOLD, near)
    assert found.first.tolist() == [1.0, 0.0]
    assert found.reciprocal.tolist() == [1.0, 0.5]
    assert figures(found)["groups"] == 2
    assert figures(found)["first"] == pytest.approx(0.5)


def test_a_group_that_nobody_labelled_is_left_out() -> None:
    named = Named(np.array([0, 0, 0, 1]), ["bus", "tree"])
    assert figures(score(named, GOLD, near))["groups"] == 1


def test_differences_are_paired() -> None:
    labels = np.array([0, 0, 1, 1])
    one = score(Named(labels, ["bus", "tree"]), GOLD, near)
    two = score(Named(labels, ["tree", "tree"]), GOLD, near)
    gap = difference(one, two, GOLD)["first"]
    assert gap["difference"] == pytest.approx(0.5)
    assert gap["low"] <= gap["difference"] <= gap["high"]
    same = difference(one, one, GOLD)["first"]
    assert same == {"difference": 0.0, "low": 0.0, "high": 0.0}
    # Other groups: classes of texts are drawn.
    apart = score(Named(np.array([0, 0, 0, 0]), ["tree"]), GOLD, near)
    assert difference(one, apart, GOLD)["first"]["difference"] == pytest.approx(1.0)


def test_what_stays_of_labels() -> None:
    whole = Named(np.array([0, 0, 1, 1]), ["night bus", "old tree"])
    part = Named(np.array([0, 0, 1]), ["night train", "old tree"])
    words, themes = kept(whole, part, np.array([0, 1, 2]))
    assert words == pytest.approx(0.75)
    assert themes == 1.0


def test_labels_of_files_are_read_as_people_would() -> None:
    assert readable("level2_new_cycle_path") == "new cycle path"
    assert readable("Groen &amp; Zorg") == readable("Groen en zorg")
    groups, known = groups_of_people(["a"] * 5 + ["b"])
    assert groups.tolist() == [0, 0, 0, 0, 0, -1]
    assert known == ["a"] * 5 + [""]
