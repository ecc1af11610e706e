"""Every sentence that pages say exists, once, in plain words."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from dsupport.wording import Wording

PROJECT = Path(__file__).parents[2] / "dsupport"
SAID = re.compile(r"\bsay\(\s*\"([a-z_]+\.[^\"{]+)\"")
TECHNICAL = re.compile(
    r"\b(cluster|embedding|noise|threshold|centroid|silhouette|vector|cosine|outlier)",
    re.IGNORECASE,
)
FILES = sorted((PROJECT / "wording" / "en").glob("*.toml"))


def sentences(value: object) -> list[str]:
    if isinstance(value, dict):
        return [one for part in value.values() for one in sentences(part)]
    return [str(value)]


@pytest.mark.parametrize("path", sorted((PROJECT / "ui").rglob("*.py")), ids=lambda p: p.stem)
def test_what_a_page_says_is_in_the_wording(path: Path) -> None:
    say = Wording("en")
    assert [key for key in SAID.findall(path.read_text("utf-8")) if not say.has(key)] == []


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_words_are_plain(path: Path) -> None:
    told = sentences(tomllib.loads(path.read_text("utf-8")))
    assert [one for one in told if TECHNICAL.search(one)] == []


def test_sections_are_in_one_file_each() -> None:
    names = [name for path in FILES for name in tomllib.loads(path.read_text("utf-8"))]
    assert sorted(names) == sorted(set(names))
