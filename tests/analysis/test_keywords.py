"""Names of themes: content words of their own language, and never the same name twice."""

import itertools
from pathlib import Path

import numpy as np
import pytest

from dsupport.analysis.keywords import (
    CIVIC_FILLERS,
    choose,
    count,
    name_of,
    phrases_of,
    telling,
)
from dsupport.services import assemblies
from dsupport.services.naming import Namer
from tests.fakes import FakeEncoder

CORPORA = {
    "fr": (
        [
            "Il faut des bus de nuit, quelqu'un doit pouvoir rentrer tard",
            "Je voudrais plus de bus de nuit le week-end",
            "Les bus de nuit partent trop tôt, c'est dommage [name hidden]",
            "Le bus de nuit devrait passer toutes les heures",
        ],
        [
            "Plantez des arbres dans la cour de l'école",
            "Il n'y a pas d'arbres dans la cour, quelqu'un s'en occupe ?",
            "Des arbres pour l'ombre dans la cour de l'école [email hidden]",
            "La cour de récréation a besoin d'arbres",
        ],
        ({"bus", "nuit"}, {"arbres", "arbre", "cour", "école"}),
    ),
    "nl": (
        [
            "Er moeten meer nachtbussen komen in het weekend",
            "De nachtbussen rijden niet laat genoeg voor ons",
            "Graag nachtbussen om het half uur, ik werk laat",
            "Zonder nachtbussen kan ik niet naar huis [name hidden]",
        ],
        [
            "Plant bomen op de speelplaats van de school",
            "Op de speelplaats zijn er geen bomen en geen schaduw",
            "De speelplaats heeft bomen nodig [phone hidden]",
            "Meer bomen voor schaduw op de speelplaats, alstublieft",
        ],
        ({"nachtbussen", "nachtbus"}, {"bomen", "boom", "speelplaats", "schaduw"}),
    ),
    "pt": (
        [
            "Queremos mais autocarros à noite, por favor",
            "Os autocarros da noite acabam muito cedo",
            "Ponham autocarros à noite ao fim de semana [name hidden]",
            "Sem autocarros não volto para casa depois do turno",
        ],
        [
            "Plantem árvores no recreio da escola",
            "O recreio não tem sombra nem árvores",
            "As árvores fazem falta no recreio da escola [email hidden]",
            "Mais árvores para dar sombra no recreio",
        ],
        ({"autocarros", "autocarro", "noite"}, {"árvores", "árvore", "recreio", "sombra"}),
    ),
}


def keywords_for(language: str) -> list[list[str]]:
    """Keywords of both themes of a tiny corpus."""
    one, two, _ = CORPORA[language]
    phrases = [phrases_of(text, language) for text in [*one, *two]]
    counted = count(phrases, [0] * len(one) + [1] * len(two), language)
    return [choose(telling(counted, theme), counted.surfaces) for theme in (0, 1)]


@pytest.mark.parametrize("language", CORPORA)
def test_names_are_content_words_of_the_theme(language: str) -> None:
    for found, expected in zip(keywords_for(language), CORPORA[language][2], strict=True):
        words = set(found[0].replace("'", " ").split())
        assert words & expected, found


@pytest.mark.parametrize("language", CORPORA)
def test_no_stop_words_and_no_marks_of_hidden_data(language: str) -> None:
    import spacy

    stop_words = spacy.blank(language).Defaults.stop_words
    for found in keywords_for(language):
        for phrase in found:
            words = phrase.split()
            for word in (words[0], words[-1]):
                assert word.casefold() not in stop_words, found
                assert word.casefold() not in CIVIC_FILLERS, found
            assert "hidden" not in phrase
            assert "email" not in phrase


@pytest.mark.parametrize("language", CORPORA)
def test_nothing_is_said_twice_in_a_name(language: str) -> None:
    for found in keywords_for(language):
        words = [word for phrase in found for word in phrase.casefold().split() if len(word) > 3]
        assert len(words) == len(set(words)), found


def test_elided_words_are_split_and_quelqu_un_names_nothing() -> None:
    found = {p.surface for p in phrases_of("Quelqu'un à l'hôpital et quelqu’un d'autre", "fr")}
    assert "hôpital" in found
    assert not any("quelqu" in phrase.casefold() or "un" in phrase.split() for phrase in found)


def test_phrases_do_not_cross_punctuation_or_hidden_data() -> None:
    found = {p.surface for p in phrases_of("school street, market [name hidden] square", "en")}
    assert {"school street", "market", "square"} <= found
    assert not any("street market" in f or "market square" in f for f in found)


def test_addresses_name_nothing() -> None:
    found = phrases_of("See https://example.org/trees or write to a@example.org", "en")
    assert not any("example" in phrase.surface for phrase in found)


@pytest.mark.parametrize("language", ["xx", "und", "ja", "zh", "sr"])
def test_unknown_languages_are_no_crash(language: str) -> None:
    phrases_of("Una cosa qualunque, 公園に木を植える", language)


def test_a_word_that_every_theme_uses_tells_none_apart() -> None:
    phrases = [phrases_of(text, "en") for text in ["park benches", "park trees"] * 6]
    found = telling(count(phrases, [0, 1] * 6, "en"), 0)
    scores = {lemmas: score for lemmas, score in found}  # noqa: C416 - reads as what it is
    assert max(scores, key=lambda k: scores[k]) in {("bench",), ("park", "bench")}
    assert scores.get(("park",), 0) < scores[("bench",)]


def test_capitals_are_shouting_but_for_german_nouns() -> None:
    counted = count([phrases_of("MORE TREES", "en")], [0], "en")
    assert "trees" in counted.surfaces.values()
    counted = count([phrases_of("Die Bäume im Park", "de")], [0], "de")
    assert "Bäume" in counted.surfaces.values()


def test_name_of_takes_the_first_keywords() -> None:
    assert name_of(["a", "b", "c", "d"]) == "a, b, c"
    assert name_of([]) == ""


@pytest.mark.parametrize("language", ["fr", "en", "ja"])
def test_two_themes_never_have_one_name(tmp_path: Path, language: str) -> None:
    # Twelve themes that all speak of the same things: nothing tells them apart.
    texts = ["trees and benches in the park", "benches and trees in the park"] * 24
    encoder = FakeEncoder()
    vectors = encoder.encode(texts, lambda *_: None)
    namer = Namer(assemblies.new(tmp_path / "w.assembly"), encoder, texts, [language] * 48, vectors)
    names = namer.name(np.repeat(np.arange(12), 4))
    assert len(names) == 12
    for code in {code for name in names for code in name.labels}:
        labels = [name.labels[code] for name in names if code in name.labels]
        for one, two in itertools.combinations(labels, 2):
            assert one != two, code
    assert all(name.labels for name in names)
