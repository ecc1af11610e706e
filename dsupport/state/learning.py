"""What the decisions on duplicates teach for the rest of the assembly.

Thresholds do not carry over from one corpus to another: what people here call the same is learnt
from what they confirmed and refused. A logistic model corrects the machine's probability,

    logit(corrected) = slope · logit(probability) + shift + together · (suggested as “together”),

fitted by maximum a posteriori with normal priors, so that few decisions change little. Only what
the machine suggested is learnt from: what people found by themselves says nothing of its scale.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from dsupport.results import DuplicateGroup

PRIOR_MEANS = np.array([1.0, 0.0, 1.5])
PRIOR_SPREADS = np.array([0.3, 1.5, 1.0])
"""Slope, shift, together. The last: of the pairs worth reading together about half say the same,
far more than their probability as rewordings (measured, ``docs/benchmarks.md``)."""

LIKELY = 0.5
"""From here on a group is suggested as saying the same."""

STEPS = 25
"""Of Newton's method; five are enough in practice."""


@dataclass(frozen=True, slots=True)
class Learnt:
    """The corrected scale, and what it was learnt from.

    Attributes
    ----------
    confirmed, refused
        Suggestions that people settled.
    on
        Whether it is used: people can switch it off.
    """

    slope: float = float(PRIOR_MEANS[0])
    shift: float = float(PRIOR_MEANS[1])
    together: float = float(PRIOR_MEANS[2])
    confirmed: int = 0
    refused: int = 0
    on: bool = True

    @property
    def is_used(self) -> bool:
        """Whether anything was learnt, and is used."""
        return self.on and self.confirmed + self.refused > 0

    def probability(self, group: DuplicateGroup) -> float:
        """Probability that the members of a suggested group say the same."""
        weights = np.array([self.slope, self.shift, self.together])
        return float(1 / (1 + np.exp(-_features(group) @ weights)))


def _features(group: DuplicateGroup) -> np.ndarray:
    p = np.clip(group.weakest, 0.01, 0.99)
    return np.array([np.log(p / (1 - p)), 1.0, float(group.suggestion != "same")])


def learn(settled: Iterable[tuple[DuplicateGroup, bool]], on: bool = True) -> Learnt:
    """Fit the scale to suggestions that people settled.

    Parameters
    ----------
    settled
        Groups as the machine suggested them, and whether people said “the same”.
    """
    known = list(settled)
    confirmed = sum(same for _, same in known)
    refused = len(known) - confirmed
    if not known or not on:
        return Learnt(confirmed=confirmed, refused=refused, on=on)
    features = np.array([_features(group) for group, _ in known])
    said = np.array([same for _, same in known], float)
    precision = np.diag(PRIOR_SPREADS**-2)
    weights = PRIOR_MEANS.copy()
    for _ in range(STEPS):
        expected = 1 / (1 + np.exp(-features @ weights))
        slope = features.T @ (said - expected) - precision @ (weights - PRIOR_MEANS)
        bend = (features * (expected * (1 - expected))[:, None]).T @ features + precision
        step = np.linalg.solve(bend, slope)
        weights = weights + step
        if np.abs(step).max() < 1e-9:
            break
    # More alike is never less likely the same.
    slope_, shift, together = max(0.0, float(weights[0])), float(weights[1]), float(weights[2])
    return Learnt(slope_, shift, together, confirmed, refused, on)
