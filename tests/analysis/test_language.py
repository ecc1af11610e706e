"""Languages of short texts, told by their words and by the company that they keep."""

import pytest

from dsupport.analysis.language import UNDETERMINED, detect

TEXTS = {
    "pt": ["Mais autocarros à noite", "Retirem as tendas do jardim", "Não há sombra na praça"],
    "fr": ["Plus de bancs au parc", "Il faut des arbres", "Les trottoirs sont cassés"],
    "nl": ["Meer bomen in de straat", "De stoep is kapot", "Geen auto's aan de school"],
    "es": ["Arreglen los andenes", "Más luz en el parque", "Hay que sembrar árboles"],
    "it": ["Più alberi nel quartiere", "Il marciapiede è rotto", "Servono panchine all'ombra"],
    "en": ["More night buses please", "Fix the broken pavement", "We need shade in the square"],
    "de": ["Mehr Bäume in der Straße", "Der Gehweg ist kaputt", "Bitte Bänke im Schatten"],
}


def test_short_texts_in_seven_languages_of_one_file() -> None:
    truth = [code for code, texts in TEXTS.items() for _ in texts]
    found = detect([text for texts in TEXTS.values() for text in texts])
    wrong = [(t, f) for t, f in zip(truth, found, strict=True) if t != f]
    assert len(wrong) <= 1, wrong


@pytest.mark.parametrize("language", TEXTS)
def test_company_helps_a_text_that_could_be_anything(language: str) -> None:
    (*_, last) = detect([*TEXTS[language] * 3, "Metro"])
    assert last == language


def test_a_single_voice_in_another_language_is_heard() -> None:
    found = detect([*TEXTS["fr"] * 10, "Er moeten meer bomen in onze straat komen, alstublieft."])
    assert found[-1] == "nl"
    assert set(found[:-1]) == {"fr"}


@pytest.mark.parametrize("text", ["123 !!!", "", "   ", "😀😀", "+++ 42 +++"])
def test_texts_without_words_are_undetermined(text: str) -> None:
    assert detect([*TEXTS["nl"], text])[-1] == UNDETERMINED
    assert detect([text]) == [UNDETERMINED]


def test_given_languages_are_kept() -> None:
    texts = TEXTS["es"]
    assert detect(texts, ["gl", "", "es"]) == ["gl", "es", "es"]
    assert detect(["123 !!!"], ["eu"]) == ["eu"]


def test_no_texts_no_languages() -> None:
    assert detect([]) == []


def test_order_changes_nothing() -> None:
    texts = [text for texts in TEXTS.values() for text in texts]
    assert detect(texts)[::-1] == detect(texts[::-1])
