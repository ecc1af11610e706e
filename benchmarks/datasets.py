"""Loads texts that people labelled: public sets beside the project and the sample assemblies.

The public sets are described in the README of their folder (``--data``), with sources and licences.
Texts come in canonical order (sorted), as in an analysis.
"""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path

from dsupport.analysis.language import detect
from dsupport.records import join_title
from dsupport.services import assemblies
from dsupport.services.importing import import_file
from dsupport.workspace import Workspace
from dsupport.workspace.facts import read_contributions

SAMPLES_FOLDER = Path(__file__).parents[1] / "sample_data"
SAMPLES = ("lisbon", "brussels", "bogota", "milan")
PUBLIC = ("cycling", "argkp", "argkp-within", "ccc", "banking77", "pabulib")
STSB_LANGUAGES = ("de", "en", "es", "fr", "it", "nl", "pt")


@dataclass(frozen=True)
class Corpus:
    """Texts with one or more human labellings.

    Attributes
    ----------
    gold
        Labels by name of the labelling; an empty label means that people gave none.
    parts
        Rows that are analysed apart from each other; empty: all together.
    titles
        The title in each text, or an empty string; empty: no text has one.
    """

    name: str
    texts: list[str]
    languages: list[str]
    gold: dict[str, list[str]]
    ids: list[str] = field(default_factory=list)
    parts: list[list[int]] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Sample:
    """A sample assembly with its planted answers; pairs are row numbers, the lower first."""

    corpus: Corpus
    titles: list[str]
    bodies: list[str]
    duplicates: set[tuple[int, int]]
    opposites: set[tuple[int, int]]
    rebuttals: set[tuple[int, int]]


def read_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def _corpus(
    name: str,
    texts: list[str],
    gold: dict[str, list[str]],
    keys: Iterable[str] = (),
    titles: Sequence[str] = (),
) -> Corpus:
    """Put everything into canonical order, and tell the languages as an import does."""
    order = sorted(range(len(texts)), key=lambda row: (texts[row], row))
    texts = [texts[row] for row in order]
    gold = {label: [values[row] for row in order] for label, values in gold.items()}
    parts: dict[str, list[int]] = {}
    keys = list(keys)
    for place, row in enumerate(order):
        if keys:
            parts.setdefault(keys[row], []).append(place)
    return Corpus(
        name,
        texts,
        detect(texts),
        gold,
        [str(row) for row in order],
        list(parts.values()),
        [titles[row] for row in order] if titles else [],
    )


def cycling(data: Path) -> Corpus:
    """Proposals of Bonn's cycling dialogue; a subclass counts where it alone was ticked."""
    rows = read_rows(data / "cimt-cycling-bonn" / "proposals.csv")
    columns = [name for name in rows[0] if name.startswith("level2_")]
    return _corpus(
        "cycling",
        [join_title(row["title"], row["text"]) for row in rows],
        {
            "8 classes": [row["main_category_level1"] for row in rows],
            "30 subclasses": [
                next(c for c in columns if row[c] == "1")
                if sum(row[c] == "1" for c in columns) == 1
                else ""
                for row in rows
            ],
        },
        titles=[row["title"].strip() for row in rows],
    )


def argkp(data: Path, within: bool = False) -> Corpus:
    """Arguments that were matched to a key point (the first, if several)."""
    matched: dict[str, str] = {}
    for row in read_rows(data / "argkp" / "labels_train.csv"):
        if row["label"] == "1":
            matched.setdefault(row["arg_id"], row["key_point_id"])
    rows = [r for r in read_rows(data / "argkp" / "arguments_train.csv") if r["arg_id"] in matched]
    return _corpus(
        "argkp-within" if within else "argkp",
        [row["argument"] for row in rows],
        {"key points": [matched[row["arg_id"]] for row in rows]},
        [f"{row['topic']} {row['stance']}" for row in rows] if within else (),
    )


