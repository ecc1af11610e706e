"""Which column means what: by hand, by platform, by name, and last by its content."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from dsupport.errors import IngestError
from dsupport.ingest.aliases import FIELDS, KEYS, KNOWN, STRATA_FIELDS, key
from dsupport.ingest.findings import Notes, listing
from dsupport.ingest.grid import Grid
from dsupport.ingest.locales import Locale, split_locale
from dsupport.ingest.prose import find_prose, no_text_column
from dsupport.phrases import Phrase
from dsupport.records import OLDEST
from dsupport.wording.problems import problem

_NUMBER = re.compile(r"(?=.*\d)[-+\d\s.,:/%]+")
_PERSON = re.compile(r"[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){1,3}")
_WEAK_IDS = frozenset(map(key, (
    "reference", "référence", "referentie", "riferimento", "referenz", "code", "nr", "no", "number",
    "numero", "nummer", "i", "url", "link", "project url", "permalink", "name",
)))  # fmt: skip
_NAME_KEYS = frozenset(("name", "nom", "naam", "nombre", "nome"))


@dataclass(frozen=True, slots=True)
class Plan:
    """What becomes of each column.

    Attributes
    ----------
    fields
        Column number of each field that was found.
    locales
        For title and text that come in several languages: all their columns.
    attributes
        Column number and attribute name of every further column.
    columns
        Column name to field, for the report.
    """

    fields: Mapping[str, int]
    attributes: Mapping[int, str]
    columns: Mapping[str, str]
    locales: Mapping[str, tuple[Locale, ...]] = field(default_factory=dict)


def count_recognised(names: Iterable[str]) -> int:
    """How many of `names` are known column names (each field at most once is not asked)."""
    return sum(key(name) in KNOWN or split_locale(name) is not None for name in names)


def assign_columns(
    grid: Grid,
    notes: Notes,
    *,
    by_hand: Mapping[str, str] | None = None,
    by_platform: Mapping[str, str] | None = None,
) -> Plan:
    """Decide what each column of `grid` means.

    Parameters
    ----------
    by_hand
        Column to field, given by a person; wins over everything.
    by_platform
        Column key to field, known from the platform that wrote the file.

    Raises
    ------
    IngestError
        If `by_hand` names an unknown column or field, or if no column holds texts.
    """
    chosen = _by_hand(grid.header, by_hand or {})
    fields = {name: i for i, name in chosen.items() if name not in ("ignore", "attribute")}
    taken = dict(chosen)
    for position, name in enumerate(grid.header):
        told = (by_platform or {}).get(key(name))
        if told and position not in taken and (told == "attribute" or told not in fields):
            taken[position] = told
            if told != "attribute":
                fields[told] = position
    locales = _locale_columns(grid.header, taken, fields)
    for wanted in KEYS:
        if wanted in fields or wanted in locales:
            continue
        named = _by_name(grid, wanted, taken)
        if named is not None:
            fields[wanted] = named
            taken[named] = wanted
    if "text" not in locales and "text" not in chosen.values():
        _settle_text(grid, fields, taken, notes, "title" in fields or "title" in locales)
    attributes = _attribute_names(grid.header, taken)
    columns = {name: taken.get(i, "attribute") for i, name in enumerate(grid.header)}
    return Plan(fields, attributes, columns, locales)


def _by_hand(header: tuple[str, ...], mapping: Mapping[str, str]) -> dict[int, str]:
    """Column numbers for a mapping that a person wrote."""
    chosen: dict[int, str] = {}
    for column, wanted in mapping.items():
        if wanted not in FIELDS:
            near = _near(wanted, FIELDS)
            raise problem(
                IngestError, "field-unknown-near" if near else "field-unknown", hint="fields",
                field=wanted, near=near, fields=", ".join(FIELDS),
            )  # fmt: skip
        exact = [i for i, name in enumerate(header) if name == column]
        alike = exact or [i for i, name in enumerate(header) if key(name) == key(column)]
        if not alike:
            near = _near(column, header)
            raise problem(
                IngestError, "column-unknown-near" if near else "column-unknown",
                hint="columns" if header else "no-header",
                column=column, near=near, columns=listing(header),
            )  # fmt: skip
        if wanted not in ("ignore", "attribute") and wanted in chosen.values():
            raise problem(
                IngestError, "mapped-twice", field=wanted, name=Phrase(f"field.{wanted}"),
                undo=Phrase("importing.undo_columns"),
            )  # fmt: skip
        chosen[alike[0]] = wanted
    return chosen


def _near(word: str, names: Iterable[str]) -> str:
    """Names that `word` may have meant."""
    by_key = {key(name): name for name in names}
    close = difflib.get_close_matches(key(word), by_key, n=3, cutoff=0.6)
    return listing(by_key[name] for name in close)


def _locale_columns(
    header: tuple[str, ...], taken: dict[int, str], fields: Mapping[str, int]
) -> dict[str, tuple[Locale, ...]]:
    """Columns such as ``body/fr`` where neither hand nor platform said otherwise."""
    found: dict[str, list[Locale]] = {}
    for position, name in enumerate(header):
        split = split_locale(name)
        if split and position not in taken and split.field not in fields:
            taken[position] = split.field
            found.setdefault(split.field, []).append(split.at(position))
    return {name: tuple(sorted(ones, key=lambda one: one.machine)) for name, ones in found.items()}


def _by_name(grid: Grid, wanted: str, taken: Mapping[int, str]) -> int | None:
    """The first column that is called like `wanted` and can hold it; filled ones first."""
    named = [
        (not grid.column(i), KEYS[wanted].index(key(name)), i)
        for i, name in enumerate(grid.header)
        if i not in taken and key(name) in KEYS[wanted]
    ]
    if wanted != "text":
        named.sort(key=lambda one: one[1:])
    for _, _, position in sorted(named) if wanted == "text" else named:
        if _can_hold(grid, wanted, position):
            return position
    return None


def _can_hold(grid: Grid, wanted: str, position: int) -> bool:
    """Whether names that mean different things in different files fit the content here."""
    name, values = key(grid.header[position]), grid.column(position)
    numeric = sum(bool(_NUMBER.fullmatch(value)) for value in values)
    if wanted == "text":
        return name == "text" or numeric * 2 <= len(values)
    if wanted == "id" and name in _WEAK_IDS:
        return bool(values) and len(set(values)) == len(values) == len(grid.rows)
    if wanted == "parent" and name == "proposal id":
        return len(set(values)) < len(values)
    if wanted == "age_bracket":
        years = all(value.isdigit() and int(value) < OLDEST for value in values)
        return years or numeric < len(values) or any("-" in value for value in values)
    if name in _NAME_KEYS:
        people = sum(bool(_PERSON.fullmatch(value)) and value.istitle() for value in values)
        return (people * 2 > len(values)) == (wanted == "author")
    return True


def _settle_text(
    grid: Grid, fields: dict[str, int], taken: dict[int, str], notes: Notes, has_title: bool
) -> None:
    """Where the text column is missing, or empty without a title, take the one with most prose."""
    named = fields.get("text")
    if named is not None and (has_title or grid.column(named)):
        return
    prose = find_prose(grid, taken, has_title=has_title)
    if prose is not None:
        if named is not None:
            taken[named] = "attribute"
        fields["text"], taken[prose] = prose, "text"
        notes.add("text-column-guessed", column=listing([grid.header[prose]]))
    elif named is None and not has_title:
        raise no_text_column(grid.header)


def _attribute_names(header: tuple[str, ...], taken: Mapping[int, str]) -> dict[int, str]:
    """Attribute names: ours for known strata, otherwise the header as it is."""
    strata = {i: name for i, name in taken.items() if name in STRATA_FIELDS}
    names = dict(strata)
    for position, name in enumerate(header):
        if taken.get(position, "attribute") == "attribute":
            names[position] = f"{name} (file)" if name in strata.values() else name
    return names
