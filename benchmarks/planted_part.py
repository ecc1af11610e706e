"""Duplicates in the sample assemblies: what is found of the planted answers, and what is right."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

import numpy as np

from benchmarks import datasets, pair_peers, vectors
from benchmarks.datasets import Sample
from benchmarks.duplicates_part import LETTERS, OURS, PRECISIONS, RAW, TOKENS, TRIGRAMS
from benchmarks.measuring import average_precision, recall_at_precision
from benchmarks.pair_peers import DECIDIM
from dsupport.analysis.caution import Wordlists, caution
from dsupport.analysis.duplicates import find_duplicates
from dsupport.analysis.pairs import Material
from dsupport.analysis.views import Views
from dsupport.config import AnalysisConfig
from dsupport.services.suggesting import duplicate_rules
from dsupport.typing import FloatMatrix


def _share(part: Iterable, whole: Iterable) -> dict[str, int]:
    part, whole = set(part), set(whole)
    return {"found": len(part & whole), "of": len(whole)}


def _ordered(pairs: Iterable[tuple[str, str]]) -> set[tuple[int, int]]:
    """Pairs of ids as row numbers, the lower first."""
    return {(min(int(a), int(b)), max(int(a), int(b))) for a, b in pairs}


def _warned(
    pairs: Iterable[tuple[int, int]], sample: Sample, wordlists: Wordlists
) -> set[tuple[int, int]]:
    """Those of the pairs that get any warning."""
    texts, languages = sample.corpus.texts, sample.corpus.languages
    return {
        (a, b)
        for a, b in pairs
        if caution(texts[a], languages[a], texts[b], languages[b], wordlists)
    }


def sample(city: str) -> dict:
    """Duplicates of one sample assembly, as the analysis finds them."""
    sample = datasets.sample(city)
    corpus, config = sample.corpus, AnalysisConfig()
    texts, languages = corpus.texts, corpus.languages
    ids = [f"{row:04d}" for row in range(len(texts))]
    codes = np.unique(languages, return_inverse=True)[1]
    meaning = vectors.centred(texts)
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
    unflagged = shown - _warned(shown, sample, wordlists)
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
        "opposites_flagged": _share(_warned(sample.opposites, sample, wordlists), sample.opposites),
        "opposites_offered_unflagged": _share(unflagged, sample.opposites),
        "rebuttals_flagged": _share(_warned(sample.rebuttals, sample, wordlists), sample.rebuttals),
        "rebuttals_offered_unflagged": _share(unflagged, sample.rebuttals),
        "duplicates_flagged": _share(_warned(gold, sample, wordlists), gold),
        **_ranked(sample, neutral),
        "decidim": _decidim_on(sample),
        "semhash": _semhash_on(sample),
    }


def _ranked(sample: Sample, neutral: FloatMatrix) -> dict[str, dict]:
    """Average precision over all pairs of an assembly, and recall at precisions, by method."""
    texts = sample.corpus.texts
    raw = vectors.of(texts)
    left, right = np.triu_indices(len(texts), 1)
    truth = np.array([pair in sample.duplicates for pair in zip(left, right, strict=True)])
    letters = pair_peers.letter_vectors(texts)
    scores = {
        OURS: neutral @ neutral.T,
        TRIGRAMS: pair_peers.all_trigram_similarities(texts),
        TOKENS: pair_peers.all_token_set_ratios(texts),
        LETTERS: (letters @ letters.T).toarray(),
        RAW: raw @ raw.T,
    }
    found = {name: score[left, right] for name, score in scores.items()}
    return {
        "ap": {name: average_precision(truth, score) for name, score in found.items()},
        "recall_at_precision": {
            name: recall_at_precision(truth, score, PRECISIONS) for name, score in found.items()
        },
    }


def _semhash_on(sample: Sample) -> dict[str, int] | None:
    """What semhash itself would drop, by its own threshold; None where it is not installed."""
    texts = sample.corpus.texts
    chosen = pair_peers.semhash_pairs(texts, vectors.of(texts))
    if chosen is None:
        return None
    return {"right": len(chosen & sample.duplicates), "of": len(chosen)}


def _decidim_on(sample: Sample) -> dict[str, int]:
    """Decidim's rule: title or body at least a quarter alike by trigrams."""
    titles = [pair_peers.trigrams(title) for title in sample.titles]
    bodies = [pair_peers.trigrams(body) for body in sample.bodies]
    chosen = {
        (a, b)
        for a in range(len(bodies))
        for b in range(a + 1, len(bodies))
        if pair_peers.trigram_similarity(bodies[a], bodies[b]) >= DECIDIM
        or pair_peers.trigram_similarity(titles[a], titles[b]) >= DECIDIM
    }
    return {"right": len(chosen & sample.duplicates), "of": len(chosen)}