def ccc(data: Path) -> Corpus:
    """Propositions of the French citizens' convention on climate."""
    rows = read_rows(data / "ccc-climat-fr" / "ccc_propositions.csv")
    return _corpus(
        "ccc",
        [row["proposal"] for row in rows],
        {
            "6 themes": [row["theme"] for row in rows],
            "44 objectives": [row["objective_id"] for row in rows],
        },
    )


def banking77(data: Path) -> Corpus:
    """Short requests to a bank, the test split."""
    rows = read_rows(data / "banking77" / "test.csv")
    labels = [row["category"] for row in rows]
    return _corpus("banking77", [row["text"] for row in rows], {"77 intents": labels})


def pabulib(data: Path) -> Corpus:
    """Projects of Amsterdam's participatory budgets that have a category."""
    rows = [
        row
        for row in read_rows(data / "pabulib" / "projects.csv")
        if row["unit"] == "Amsterdam" and row["category"]
    ]
    return _corpus(
        "pabulib",
        [join_title(row["name"], row["description"]) for row in rows],
        {"categories": [row["category"] for row in rows]},
        titles=[row["name"].strip() for row in rows],
    )


@cache
def sample(city: str) -> Sample:
    """A sample assembly, read by the importer itself."""
    with tempfile.TemporaryDirectory() as folder:
        workspace: Workspace = assemblies.new(Path(folder) / "sample.assembly", city)
        import_file(workspace, SAMPLES_FOLDER / city / "contributions.csv")
        with workspace.reading() as connection:
            found = read_contributions(connection)
    found.sort(key=lambda c: (c.analysed_text, c.source_id, c.contribution_id))
    gold = {row["id"]: row for row in read_rows(SAMPLES_FOLDER / city / "gold.csv")}
    row_of = {c.source_id: row for row, c in enumerate(found)}
    answers = [gold[c.source_id] for c in found]
    groups: dict[str, list[int]] = {}
    for row, answer in enumerate(answers):
        if answer["duplicate_group"]:
            groups.setdefault(answer["duplicate_group"], []).append(row)

    def planted(column: str) -> set[tuple[int, int]]:
        return {
            (min(row, row_of[other]), max(row, row_of[other]))
            for row, answer in enumerate(answers)
            for other in answer[column].split(";")
            if other in row_of
        }

    corpus = Corpus(
        city,
        [c.analysed_text for c in found],
        [c.language for c in found],
        {"themes": [answer["theme"] for answer in answers]},
        [c.source_id for c in found],
        titles=[c.shown_title for c in found],
    )
    return Sample(
        corpus,
        [c.shown_title for c in found],
        [c.shown_text for c in found],
        {(a, b) for rows in groups.values() for a in rows for b in rows if a < b},
        planted("opposite_of"),
        planted("rebuts"),
    )


def load(name: str, data: Path | None) -> Corpus:
    """A set by its name."""
    if name in SAMPLES:
        return sample(name).corpus
    assert data is not None, "public sets need --data"  # noqa: S101
    if name == "argkp-within":
        return argkp(data, within=True)
    return {
        "cycling": cycling,
        "argkp": argkp,
        "ccc": ccc,
        "banking77": banking77,
        "pabulib": pabulib,
    }[name](data)


def stsb(data: Path) -> tuple[dict[str, tuple[list[str], list[str]]], list[float]]:
    """Sentence pairs of the dev split by language, and their scores (0 to 5).

    Row i is the same pair in every language.
    """
    pairs, scores = {}, []
    for language in STSB_LANGUAGES:
        path = data / "stsb-multi" / f"stsb-{language}-dev.csv"
        with path.open(encoding="utf-8", newline="") as handle:
            rows = list(csv.reader(handle))
        pairs[language] = ([row[0] for row in rows], [row[1] for row in rows])
        scores.append([float(row[2]) for row in rows])
    if any(one != two for one, two in pairwise(scores)):
        raise ValueError("The files of stsb-multi are not aligned.")
    return pairs, scores[0]
