"""Names of themes and of their parts: never one name twice, whatever the order of rows."""

import itertools
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from dsupport.services import assemblies
from dsupport.services.naming import GLOSSARY_LEAST, Namer, Names, unused
from tests.fakes import FakeEncoder

SUBJECTS = {
    "buses": [
        "night buses at weekends",
        "night buses for nurses",
        "late night buses from the station",
    ],
    "trees": ["street trees against heat", "street trees on the square", "street trees and shade"],
    "noise": ["noise from bars", "bar noise after midnight", "loud bars and noise"],
}


def namer(
    folder: Path, texts: Sequence[str], language: str = "en", people: Sequence[str] = ()
) -> Namer:
    encoder = FakeEncoder()
    vectors = encoder.encode(texts, lambda *_: None)
    made = assemblies.new(folder / f"{len(list(folder.iterdir()))}.assembly")
    return Namer(made, encoder, texts, [language] * len(texts), vectors, people=people)


def all_apart(names: Sequence[Names]) -> bool:
    for code in {code for name in names for code in name.labels}:
        labels = [name.labels[code].casefold() for name in names if code in name.labels]
        if any(one == two for one, two in itertools.combinations(labels, 2)):
            return False
    return True


@pytest.mark.parametrize("language", ["fr", "en", "ja"])
def test_two_themes_never_have_one_name(tmp_path: Path, language: str) -> None:
    # Twelve themes that all speak of the same things: nothing tells them apart.
    texts = ["trees and benches in the park", "benches and trees in the park"] * 24
    names = namer(tmp_path, texts, language).name(np.repeat(np.arange(12), 4))
    assert len(names) == 12
    assert all_apart(names)


def test_parts_have_names_of_their_own(tmp_path: Path) -> None:
    texts = [text for found in SUBJECTS.values() for text in found] * 2
    labels = np.array([0, 0, 0, 0, 0, 0, 1, 1, 1] * 2)
    sublabels = np.array([0, 0, 0, 1, 1, 1, -1, -1, -1] * 2)
    made = namer(tmp_path, texts)
    themes = made.name(labels)
    parts = made.parts(labels, sublabels, themes)
    assert [len(below) for below in parts] == [2, 0]
    assert all_apart([*themes, *parts[0]])
    assert "buses" in parts[0][0].labels["en"]
    assert "trees" in parts[0][1].labels["en"]


def test_names_do_not_depend_on_the_order_of_rows(tmp_path: Path) -> None:
    texts = [text for found in SUBJECTS.values() for text in found]
    labels = np.repeat(np.arange(3), 3)
    order = np.random.default_rng(0).permutation(len(texts))
    one = namer(tmp_path, texts).name(labels)
    two = namer(tmp_path, [texts[row] for row in order]).name(labels[order])
    again = namer(tmp_path, texts).name(labels)
    assert [n.labels for n in one] == [n.labels for n in two] == [n.labels for n in again]
    assert [n.keywords for n in one] == [n.keywords for n in two]


def test_one_person_s_many_texts_are_one_voice(tmp_path: Path) -> None:
    texts = [
        "my garage door",
        "the garage door squeaks",
        "garage door again",
        "garage door noise",
    ] * 4
    texts += SUBJECTS["buses"] * 2 + SUBJECTS["trees"] * 2
    labels = np.array([0] * 22 + [1] * 6)
    people = ["x"] * 16 + [f"p{i}" for i in range(12)]
    heard = namer(tmp_path, texts, people=people).name(labels)[0].labels["en"]
    assert "buses" in heard
    shouted = namer(tmp_path, texts).name(labels)[0].labels["en"]
    assert "garage" in shouted


def test_japanese_themes_have_names_in_japanese(tmp_path: Path) -> None:
    texts = [
        "夜間バスを増やす",
        "週末の夜間バス",
        "夜間バスの本数",
        "校庭に木陰を",
        "校庭の木陰",
        "木陰のある校庭",
    ]
    names = namer(tmp_path, texts, "ja").name(np.array([0, 0, 0, 1, 1, 1]))
    assert "夜間バス" in names[0].labels["ja"]
    assert "校庭" in names[1].labels["ja"]


def test_a_heading_far_from_the_theme_does_not_stand_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [text for found in SUBJECTS.values() for text in found]
    labels = np.repeat(np.arange(3), 3)
    assert GLOSSARY_LEAST > 0
    monkeypatch.setattr("dsupport.services.naming.GLOSSARY_LEAST", -9.0)
    near = namer(tmp_path, texts).name(labels)
    assert all("fr" in name.labels and "fr" not in name.keywords for name in near)
    assert all_apart(near)
    monkeypatch.setattr("dsupport.services.naming.GLOSSARY_LEAST", 9.0)
    far = namer(tmp_path, texts).name(labels)
    assert all(set(name.labels) == {"en"} for name in far)


def test_a_name_that_is_taken_gets_another_end() -> None:
    assert unused(["bus", "tram"], ["boat"], set()) == "bus, tram"
    assert unused(["bus", "tram"], ["boat"], {"bus, tram"}) == "bus, boat"
    assert unused(["bus"], [], {"bus"}) == "bus 2"
