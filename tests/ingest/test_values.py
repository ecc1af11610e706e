"""Dates, numbers and texts keep their meaning and lose only what software added."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsupport.ingest.cleaning import clean_text, is_markup, is_markup_cell, strip_markup
from dsupport.ingest.dates import DateOrder, find_order, read_date
from dsupport.ingest.values import read_kind, read_language, read_whole_number

from .conftest import ReadText, codes


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2024-03-01", "2024-03-01"),
        ("2024-03-01T10:20", "2024-03-01T10:20:00"),
        ("2024-03-01 10:20:30.5", "2024-03-01T10:20:30"),
        ("2024-03-01T10:20:30Z", "2024-03-01T10:20:30+00:00"),
        ("2024-03-01 10:20:30 UTC", "2024-03-01T10:20:30"),
        ("2024-03-01 10:20:30 +0100", "2024-03-01T10:20:30+01:00"),
        ("2024/3/1", "2024-03-01"),
        ("31/12/2024", "2024-12-31"),
        ("31.12.24", "2024-12-31"),
        ("31-12-2024 23:59", "2024-12-31T23:59:00"),
        ("3/4/2024, 2:05 PM", "2024-04-03T14:05:00"),
        ("17. September 2023 22:29:56", "2023-09-17T22:29:56"),
        ("5 de marzo de 2024", "2024-03-05"),
        ("1er août 2024", "2024-08-01"),
        ("5 mars 2024 à 10h30", "2024-03-05T10:30:00"),
        ("12 dicembre 2023", "2023-12-12"),
        ("2 mei 2024", "2024-05-02"),
        ("22 de fevereiro de 2024", "2024-02-22"),
        ("March 5, 2024", "2024-03-05"),
        ("1564624725", "2019-08-01T01:58:45+00:00"),
        ("1651071094558", "2022-04-27T14:51:34+00:00"),
        ("45352", "2024-03-01"),
        ("45352.75", "2024-03-01T18:00:00"),
        ("20240301", "2024-03-01"),
        ("2024-03", "2024-03"),
        ("soon", ""),
        ("32/12/2024", ""),
        ("2024-02-30", ""),
        ("12", ""),
        ("99999999999999999999", ""),
    ],
)
def test_dates(written: str, iso: str) -> None:
    assert read_date(written, DateOrder()) == iso


def test_order_of_day_and_month_is_decided_by_the_column() -> None:
    assert find_order(["01/02/2024", "25/02/2024"]) == DateOrder(day_first=True)
    assert find_order(["01/02/2024", "02/25/2024"]) == DateOrder(day_first=False)
    assert find_order(["01/02/2024", "03/03/2024"]) == DateOrder(day_first=True, unclear=1)
    assert find_order(["01/02/2024", "02/25/2024", "25/02/2024"]).mixed


def test_unclear_dates_are_reported(read_text: ReadText) -> None:
    reading = read_text("text,date\nTrees,01/02/2024\nShade,03/04/2024\n")
    assert [draft.created_at for draft in reading.drafts] == ["2024-02-01", "2024-04-03"]
    assert codes(reading) == {"unclear-dates": 2}
    american = read_text("text,date\nTrees,01/02/2024\nShade,03/24/2024\n")
    assert [draft.created_at for draft in american.drafts] == ["2024-01-02", "2024-03-24"]
    assert codes(american) == {}


@given(st.dates(min_value=date(1970, 1, 1)))
def test_any_day_is_read_in_every_order(day: date) -> None:
    iso = day.isoformat()
    year, month, number = iso.split("-")
    assert read_date(iso, DateOrder()) == iso
    assert read_date(f"{number}/{month}/{year}", DateOrder(day_first=True)) == iso
    assert read_date(f"{month}/{number}/{year}", DateOrder(day_first=False)) == iso


@given(st.text(max_size=40))
def test_no_cell_breaks_the_reading_of_values(cell: str) -> None:
    assert isinstance(read_date(cell, DateOrder()), str)
    assert read_kind(cell) in ("", "proposal", "comment", "statement", "evidence")
    assert len(read_language(cell)) in (0, 2)
    number = read_whole_number(cell)
    assert number is None or number >= 0


@pytest.mark.parametrize(
    ("cell", "number"),
    [("12", 12), ("12.0", 12), ("20,0", 20), ("1.234", 1234), ("1 234 567", 1234567),
     ("-1", None), ("2.5", None), ("many", None), ("1e3", None)],
)  # fmt: skip
def test_whole_numbers(cell: str, number: int | None) -> None:
    assert read_whole_number(cell) == number


@pytest.mark.parametrize(
    ("cell", "code"),
    [("PT", "pt"), ("pt-BR", "pt"), ("Français", "fr"), ("néerlandais", "nl"), ("klingon", "")],
)
def test_languages(cell: str, code: str) -> None:
    assert read_language(cell) == code


def test_texts_stay_as_they_were_written() -> None:
    written = "MORE   trees!!  <3\n\n\t- 5 < 6 & [link](http://x)  🌳"
    assert clean_text(written) == written
    assert clean_text("  a\r\nb \rc\x0bd\x00\x07\ufeff  ") == "a\nb\nc\nd"
    assert clean_text("e\u0301te\u0301") == "été"
    assert [clean_text(f"'{sign}x") for sign in "=+-@"] == ["=x", "+x", "-x", "@x"]
    assert clean_text("'t is goed") == "'t is goed"


@given(st.text())
def test_cleaning_leaves_clean_text(text: str) -> None:
    clean = clean_text(text)
    assert unicodedata.is_normalized("NFC", clean)
    assert clean == clean.strip()
    assert not any(unicodedata.category(char) == "Cc" and char not in "\n\t" for char in clean)
    clean.encode()


def test_markup_becomes_text_with_line_breaks() -> None:
    html = (
        "<p>M&aacute;s &amp; mejores <b>&aacute;rboles</b>:</p><ul><li>plazas</li>"
        "<li>calles</li></ul><p>uno<br>dos</p><script>x()</script>"
    )
    assert strip_markup(html) == "Más & mejores árboles:\n- plazas\n- calles\nuno\ndos"


def test_a_typed_tag_is_no_markup(read_text: ReadText) -> None:
    rows = ["<b>Now!</b> trees", "5 < 6 > 4", "I <3 trees", "Plain", "Plain too"]
    typed = read_text("id,text\n" + "".join(f"{i},{row}\n" for i, row in enumerate(rows)))
    assert [draft.text for draft in typed.drafts] == rows
    assert not is_markup(rows)
    assert not is_markup_cell("<p I mean it")
    html = read_text("id,text\n1,<p>Trees &amp; shade</p>\n2,Plain &amp; typed\n3,x\n4,y\n")
    assert [draft.text for draft in html.drafts][:2] == ["Trees & shade", "Plain &amp; typed"]
    assert codes(html) == {"markup-removed": 1}


@given(st.text())
def test_any_text_survives_the_removal_of_markup(text: str) -> None:
    assert isinstance(strip_markup(text), str)
