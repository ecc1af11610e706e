"""Time and memory from vectors on, ours beside BERTopic's chain in one run."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benchmarks import datasets, measuring, peers, vectors
from dsupport.analysis import outliers, themes
from dsupport.analysis.duplicates import find_duplicates
from dsupport.analysis.lexical import lexical_view
from dsupport.analysis.neighbours import centre
from dsupport.analysis.pairs import Material
from dsupport.analysis.views import Views
from dsupport.config import AnalysisConfig
from dsupport.services.suggesting import duplicate_rules
from dsupport.typing import FloatMatrix

SIZES = (1_000, 10_000)
SETS = (("cycling", "de"), ("argkp", "en"), ("banking77", "en"))
ROUNDS = 3
NOISE = 0.01
"""Length of the noise that is added to repeated vectors of length 1."""


def _pool(data: Path, size: int) -> tuple[list[str], list[str], FloatMatrix]:
    """Texts, languages and vectors, drawn from three sets and repeated with a little noise."""
    texts: list[str] = []
    languages: list[str] = []
    found = []
    for name, language in SETS:
        corpus = datasets.load(name, data)
        texts += corpus.texts
        languages += [language] * len(corpus.texts)
        found.append(vectors.of(corpus.texts))
    raw = np.vstack(found)
    chance = np.random.default_rng(size)
    rows = chance.permutation(len(texts))[:size]
    more = chance.integers(0, len(texts), max(0, size - len(rows)))
    noise = chance.normal(size=(len(more), raw.shape[1]))
    noise *= NOISE / np.linalg.norm(noise, axis=1, keepdims=True)
    extra = raw[more] + noise
    extra /= np.linalg.norm(extra, axis=1, keepdims=True)
    chosen = [*rows, *more]
    return (
        [texts[i] for i in chosen],
        [languages[i] for i in chosen],
        np.vstack([raw[rows], extra]).astype(np.float32),
    )


def ours(
    texts: Sequence[str], languages: Sequence[str], raw: FloatMatrix, prior: FloatMatrix
) -> dict:
    """Seconds by step, and peak memory."""
    config = AnalysisConfig()
    codes = np.unique(list(languages), return_inverse=True)[1]
    lexical_view(texts[:50], 0)
    before, _ = measuring.memory_mb()
    spent, started = time.process_time(), time.perf_counter()
    meaning = centre(raw, prior)
    spelling = lexical_view(texts, 0)
    lexical = time.perf_counter()
    views = Views(meaning, spelling, codes)
    grouping = themes.group(views, config)
    grouped = time.perf_counter()
    outliers.set_apart(grouping, views, config)
    done, spent = time.perf_counter(), time.process_time() - spent
    _, peak = measuring.memory_mb()
    duplicates_seconds = _duplicates(texts, languages, views)
    return {
        "seconds": done - started,
        "processor_seconds": spent,
        "spelling": lexical - started,
        "themes": grouped - lexical,
        "tray": done - grouped,
        "memory_before_mb": before,
        "memory_peak_mb": peak,
        "duplicates_seconds": duplicates_seconds,
        "groups": int(grouping.labels.max()) + 1,
    }


def _duplicates(texts: Sequence[str], languages: Sequence[str], views: Views) -> float:
    rules = duplicate_rules(AnalysisConfig())
    ids = [f"{row:06d}" for row in range(len(texts))]
    started = time.perf_counter()
    find_duplicates(Material(ids, texts, languages, views.meaning, views.neutral), rules)
    return time.perf_counter() - started


def chain(vectors_: FloatMatrix) -> dict:
    """UMAP and HDBSCAN as BERTopic runs them, without the words of topics; compiled before."""
    import warnings

    warnings.simplefilter("ignore")
    peers.umap_hdbscan(vectors_[:400], None)
    before, _ = measuring.memory_mb()
    spent, started = time.process_time(), time.perf_counter()
    labels = peers.reassigned(vectors_, peers.umap_hdbscan(vectors_, None))
    seconds, spent = time.perf_counter() - started, time.process_time() - spent
    _, peak = measuring.memory_mb()
    return {
        "seconds": seconds,
        "processor_seconds": spent,
        "memory_before_mb": before,
        "memory_peak_mb": peak,
        "groups": len(np.unique(labels)),
    }


def measure(data: Path, sizes: Sequence[int] = SIZES) -> dict:
    """Both methods by turns, for every size; the figures of the turn with the median time."""
    result = {}
    for size in sizes:
        texts, languages, raw = _pool(data, size)
        prior = vectors.civic_mean()
        own, other = [], []
        for _ in range(ROUNDS):
            own.append(measuring.isolated(ours, texts, languages, raw, prior))
            if peers.availability()[peers.BERTOPIC]:
                other.append(measuring.isolated(chain, centre(raw, prior)))
        row: dict = {"ours": _middle(own)}
        if other:
            row["peer"] = _middle(other)
            for key in ("seconds", "processor_seconds"):
                row[f"ratios_{key}"] = [b[key] / a[key] for a, b in zip(own, other, strict=True)]
        result[str(size)] = row
    return result


def _middle(turns: list[dict]) -> dict:
    return sorted(turns, key=lambda turn: turn["seconds"])[len(turns) // 2]
