"""What tells groups apart: content words of their own language, counted by voices."""

import itertools

import numpy as np
import pytest

from dsupport.analysis.composing import (
    LEAST_WORDS,
    MOST_WORDS,
    Nearness,
    choose,
    related,
    words_in,
)
from dsupport.analysis.keywords import Candidate, count, shares, telling
from dsupport.analysis.phrases import Reader
from dsupport.analysis.small_words import FILLERS

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
    "ca": (
        [
            "Volem més autobusos de nit al cap de setmana",
            "Els autobusos de nit passen massa poc",
            "Calen autobusos de nit fins a les tres [name hidden]",
            "Sense autobusos de nit no puc tornar a casa",
        ],
        [
            "Planteu arbres al pati de l'escola",
            "Al pati no hi ha arbres ni ombra",
            "Els arbres fan falta al pati de l'escola",
            "Més arbres per fer ombra al pati",
        ],
        ({"autobusos", "nit"}, {"arbres", "pati", "ombra", "escola"}),
    ),
    "fi": (
        [
            "Yöbusseja tarvitaan lisää viikonloppuisin",
            "Yöbussit lähtevät liian aikaisin",
            "Lisää yöbusseja keskustasta [name hidden]",
            "Ilman yöbusseja en pääse kotiin",
        ],
        [
            "Istuttakaa puita koulun pihalle",
            "Koulun pihalla ei ole puita eikä varjoa",
            "Koulun piha tarvitsee puita",
            "Puita ja varjoa koulun pihalle",
        ],
        ({"yöbusseja", "yöbussit"}, {"puita", "koulun", "pihalle", "varjoa"}),
    ),
    "ja": (
        [
            "夜間バスを増やしてください",
            "週末の夜間バスが少ない",
            "夜間バスの本数を増やすべきだ",
            "夜間バスがないと帰れません",
        ],
        [
            "校庭に木を植えてください",
            "校庭に木陰がない",
            "校庭の木陰を増やしてほしい",
            "学校の校庭に木を植えるべきだ",
        ],
        ({"夜間バス"}, {"校庭", "木陰", "木"}),
    ),
}


def keywords_for(language: str) -> list[list[str]]:
    """Keywords of both groups of a tiny corpus, those of the name first."""
    one, two, _ = CORPORA[language]
    reader = Reader(language)
    phrases = [reader.read(text) for text in [*one, *two]]
    counted = count(phrases, [0] * len(one) + [1] * len(two))
    result = []
    for group in (0, 1):
        found = telling(counted, group, reader.grammar)
        shown = [reader.grammar.display(counted.shown[c.lemmas]) for c in found]
        choice = choose(found, shown)
        result.append([shown[i] for i in (*choice.name, *choice.further)])
    return result


def candidate(
    words: str, telling: float = 1.0, coverage: float = 0.5, fitness: float = 1.0
) -> Candidate:
    """A candidate made by hand."""
    lemmas = tuple(words.split())
    return Candidate(lemmas, lemmas, telling, coverage, fitness)


@pytest.mark.parametrize("language", CORPORA)
def test_names_are_content_words_of_the_group(language: str) -> None:
    for found, expected in zip(keywords_for(language), CORPORA[language][2], strict=True):
        words = {word for phrase in found[:2] for word in phrase.replace("’", " ").split()}
        assert words & expected, found


@pytest.mark.parametrize("language", sorted(CORPORA.keys() - {"ja"}))
def test_no_stop_words_and_no_marks_of_hidden_data(language: str) -> None:
    import spacy

    stop_words = spacy.blank(language).Defaults.stop_words
    for found in keywords_for(language):
        for phrase in found:
            words = phrase.split()
            for word in (words[0], words[-1]):
                assert word.casefold() not in stop_words, found
                assert word.casefold() not in FILLERS, found
            assert "hidden" not in phrase
            assert "email" not in phrase


@pytest.mark.parametrize("language", CORPORA)
def test_nothing_is_said_twice_among_keywords(language: str) -> None:
    for found in keywords_for(language):
        words = [word for phrase in found for word in phrase.casefold().split() if len(word) > 3]
        assert len(words) == len(set(words)), found


