"""Phrases as people wrote them, and what is a noun."""

import pytest

from dsupport.analysis.phrases import Reader
from dsupport.analysis.unspaced import words


def shown(text: str, language: str) -> set[str]:
    """Phrases of a text as they are written."""
    reader = Reader(language)
    return {reader.grammar.display(phrase.shown) for phrase in reader.read(text)}


def test_elided_words_are_split_and_quelqu_un_names_nothing() -> None:
    found = shown("Quelqu'un à l'hôpital et quelqu’un d'autre", "fr")
    assert "hôpital" in found
    assert not any("quelqu" in phrase.casefold() or "un" in phrase.split() for phrase in found)


def test_small_words_stand_inside_names_only() -> None:
    assert "plan d’isolation" in shown("Un plan d'isolation des murs", "fr")
    found = shown("Les rues sont vides", "fr")
    assert "rues" in found
    assert not any("sont" in phrase for phrase in found)


def test_phrases_do_not_cross_punctuation_or_hidden_data() -> None:
    found = shown("school street, market [name hidden] square", "en")
    assert {"school street", "market", "square"} <= found
    assert not any("street market" in f or "market square" in f for f in found)


def test_addresses_name_nothing() -> None:
    assert not any(
        "example" in phrase
        for phrase in shown("See https://example.org/trees or write to a@example.org", "en")
    )


def test_capitals_are_kept_where_people_write_them() -> None:
    assert "trees" in shown("MORE TREES", "en")
    assert "Bäume" in shown("Die Bäume im Park", "de")
    assert "Amsterdam" in shown("Bicycles in Amsterdam", "en")
    assert "OV" in shown("Het OV is duur", "nl")


def test_verbs_are_told_from_nouns_by_their_company() -> None:
    reader = Reader("en")
    for text in [
        "We enforce the limit",
        "They should enforce it",
        "The limit is low",
        "A speed limit",
    ]:
        reader.read(text)
    grammar = reader.grammar
    assert grammar.nounness("limit") > grammar.nounness("enforce")
    assert grammar.verbness("enforce") > grammar.verbness("limit")


def test_the_head_of_a_phrase_depends_on_the_language() -> None:
    english = {p.shown: p.head for p in Reader("en").read("night buses")}
    assert english["night", "buses"] == "buses"
    french = {p.shown: p.head for p in Reader("fr").read("bus gratuits")}
    assert french["bus", "gratuits"] == "bus"


@pytest.mark.parametrize("language", ["xx", "und", "ja", "zh", "sr", "ko"])
def test_unknown_languages_are_no_crash(language: str) -> None:
    Reader(language).read("Una cosa qualunque, 公園に木を植える")


def test_japanese_names_are_runs_of_kanji_and_katakana() -> None:
    assert list(words("公園に木を植える", "ja")) == ["公園", "木"]
    assert "夜間バス" in list(words("夜間バスが必要です", "ja"))
    assert "必要" not in list(words("夜間バスが必要です", "ja"))
    # The last sign of “歩きたい” belongs to the verb.
    assert list(words("毎日歩きたい", "ja")) == ["毎日"]
