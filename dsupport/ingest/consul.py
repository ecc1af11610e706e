"""Consul's proposals with their comments: several rows make one proposal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dsupport.ingest.aliases import key
from dsupport.ingest.cleaning import clean_text
from dsupport.ingest.dates import DateOrder, read_date
from dsupport.ingest.grid import Grid, Row
from dsupport.records import Draft
from dsupport.results import SetAside
from dsupport.wording.findings import unusable

EXPORT = "proposal-with-comments"

_PARTS = ("text", "proposal_id", "info", "comment_id")
_COMMENT_WORDS = ("comment", "coment", "comment", "kommentar", "reactie", "commento")


@dataclass(frozen=True, slots=True)
class Thread:
    """Drafts of a file that holds proposals together with their comments."""

    drafts: tuple[Draft, ...]
    set_aside: tuple[SetAside, ...]
    columns: dict[str, str]


def read_threads(grid: Grid) -> Thread | None:
    """Read a file of proposals with comments; `None` if it is something else."""
    if {"text", "proposal_id", "info"} <= set(grid.header) <= {*_PARTS, "language"}:
        return _from_parts(grid)
    if _is_side_by_side(grid.header):
        return _from_pairs(grid)
    return None


def _from_parts(grid: Grid) -> Thread:
    """Rows that each hold one part (``info``) of a proposal, or one comment."""
    at = {name: i for i, name in enumerate(grid.header)}
    parts: dict[str, dict[str, list[str]]] = {}
    lines: dict[str, int] = {}
    comments: list[Draft] = []
    aside: list[SetAside] = []
    latest = ""
    for row in grid.rows:
        text = clean_text(row.cells[at["text"]])
        proposal = row.cells[at["proposal_id"]].strip()
        comment = row.cells[at["comment_id"]].strip() if "comment_id" in at else ""
        latest = proposal or latest
        if not text:
            aside.append(unusable(row.line, "text", "", "no-text"))
        elif comment or not proposal:
            comments.append(Draft(comment, text, row.line, kind="comment", parent_source_id=latest))
        else:
            info = row.cells[at["info"]].strip() or "text"
            parts.setdefault(proposal, {}).setdefault(info, []).append(text)
            lines.setdefault(proposal, row.line)
    proposals = [_join(name, found, lines[name]) for name, found in parts.items()]
    fields = {"text": "text", "proposal_id": "id", "info": "kind", "comment_id": "id"}
    columns = {name: fields.get(name, "attribute") for name in grid.header}
    drafts = sorted([*proposals, *comments], key=lambda draft: draft.line)
    return Thread(tuple(drafts), tuple(aside), columns)


def _join(name: str, parts: dict[str, list[str]], line: int) -> Draft:
    """One proposal from its parts: the title, then the summary, then whatever says more."""
    title = " ".join(parts.get("title", []))
    order = ["summary", *(info for info in parts if info not in ("title", "summary"))]
    texts: list[str] = []
    for text in (text for info in order for text in parts.get(info, [])):
        if not any(text in earlier for earlier in texts):
            texts = [earlier for earlier in texts if earlier not in text]
            texts.append(text)
    if not texts:
        title, texts = "", [title]
    return Draft(name, "\n\n".join(texts), line, title=title)


def _is_side_by_side(header: Sequence[str]) -> bool:
    """Five columns of a proposal, then five of a comment, in any language."""
    about = [any(word in key(name) for word in _COMMENT_WORDS) for name in header]
    return len(header) == 10 and about == [False] * 5 + [True] * 5


def _from_pairs(grid: Grid) -> Thread:
    """Rows that each repeat a proposal beside one of its comments."""
    drafts: list[Draft] = []
    aside: list[SetAside] = []
    seen: set[tuple[str, ...]] = set()
    for row in grid.rows:
        made = [draft for draft in _pair(row) if draft.text]
        if not made:
            aside.append(unusable(row.line, grid.header[3], "", "no-text"))
        for draft in made:
            identity = (draft.kind, draft.source_id, draft.title, draft.text)
            if identity not in seen:
                seen.add(identity)
                drafts.append(draft)
    names = ("id", "title", "author", "text", "created_at", "id", "author", "text", "parent",
             "created_at")  # fmt: skip
    columns = dict(zip(grid.header, names, strict=True))
    return Thread(tuple(drafts), tuple(aside), columns)


def _pair(row: Row) -> Iterator[Draft]:
    cells = [clean_text(cell) for cell in row.cells]
    number, title, author, summary, created = cells[:5]
    yield Draft(
        number, summary or title, row.line, title=title if summary else "", author=author,
        created_at=read_date(created, DateOrder()),
    )  # fmt: skip
    number, author, text, parent, moment = cells[5:]
    if text:
        yield Draft(
            number, text, row.line, kind="comment", author=author,
            created_at=read_date(moment, DateOrder()), parent_source_id=parent or cells[0],
        )  # fmt: skip
