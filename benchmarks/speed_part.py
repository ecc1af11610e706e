"""Time and memory from vectors on: ours beside BERTopic's chain in one run, and ours on many texts."""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable, Sequence
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
from dsupport.typing import FloatMatrix, IntArray

SIZES = (1_000, 10_000)
LONG = 100_000
SETS = (("cycling", "de"), ("argkp", "en"), ("banking77", "en"))
ROUNDS = 3
WARM = 400
NOISE = 0.01
"""Length of the noise that is added to vectors of length 1 of texts that were joined."""

FIGURES = ("seconds", "processor_seconds")


def pool(data: Path, size: int) -> tuple[list[str], list[str], FloatMatrix]:
    """Texts, languages and vectors, drawn from three sets.

    Where these are not enough, two texts of one set are joined, and their vectors averaged, with a
    little noise: repeated texts would be taken for repetitions, and cost nothing.
    """
    texts: list[str] = []
    languages: list[str] = []
    found, bounds = [], []
    for name, language in SETS:
        corpus = datasets.load(name, data)
        bounds += [(len(texts), len(texts) + len(corpus.texts))] * len(corpus.texts)
        texts += corpus.texts
        languages += [language] * len(corpus.texts)
        found.append(vectors.of(corpus.texts))
    raw = np.vstack(found)
    chance = np.random.default_rng(size)
    rows = chance.permutation(len(texts))[:size]
    first = chance.integers(0, len(texts), max(0, size - len(rows)))
    second = np.array([chance.integers(*bounds[row]) for row in first], np.int64)
    noise = chance.normal(size=(len(first), raw.shape[1]))
    noise *= NOISE / np.linalg.norm(noise, axis=1, keepdims=True)
    extra = raw[first] + raw[second]
    extra = extra / np.linalg.norm(extra, axis=1, keepdims=True) + noise
    extra /= np.linalg.norm(extra, axis=1, keepdims=True)
    return (
        [texts[i] for i in rows]
        + [f"{texts[i]} {texts[j]}" for i, j in zip(first, second, strict=True)],
        [languages[i] for i in [*rows, *first]],
        np.vstack([raw[rows], extra]).astype(np.float32),
    )


def ours(
    texts: Sequence[str], languages: Sequence[str], raw: FloatMatrix, prior: FloatMatrix
) -> dict:
    """Seconds by step and peak memory: themes first, then duplicates."""
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
    outliers.set_apart(grouping, config)
    done, spent = time.perf_counter(), time.process_time() - spent
    _, peak = measuring.memory_mb()
    pairs, seconds, processor = _duplicates(texts, languages, views)
    _, whole_peak = measuring.memory_mb()
    return {
        "seconds": done - started,
        "processor_seconds": spent,
        "spelling": lexical - started,
        "themes": grouped - lexical,
        "tray": done - grouped,
        "memory_before_mb": before,
        "memory_peak_mb": peak,
        "memory_with_duplicates_mb": whole_peak,
        "duplicates_seconds": seconds,
        "duplicates_processor_seconds": processor,
        "groups": int(grouping.labels.max()) + 1,
        "pairs": pairs,
    }


def _duplicates(
    texts: Sequence[str], languages: Sequence[str], views: Views
) -> tuple[int, float, float]:
    """Number of pairs, seconds on the clock and of processor time."""
    rules = duplicate_rules(AnalysisConfig())
    ids = [f"{row:06d}" for row in range(len(texts))]
    spent, started = time.process_time(), time.perf_counter()
    material = Material(ids, texts, languages, views.meaning, views.neutral)
    pairs, _ = find_duplicates(material, rules)
    return len(pairs), time.perf_counter() - started, time.process_time() - spent


def layout_and_density(texts: Sequence[str], meaning: FloatMatrix) -> dict:
    """UMAP and HDBSCAN as BERTopic runs them, without the words of topics."""
    return _clocked(
        lambda rows: peers.reassigned(meaning[rows], peers.umap_hdbscan(meaning[rows], None)),
        len(texts),
    )


def whole_chain(texts: Sequence[str], meaning: FloatMatrix) -> dict:
    """BERTopic itself: UMAP, HDBSCAN, the words of the topics (c-TF-IDF), outliers reassigned."""
    return _clocked(lambda rows: peers.bertopic_chain(texts[rows], meaning[rows], None), len(texts))


def _clocked(method: Callable[[slice], IntArray], size: int) -> dict:
    """Time and memory of a method over all rows; what it compiles is compiled before."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        method(slice(0, min(WARM, size)))
        before, _ = measuring.memory_mb()
        spent, started = time.process_time(), time.perf_counter()
        labels = method(slice(0, size))
        seconds, spent = time.perf_counter() - started, time.process_time() - spent
    _, peak = measuring.memory_mb()
    return {
        "seconds": seconds,
        "processor_seconds": spent,
        "memory_before_mb": before,
        "memory_peak_mb": peak,
        "groups": len(np.unique(labels[labels >= 0])),
    }


def measure(data: Path, sizes: Sequence[int] = SIZES) -> dict:
    """All methods by turns, for every size; the figures of the turn with the median time."""
    others: dict[str, Callable[..., dict]] = {}
    if peers.availability()[peers.BERTOPIC]:
        others["peer"] = layout_and_density
    if peers.installed("bertopic"):
        others["bertopic"] = whole_chain
    result = {}
    for size in sizes:
        texts, languages, raw = pool(data, size)
        prior = vectors.civic_mean()
        turns: dict[str, list[dict]] = {"ours": [], **{name: [] for name in others}}
        for _ in range(ROUNDS):
            turns["ours"].append(measuring.isolated(ours, texts, languages, raw, prior))
            for name, method in others.items():
                turns[name].append(measuring.isolated(method, texts, centre(raw, prior)))
        result[str(size)] = {
            **{name: _middle(found) for name, found in turns.items()},
            "ratios": {name: ratios(turns["ours"], turns[name]) for name in others},
        }
    return result


def ratios(own: Sequence[dict], other: Sequence[dict]) -> dict[str, list[float]]:
    """How many times as long the other took, turn by turn, on the clock and of processor time.

    Also against themes and duplicates of ours together: the others find no duplicates.
    """
    found = {}
    for key in FIGURES:
        both = list(zip(own, other, strict=True))
        found[key] = [b[key] / a[key] for a, b in both]
        found[f"{key}_with_duplicates"] = [
            b[key] / (a[key] + a[f"duplicates_{key}"]) for a, b in both
        ]
    return found


def measure_long(data: Path, size: int = LONG) -> dict:
    """Ours once, on as many texts as one process should bear."""
    texts, languages, raw = pool(data, size)
    return {str(size): measuring.isolated(ours, texts, languages, raw, vectors.civic_mean())}


def _middle(turns: list[dict]) -> dict:
    return sorted(turns, key=lambda turn: turn["seconds"])[len(turns) // 2]
