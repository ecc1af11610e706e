"""Duplicates: sentence pairs that people scored, in one language and across two."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import numpy as np

from benchmarks import datasets, pair_peers, vectors
from benchmarks.datasets import STSB_LANGUAGES
from benchmarks.measuring import average_precision, bootstrap, recall_at_precision
from benchmarks.pair_peers import DECIDIM, SEMHASH
from dsupport.analysis.neighbours import centre
from dsupport.config import AnalysisConfig
from dsupport.services.suggesting import CALIBRATION
from dsupport.typing import FloatMatrix

SAME, DIFFERENT = 4.5, 3.0
"""Scores from which a pair is surely a duplicate, and under which it surely is not."""

MEANT = 4.0
"""Score from which a pair “means the same”: what the probability was fitted to."""

PRECISIONS = (0.8, 0.9, 0.95)
"""At each of these: how much is found."""

OURS, TRIGRAMS, TOKENS, LETTERS, RAW = (
    "ours (cosine)",
    "trigram similarity (Decidim)",
    "token set ratio (rapidfuzz)",
    "character TF-IDF",
    "semhash (our vectors)",
)
"""semhash compares vectors as they come from the encoder, by cosine; ours are centred."""

Sentences = dict[str, tuple[list[str], list[str]]]


def cosines(one: FloatMatrix, two: FloatMatrix, prior: FloatMatrix) -> FloatMatrix:
    """Cosine of each row of `one` with the same row of `two`, after centring both as one file."""
    both = centre(np.vstack([one, two]), prior)
    return (both[: len(one)] * both[len(one) :]).sum(axis=1)


def encoded(pairs: Sentences, name: str) -> dict[str, tuple[FloatMatrix, FloatMatrix]]:
    """Vectors of both columns of every language."""
    return {
        language: (vectors.of(left, name), vectors.of(right, name))
        for language, (left, right) in pairs.items()
    }


def combinations_of(across: bool) -> list[tuple[str, str]]:
    """The language of the first and of the second sentence."""
    if across:
        return list(permutations(STSB_LANGUAGES, 2))
    return [(language, language) for language in STSB_LANGUAGES]


def _scores(
    pairs: Sentences, found: dict[str, tuple[FloatMatrix, FloatMatrix]], across: bool
) -> dict[str, list[FloatMatrix]]:
    """Similarity by method, one array for each combination of languages."""
    prior = vectors.civic_mean()
    every = [text for columns in pairs.values() for column in columns for text in column]
    letters = pair_peers.letter_vectors(every)
    place, start = {}, 0
    for language, columns in pairs.items():
        for side, column in enumerate(columns):
            place[language, side] = slice(start, start + len(column))
            start += len(column)
    grams = {
        (language, side): [pair_peers.trigrams(text) for text in column]
        for language, columns in pairs.items()
        for side, column in enumerate(columns)
    }
    methods = (OURS, TRIGRAMS, TOKENS, LETTERS, RAW)
    scores: dict[str, list[FloatMatrix]] = {method: [] for method in methods}
    for one, two in combinations_of(across):
        scores[OURS].append(cosines(found[one][0], found[two][1], prior))
        scores[RAW].append((found[one][0] * found[two][1]).sum(axis=1))
        scores[TRIGRAMS].append(
            np.array(
                [
                    pair_peers.trigram_similarity(a, b)
                    for a, b in zip(grams[one, 0], grams[two, 1], strict=True)
                ]
            )
        )
        scores[TOKENS].append(
            np.array(
                [
                    pair_peers.token_set_ratio(a, b)
                    for a, b in zip(pairs[one][0], pairs[two][1], strict=True)
                ]
            )
        )
        left, right = letters[place[one, 0]], letters[place[two, 1]]
        scores[LETTERS].append(np.asarray(left.multiply(right).sum(axis=1)).ravel())
    return scores


def _rates(chosen: FloatMatrix, truth: FloatMatrix) -> dict[str, float]:
    hits = float((chosen & truth).sum())
    return {
        "precision": hits / max(float(chosen.sum()), 1.0),
        "recall": hits / max(float(truth.sum()), 1.0),
        "suggested": float(chosen.mean()),
    }


def _calibration(probability: FloatMatrix, truth: FloatMatrix) -> dict:
    """Predicted against observed, in ten bins, with the mean gap (ECE) and the Brier score."""
    bins = np.clip((probability * 10).astype(int), 0, 9)
    rows = [
        {
            "from": number / 10,
            "pairs": int((bins == number).sum()),
            "predicted": float(probability[bins == number].mean()),
            "observed": float(truth[bins == number].mean()),
        }
        for number in range(10)
        if (bins == number).any()
    ]
    gap = sum(abs(row["predicted"] - row["observed"]) * row["pairs"] for row in rows)
    return {
        "bins": rows,
        "ece": gap / len(probability),
        "brier": float(((probability - truth) ** 2).mean()),
        "brier_of_base_rate": float(truth.mean() * (1 - truth.mean())),
    }


def stsb(data: Path) -> dict:
    """The scored pairs, in one language and across two."""
    pairs, scored = datasets.stsb(data)
    score = np.array(scored)
    found = encoded(pairs, vectors.JOINED)
    clear = (score >= SAME) | (score < DIFFERENT)
    truth = score >= SAME
    held_out = np.arange(len(score)) % 2 == 1
    least = AnalysisConfig().min_probability
    result: dict = {"pairs": len(score), "clear": int(clear.sum()), "threshold": least}
    result["share_same"] = float(truth[clear].mean())
    for kind, across in (("same language", False), ("across languages", True)):
        by_method = _scores(pairs, found, across)
        precision = {
            method: [average_precision(truth[clear], values[clear]) for values in columns]
            for method, columns in by_method.items()
        }
        own = by_method[OURS]
        low, high = _interval(own, truth, clear)
        chances = [CALIBRATION.probability(cosine, np.full(len(cosine), across)) for cosine in own]
        rows = held_out & clear
        pooled = np.concatenate([p[rows] for p in chances])
        pooled_truth = np.tile(truth[rows], len(chances))
        everything = np.concatenate([p[held_out] for p in chances])
        meant = np.tile(score[held_out] >= MEANT, len(chances))
        trigrams = np.concatenate([values[rows] for values in by_method[TRIGRAMS]])
        raw = np.concatenate([values[rows] for values in by_method[RAW]])
        result[kind] = {
            "combinations": len(own),
            "ap": {method: float(np.mean(values)) for method, values in precision.items()},
            "ap_range": [float(min(precision[OURS])), float(max(precision[OURS]))],
            "ap_interval": [low, high],
            "clear_pairs": {str(t): _rates(pooled >= t, pooled_truth) for t in (least, 0.7, 0.9)},
            "all_pairs": {str(t): _rates(everything >= t, meant) for t in (least, 0.7, 0.9)},
            "decidim": _rates(trigrams >= DECIDIM, pooled_truth),
            "semhash": _rates(raw >= SEMHASH, pooled_truth),
            "recall_at_precision": {
                method: recall_at_precision(
                    np.tile(truth[clear], len(columns)),
                    np.concatenate([values[clear] for values in columns]),
                    PRECISIONS,
                )
                for method, columns in by_method.items()
            },
            "calibration": _calibration(everything, meant),
            "gap_by_languages": {
                "-".join(both): _calibration(chance[held_out], score[held_out] >= MEANT)["ece"]
                for both, chance in zip(combinations_of(across), chances, strict=True)
            },
        }
    return result


def _interval(
    columns: list[FloatMatrix], truth: FloatMatrix, clear: FloatMatrix
) -> tuple[float, float]:
    """Interval of the mean AP: pairs are drawn, each with all of its translations."""
    rows = np.flatnonzero(clear)

    def mean(drawn: FloatMatrix) -> float:
        chosen = rows[drawn]
        return float(np.mean([average_precision(truth[chosen], c[chosen]) for c in columns]))

    return bootstrap(mean, len(rows), 100)
