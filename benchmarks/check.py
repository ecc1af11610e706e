"""A small part of the benchmarks as a check on quality: did any figure fall?

    python -m benchmarks.check --data ../shared/data

measures the sample assemblies through the whole analysis and, where the public sets are there, one
of them and some scored sentence pairs, and compares with `tests/golden/quality.json`, in less than
a minute. The tests do the same. After a change that is meant, add ``--write`` and say in the commit
what rose and what fell. Time is not checked here.
"""

from __future__ import annotations

import argparse
import csv
import json
import tempfile
from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
from sklearn.metrics import adjusted_mutual_info_score

from benchmarks import datasets
from dsupport.analysis.neighbours import centre
from dsupport.config import DEFAULT_ENCODER, AnalysisConfig
from dsupport.encode import Encoder, load
from dsupport.progress import Progress, silent
from dsupport.services import assemblies
from dsupport.services.analysing import analyse
from dsupport.services.importing import import_file
from dsupport.services.reading import Snapshot, snapshot
from dsupport.services.suggesting import CALIBRATION, general_mean
from dsupport.typing import FloatMatrix

STORED = Path(__file__).parents[1] / "tests" / "golden" / "quality.json"

TOLERANCE = {"AMI": 0.04, "mean AMI": 0.02, "pairs": 0.1, "sentences": 0.03}
"""How far a figure may fall, by what it counts: on another kind of processor sums round otherwise,
and a text or a pair on the edge moves. Of pairs there are few, of sentences many."""

LANGUAGES = ("de", "fr")
"""Languages of the scored sentence pairs that are read."""

EVERY = 4
"""Every so many-th sentence pair is read, beginning with one that nothing was fitted on."""

Figures = dict[str, float]


class Remembering:
    """An encoder that reads no text twice."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._known: dict[str, FloatMatrix] = {}
        self.card = encoder.card

    def encode(self, texts: Sequence[str], progress: Progress) -> FloatMatrix:
        """Unit vectors of `texts`."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            self._known |= dict(zip(new, self._encoder.encode(new, progress), strict=True))
        empty = np.zeros((0, self.card.dimensions), np.float32)
        return np.stack([self._known[text] for text in texts]) if texts else empty


def analysed(path: Path, encoder: Encoder, folder: Path) -> Snapshot:
    """What people would see after an import and an analysis of this file."""
    workspace = assemblies.new(folder / f"{path.parent.name}.assembly")
    import_file(workspace, path)
    analyse(workspace, load_encoder=lambda _: encoder)
    return snapshot(workspace)


def places(state: Snapshot) -> dict[str, tuple[str, str]]:
    """Theme and subtheme of each contribution by its source id, empty where it is in none."""
    found = {}
    for key, placement in state.placements.items():
        part = placement.subtheme_id or placement.theme_id
        found[state.contributions[key].source_id] = (placement.theme_id, part)
    return found


