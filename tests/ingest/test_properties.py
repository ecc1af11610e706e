"""Laws: what is written comes back, whatever the file; every row is a draft or set aside."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dsupport.errors import IngestError
from dsupport.ingest import Reading, read
from dsupport.ingest.cleaning import clean_text

from .conftest import write_workbook

WESTERN = "abcdefghijklmnopqrstuvwxyz ABCÉÀ éèàçñõüßœ€’“”… ,;|\t\n\"'.!?0123456789-=+@&>"
"""No “<”: what looks like HTML is cleaned, and has tests of its own."""
UNICODE = WESTERN + "你好日本語アя🌳ё"
FEW = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def rows(alphabet: str) -> st.SearchStrategy[list[tuple[str, str, str]]]:
    """Tables of title, text and a further column; at least one text begins like a sentence."""
    cell = st.text(alphabet=alphabet, max_size=30)
    row = st.tuples(cell, cell, cell)
    return st.lists(row, max_size=8).map(lambda some: [("A title", "Été: a text", "x"), *some])


def read_bytes(data: bytes, name: str = "file.csv") -> Reading:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        return read(path)


def as_csv(table: list[tuple[str, str, str]], delimiter: str) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(["id", "title", "text", "further"])
    writer.writerows((f"c{i}", *row) for i, row in enumerate(table))
    return buffer.getvalue()


def check(reading: Reading, table: list[tuple[str, str, str]]) -> None:
    """Every row with a text came back as it was written, every other one was set aside."""
    drafts = {draft.source_id: draft for draft in reading.drafts}
    assert reading.report.rows == len(table) == len(drafts) + len(reading.report.set_aside)
    for number, row in enumerate(table):
        title, text, further = map(clean_text, row)
        draft = drafts.get(f"c{number}")
        if draft is None:
            assert not title
            assert not text
        else:
            assert (draft.title, draft.text) == ((title, text) if text else ("", title))
            assert draft.attributes == ({"further": further} if further else {})


@FEW
@given(rows(UNICODE), st.sampled_from(",;\t|"), st.sampled_from(
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"]))  # fmt: skip
def test_delimited_text_in_unicode(
    table: list[tuple[str, str, str]], delimiter: str, codec: str
) -> None:
    reading = read_bytes(as_csv(table, delimiter).encode(codec))
    check(reading, table)
    assert reading.report.delimiter == delimiter
    assert reading.report.encoding.startswith(codec)


@FEW
@given(rows(WESTERN), st.sampled_from(",;\t|"))
def test_delimited_text_from_windows(table: list[tuple[str, str, str]], delimiter: str) -> None:
    reading = read_bytes(as_csv(table, delimiter).encode("cp1252"))
    check(reading, table)
    assert (reading.report.encoding, reading.report.delimiter) == ("windows-1252", delimiter)


@FEW
@given(rows("あいうえおカキクケコ日本語公園、。 abc,\n"), st.sampled_from(",;\t|"))
def test_delimited_text_from_japan(table: list[tuple[str, str, str]], delimiter: str) -> None:
    table = [("題", "公園に木を、もっと。", "x"), *table[1:]]
    reading = read_bytes(as_csv(table, delimiter).encode("cp932"))
    check(reading, table)
    assert reading.report.encoding == "shift_jis"


def records(table: list[tuple[str, str, str]]) -> list[dict[str, Any]]:
    names = ("id", "title", "text", "further")
    return [dict(zip(names, (f"c{i}", *row), strict=True)) for i, row in enumerate(table)]


@FEW
@given(rows(UNICODE), st.booleans())
def test_json(table: list[tuple[str, str, str]], ascii_only: bool) -> None:
    some = records(table)
    check(read_bytes(json.dumps(some, ensure_ascii=ascii_only).encode()), table)
    lines = "\n".join(json.dumps(one, ensure_ascii=ascii_only) for one in some)
    check(read_bytes(lines.encode()), table)


@settings(parent=FEW, max_examples=15)
@given(rows(UNICODE.replace("=", "")))
def test_workbooks(table: list[tuple[str, str, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.xlsx"
        write_workbook(
            path,
            [["id", "title", "text", "further"], *([f"c{i}", *r] for i, r in enumerate(table))],
        )
        check(read(path), table)


@settings(parent=FEW, max_examples=150)
@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode) | st.text(
    alphabet="id,text;\t|\"'{}[]:\n\r=ab1é", max_size=200).map(str.encode))  # fmt: skip
def test_no_file_breaks_the_reader(data: bytes) -> None:
    try:
        reading = read_bytes(data)
    except IngestError as error:
        assert error.hint
    else:
        assert reading.drafts
        assert all(draft.text for draft in reading.drafts)
        assert reading.report.rows == len(reading.drafts) + len(reading.report.set_aside)


@settings(parent=FEW, max_examples=60)
@given(st.integers(min_value=0), st.binary(min_size=1, max_size=3))
def test_no_damage_to_a_workbook_breaks_the_reader(place: int, noise: bytes) -> None:
    data = bytearray(_workbook())
    start = place % len(data)
    data[start : start + len(noise)] = noise
    try:
        assert read_bytes(bytes(data), "a.xlsx").drafts
    except IngestError as error:
        assert error.hint


def _workbook() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.xlsx"
        write_workbook(path, [["id", "text"], [1, "More trees"], [2, "More benches"]])
        return path.read_bytes()
