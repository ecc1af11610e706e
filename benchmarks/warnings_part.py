"""Warnings: pairs that were written for them, and pairs that people found to mean the same."""

from __future__ import annotations

import csv
import zlib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from benchmarks import datasets, vectors
from benchmarks.duplicates_part import SAME
from dsupport.analysis.caution import judging
from dsupport.analysis.caution.wordlists import Wordlists
from dsupport.config import AnalysisConfig
from dsupport.services.suggesting import duplicate_rules

FOLDER = Path(__file__).resolve().parents[1] / "tests" / "analysis" / "warning_pairs"

SEEN, UNSEEN = "seen", "unseen"
"""The half of each file that was looked at while the rules were made, and the other."""

RIGHT = {"negation": "opposite"}
"""Kinds of the files that the rules call by another word."""

SPARES = (-0.55, -0.65, -0.75, -0.85, -0.95, -1.05, -1.2)
"""Values of `judging.SPARE` for the curve."""

Pair = tuple[str, str, str]


def pairs_of(language: str) -> dict[str, list[Pair]]:
    """Kind and both texts, by half: the same split as in the tests."""
    with (FOLDER / f"{language}.tsv").open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE))
    halves: dict[str, list[Pair]] = {SEEN: [], UNSEEN: []}
    for row in rows:
        half = UNSEEN if zlib.crc32(row["a"].encode()) % 2 else SEEN
        halves[half].append((row["kind"], row["a"], row["b"]))
    return halves


def cosines(pairs: Iterable[tuple[str, str]]) -> list[float]:
    """How alike the encoder finds the texts of each pair, centred as in an analysis."""
    found = vectors.centred([text for pair in pairs for text in pair])
    return [float(value) for value in (found[0::2] * found[1::2]).sum(axis=1)]


def _judge(
    pairs: list[Pair], language: str, lists: Wordlists, known: list[float] | None
) -> list[tuple[str, str]]:
    """Kind that was meant and kind of the warning."""
    return [
        (
            kind,
            judging.caution(a, language, b, language, lists, known[row] if known else None).kind,
        )
        for row, (kind, a, b) in enumerate(pairs)
    ]


def _counts(found: list[tuple[str, str]]) -> dict:
    """Of each kind: how many there are, were warned of, and were called by their name."""
    of, warned, named = Counter[str](), Counter[str](), Counter[str]()
    for kind, got in found:
        of[kind] += 1
        warned[kind] += bool(got)
        named[kind] += got == RIGHT.get(kind, kind)
    return {kind: {"of": of[kind], "warned": warned[kind], "named": named[kind]} for kind in of}


def measure(data: Path) -> dict:
    """By language and half, without an encoder and with one; the same for scored duplicates."""
    lists = duplicate_rules(AnalysisConfig()).wordlists
    languages = sorted(path.stem for path in FOLDER.glob("*.tsv"))
    written = {language: pairs_of(language) for language in languages}
    known = {
        (language, half): cosines((a, b) for _, a, b in pairs)
        for language, halves in written.items()
        for half, pairs in halves.items()
    }
    columns, scores = datasets.stsb(data)
    chosen = [row for row, score in enumerate(scores) if score >= SAME]
    scored = {
        language: [("same", left[row], right[row]) for row in chosen]
        for language, (left, right) in columns.items()
    }
    meant = {code: cosines((a, b) for _, a, b in pairs) for code, pairs in scored.items()}

    def judged(with_encoder: bool) -> dict:
        return {
            "written": {
                half: {
                    code: _counts(
                        _judge(
                            written[code][half], code, lists,
                            known[code, half] if with_encoder else None,
                        )
                    )
                    for code in languages
                }
                for half in (SEEN, UNSEEN)
            },
            "scored": {
                code: _counts(_judge(pairs, code, lists, meant[code] if with_encoder else None))
                for code, pairs in scored.items()
            },
        }  # fmt: skip

    curve = []
    kept = judging.SPARE
    try:
        for spare in SPARES:
            judging.SPARE = spare
            curve.append({"spare": spare, **_shares(judged(True))})
    finally:
        judging.SPARE = kept
    return {
        "plain": judged(False),
        "encoder": judged(True),
        "curve": curve,
        "spare": kept,
    }


def _shares(found: dict) -> dict[str, float]:
    """Recall and false alarms of all languages together."""
    shares = {}
    for half, by_language in found["written"].items():
        kinds = [(kind, count) for part in by_language.values() for kind, count in part.items()]
        for name, wanted in (("recall", False), ("flagged", True)):
            part = [count for kind, count in kinds if (kind == "same") == wanted]
            shares[f"{half}_{name}"] = sum(c["warned"] for c in part) / sum(c["of"] for c in part)
    counts = [part["same"] for part in found["scored"].values()]
    shares["scored_flagged"] = sum(c["warned"] for c in counts) / sum(c["of"] for c in counts)
    return shares
