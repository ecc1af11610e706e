"""Which platform wrote this table? Told from the names of its columns."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field

from dsupport.errors import IngestError
from dsupport.ingest.aliases import key
from dsupport.ingest.findings import listing
from dsupport.ingest.grid import Grid
from dsupport.ingest.locales import split_locale
from dsupport.wording.problems import problem

PLATFORMS = (
    "polis", "decidim", "consul", "talk-to-the-city", "kouchou-ai", "sensemaker", "pabulib",
    "table", "text",
)  # fmt: skip
"""What a report may say and a person may ask for."""

CONTAINERS = ("csv", "tsv", "xlsx", "json", "jsonl")
"""Words that people use for `format` and that the content decides anyway."""


@dataclass(frozen=True, slots=True)
class Signature:
    """How to know an export.

    Attributes
    ----------
    all_of, any_of, none_of
        Column keys that must all, at least one, or must not be there.
    kind
        Kind of its contributions if no column says so.
    columns
        Column key to field where names alone would mislead.
    refused
        The problem, if it cannot be imported.
    """

    platform: str
    export: str
    all_of: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()
    kind: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    refused: str = ""

    def fits(self, keys: frozenset[str]) -> bool:
        """Whether a table with these column keys is this export."""
        return (
            keys.issuperset(self.all_of)
            and (not self.any_of or not keys.isdisjoint(self.any_of))
            and keys.isdisjoint(self.none_of)
        )


_POLIS = {"datetime": "attribute", "agrees": "attribute", "disagrees": "attribute"}
_POLIS_DATED = {**_POLIS, "timestamp": "created_at", "comment id": "id", "author id": "author"}
_DECIDIM = {
    "author id": "author",
    "author name": "attribute",
    "votes": "supports",
    "comments": "attribute",
    "reference": "attribute",
    "url": "attribute",
    "scope id": "attribute",
    "scope name": "attribute",
}

SIGNATURES: tuple[Signature, ...] = (
    Signature("polis", "votes", ("comment id", "voter id", "vote"), refused="votes"),
    Signature("polis", "votes", ("participant id", "statement id", "vote"), refused="votes"),
    Signature("polis", "votes", ("pid", "tid", "vote"), refused="votes"),
    Signature("polis", "participants-votes", ("participant", "n votes", "group id"), refused="votes"),
    Signature("polis", "stats-history", ("n votes", "n comments", "n voters"), refused="figures"),
    Signature(
        "polis", "comments", ("comment id", "comment body"), ("agrees", "moderated"),
        kind="statement", columns=_POLIS_DATED,
    ),
    Signature(
        "polis", "comments", ("txt",), ("tid", "statement id"),
        kind="statement", columns={"tid": "id", "statement id": "id", "pid": "author"},
    ),
    Signature(
        "polis", "comment-groups", ("comment id", "comment", "total votes", "total agrees"),
        kind="statement", columns={"total votes": "attribute"},
    ),
    Signature(
        "decidim", "comments", ("commentable id",), ("body", "root commentable url"),
        kind="comment", columns={"author name": "attribute", "author id": "author"},
    ),
    Signature(
        "decidim", "proposals", (), ("participatory space id", "component id", "is amend"),
        columns=_DECIDIM,
    ),
    Signature("pabulib", "projects", ("project id", "name"), ("cost", "votes"),
              columns={"name": "title", "project id": "id", "votes": "supports"}),
    Signature("sensemaker", "responses", ("participant id", "survey text")),
    Signature("sensemaker", "statements", ("comment id", "comment text"), kind="statement"),
    Signature("talk-to-the-city", "responses", ("id", "interview", "comment")),
    Signature("kouchou-ai", "result", ("comment id", "original comment")),
    Signature("kouchou-ai", "comments", ("comment id", "comment body")),
    Signature(
        "consul", "proposals", ("url", "title", "description", "supporters"),
        columns={"comments": "attribute"},
    ),
    Signature(
        "consul", "comments", ("url", "project", "text", "likes"),
        kind="comment", columns={"url": "parent", "likes": "supports", "total votes": "attribute"},
    ),
    Signature(
        "consul", "investments", ("id", "title", "description"), ("valuation finished", "valuator"),
        columns={"author username": "author"},
    ),
    Signature("consul", "comments", ("id", "commentable id", "commentable type"), kind="comment"),
)  # fmt: skip
"""Known exports, the more telling first."""

DECIDIM_LOCALES = Signature("decidim", "proposals", columns=_DECIDIM)
TABLE = Signature("table", "")
TEXT = Signature("text", "")


def recognise(grid: Grid, wanted: str) -> Signature:
    """The export that a table is.

    Parameters
    ----------
    wanted
        ``auto``, one of `PLATFORMS`, or a container such as ``csv`` (same as ``auto``).

    Raises
    ------
    IngestError
        If `wanted` is unknown or does not fit, or if the export holds no contributions.
    """
    wanted = check_format(wanted)
    if grid.plain or wanted == "text":
        return TEXT
    keys = frozenset(map(key, grid.header))
    refuse_summary(grid)
    found = next((one for one in SIGNATURES if one.fits(keys)), TABLE)
    if found is TABLE and any(map(split_locale, grid.header)):
        found = DECIDIM_LOCALES
    if wanted == "table":
        return TABLE
    if wanted not in ("auto", found.platform):
        columns = listing(grid.header)
        raise problem(IngestError, "format-other", format=wanted, columns=columns)
    if found.refused:
        raise problem(IngestError, found.refused, hint="polis", file=f"{found.export}.csv")
    return found


def check_format(wanted: str) -> str:
    """`wanted` as one of ``auto`` and `PLATFORMS`, or an error that names near ones."""
    name = wanted.strip().lower()
    if name in ("", "auto", *CONTAINERS):
        return "auto"
    if name not in PLATFORMS:
        close = difflib.get_close_matches(name, PLATFORMS, 3, 0.5)
        raise problem(
            IngestError, "format-unknown-near" if close else "format-unknown", hint="formats",
            format=wanted, near=listing(close), formats=", ".join(PLATFORMS),
        )  # fmt: skip
    return name


def refuse_summary(grid: Grid) -> None:
    """Refuse Polis' summary, which holds keys and values instead of rows of texts."""
    first = {grid.header[0], *(row.cells[0] for row in grid.rows[:20])}
    if len(grid.header) == 2 and len(first & {"topic", "url", "voters", "comments"}) >= 3:
        raise problem(IngestError, "figures", hint="polis", file="summary.csv")


def refuse_election(text: str) -> None:
    """Refuse Pabulib's ``.pb``: three tables in one text file."""
    if text.startswith("META") and "\nPROJECTS" in text:
        raise problem(IngestError, "election")