def samples(encoder: Encoder, cities: Sequence[str] = datasets.SAMPLES) -> Figures:
    """Themes by city; suggestions and warnings of all cities together."""
    figures: Figures = {}
    counts: dict[str, list[int]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for city in cities:
            path = datasets.SAMPLES_FOLDER / city / "contributions.csv"
            state = analysed(path, encoder, Path(folder))
            sample = datasets.sample(city)
            found = places(state)
            themed = [
                (gold, found[name][0])
                for name, gold in zip(sample.corpus.ids, sample.corpus.gold["themes"], strict=True)
                if gold and name in found
            ]
            figures[f"AMI of themes, {city}"] = _ami(themed)
            for kind, (part, of) in suggestions(state, sample).items():
                whole = counts.setdefault(kind, [0, 0])
                whole[0] += part
                whole[1] += of
    figures["mean AMI of themes"] = float(np.mean(list(figures.values())))
    for kind, (part, of) in counts.items():
        figures[kind] = part / of if of else 0.0
    return figures


def suggestions(state: Snapshot, sample: datasets.Sample) -> dict[str, tuple[int, int]]:
    """Of suggestions and warnings: how many are right, of how many."""
    name_of = {key: item.source_id for key, item in state.contributions.items()}
    row_of = {name: row for row, name in enumerate(sample.corpus.ids)}

    def rows(a: str, b: str) -> tuple[int, int]:
        one, two = row_of[name_of[a]], row_of[name_of[b]]
        return min(one, two), max(one, two)

    assert state.analysis is not None, "it was analysed"  # noqa: S101
    warned: dict[tuple[int, int], bool] = {}
    inside: dict[str, set[tuple[int, int]]] = {"same": set(), "together": set()}
    for group in state.analysis.duplicate_groups:
        for both in combinations(group.members, 2):
            warned[rows(*both)] = bool(group.warning)
            if not group.warning:
                inside[group.suggestion].add(rows(*both))
    for pair in state.analysis.pairs:
        warned[rows(pair.a, pair.b)] = bool(pair.warning)
    gold = sample.duplicates
    against = (sample.opposites | sample.rebuttals) & warned.keys()
    true = gold & warned.keys()
    return {
        "pairs suggested as the same that are": (len(inside["same"] & gold), len(inside["same"])),
        "pairs suggested to be read together that are the same": (
            len(inside["together"] & gold),
            len(inside["together"]),
        ),
        "pairs of planted duplicates that are in a suggestion": (
            len(gold & (inside["same"] | inside["together"])),
            len(gold),
        ),
        "pairs shown that are opposites or rebuttals and carry a warning": (
            sum(warned[pair] for pair in against),
            len(against),
        ),
        "pairs shown that are the same and carry no warning": (
            sum(not warned[pair] for pair in true),
            len(true),
        ),
    }


def public(data: Path, encoder: Encoder) -> Figures:
    """The propositions of the French convention, and sentence pairs that people scored."""
    return {**_climate(data, encoder), **_sentences(data, encoder)}


def _climate(data: Path, encoder: Encoder) -> Figures:
    rows = datasets.read_rows(data / "ccc-climat-fr" / "ccc_propositions.csv")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ccc.csv"
        with path.open("w", encoding="utf-8", newline="") as handle:
            texts = [(number, row["proposal"]) for number, row in enumerate(rows)]
            csv.writer(handle).writerows([("id", "text"), *texts])
        found = places(analysed(path, encoder, Path(folder)))
    kept = [(rows[int(name)], place) for name, place in found.items()]
    return {
        "AMI of themes, ccc-climat": _ami([(row["theme"], theme) for row, (theme, _) in kept]),
        "AMI of subthemes, ccc-climat": _ami(
            [(row["objective_id"], part) for row, (_, part) in kept]
        ),
    }


def _sentences(data: Path, encoder: Encoder) -> Figures:
    """Precision and recall of “says the same” among clear pairs, in a language and across two."""
    pairs, scored = datasets.stsb(data)
    score = np.array(scored)
    chosen = np.flatnonzero((score >= 4.5) | (score < 3))
    chosen = chosen[chosen % 2 == 1][::EVERY]
    truth = score[chosen] >= 4.5
    sides = {
        language: [
            encoder.encode([column[row] for row in chosen], silent) for column in pairs[language]
        ]
        for language in LANGUAGES
    }
    with tempfile.TemporaryDirectory() as folder:
        prior = general_mean(assemblies.new(Path(folder) / "empty.assembly"), encoder)
    figures = {}
    for label, across in (("in one language", False), ("across languages", True)):
        hits = suggested = 0
        for one, two in zip(LANGUAGES, LANGUAGES[::-1] if across else LANGUAGES, strict=True):
            both = centre(np.vstack([sides[one][0], sides[two][1]]), prior)
            cosine = (both[: len(chosen)] * both[len(chosen) :]).sum(axis=1)
            chance = CALIBRATION.probability(cosine, np.full(len(cosine), across))
            same = chance >= AnalysisConfig().min_probability
            hits += int((same & truth).sum())
            suggested += int(same.sum())
        figures[f"sentences said to be the same {label}, precision"] = hits / max(suggested, 1)
        figures[f"sentences said to be the same {label}, recall"] = hits / (
            len(LANGUAGES) * int(truth.sum())
        )
    return figures


def _ami(both: Sequence[tuple[str, str]]) -> float:
    gold, found = zip(*both, strict=True)
    return float(adjusted_mutual_info_score(gold, found))


def tolerance(name: str) -> float:
    """How far this figure may fall."""
    return next(width for start, width in TOLERANCE.items() if name.startswith(start))


def fallen(stored: Mapping[str, float], found: Mapping[str, float]) -> list[str]:
    """What fell, in words; empty if nothing did."""
    told = []
    for name, before in stored.items():
        if name not in found:
            told.append(f"{name}: is not measured any more (was {before:.3f})")
        elif found[name] < before - tolerance(name):
            told.append(
                f"{name}: fell from {before:.3f} to {found[name]:.3f} "
                f"(down to {before - tolerance(name):.3f} is let pass)"
            )
    return told


def stored(part: str) -> Figures:
    """The figures to compare with: ``samples`` or ``public``."""
    return dict(json.loads(STORED.read_text("utf-8"))[part])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, help="folder of the public sets")
    parser.add_argument("--write", action="store_true", help="these figures are the new ones")
    arguments = parser.parse_args()
    encoder = Remembering(load(DEFAULT_ENCODER))
    found = {"samples": samples(encoder)}
    if arguments.data is not None:
        found["public"] = public(arguments.data, encoder)
    known = json.loads(STORED.read_text("utf-8")) if STORED.is_file() else {}
    for part, figures in found.items():
        for name, value in figures.items():
            before = known.get(part, {}).get(name)
            print(f"{value:.3f}  {'' if before is None else f'(was {before:.3f})  '}{name}")
    told = [
        line for part, figures in found.items() for line in fallen(known.get(part, {}), figures)
    ]
    if arguments.write:
        rounded = {
            part: {name: round(value, 4) for name, value in figures.items()}
            for part, figures in {**known, **found}.items()
        }
        STORED.write_text(json.dumps(rounded, indent=1) + "\n", "utf-8")
        return 0
    print("\n".join(told) if told else "Nothing fell.")
    return 1 if told else 0


if __name__ == "__main__":
    raise SystemExit(main())
