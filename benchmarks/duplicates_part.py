"""Duplicates: sentence pairs that people scored, and the planted answers of the samples."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import combinations, permutations
from pathlib import Path

import numpy as np

from benchmarks import datasets, peers, vectors
from benchmarks.datasets import STSB_LANGUAGES, Sample
from benchmarks.measuring import average_precision, bootstrap
from dsupport.analysis.caution import Wordlists, caution
from dsupport.analysis.duplicates import find_duplicates
from dsupport.analysis.neighbours import centre
from dsupport.analysis.pairs import Material
from dsupport.config import AnalysisConfig
from dsupport.services.suggesting import CALIBRATION, duplicate_rules
from dsupport.typing import FloatMatrix

SAME, DIFFERENT = 4.5, 3.0
"""Scores from which a pair is surely a duplicate, and under which it surely is not."""

MEANT = 4.0
"""Score from which a pair “means the same”: what the probability was fitted to."""

DECIDIM = 0.25
"""Trigram similarity from which Decidim suggests a duplicate."""

OURS, TRIGRAMS, TOKENS, LETTERS = (
    "ours (cosine)",
    "trigram similarity (Decidim)",
    "token set ratio (rapidfuzz)",
    "character TF-IDF",
)

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
    letters = peers.letter_vectors(every)
    place, start = {}, 0
    for language, columns in pairs.items():
        for side, column in enumerate(columns):
            place[language, side] = slice(start, start + len(column))
            start += len(column)
    grams = {
        (language, side): [peers.trigrams(text) for text in column]
        for language, columns in pairs.items()
        for side, column in enumerate(columns)
    }
    scores: dict[str, list[FloatMatrix]] = {OURS: [], TRIGRAMS: [], TOKENS: [], LETTERS: []}
    for one, two in combinations_of(across):
        scores[OURS].append(cosines(found[one][0], found[two][1], prior))
        scores[TRIGRAMS].append(
            np.array(
                [
                    peers.trigram_similarity(a, b)
                    for a, b in zip(grams[one, 0], grams[two, 1], strict=True)
                ]
            )
        )
        scores[TOKENS].append(
            np.array(
                [
                    peers.token_set_ratio(a, b)
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
        result[kind] = {
            "combinations": len(own),
            "ap": {method: float(np.mean(values)) for method, values in precision.items()},
            "ap_range": [float(min(precision[OURS])), float(max(precision[OURS]))],
            "ap_interval": [low, high],
            "clear_pairs": {str(t): _rates(pooled >= t, pooled_truth) for t in (least, 0.7, 0.9)},
            "all_pairs": {str(t): _rates(everything >= t, meant) for t in (least, 0.7, 0.9)},
            "decidim": _rates(trigrams >= DECIDIM, pooled_truth),
            "calibration": _calibration(everything, meant),
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


def _share(part: Iterable, whole: Iterable) -> dict[str, int]:
    part, whole = set(part), set(whole)
    return {"found": len(part & whole), "of": len(whole)}


def _ordered(pairs: Iterable[tuple[str, str]]) -> set[tuple[int, int]]:
    """Pairs of ids as row numbers, the lower first."""
    return {(min(int(a), int(b)), max(int(a), int(b))) for a, b in pairs}


def _warned(
    pairs: Iterable[tuple[int, int]], sample: Sample, wordlists: Wordlists, kinds: set[str]
) -> set[tuple[int, int]]:
    texts, languages = sample.corpus.texts, sample.corpus.languages
    return {
        (a, b)
        for a, b in pairs
        if caution(texts[a], languages[a], texts[b], languages[b], wordlists) in kinds
    }


def sample(city: str) -> dict:
    """Duplicates of one sample assembly, as the analysis finds them."""
    sample = datasets.sample(city)
    corpus, config = sample.corpus, AnalysisConfig()
    texts, languages = corpus.texts, corpus.languages
    ids = [f"{row:04d}" for row in range(len(texts))]
    codes = np.unique(languages, return_inverse=True)[1]
    meaning = vectors.centred(texts)
    from dsupport.analysis.views import Views

    neutral = Views(meaning, np.zeros((len(texts), 1), np.float32), codes).neutral
    rules = duplicate_rules(config)
    pairs, groups = find_duplicates(Material(ids, texts, languages, meaning, neutral), rules)
    wordlists = rules.wordlists

    gold, theme = sample.duplicates, corpus.gold["themes"]
    calm = [group for group in groups if not group.warning]
    inside = {
        kind: _ordered(
            both
            for group in calm
            if group.suggestion == kind
            for both in combinations(group.members, 2)
        )
        for kind in ("same", "together")
    }
    shown = inside["same"] | inside["together"]
    offered = shown | _ordered((pair.a, pair.b) for pair in pairs)
    offered |= _ordered(both for group in groups for both in combinations(group.members, 2))
    warned_words = {"opposite", "quotation", "numbers"}
    crossing = {(a, b) for a, b in gold if languages[a] != languages[b]}
    return {
        "texts": len(texts),
        "gold": len(gold),
        "groups": {kind: sum(g.suggestion == kind for g in calm) for kind in inside},
        "found_as_same": _share(inside["same"], gold),
        "found_in_groups": _share(shown, gold),
        "offered": _share(offered, gold),
        "across_languages": _share(shown, crossing),
        "pairs_of_same": {"right": len(inside["same"] & gold), "of": len(inside["same"])},
        "pairs_of_together": {
            "right": len(inside["together"] & gold),
            "of": len(inside["together"]),
            "one_theme": sum(theme[a] == theme[b] != "" for a, b in inside["together"]),
        },
        "opposites_flagged": _share(
            _warned(sample.opposites, sample, wordlists, warned_words), sample.opposites
        ),
        "opposites_offered_unflagged": _share(
            shown - _warned(shown, sample, wordlists, warned_words), sample.opposites
        ),
        "rebuttals_flagged": _share(
            _warned(sample.rebuttals, sample, wordlists, warned_words), sample.rebuttals
        ),
        "rebuttals_offered_unflagged": _share(
            shown - _warned(shown, sample, wordlists, warned_words), sample.rebuttals
        ),
        "duplicates_flagged": _share(_warned(gold, sample, wordlists, warned_words), gold),
        "ap": _ap_of_sample(sample, meaning, neutral),
        "decidim": _decidim_on(sample),
    }


def _ap_of_sample(sample: Sample, meaning: FloatMatrix, neutral: FloatMatrix) -> dict[str, float]:
    """Average precision over all pairs of an assembly, by method."""
    texts = sample.corpus.texts
    n = len(texts)
    left, right = np.triu_indices(n, 1)
    truth = np.array([pair in sample.duplicates for pair in zip(left, right, strict=True)])
    grams = [peers.trigrams(text) for text in texts]
    letters = peers.letter_vectors(texts)
    scores: dict[str, Callable[[], FloatMatrix]] = {
        OURS: lambda: (neutral @ neutral.T)[left, right],
        TRIGRAMS: lambda: np.array(
            [peers.trigram_similarity(grams[a], grams[b]) for a, b in zip(left, right, strict=True)]
        ),
        TOKENS: lambda: np.array(
            [peers.token_set_ratio(texts[a], texts[b]) for a, b in zip(left, right, strict=True)]
        ),
        LETTERS: lambda: (letters @ letters.T).toarray()[left, right],
    }
    return {name: average_precision(truth, score()) for name, score in scores.items()}


def _decidim_on(sample: Sample) -> dict[str, int]:
    """Decidim's rule: title or body at least a quarter alike by trigrams."""
    titles = [peers.trigrams(title) for title in sample.titles]
    bodies = [peers.trigrams(body) for body in sample.bodies]
    chosen = {
        (a, b)
        for a in range(len(bodies))
        for b in range(a + 1, len(bodies))
        if peers.trigram_similarity(bodies[a], bodies[b]) >= DECIDIM
        or peers.trigram_similarity(titles[a], titles[b]) >= DECIDIM
    }
    return {"right": len(chosen & sample.duplicates), "of": len(chosen)}
