"""What kind of file is this? Decided by its content, never by the ending of its name."""

from __future__ import annotations

import io
import zipfile

from dsupport.errors import IngestError
from dsupport.phrases import Phrase
from dsupport.wording.problems import problem

SIGNATURES = (
    (b"%PDF", "pdf", "copy-texts"),
    (b"\x89PNG", "png", "export-table"),
    (b"\xff\xd8\xff", "jpeg", "export-table"),
    (b"GIF8", "gif", "export-table"),
    (b"\xd0\xcf\x11\xe0", "xls", "save-as"),
    (b"{\\rtf", "rtf", "save-as"),
    (b"\x1f\x8b", "gzip", "unpack"),
    (b"7z\xbc\xaf", "7z", "unpack"),
    (b"Rar!", "rar", "unpack"),
    (b"SQLite format 3", "database", "database"),
    (b"PAR1", "parquet", "save-as"),
)
"""First bytes, the kind of file that they mean, and the hint for it."""

UTF16_NULLS = 0.02
"""From this share of null bytes on, bytes are UTF-16 or binary; fewer are stray."""

UNPACKED_LIMIT = 1_000_000_000
"""Largest unpacked workbook in bytes; more is a mistake or an attack."""


def detect_container(data: bytes) -> str:
    """Tell a workbook from text.

    Parameters
    ----------
    data
        The whole file.

    Returns
    -------
    str
        ``xlsx`` or ``text``.

    Raises
    ------
    IngestError
        If the file is empty or is something that holds no table.
    """
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise problem(IngestError, "file-empty")
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return _inside_zip(data)
    for start, what, hint in SIGNATURES:
        if data.startswith(start):
            raise _no_table(what, hint)
    head = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html")):
        raise _no_table("web", "login")
    if head.startswith(b"<?xml"):
        raise _no_table("xml", "save-as")
    if not _is_text(data):
        raise problem(IngestError, "binary", hint="save-as")
    return "text"


def _no_table(what: str, hint: str) -> IngestError:
    return problem(IngestError, "not-a-table", hint=hint, what=Phrase(f"file.{what}"))


def _inside_zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            size = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise problem(IngestError, "workbook-incomplete") from error
    if size > UNPACKED_LIMIT:
        raise problem(IngestError, "workbook-large", size=size, limit=UNPACKED_LIMIT)
    if any(name.startswith("xl/") for name in names):
        if "xl/workbook.xml" not in names:
            raise problem(IngestError, "workbook-binary", hint="save-as")
        return "xlsx"
    if any(name.startswith("word/") for name in names):
        raise _no_table("word", "save-as")
    kind, hint = ("opendocument", "save-as") if "content.xml" in names else ("zip", "unpack-all")
    raise problem(IngestError, "not-read", hint=hint, what=Phrase(f"file.{kind}"))


def _is_text(data: bytes) -> bool:
    """True unless there are null or many control bytes outside UTF-16 or UTF-32 text."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return True
    sample = data[:200_000]
    nulls = sample.count(0)
    if nulls >= UTF16_NULLS * len(sample):
        odd = sample[1::2].count(0)
        return max(odd, nulls - odd) >= 0.95 * nulls
    control = sum(byte < 32 and byte not in (9, 10, 11, 12, 13, 27) for byte in sample)
    return control <= 0.02 * len(sample)
