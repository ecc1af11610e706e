"""Fits the probability that two texts say the same: the numbers of `suggesting.CALIBRATION`.

    python -m benchmarks.calibrate --data ../shared/data

A logistic regression on the even rows of the dev pairs of stsb-multi, in every language and across
every two; people scored how alike two sentences are, and 4 or more of 5 counts as the same. The
odd rows are for checking (``python benchmarks/run.py --parts duplicates``).
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from benchmarks import datasets, vectors
from benchmarks.duplicates_part import MEANT, combinations_of, cosines, encoded
from dsupport.analysis.pairs import CEILING


def fit(data: Path) -> dict[str, tuple[float, float]]:
    """Slope and intercept over -log(1.02 - cosine), for one language and across two."""
    pairs, scored = datasets.stsb(data)
    found, prior = encoded(pairs, vectors.JOINED), vectors.civic_mean()
    meant = (np.array(scored) >= MEANT)[::2]
    fitted = {}
    for name, across in (("same", False), ("across", True)):
        combined = combinations_of(across)
        cosine = np.concatenate(
            [cosines(found[one][0], found[two][1], prior)[::2] for one, two in combined]
        )
        nearness = -np.log(CEILING - np.minimum(cosine, 1.0))
        model = LogisticRegression(C=np.inf).fit(nearness[:, None], np.tile(meant, len(combined)))
        fitted[name] = (float(model.coef_[0, 0]), float(model.intercept_[0]))
    return fitted


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition(":")[0])
    parser.add_argument("--data", type=Path, required=True)
    for name, (slope, intercept) in fit(parser.parse_args().data).items():
        print(f"{name}: slope {slope:.3f}, intercept {intercept:.3f}")


if __name__ == "__main__":
    main()
