"""Words that two texts share: forms and compounds, small words, languages, scripts without spaces."""

from __future__ import annotations

import pytest

from dsupport.analysis.common_words import Common, common, small_words, words_of


def written(text: str, spans: tuple[tuple[int, int], ...]) -> list[str]:
    return [text[start:end] for start, end in spans]


@pytest.mark.parametrize(
    ("language", "left", "right", "shared"),
    [
        ("en", "More night buses!", "The bus at night", ["night", "buses"]),
        ("fr", "Les écoles ferment", "L’école a fermé", ["écoles", "ferment"]),
        ("de", "Sichere Radwege", "Ein sicherer Radweg", ["Sichere", "Radwege"]),
        ("de", "Wohnung zu teuer", "Sozialwohnungen bauen", ["Wohnung"]),
        ("nl", "Bomen planten", "Plant een boom", ["Bomen", "planten"]),
        ("es", "Más árboles", "Un árbol en la calle", ["árboles"]),
        ("xx", "Line 71 to Flagey", "line 71 via flagey", ["Line", "71", "Flagey"]),
    ],
)
def test_forms_of_a_word_are_one_word(
    language: str, left: str, right: str, shared: list[str]
) -> None:
    found = common(left, language, right, language)
    assert written(left, found.left) == shared
    assert [word.casefold() for word in shared] == list(found.words)


def test_small_words_are_shared_by_nobody() -> None:
    found = common("The city should have more of this", "en", "We should have the more", "en")
    assert found == Common((), (), ())
    assert "le" in small_words("fr")
    assert "should" in small_words("en")


def test_where_there_is_no_list_or_dictionary_every_long_word_counts() -> None:
    assert small_words("und") == frozenset()
    assert small_words("../en") == frozenset()
    found = common("bidea eta zuhaitza", "eu", "zuhaitza", "und")
    assert found.words == ("zuhaitza",)


def test_each_word_is_named_once_and_marked_wherever_it_stands() -> None:
    text = "Trees! Trees and trees, a tree."
    found = common(text, "en", "trees", "en")
    assert found.words == ("trees",)
    assert written(text, found.left) == ["Trees", "Trees", "trees", "tree"]


def test_across_languages_only_what_is_written_alike_is_found() -> None:
    left, right = "Des bus à la place Flagey, ligne 71", "Bussen op het Flageyplein, lijn 71"
    found = common(left, "fr", right, "nl")
    assert written(left, found.left) == ["Flagey", "71"]
    assert written(right, found.right) == ["Flageyplein", "71"]


def test_scripts_without_spaces_are_compared_by_pairs_of_letters() -> None:
    left, right = "夜間バスを増やしてほしい", "週末の夜間バスが必要です"
    found = common(left, "ja", right, "ja")
    assert written(left, found.left) == ["夜間バス"]
    assert written(right, found.right) == ["夜間バス"]


def test_marks_of_hidden_data_are_nobodys_words() -> None:
    text = "Call [phone hidden] about trees"
    assert [text[w.start : w.end] for w in words_of(text, "en")] == ["trees"]


def test_nothing_is_shared_with_nothing() -> None:
    assert common("", "en", "", "en") == Common((), (), ())
    assert common("trees", "en", "!?", "en").words == ()
