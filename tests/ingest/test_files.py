"""Any file that people have is either read or refused with a reason and a hint."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from dsupport.errors import IngestError
from dsupport.ingest import read

from .conftest import ReadText, codes, write_workbook

TABLE = "id,title,text\n1,Trees,More trees in the streets\n2,Benches,Benches near the école\n"


@pytest.mark.parametrize(
    ("codec", "mark", "name"),
    [
        ("utf-8", b"", "utf-8"),
        ("utf-8", b"\xef\xbb\xbf", "utf-8-sig"),
        ("utf-16-le", b"\xff\xfe", "utf-16-le"),
        ("utf-16-be", b"\xfe\xff", "utf-16-be"),
        ("utf-16-le", b"", "utf-16-le"),
        ("utf-16-be", b"", "utf-16-be"),
        ("cp1252", b"", "windows-1252"),
    ],
)
def test_encodings(read_text: ReadText, codec: str, mark: bytes, name: str) -> None:
    reading = read_text(mark + TABLE.encode(codec))
    assert reading.report.encoding == name
    assert [draft.text for draft in reading.drafts][1] == "Benches near the école"
    assert reading.report.columns == {"id": "id", "title": "title", "text": "text"}


def test_shift_jis(read_text: ReadText) -> None:
    reading = read_text(
        "comment-id,comment-body\n1,公園に新しい遊具がほしいです\n", encoding="cp932"
    )
    assert reading.report.encoding == "shift_jis"
    assert reading.report.platform == "kouchou-ai"
    assert reading.drafts[0].text == "公園に新しい遊具がほしいです"


def test_typographic_signs_of_windows(read_text: ReadText) -> None:
    reading = read_text("text\nC’est “bien” – 5 € …\nÀ côté\n", encoding="cp1252")
    assert reading.report.encoding == "windows-1252"
    assert reading.drafts[0].text == "C’est “bien” – 5 € …"


def test_a_few_broken_bytes_do_not_change_the_encoding(read_text: ReadText) -> None:
    data = ("text\n" + "été à la mer\n" * 20).encode() + b"cut \xc3"
    reading = read_text(data)
    assert reading.report.encoding == "utf-8"
    assert codes(reading)["undecodable-bytes"] == 1


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters(read_text: ReadText, delimiter: str) -> None:
    text = f"id{delimiter}text\n1{delimiter}Trees; benches, | and more\n".replace(
        "Trees; benches, | and more", '"Trees; benches, | and more"'
    )
    reading = read_text(text)
    assert reading.report.delimiter == delimiter
    assert reading.drafts[0].text == "Trees; benches, | and more"


def test_delimiter_told_by_excel(read_text: ReadText) -> None:
    reading = read_text("sep=;\r\nid;text\r\n1;Trees, benches\r\n")
    assert reading.report.delimiter == ";"
    assert reading.drafts[0].line == 3


def test_one_column_keeps_its_commas(read_text: ReadText) -> None:
    reading = read_text("comment\nTrees, benches, shade\nA bus, please\n")
    assert reading.report.delimiter == ""
    assert [draft.text for draft in reading.drafts] == ["Trees, benches, shade", "A bus, please"]


def test_workbook_named_csv(tmp_path: Path) -> None:
    write_workbook(tmp_path / "a.xlsx", [["id", "text"], [1, "More trees"]])
    path = (tmp_path / "a.xlsx").rename(tmp_path / "a.csv")
    reading = read(path)
    assert codes(reading) == {"other-file-type": 1}
    assert (reading.drafts[0].source_id, reading.drafts[0].text) == ("1", "More trees")


def test_text_named_xlsx(read_text: ReadText) -> None:
    assert codes(read_text(TABLE, "a.xlsx")) == {"other-file-type": 1}


def _zip(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf\r\n  \n", "empty"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n\x1a\n....", "PNG"),
        (b"\xff\xd8\xff\xe0....", "JPEG"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "old Excel"),
        (gzip.compress(b"id,text"), "gzip"),
        (bytes(range(256)) * 20, "binary"),
        (b"<!DOCTYPE html><html><body>Log in</body></html>", "web page"),
        (b"PK\x03\x04 and then nothing", "incomplete"),
        (_zip("word/document.xml"), "Word"),
        (_zip("content.xml"), "OpenDocument"),
        (_zip("a.csv"), "zip archive"),
        (b"id,title,text\n", "no rows"),
        (b"text\n", "no rows"),
        (b'[{"id": 1, "text": "More trees"}, {"id": 2, "te', "ends before it is complete"),
        (b'{"a": 1}', "without a list"),
        (b"[]", "empty list"),
        (b"[1, 2, 3]", "no usable objects"),
        (b"12\n13\n14\n", "neither a table"),
        (b"id,amount\n1,12\n2,13\n", "No column holds texts"),
        (b'id,"text\n1,More trees\n2,More benches\n', "never closed"),
        (b"META\nkey;value\nPROJECTS\nproject_id;cost\n", "Pabulib election"),
    ],
)
def test_refused(read_text: ReadText, data: bytes, told: str) -> None:
    with pytest.raises(IngestError, match=told) as caught:
        read_text(data)
    assert caught.value.hint


def test_missing_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(IngestError, match="cannot be opened"):
        read(tmp_path / "nothing.csv")
    with pytest.raises(IngestError):
        read(tmp_path)


def test_truncated_workbook(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_workbook(path, [["id", "text"], *([i, f"Idea number {i}"] for i in range(300))])
    data = path.read_bytes()
    for length in (100, len(data) // 2, len(data) - 30):
        path.write_bytes(data[:length])
        with pytest.raises(IngestError, match="incomplete"):
            read(path)


def test_workbook_with_damaged_sheet(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_workbook(path, [["id", "text"], [1, "More trees"]])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"][:200]
    with zipfile.ZipFile(path, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    with pytest.raises(IngestError, match="damaged"):
        read(path)


def test_sheets_titles_dates_and_errors(read_sheets: ReadText) -> None:
    from datetime import datetime

    reading = read_sheets(
        [],
        [
            ["Citizens' council 2024"],
            ["exported by the office"],
            [],
            ["id", "text", "supports", "date"],
            [1.0, "More trees", 12.0, datetime(2024, 3, 1)],
            [2, "More benches", "#REF!", datetime(2024, 3, 1, 14, 30)],
            [],
            [3, "=Fewer cars, please", "=SUM(C5:C6)", "2024-03-02"],
        ],
        [["id", "text"], [9, "elsewhere"]],
    )
    first, second, third = reading.drafts
    assert (first.source_id, first.supports, first.created_at, first.line) == (
        "1", 12, "2024-03-01", 5,
    )  # fmt: skip
    assert (second.supports, second.created_at) == (None, "2024-03-01T14:30:00")
    assert (third.text, third.supports, third.line) == ("=Fewer cars, please", None, 8)
    assert codes(reading) == {
        "other-sheets": 2, "rows-above-header": 2, "bad-values": 2, "uncomputed-formulas": 1,
    }  # fmt: skip


def test_sheet_with_known_columns_wins_over_a_cover_sheet(read_sheets: ReadText) -> None:
    reading = read_sheets([["Read me", "please"], ["a", "b"]], [["id", "text"], [1, "Trees"]])
    assert [draft.text for draft in reading.drafts] == ["Trees"]


def test_stored_results_of_formulas_are_used(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["text"])
    book.active.append(["=1+1"])
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(IngestError, match=r"The only row|no rows"):
        read(tmp_path / "a.xlsx")


def test_json_shapes(read_json: ReadText) -> None:
    rows = [{"id": 1, "text": "More trees"}, {"id": 2, "text": "More benches"}]
    shapes = [
        rows,
        {"proposals": rows, "total": 2},
        {"id": [1, 2], "text": ["More trees", "More benches"]},
        {"id": {"0": 1, "1": 2}, "text": {"0": "More trees", "1": "More benches"}},
        {"data": [{"id": row["id"], "attributes": {"text": row["text"]}} for row in rows]},
    ]
    for shape in shapes:
        drafts = read_json(shape).drafts
        assert [(draft.source_id, draft.text) for draft in drafts] == [
            ("1", "More trees"), ("2", "More benches"),
        ]  # fmt: skip


def test_several_lists_in_json_are_named(read_json: ReadText) -> None:
    with pytest.raises(IngestError, match=r"a.*b"):
        read_json({"a": [{"text": "x"}], "b": [{"text": "y"}]})


def test_json_lines_set_bad_lines_aside(read_text: ReadText) -> None:
    reading = read_text(
        '{"text": "Trees"}\n\n{"text": "Ben\n{"text": "Shade"}\n"loose"\n', "a.jsonl"
    )
    assert [(draft.line, draft.text) for draft in reading.drafts] == [(1, "Trees"), (4, "Shade")]
    assert [aside.line for aside in reading.report.set_aside] == [3, 5]
    assert reading.report.rows == 4


def test_nested_json_becomes_columns(read_json: ReadText) -> None:
    reading = read_json([{"text": "Trees", "author": {"name": "A"}, "tags": ["x", "y"], "n": None}])
    assert reading.drafts[0].author == "A"
    assert reading.drafts[0].attributes == {"tags": "x, y"}


def test_half_an_emoji_in_json(read_text: ReadText) -> None:
    assert read_text('[{"text": "More \\ud83d trees"}]').drafts[0].text == "More \ufffd trees"


@pytest.mark.parametrize(
    ("text", "ideas"),
    [
        ("More trees\nFewer cars\n\nA bench\n", ["More trees", "Fewer cars", "A bench"]),
        ("- More trees\n  and shade\n* Fewer cars\n", ["More trees\nand shade", "Fewer cars"]),
        ("1. More trees\n2) Fewer cars\n", ["More trees", "Fewer cars"]),
        ("More trees\nand shade.\n\nFewer cars.\n", ["More trees\nand shade.", "Fewer cars."]),
        ('"More trees, please"\n"Fewer cars"\n', ["More trees, please", "Fewer cars"]),
    ],
)
def test_plain_text(read_text: ReadText, text: str, ideas: list[str]) -> None:
    reading = read_text(text, "ideas.txt")
    assert [draft.text for draft in reading.drafts] == ideas
    assert (reading.report.platform, reading.report.columns) == ("text", {})


def test_headings_in_plain_text_are_set_aside(read_text: ReadText) -> None:
    reading = read_text("# Table 3\nIdeas of the evening:\n- More trees\n- Fewer cars\n- Shade\n")
    assert [draft.text for draft in reading.drafts] == ["More trees", "Fewer cars", "Shade"]
    assert [aside.line for aside in reading.report.set_aside] == [1, 2]


def test_one_column_sheet_without_header(read_sheets: ReadText) -> None:
    reading = read_sheets([["More trees in the streets"], ["Fewer cars, please"]])
    assert reading.report.platform == "text"
    assert len(reading.drafts) == 2
