"""How likely people would leave a text in its theme: a calibrated probability.

Stable is not right: nearly every text keeps most of its links whatever lots are drawn, also where
people would have put it elsewhere. So three signs are weighed by how often they were right in
collections whose texts people had put into themes (``benchmarks/certainty_part.py`` fits the
weights and checks each collection with weights from the others).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dsupport.analysis.themes import Grouping
from dsupport.typing import FloatMatrix, IntArray

CEILING = 1.02


@dataclass(frozen=True, slots=True)
class PlaceModel:
    """Logistic model: probability = 1 / (1 + exp(-(intercept + weights · evidence))).

    Attributes
    ----------
    agreed, margin, company
        Weights of the columns of `evidence`.
    """

    intercept: float
    agreed: float
    margin: float
    company: float

    def probability(self, evidence: FloatMatrix) -> FloatMatrix:
        """Probability of each row of `evidence`."""
        weights = np.array([self.agreed, self.margin, self.company])
        return np.asarray(1.0 / (1.0 + np.exp(-(self.intercept + evidence @ weights))))


PLACES = PlaceModel(intercept=-1.71, agreed=0.32, margin=3.47, company=2.11)
"""Fitted on cycling, argkp (topics), ccc and the four samples, each counting alike."""


def evidence(grouping: Grouping, vectors: FloatMatrix) -> FloatMatrix:
    """What speaks for the place of each row.

    Parameters
    ----------
    vectors : array of shape (n, d)
        Neutral unit vectors.

    Returns
    -------
    array of shape (n, 3)
        -log(1.02 - share of agreed links inside the theme); cosine with the middle of the own
        theme less that with the nearest other; share of the nearest by meaning that are in the
        same theme. Zeros for rows in no theme.
    """
    labels = grouping.labels
    placed = labels >= 0
    agreed = agreement(grouping.confidence)
    found = np.column_stack([agreed, margin(labels, vectors), _company(grouping, labels)])
    return np.where(placed[:, None], found, 0.0)


def place_probability(
    grouping: Grouping, vectors: FloatMatrix, model: PlaceModel = PLACES
) -> FloatMatrix:
    """Probability that people would leave each row in its theme; 0 where it is in none."""
    return np.where(grouping.labels >= 0, model.probability(evidence(grouping, vectors)), 0.0)


def agreement(share: FloatMatrix) -> FloatMatrix:
    """A share of links as evidence: shares near 1 differ little and mean much."""
    return np.asarray(-np.log(CEILING - np.minimum(share, 1.0)))


def margin(labels: IntArray, vectors: FloatMatrix, members: IntArray | None = None) -> FloatMatrix:
    """Cosine with the middle of the own theme less that with the nearest other.

    Parameters
    ----------
    members
        Theme of every row that makes the middles, if that is not `labels`; -1 for none.
    """
    members = labels if members is None else members
    groups = int(members.max()) + 1 if len(members) else 0
    if groups < 2:
        return np.zeros(len(labels))
    middles = np.array([vectors[members == group].sum(axis=0) for group in range(groups)])
    middles /= np.maximum(np.linalg.norm(middles, axis=1, keepdims=True), 1e-12)
    near = vectors @ middles.T
    rows, own = np.arange(len(labels)), np.maximum(labels, 0)
    mine = near[rows, own]
    near[rows, own] = -np.inf
    return np.asarray(mine - near.max(axis=1), np.float64)


def _company(grouping: Grouping, labels: IntArray) -> FloatMatrix:
    nearest = np.hstack([part.indices for part in grouping.near.meaning])
    if not nearest.shape[1]:
        return np.zeros(len(labels))
    return np.asarray((labels[nearest] == labels[:, None]).mean(axis=1))
