"""What can be set about an analysis. Frozen: a configuration is part of a run's fingerprint."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Literal

from dsupport.typing import JsonDict

DEFAULT_ENCODER = "multilingual-e5-small-joined"

Method = Literal["consensus", "hdbscan"]
Detail = Literal["coarser", "normal", "finer"]


@dataclass(frozen=True, slots=True)
class AnalysisConfig:
    """Settings of one analysis.

    Attributes
    ----------
    encoder
        Name of a bundled encoder, or name or path of a sentence-transformers model.
    random_state
        Seed of everything that draws lots.
    method
        ``consensus`` (partitions of a neighbour graph that agree) or ``hdbscan``.
    detail
        How fine the themes are.
    min_cluster_size
        Smallest theme; `None` chooses it from the number of contributions.
    n_neighbors
        Neighbours per contribution and view in the graph, at most a sixth of all.
    n_partitions
        Partitions that vote on who belongs together.
    min_confidence
        Below this share of agreeing links a contribution waits unplaced.
    min_probability
        From this probability on two contributions are suggested as saying the same.
    """

    encoder: str = DEFAULT_ENCODER
    random_state: int = 0
    method: Method = "consensus"
    detail: Detail = "normal"
    min_cluster_size: int | None = None
    n_neighbors: int = 40
    n_partitions: int = 30
    min_confidence: float = 0.4
    min_probability: float = 0.5

    def as_dict(self) -> JsonDict:
        """Plain values, for fingerprints and storage."""
        return asdict(self)
