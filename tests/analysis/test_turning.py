"""Words that only one of two texts has and that may turn its meaning."""

from __future__ import annotations

import pytest

from dsupport import data
from dsupport.analysis.turning import Lists, read_lists, turns


@pytest.fixture(scope="module")
def lists() -> Lists:
    return read_lists(data.rows("negation.tsv"))


def found(
    lists: Lists, left: str, right: str, language: str = "en", other: str = ""
) -> dict[str, tuple[list[str], list[str]]]:
    return {
        turn.kind: ([left[a:b] for a, b in turn.left], [right[a:b] for a, b in turn.right])
        for turn in turns(left, language, right, other or language, lists)
    }


def test_numbers_that_differ(lists: Lists) -> None:
    said = found(lists, "Buses every 15 minutes until 22h30", "A bus every 30 minutes until 22:30")
    assert said == {"number": (["15"], ["30"])}
    assert found(lists, "for 1 000 people at 7h", "for 1,000 people at 7") == {}
    assert found(lists, "30 minutes and 5 stops", "30 minutes") == {}, "one only says more"


@pytest.mark.parametrize(
    ("language", "left", "right", "words"),
    [
        ("en", "The bus should run", "The bus shouldn’t run", ["shouldn’t"]),
        ("en", "Close the road", "Do not close the road", ["not"]),
        ("fr", "Il faut fermer l’école", "Il n’est pas permis de fermer l’école", ["n’", "pas"]),
        ("de", "Autos in der Straße", "Keine Autos in der Straße", ["Keine"]),
        ("nl", "Auto’s in de straat", "Geen auto’s in de straat", ["Geen"]),
    ],
)
def test_only_one_negates(
    lists: Lists, language: str, left: str, right: str, words: list[str]
) -> None:
    assert found(lists, left, right, language)["negation"] == ([], words)
    assert found(lists, right, left, language)["negation"] == (words, [])


def test_both_negate_is_nothing(lists: Lists) -> None:
    assert "negation" not in found(lists, "Do not close it", "Never close it")
    assert "negation" not in found(lists, "buses, but also trams", "not only buses but trams")


def test_contraries(lists: Lists) -> None:
    assert found(lists, "more buses", "fewer buses") == {"contrary": (["more"], ["fewer"])}
    said = found(lists, "More cars, fewer trees", "Fewer cars, more trees")
    assert said == {"contrary": (["More", "fewer"], ["Fewer", "more"])}
    assert found(lists, "more buses", "moins de bus", "en", "fr") == {}


def test_names_inside_sentences(lists: Lists) -> None:
    said = found(lists, "Trees on Flagey now", "Trees on Montgomery now")
    assert said == {"name": (["Flagey"], ["Montgomery"])}
    assert found(lists, "Trees on Flagey", "Trees there") == {}, "only one names a place"
    assert found(lists, "Die Linde am Platz", "Die Eiche am Weg", "de") == {}
    assert found(lists, "Trees. Flowers", "Trees. Bushes") == {}, "sentences begin so"


def test_marks_of_hidden_data_turn_nothing(lists: Lists) -> None:
    assert found(lists, "Call [phone hidden] 5", "Call [phone hidden] 5") == {}
