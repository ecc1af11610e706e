"""Pairs of texts that belong together, from what citizens wrote: the adapter learns from them.

A title and its text, a proposal and a comment on it, two halves of one contribution, two arguments
for one point. None of the sets on which themes are measured is among them: the cycling dialogue of
Bonn, the train split of argkp, banking77, the propositions of the French convention, the projects
of Amsterdam and the sample assemblies were never trained on.
"""

from __future__ import annotations

import csv
import json
import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

SHORTEST, SHORTEST_COMMENT = 8, 60
LONGEST = 500
"""Characters of a text that are used: beyond, the encoder would cut it anyway."""

Draw = Callable[[random.Random], tuple[str, str, str]]
"""Draws a pair, and what it must not share with others of its batch (it would be no contrast)."""

SHARES = {"consul": 0.22, "consul comments": 0.13, "madrid": 0.40, "mobility": 0.18, "argkp": 0.07}
"""Share of the batches that come from each source, about as the sources are large."""


def _rows(path: Path, delimiter: str = ",", quoting: int = csv.QUOTE_MINIMAL) -> list[dict]:
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle, delimiter=delimiter, quoting=quoting))


def _plain(text: str | None) -> str:
    return " ".join((text or "").split())


def _fixed(pairs: Iterable[tuple[str, str]]) -> Draw:
    kept = [(one, other) for one, other in pairs if min(len(one), len(other)) >= SHORTEST]

    def draw(chance: random.Random) -> tuple[str, str, str]:
        one, other = chance.choice(kept)
        return one, other, one

    return draw


def _halves(documents: Iterable[list[str]]) -> Draw:
    kept = [sentences for sentences in documents if len(sentences) > 1]

    def draw(chance: random.Random) -> tuple[str, str, str]:
        sentences = chance.choice(kept)
        mixed = chance.sample(sentences, len(sentences))
        middle = max(1, len(mixed) // 2)
        return " ".join(mixed[:middle]), " ".join(mixed[middle:]), sentences[0]

    return draw


def _two_of(groups: Iterable[list[str]]) -> Draw:
    kept = [group for group in groups if len(group) > 1]

    def draw(chance: random.Random) -> tuple[str, str, str]:
        group = chance.choice(kept)
        one, other = chance.sample(group, 2)
        return one, other, group[0]

    return draw


def _consul(folder: Path) -> tuple[Draw, Draw]:
    proposals = [
        (_plain(row["Title"]), _plain(row["Description"]).rstrip(". …"))
        for row in _rows(folder / "all_proposals.csv")
    ]
    projects = [
        (_plain(row["Project Title"]), _plain(row["Project Description"]))
        for row in _rows(folder / "all_projects.csv")
    ]
    comments = [
        (_plain(row["Project"]), _plain(row["Text"])) for row in _rows(folder / "all_comments.csv")
    ]
    long = [pair for pair in comments if len(pair[1]) >= SHORTEST_COMMENT]
    return _fixed([*proposals, *projects]), _fixed(long)


def _madrid(folder: Path) -> Draw:
    pairs = []
    for path in sorted(folder.glob("*.jsonl")):
        lines = path.read_text("utf-8").splitlines()
        texts = defaultdict(list)
        for line in filter(str.strip, lines):
            row = json.loads(line)
            texts[row.get("info", "comment")].append(_plain(row["text"]))
        head = ". ".join([*texts.pop("title", []), " ".join(texts.pop("summary", []))])
        rest = [text for group in texts.values() for text in group]
        pairs += [(head, text) for text in rest if len(text) >= SHORTEST_COMMENT]
    return _fixed(pairs)


def _mobility(folder: Path) -> Draw:
    """Contributions by sentences: Krefeld and a survey in Bonn, not Bonn's cycling dialogue."""
    documents = defaultdict(list)
    for name in ("Mobility-Concept-Krefeld/dataset_MCK.tsv", "Survey-Bonn/dataset_CQB.tsv"):
        for row in _rows(folder / name, "\t", csv.QUOTE_NONE):
            documents[row["document_id"]].append(_plain(row["content"]))
    return _halves(
        [sentences for sentences in documents.values() if sum(map(len, sentences)) >= 50]
    )


def _argkp(folder: Path) -> Draw:
    arguments = {row["arg_id"]: row["argument"] for row in _rows(folder / "arguments_dev.csv")}
    points = defaultdict(list)
    for row in _rows(folder / "labels_dev.csv"):
        if row["label"] == "1":
            points[row["key_point_id"]].append(_plain(arguments[row["arg_id"]]))
    return _two_of(points.values())


def sources(data: Path) -> Mapping[str, Draw]:
    """All sources below the folder `data`, by the names of `SHARES`."""
    proposals, comments = _consul(data / "consul-german-cities")
    return {
        "consul": proposals,
        "consul comments": comments,
        "madrid": _madrid(data / "decide-madrid"),
        "mobility": _mobility(data / "cimt-argument-mining"),
        "argkp": _argkp(data / "argkp"),
    }


def batch(
    known: Mapping[str, Draw], size: int, chance: random.Random
) -> tuple[list[str], list[str]]:
    """Pairs from one source, no two of which belong together: each text contrasts with the rest."""
    draw = known[chance.choices(list(SHARES), list(SHARES.values()))[0]]
    left, right, seen = [], [], set()
    while len(left) < size:
        one, other, about = draw(chance)
        if about not in seen:
            seen.add(about)
            left.append(one[:LONGEST])
            right.append(other[:LONGEST])
    return left, right
