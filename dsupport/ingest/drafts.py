"""From rows and a plan of columns to drafts: one row, one contribution, or a reason why not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dsupport.ingest.cleaning import clean_text, is_markup, is_markup_cell, strip_markup
from dsupport.ingest.columns import Plan
from dsupport.ingest.dates import DateOrder, find_order, read_date
from dsupport.ingest.findings import Notes, at, shorten
from dsupport.ingest.grid import Grid, Row
from dsupport.ingest.locales import choose_locale
from dsupport.ingest.platforms import Signature
from dsupport.ingest.values import read_kind, read_language, read_whole_number
from dsupport.phrases import Phrase
from dsupport.records import Draft
from dsupport.results import SetAside
from dsupport.wording.findings import unusable


def build_drafts(
    grid: Grid, plan: Plan, platform: Signature, notes: Notes
) -> tuple[list[Draft], list[SetAside]]:
    """Make a draft of every row that has a text or a title; set the others aside."""
    reader = _RowReader(grid, plan, platform, notes)
    drafts: list[Draft] = []
    aside: list[SetAside] = []
    for row in grid.rows:
        draft = reader.read(row)
        if draft is None:
            aside.append(unusable(row.line, reader.text_column, "", "no-text"))
        else:
            drafts.append(draft)
    return drafts, aside


@dataclass(frozen=True, slots=True)
class _Words:
    """Title and text of a row, their language if the column says it, and which cells they are."""

    title: str
    text: str
    language: str
    used: tuple[int, ...]


class _RowReader:
    """Reads rows of one file; knows what only whole columns tell (dates, markup)."""

    def __init__(self, grid: Grid, plan: Plan, platform: Signature, notes: Notes) -> None:
        self._header = grid.header
        self._plan = plan
        self._platform = platform
        self._notes = notes
        self._markup = frozenset(i for i in self._word_columns() if is_markup(grid.column(i)))
        self._order = self._date_order(grid)
        self.text_column = next((grid.header[i] for i in self._word_columns("text")), "") or next(
            (grid.header[i] for i in self._word_columns("title")), ""
        )

    def read(self, row: Row) -> Draft | None:
        """The draft of a row, or `None` if it says nothing."""
        words = self._words(row)
        if not words.text:
            return None
        extra: dict[str, str] = {}
        parent = self._cell(row, "parent")
        return Draft(
            source_id=self._cell(row, "id"),
            text=words.text,
            line=row.line,
            title=words.title,
            kind=self._kind(row, parent, extra),
            author=self._cell(row, "author"),
            created_at=self._created_at(row, extra),
            language=self._language(row, extra) or words.language,
            session=self._cell(row, "session"),
            table=self._cell(row, "table"),
            supports=self._supports(row),
            parent_source_id=parent,
            attributes={**self._attributes(row, words.used), **extra},
        )

    def _word_columns(self, *names: str) -> list[int]:
        """Column numbers of titles and texts."""
        columns: list[int] = []
        for name in names or ("title", "text"):
            if name in self._plan.fields:
                columns.append(self._plan.fields[name])
            columns.extend(one.position for one in self._plan.locales.get(name, ()))
        return columns

    def _date_order(self, grid: Grid) -> DateOrder:
        position = self._plan.fields.get("created_at")
        order = DateOrder() if position is None else find_order(grid.column(position))
        if order.unclear and position is not None:
            code = "mixed-dates" if order.mixed else "unclear-dates"
            where = Phrase("place.column", {"column": grid.header[position]})
            self._notes.add(code, where, count=order.unclear)
        return order

    def _cell(self, row: Row, name: str) -> str:
        position = self._plan.fields.get(name)
        return "" if position is None else clean_text(row.cells[position])

    def _words(self, row: Row) -> _Words:
        title, title_language, title_at = self._word(row, "title", "")
        text, language, text_at = self._word(row, "text", title_language)
        if language and language != title_language and "title" in self._plan.locales:
            title, title_language, title_at = self._word(row, "title", language)
        used = tuple(i for i in (title_at, text_at) if i is not None)
        if title and not text:
            self._notes.add("title-as-text", at(row.line))
            return _Words("", title, title_language, used)
        return _Words(title, text, language or title_language, used)

    def _word(self, row: Row, name: str, prefer: str) -> tuple[str, str, int | None]:
        """Title or text, its language if the column tells it, and the column."""
        position: int | None = self._plan.fields.get(name)
        language = ""
        if name in self._plan.locales:
            locale = choose_locale(row.cells, self._plan.locales[name], prefer)
            position = locale.position if locale else None
            language = locale.language if locale else ""
        if position is None:
            return "", "", None
        cell = row.cells[position]
        if position in self._markup or is_markup_cell(cell):
            plain = strip_markup(cell)
            if plain != cell.strip():
                self._notes.add("markup-removed", at(row.line))
            cell = plain
        return clean_text(cell), language, position

    def _kind(self, row: Row, parent: str, extra: dict[str, str]) -> str:
        default = self._platform.kind or ("comment" if parent else "proposal")
        cell = self._cell(row, "kind")
        if not cell:
            return default
        kind = read_kind(cell)
        if not kind:
            self._notes.add("unknown-kinds", at(row.line, shorten(cell, 30)))
            extra[self._header[self._plan.fields["kind"]]] = cell
        return kind or default

    def _created_at(self, row: Row, extra: dict[str, str]) -> str:
        cell = self._cell(row, "created_at")
        moment = read_date(cell, self._order) if cell else ""
        if cell and not moment:
            self._notes.add("unreadable-dates", self._example(row, "created_at", cell))
            extra[self._header[self._plan.fields["created_at"]]] = cell
        return moment

    def _language(self, row: Row, extra: dict[str, str]) -> str:
        cell = self._cell(row, "language")
        code = read_language(cell) if cell else ""
        if cell and not code:
            self._notes.add("bad-values", self._example(row, "language", cell))
            extra[self._header[self._plan.fields["language"]]] = cell
        return code

    def _supports(self, row: Row) -> int | None:
        cell = self._cell(row, "supports")
        number = read_whole_number(cell) if cell else None
        if cell and number is None:
            self._notes.add("bad-values", self._example(row, "supports", cell))
        return number

    def _example(self, row: Row, name: str, cell: str) -> Phrase:
        column = self._header[self._plan.fields[name]]
        return at(row.line, shorten(cell, 40), column=column)

    def _attributes(self, row: Row, used: Sequence[int]) -> dict[str, str]:
        """Filled further cells; texts in other languages than the one used are among them."""
        attributes = {
            name: value
            for position, name in self._plan.attributes.items()
            if (value := clean_text(row.cells[position]))
        }
        for locales in self._plan.locales.values():
            for one in locales:
                if one.position not in used and (value := clean_text(row.cells[one.position])):
                    attributes[self._header[one.position]] = value
        return attributes
