"""Word lists and sentences that come with the project, read as package data."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """All rows of a tab-separated file of this folder, by column name."""
    text = resources.files(__name__).joinpath(name).read_text("utf-8")
    return tuple(csv.DictReader(text.splitlines(), delimiter="\t"))
