"""The encoder: with and without the adapter, and its speed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from scipy.stats import spearmanr

from benchmarks import datasets, vectors
from benchmarks.duplicates_part import combinations_of, cosines, encoded
from benchmarks.measuring import average_precision, timed
from dsupport.encode import catalogue
from dsupport.progress import silent

ROUNDS = 3
TEXTS = 192


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


def speed(data: Path) -> dict:
    """Texts per second of processor time, of the default encoder and of plain float32, turn by turn in one run."""
    from sentence_transformers import SentenceTransformer

    ours = vectors.encoder(vectors.JOINED)
    plain = SentenceTransformer(str(catalogue.build(vectors.PLAIN)), device="cpu")

    def theirs(texts: list[str]) -> object:
        return plain.encode(texts, batch_size=32, show_progress_bar=False)

    chance = np.random.default_rng(0)
    result: dict = {"precision": ours.card.precision, "by_length": {}}
    for label, name in (("short", "banking77"), ("medium", "cycling")):
        texts = datasets.load(name, data).texts
        texts = [texts[i] for i in chance.permutation(len(texts))[:TEXTS]]
        seconds: dict[str, list[float]] = {"ours": [], "plain": []}
        methods: dict[str, Callable] = {
            "ours": lambda texts: ours.encode(texts, silent),
            "plain": theirs,
        }
        for method in methods.values():
            method(texts[:16])
        for _ in range(ROUNDS):
            for key, method in methods.items():
                _, took = timed(method, texts)
                seconds[key].append(took)
        ratios = [b / a for a, b in zip(seconds["ours"], seconds["plain"], strict=True)]
        result["by_length"][label] = {
            "words": float(np.mean([len(text.split()) for text in texts])),
            **{key: len(texts) / float(np.median(values)) for key, values in seconds.items()},
            "ratio": float(np.median(ratios)),
            "ratio_range": [min(ratios), max(ratios)],
        }
    return result


def measure(data: Path) -> dict:
    """Everything about the encoder."""
    return {"quality": quality(data), "speed": speed(data)}
