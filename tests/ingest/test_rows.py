"""A bad row is set aside with line, column, value and reason; nothing is dropped silently."""

from __future__ import annotations

import pytest

from dsupport.errors import IngestError

from .conftest import ReadText, codes


def test_cell_of_a_million_characters(read_text: ReadText) -> None:
    reading = read_text(f"id,text\n1,Trees\n2,{'x' * 1_000_000}\n3,Shade\n")
    (aside,) = reading.report.set_aside
    assert (aside.line, aside.column) == (3, "text")
    assert "1,000,000 characters" in aside.reason
    assert len(aside.value) <= 80
    assert [draft.source_id for draft in reading.drafts] == ["1", "3"]


def test_only_bad_rows_are_an_error(read_text: ReadText) -> None:
    with pytest.raises(IngestError, match=r"The only row cannot be used.*1,000,000"):
        read_text(f"id,text\n1,{'x' * 1_000_000}\n")
    with pytest.raises(IngestError, match="no text"):
        read_text("id,text\n1,\n2, \n")


def test_rows_wider_than_the_header(read_text: ReadText) -> None:
    reading = read_text(
        f"id,text,city\n1,{','.join('abcdefghij' * 4)}\n2,Trees,X,,,\n3,Shade\n4,Bus,Y\n"
    )
    (aside,) = reading.report.set_aside
    assert aside.line == 2
    assert aside.reason == "the row has 41 cells, the header only 3 columns"
    assert [draft.source_id for draft in reading.drafts] == ["2", "3", "4"]
    assert reading.report.rows == 4


def test_header_that_most_rows_do_not_fit(read_text: ReadText) -> None:
    with pytest.raises(IngestError, match="2 of 2 rows have more cells"):
        read_text("id,text\n1,a,b,c\n2,d,e,f\n")


def test_empty_texts_and_blank_rows(read_text: ReadText) -> None:
    reading = read_text("id,text\n1,Trees\n2,  \n,,\n\n3,Shade\n")
    (aside,) = reading.report.set_aside
    assert (aside.line, aside.column, aside.reason) == (3, "text", "the row has no text")
    assert codes(reading) == {"set-aside": 1, "blank-rows": 2}
    assert reading.report.rows == len(reading.drafts) + 1


@pytest.mark.parametrize("end", ["", "\n"])
def test_quote_that_swallows_the_rest(read_text: ReadText, end: str) -> None:
    reading = read_text('id,text\n1,Trees\n2,"Shade\n3,Bus\n4,Benches' + end)
    assert [draft.source_id for draft in reading.drafts] == ["1", "3", "4"]
    (aside,) = reading.report.set_aside
    assert (aside.line, aside.value) == (3, '2,"Shade')
    assert codes(reading)["unclosed-quote"] == 1


def test_quote_that_swallows_rows_up_to_the_next_quote(read_text: ReadText) -> None:
    rows = ['1,"Trees\n', *(f"{i},Idea {i}\n" for i in range(2, 9)), '9,"Shade, too"\n', "10,Bus\n"]
    reading = read_text("id,text\n0,First\n" + "".join(rows))
    assert [draft.source_id for draft in reading.drafts] == ["0", *map(str, range(2, 11))]
    assert codes(reading)["unclosed-quote"] == 1


def test_line_breaks_in_quotes_are_no_error(read_text: ReadText) -> None:
    reading = read_text('id,text,city\n1,"Trees,\nshade, too,\nand a bench, please",X\n2,Bus,Y\n')
    assert reading.drafts[0].text == "Trees,\nshade, too,\nand a bench, please"
    assert (reading.drafts[1].line, reading.report.set_aside) == (5, ())


def test_file_cut_off_inside_a_quoted_text(read_text: ReadText) -> None:
    reading = read_text('id,text,city\n1,Trees,X\n2,"A long letter\nwith lines\nand more lines')
    assert [draft.source_id for draft in reading.drafts] == ["1"]
    assert [aside.line for aside in reading.report.set_aside] == [3]


def test_too_many_open_quotes(read_text: ReadText) -> None:
    rows = "".join(f'{i},"Idea {i}\n' for i in range(200))
    with pytest.raises(IngestError, match="never closed"):
        read_text("id,text\n" + rows)


