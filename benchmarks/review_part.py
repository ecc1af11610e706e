"""The review: how many decisions it takes until what says the same is found, with an oracle as person.

The oracle knows the planted answers of the sample assemblies, and says of every suggestion whether
all its members say the same. Three orders are compared: ours, made anew after every decision from
what was learnt, the order of the list as the run gives it (the most alike first, warnings last),
and random orders.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import combinations

import numpy as np

from benchmarks import datasets, themes_part
from dsupport.analysis.duplicates import find_duplicates
from dsupport.analysis.pairs import Material
from dsupport.config import AnalysisConfig
from dsupport.results import DuplicateGroup
from dsupport.services.suggesting import duplicate_rules
from dsupport.state.learning import learn
from dsupport.state.queue import queue

SHARES = (0.5, 0.8, 0.9)
"""Of the planted pairs that are inside suggestions: how many are found."""

DRAWS = 200

Truth = Callable[[str, str], bool]


def measure() -> dict[str, dict]:
    """Decisions that each order takes, for every sample assembly."""
    return {city: _sample(city) for city in datasets.SAMPLES}


def _sample(city: str) -> dict:
    sample = datasets.sample(city)
    groups = _suggestions(sample.corpus)

    def truth(a: str, b: str) -> bool:
        return (min(int(a), int(b)), max(int(a), int(b))) in sample.duplicates

    lot = np.random.default_rng(0)
    random = [[groups[i] for i in lot.permutation(len(groups))] for _ in range(DRAWS)]
    reviewed = review(groups, truth)
    best = sorted(groups, key=lambda group: -_found(group, truth))
    return {
        "groups": len(groups),
        "pairs": sum(_found(group, truth) for group in groups),
        "ours": [needed(reviewed, truth, share) for share in SHARES],
        "list": [needed(groups, truth, share) for share in SHARES],
        "best": [needed(best, truth, share) for share in SHARES],
        "random": [
            float(np.mean([needed(order, truth, share) for order in random])) for share in SHARES
        ],
    }


def _suggestions(corpus: datasets.Corpus) -> list[DuplicateGroup]:
    views = themes_part.encoded(corpus).views(0)
    ids = [f"{row:06d}" for row in range(len(corpus.texts))]
    material = Material(ids, corpus.texts, corpus.languages, views.meaning, views.neutral)
    return find_duplicates(material, duplicate_rules(AnalysisConfig()))[1]


def review(groups: Sequence[DuplicateGroup], truth: Truth) -> list[DuplicateGroup]:
    """The order in which a person decides who always takes the first of our queue."""
    waiting = {group.group_id: group for group in groups}
    settled: list[tuple[DuplicateGroup, bool]] = []
    while waiting:
        scale = learn([(g, same) for g, same in settled if not g.warning])
        known = [replace(group, likely=scale.probability(group)) for group in waiting.values()]
        first = queue([*known, *(replace(g, status="confirmed") for g, _ in settled)])[0]
        group = waiting.pop(first.group_id)
        settled.append((group, all(truth(a, b) for a, b in combinations(group.members, 2))))
    return [group for group, _ in settled]


def _found(group: DuplicateGroup, truth: Truth) -> int:
    return sum(truth(a, b) for a, b in combinations(group.members, 2))


def needed(order: Sequence[DuplicateGroup], truth: Truth, share: float) -> int:
    """Decisions until this share of the pairs that can be found is found."""
    found = np.cumsum([_found(group, truth) for group in order])
    return int(np.argmax(found >= share * found[-1])) + 1
