"""What an analysis reads of a contribution, and whether that has changed since."""

from __future__ import annotations

from dsupport.records import STRATA, Contribution, hash_text
from dsupport.workspace.runs import canonical_json


def read_of(item: Contribution) -> list[object]:
    """Everything of `item` on which a result depends: a part of the fingerprint."""
    return [
        item.contribution_id,
        item.content_hash,
        item.language,
        item.participant,
        item.supports,
        {name: item.stratum(name) for name in STRATA},
    ]


def hash_of(item: Contribution) -> str:
    """sha256 of what an analysis reads of `item`; a run keeps it for every contribution."""
    return hash_text(canonical_json(read_of(item)))


def is_as_read(item: Contribution, kept: str) -> bool:
    """Whether `item` is still what the run read that kept this hash.

    Runs of the first workspaces kept the hash of the text alone.
    """
    return kept in (hash_of(item), item.content_hash)
