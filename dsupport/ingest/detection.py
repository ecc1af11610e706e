"""What kind of file is this? Decided by its content, never by the ending of its name."""

from __future__ import annotations

import io
import zipfile

from dsupport.errors import IngestError

SAVE_AS = "Open it and save it as CSV (UTF-8) or XLSX, then import that file."

SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", "a PDF document", "Copy the texts into a spreadsheet with one row per contribution."),
    (b"\x89PNG", "a PNG image", "Export the contributions as a table instead."),
    (b"\xff\xd8\xff", "a JPEG image", "Export the contributions as a table instead."),
    (b"GIF8", "a GIF image", "Export the contributions as a table instead."),
    (b"\xd0\xcf\x11\xe0", "an old Excel file (.xls) or one protected by a password", SAVE_AS),
    (b"{\\rtf", "a rich-text document", SAVE_AS),
    (b"\x1f\x8b", "a gzip archive", "Unpack it and import the file inside."),
    (b"7z\xbc\xaf", "a 7z archive", "Unpack it and import the file inside."),
    (b"Rar!", "a RAR archive", "Unpack it and import the file inside."),
    (
        b"SQLite format 3",
        "a database",
        "A workspace is opened, not imported; otherwise export a CSV from it.",
    ),
    (b"PAR1", "a Parquet file", SAVE_AS),
)
"""First bytes, what they mean and what to do."""

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
        raise IngestError("The file is empty.", hint="Export it again and check its size.")
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return _inside_zip(data)
    for start, what, hint in SIGNATURES:
        if data.startswith(start):
            raise IngestError(f"The file is {what}, not a table.", hint=hint)
    head = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html")):
        raise IngestError(
            "The file is a web page, not a table.",
            hint="The download was probably answered by a login page; log in and export again.",
        )
    if head.startswith(b"<?xml"):
        raise IngestError("The file is XML, not a table.", hint=SAVE_AS)
    if not _is_text(data):
        raise IngestError(
            "The file holds binary data that is neither a table nor text.", hint=SAVE_AS
        )
    return "text"


def _inside_zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            size = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise IngestError(
            "The file begins like an Excel workbook but is incomplete or damaged.",
            hint="Download or copy it again.",
        ) from error
    if size > UNPACKED_LIMIT:
        raise IngestError(
            f"The file unpacks to {size:,} bytes; at most {UNPACKED_LIMIT:,} are read.",
            hint="Save only the sheet with the contributions.",
        )
    if any(name.startswith("xl/") for name in names):
        if "xl/workbook.xml" not in names:
            raise IngestError("The workbook is damaged or of a binary kind (.xlsb).", hint=SAVE_AS)
        return "xlsx"
    if any(name.startswith("word/") for name in names):
        raise IngestError("The file is a Word document, not a table.", hint=SAVE_AS)
    if "content.xml" in names:
        raise IngestError("The file is an OpenDocument file (.ods, .odt).", hint=SAVE_AS)
    raise IngestError("The file is a zip archive.", hint="Unpack it and import the files inside.")


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