def test_a_campaign_does_not_outweigh() -> None:
    # One text sent 300 times beside nine voices of their own: shares make it one voice.
    reader = Reader("en")
    campaign = ["Stop the airport expansion"] * 300
    voices = [
        "More night trains to the coast",
        "Night trains are missing",
        "We want night trains",
    ] * 3
    elsewhere = ["Trees in the park", "Benches in the park", "Shade in the park"]
    phrases = [reader.read(text) for text in [*campaign, *voices, *elsewhere]]
    labels = [0] * 309 + [1] * 3
    weights = [1 / 300] * 300 + [1.0] * 12

    def best(weights: list[float] | None) -> tuple[str, ...]:
        found = telling(count(phrases, labels, weights), 0, reader.grammar)
        return found[0].lemmas

    assert "train" in best(weights) or "night" in best(weights)
    assert "airport" in best(None) or "expansion" in best(None)


def test_texts_that_are_nearly_the_same_share_one_voice() -> None:
    vectors = np.array([[1, 0], [0.999, 0.045], [1, 0], [0, 1]], np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    assert shares(vectors) == pytest.approx([1 / 3, 1 / 3, 1 / 3, 1])


def test_a_person_is_one_voice_in_a_group() -> None:
    reader = Reader("en")
    texts = ["Night buses", "Night buses please", "Bus stops", "Bus stops with a roof"]
    phrases = [reader.read(text) for text in texts]
    counted = count(phrases, [0] * 4, people=["anna", "anna", "", ""])
    assert counted.voices[0] == 3
    assert counted.uses[0]["night", "bus"] == 1
    assert counted.uses[0]["bus", "stop"] == 2


def test_a_word_that_every_group_uses_tells_none_apart() -> None:
    reader = Reader("en")
    phrases = [reader.read(text) for text in ["park benches", "park trees"] * 6]
    found = telling(count(phrases, [0, 1] * 6), 0, reader.grammar)
    scores = {c.lemmas: c.telling for c in found}
    assert max(scores, key=lambda k: scores[k]) in {("bench",), ("park", "bench")}
    assert scores.get(("park",), 0) < scores["bench",]


def test_a_part_is_told_from_the_other_parts_of_its_theme() -> None:
    reader = Reader("en")
    texts = [
        "night buses late",
        "night buses weekend",
        "night trams late",
        "night trams weekend",
    ] * 3
    texts += ["trees and shade"] * 12
    phrases = [reader.read(text) for text in texts]
    labels = [0, 0, 1, 1] * 3 + [2] * 12
    counted = count(phrases, labels)
    best = telling(counted, 0, reader.grammar, siblings=(0, 1))[0]
    assert "bus" in best.lemmas
    night = [c for c in telling(counted, 0, reader.grammar, (0, 1)) if c.lemmas == ("night",)]
    alone = [c for c in telling(counted, 0, reader.grammar) if c.lemmas == ("night",)]
    assert not night or night[0].telling < alone[0].telling


WORDS = ["night bus", "tree", "cycle lane", "school", "market", "play ground", "noise", "library"]


@pytest.mark.parametrize("count_of", range(2, 9))
def test_names_have_three_to_six_words_where_there_are_as_many(count_of: int) -> None:
    candidates = [candidate(w, 8 - i, 0.9 - i / 10) for i, w in enumerate(WORDS[:count_of])]
    shown = WORDS[:count_of]
    name = [shown[i] for i in choose(candidates, shown).name]
    total = sum(words_in(phrase) for phrase in name)
    assert min(LEAST_WORDS, sum(map(words_in, shown))) <= total <= MOST_WORDS, name


def test_the_whole_name_is_near_to_its_group() -> None:
    candidates = [candidate(w) for w in ("bus", "tram", "cake", "tea", "boat")]
    shown = ["bus", "tram", "cake", "tea", "boat"]
    vectors = np.eye(5, dtype=np.float32)
    own = np.array([1, 1, 0, 0, 1], np.float32) / np.sqrt(3)
    other = np.array([[0, 0, 1, 1, 0]], np.float32) / np.sqrt(2)
    choice = choose(candidates, shown, Nearness(vectors, own, other.astype(np.float32)))
    assert {shown[i] for i in choice.name} == {"bus", "tram", "boat"}


def test_what_fits_no_name_comes_last() -> None:
    candidates = [candidate("run", fitness=0.1), *(candidate(w) for w in ("bus", "tram", "boat"))]
    choice = choose(candidates, ["run", "bus", "tram", "boat"])
    assert set(choice.name) == {1, 2, 3}
    assert list(choice.further) == [0]


def test_forms_of_one_word_are_related() -> None:
    assert related("fahrrad", "fahrradweg")
    assert related("environment", "environmental")
    assert related("viktoriabrücke", "victoriabrücke")
    assert related("bici", "bicicletta")
    assert not related("bus", "busy")
    for one, two in itertools.combinations(["tree", "bench", "noise"], 2):
        assert not related(one, two)
