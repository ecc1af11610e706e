"""What was typed in capitals is read calmly; everything else stays as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsupport.encode.shouting import calm


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("MORE TREES IN OUR STREET!", "More trees in our street!"),
        ("PLUS D'ÉCOLES. Merci.", "PLUS D'ÉCOLES. Merci."),  # eleven letters: too short to tell
        ("Hello. WE WANT NIGHT BUSES NOW! ok", "Hello. We want night buses now! ok"),
        ("Bancs à l'ombre SVP", "Bancs à l'ombre SVP"),
        ("STRASSENBÄUME FÜR ALLE\nbitte", "Strassenbäume für alle\nbitte"),
        ("もっと木を植えてください", "もっと木を植えてください"),
    ],
)
def test_shouting_is_read_calmly(text: str, read: str) -> None:
    assert calm(text) == read


@given(st.text())
def test_nothing_but_case_changes(text: str) -> None:
    assert calm(text).casefold() == text.casefold() or any(
        len(c.lower()) != 1 or len(c.upper()) != 1 for c in text
    )


@given(st.text(alphabet=st.characters(categories=["Ll", "Zs", "Po"])))
def test_small_letters_stay(text: str) -> None:
    assert calm(text) == text
