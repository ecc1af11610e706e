"""Rows from JSON: a list of objects, an object with one list, columns, or JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from dsupport.errors import IngestError
from dsupport.ingest.aliases import KEYS, key
from dsupport.ingest.findings import listing, shorten
from dsupport.ingest.grid import CELL_LIMIT, Grid, Row, too_long
from dsupport.results import SetAside
from dsupport.wording.findings import unusable
from dsupport.wording.problems import problem

DEPTH_LIMIT = 6
"""Objects nested deeper than this are written into one cell as JSON."""


def looks_like_json(text: str) -> bool:
    """True if the first characters can only be meant as JSON."""
    head = "".join(text[:500].split())
    return head[:2] in ('{"', "{}", "[]", "[{", '["', "[[") or (
        head[:1] == "[" and head[-1:] == "]"
    )


def read_json(text: str, encoding: str) -> Grid:
    """Read JSON or JSON Lines; nested objects become columns such as ``author/name``."""
    text = text.lstrip("\ufeff")
    try:
        whole = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        grid = _read_lines(text, encoding)
        if grid is not None:
            return grid
        raise _unreadable(error) from error
    if isinstance(whole, Mapping) and "\n" not in text.strip() and _is_record(whole):
        return _from_records([(1, whole)], encoding)
    return _from_records(_records(whole), encoding)


def _is_record(whole: Mapping[str, Any]) -> bool:
    """True if an object is a contribution itself: JSON Lines of one line."""
    texts = any(
        key(name) in KEYS["text"] and isinstance(value, str) for name, value in whole.items()
    )
    lists = (value for value in whole.values() if isinstance(value, list))
    return texts and not any(isinstance(one, Mapping) for value in lists for one in value)


def _unreadable(error: Exception) -> IngestError:
    if not isinstance(error, json.JSONDecodeError):
        return problem(IngestError, "json-deep", hint="json-shapes")
    at_end = not error.doc[error.pos :].strip() or error.msg.startswith("Unterminated")
    return problem(
        IngestError, "json-cut" if at_end else "json-invalid", hint="json-cut",
        error=error.msg.lower(), line=str(error.lineno), column=str(error.colno),
    )  # fmt: skip


def _records(whole: Any) -> list[tuple[int, Any]]:
    """The objects inside a JSON document, numbered from 1."""
    if isinstance(whole, Mapping):
        whole = _inner_list(whole)
    if not isinstance(whole, Sequence) or isinstance(whole, str):
        raise problem(IngestError, "json-single", hint="json-shapes")
    if not whole:
        raise problem(IngestError, "json-empty", hint="right-file")
    return list(enumerate(whole, 1))


def _inner_list(whole: Mapping[str, Any]) -> Sequence[Any]:
    """The one list of an object, or its columns turned into rows."""
    columns = _columns(whole)
    if columns:
        width = max(len(cells) for cells in columns.values())
        return [
            {name: cells[i] if i < len(cells) else None for name, cells in columns.items()}
            for i in range(width)
        ]
    lists = {
        name: value
        for name, value in whole.items()
        if isinstance(value, list) and value and isinstance(value[0], (Mapping, str))
    }
    objects = {name: value for name, value in lists.items() if isinstance(value[0], Mapping)}
    found = objects or lists
    if len(found) == 1:
        return next(iter(found.values()))
    if found:
        raise problem(IngestError, "json-lists", names=listing(found))
    raise problem(IngestError, "json-object", hint="json-shapes", names=listing(whole))


def _columns(whole: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Columns of a column-oriented document (lists, or pandas' objects by row), else nothing."""
    columns: dict[str, list[Any]] = {}
    for name, value in whole.items():
        if isinstance(value, Mapping) and value and all(one.isdigit() for one in value):
            columns[name] = list(value.values())
        elif isinstance(value, list) and not any(isinstance(one, (Mapping, list)) for one in value):
            columns[name] = value
        else:
            return {}
    same = len({len(cells) for cells in columns.values()}) == 1
    return columns if same and len(columns) > 1 else {}


def _read_lines(text: str, encoding: str) -> Grid | None:
    """JSON Lines, or `None` if the first line is not an object of its own."""
    records: list[tuple[int, Any]] = []
    aside: list[SetAside] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            records.append((number, json.loads(line)))
        except (json.JSONDecodeError, RecursionError) as error:
            if not records:
                return None
            if isinstance(error, json.JSONDecodeError):
                row = unusable(number, "", shorten(line), "bad-json", error=error.msg)
            else:
                row = unusable(number, "", shorten(line), "deep-json")
            aside.append(row)
    if not isinstance(records[0][1], Mapping) or len(aside) > len(records):
        return None
    return _from_records(records, encoding, aside)


def _from_records(
    records: Sequence[tuple[int, Any]], encoding: str, aside: Sequence[SetAside] = ()
) -> Grid:
    if all(isinstance(value, str) for _, value in records):
        rows = tuple(Row(number, (value,)) for number, value in records)
        return Grid(("text",), rows, encoding, plain=True)
    flat: list[tuple[int, dict[str, str]]] = []
    bad = list(aside)
    for number, value in records:
        if not isinstance(value, Mapping):
            bad.append(unusable(number, "", shorten(_cell(value)), "not-object"))
            continue
        cells = _flatten(value)
        long = next((name for name, cell in cells.items() if len(cell) > CELL_LIMIT), None)
        if long is None:
            flat.append((number, cells))
        else:
            bad.append(too_long(number, long, cells[long]))
    header = tuple(dict.fromkeys(name for _, cells in flat for name in cells))
    if not header:
        if bad and bad[0].why:
            raise problem(IngestError, "json-nothing-first", hint="json-shapes", reason=bad[0].why)
        raise problem(IngestError, "json-nothing", hint="json-shapes")
    rows = tuple(Row(n, tuple(cells.get(name, "") for name in header)) for n, cells in flat)
    return Grid(header, rows, encoding, "", tuple(sorted(bad, key=lambda one: one.line)))


def _flatten(record: Mapping[str, Any], prefix: str = "", depth: int = 0) -> dict[str, str]:
    """Cells of an object; the wrappers of JSON:API and GeoJSON leave no trace in the names."""
    cells: dict[str, str] = {}
    for name, value in record.items():
        path = f"{prefix}{name}"
        if isinstance(value, Mapping) and value and depth < DEPTH_LIMIT:
            inner = "" if path in ("attributes", "properties") else f"{path}/"
            for inner_name, cell in _flatten(value, inner, depth + 1).items():
                cells.setdefault(inner_name, cell)
        else:
            cells[path] = _cell(value)
    return cells


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and not any(isinstance(one, (Mapping, list)) for one in value):
        return ", ".join(_cell(one) for one in value)
    return json.dumps(value, ensure_ascii=False)
