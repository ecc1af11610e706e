"""Scores, clocks and memory."""

from __future__ import annotations

import multiprocessing
import resource
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.metrics import adjusted_mutual_info_score, adjusted_rand_score

from dsupport.typing import FloatMatrix, IntArray


def agreement(gold: Sequence[str], found: IntArray) -> dict[str, float]:
    """AMI and ARI over all texts that people labelled; unplaced texts count as one group."""
    labels = np.asarray(gold, dtype=str)
    known = labels != ""
    return {
        "ami": float(adjusted_mutual_info_score(labels[known], found[known])),
        "ari": float(adjusted_rand_score(labels[known], found[known])),
    }


def agreement_placed(gold: Sequence[str], found: IntArray) -> float:
    """AMI over the texts that were labelled by people and placed by the method."""
    labels = np.asarray(gold, dtype=str)
    both = (labels != "") & (found >= 0)
    if both.sum() < 2:
        return 0.0
    return float(adjusted_mutual_info_score(labels[both], found[both]))


def mean_rand(partitions: Sequence[IntArray]) -> float:
    """Mean adjusted Rand index over all pairs of partitions of the same rows."""
    values = [adjusted_rand_score(a, b) for a, b in combinations(partitions, 2)]
    return float(np.mean(values)) if values else 1.0


def draws(n: int, count: int, share: float = 0.9) -> list[IntArray]:
    """The same random 90 % of the rows for every method."""
    chance = np.random.default_rng(2026)
    return [np.sort(chance.permutation(n)[: round(share * n)]) for _ in range(count)]


def bootstrap(
    statistic: Callable[[IntArray], float], rows: int, rounds: int = 200
) -> tuple[float, float]:
    """Percentile interval (95 %) of a statistic over rows drawn with replacement."""
    chance = np.random.default_rng(7)
    values = [statistic(chance.integers(0, rows, rows)) for _ in range(rounds)]
    low, high = np.quantile(values, [0.025, 0.975])
    return float(low), float(high)


def timed(function: Callable[..., Any], *arguments: Any) -> tuple[Any, float]:
    """Result and seconds of processor time: waiting for other work does not count."""
    started = time.process_time()
    result = function(*arguments)
    return result, time.process_time() - started


def memory_mb() -> tuple[float, float]:
    """Memory now and at its peak, in MB, of this process."""
    status = Path("/proc/self/status")
    if status.is_file():
        lines = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
        return int(lines["VmRSS"].split()[0]) / 1024, int(lines["VmHWM"].split()[0]) / 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    peak = peak / 1024**2 if sys.platform == "darwin" else peak / 1024
    return float("nan"), peak


def forget_peak() -> bool:
    """Let the peak of this process begin anew from here on (Linux); False where that cannot be."""
    try:
        Path("/proc/self/clear_refs").write_text("5")
    except OSError:
        return False
    return True


def isolated(function: Callable[..., Any], *arguments: Any) -> Any:
    """Run in a fresh process, so that its peak memory is its own."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(function, *arguments).result()


@cache
def _lasting() -> ProcessPoolExecutor:
    return ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"))


def aside(function: Callable[..., Any], *arguments: Any) -> Any:
    """Run in a second process that lasts: what it compiled once serves again."""
    return _lasting().submit(function, *arguments).result()


def average_precision(truth: Sequence[bool] | FloatMatrix, score: FloatMatrix) -> float:
    """Area under precision over recall."""
    from sklearn.metrics import average_precision_score

    return float(average_precision_score(truth, score))


def recall_at_precision(
    truth: Sequence[bool] | FloatMatrix, score: FloatMatrix, levels: Sequence[float]
) -> dict[str, float]:
    """For each precision: the greatest recall of any threshold that keeps it, 0 if none does."""
    from sklearn.metrics import precision_recall_curve

    precision, recall, _ = precision_recall_curve(truth, score)
    # The last point stands for no threshold at all: nothing suggested.
    precision, recall = precision[:-1], recall[:-1]
    return {f"{level:g}": float(recall[precision >= level].max(initial=0.0)) for level in levels}


def recall_among(score: FloatMatrix, truth: FloatMatrix, most: int) -> FloatMatrix:
    """For each row that has relevant rows: how many of them are among its `most` nearest.

    Parameters
    ----------
    score : array of shape (n, n)
        How near row i has row j; the diagonal is not read.
    truth : boolean array of shape (n, n)
        Whether j is relevant for i; nothing is relevant for itself.

    Returns
    -------
    array of shape (rows with anything relevant,)
        Share of what could be among them: of 30 relevant rows 10 at most fit among ten.
    """
    score = np.array(score, dtype=np.float64)
    np.fill_diagonal(score, -np.inf)
    nearest = np.argsort(-score, axis=1, kind="stable")[:, :most]
    hits = np.take_along_axis(truth, nearest, axis=1).sum(axis=1)
    relevant = truth.sum(axis=1)
    asked = relevant > 0
    return hits[asked] / np.minimum(relevant[asked], nearest.shape[1])


def ranks(score: FloatMatrix) -> FloatMatrix:
    """For each row, the place of every other row by falling score, from 1; ties share a place."""
    from scipy.stats import rankdata

    score = np.array(score, dtype=np.float64)
    np.fill_diagonal(score, -np.inf)
    return np.asarray(rankdata(-score, axis=1))