def test_header_names(read_text: ReadText) -> None:
    reading = read_text("id,text,note,note,,\n1,Trees,a,b,c,\n")
    assert reading.drafts[0].attributes == {"note": "a", "note (2)": "b", "column 5": "c"}
    assert codes(reading) == {"repeated-columns": 1}


def test_table_without_header(read_text: ReadText) -> None:
    reading = read_text(
        "A man with a hat is dancing.,5.0\nA child rides a small horse.,4.5\n"
        "Someone feeds a mouse to a snake.,3\n"
    )
    assert len(reading.drafts) == 3
    assert reading.report.columns == {"column 1": "text", "column 2": "attribute"}
    assert codes(reading) == {"no-header": 1, "text-column-guessed": 1}


def test_title_rows_above_the_header_of_a_csv(read_text: ReadText) -> None:
    reading = read_text("Export of May\n\nid,text\n1,Trees\n")
    assert (len(reading.drafts), codes(reading)["rows-above-header"]) == (1, 1)


def test_bad_values_keep_the_row(read_text: ReadText) -> None:
    reading = read_text(
        "id,text,supports,date,language\n1,Trees,many,soon,xx1\n2,Shade,12.0,2024-05-01,pt-PT\n"
        "3,Bus,1 200,2024-05-02,Nederlands\n4,Car,2.5,2024-05-02,\n"
    )
    first, second, third, fourth = reading.drafts
    assert (first.supports, first.created_at, first.language) == (None, "", "")
    assert first.attributes == {"date": "soon", "language": "xx1"}
    assert (second.supports, second.language) == (12, "pt")
    assert (third.supports, third.language, fourth.supports) == (1200, "nl", None)
    assert codes(reading) == {"bad-values": 3, "unreadable-dates": 1}
    (values,) = [one for one in reading.report.findings if one.code == "bad-values"]
    assert "line 2, column supports: many" in values.examples
    assert reading.report.languages == {"nl": 1, "pt": 1}


def test_repeats(read_text: ReadText) -> None:
    reading = read_text(
        "id,text\n1,Trees\n1,Trees\n1,Shade\n1,Bus\n2,Trees\n,Benches\n,Benches\n1#2,Own id\n"
    )
    assert [draft.source_id for draft in reading.drafts] == [
        "1", "1#3", "1#4", "2", "", "", "1#2",
    ]  # fmt: skip
    assert codes(reading) == {
        "repeated-rows": 1, "repeated-ids": 2, "repeated-texts": 2, "set-aside": 1,
    }  # fmt: skip
    assert reading.report.set_aside[0].line == 3


def test_second_row_with_an_id_gets_a_number(read_text: ReadText) -> None:
    reading = read_text("id,text\n12,Trees\n12,Shade\n")
    assert [draft.source_id for draft in reading.drafts] == ["12", "12#2"]


def test_cut_off_texts(read_text: ReadText) -> None:
    rows = "".join(f"{i},Die Nutzung der Verkehrsmittel w...\n" for i in range(4))
    assert codes(read_text(f"id,text\n{rows}"))["cut-off-texts"] == 4
    assert "cut-off-texts" not in codes(read_text("id,text\n1,And then …\n2,Trees\n"))


def test_texts_garbled_before_the_export(read_text: ReadText) -> None:
    assert codes(read_text("text\nDes arbres Ã  cÃ´tÃ© de l'Ã©cole\n"))["garbled-text"] == 1


def test_quotes_that_are_not_doubled_are_reported(read_text: ReadText) -> None:
    reading = read_text('id,text,city\n1,"5" pipes",X\n2,5" pipes,Y\n3,"Said ""no""",Z\n')
    assert [draft.source_id for draft in reading.drafts] == ["1", "2", "3"]
    assert codes(reading) == {"odd-quotes": 1}


def test_quotes_left_open_in_every_row(read_text: ReadText) -> None:
    reading = read_text("id,text\n" + "".join(f'{i},"Idea {i}\n' for i in range(30)))
    report = reading.report
    assert report.rows == len(reading.drafts) + len(report.set_aside) == 30
    assert codes(reading)["unclosed-quote"] == len(report.set_aside)


def test_stray_null_bytes_do_not_matter(read_text: ReadText) -> None:
    reading = read_text("id,text\n1,Tr\x00ees\n2,Shade\n" + "3,A long enough text\n" * 9)
    assert reading.drafts[0].text == "Trees"
