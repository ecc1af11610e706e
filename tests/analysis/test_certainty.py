"""How sure a place is: more evidence is never less sure, and nobody outside a theme is."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dsupport.analysis import themes
from dsupport.analysis.certainty import PLACES, evidence, place_probability
from dsupport.config import AnalysisConfig
from tests.analysis.test_themes import blobs

SIGN = st.floats(-1, 1)


@given(st.tuples(SIGN, SIGN, SIGN), st.integers(0, 2), st.floats(0, 1))
def test_more_evidence_is_never_less_sure(
    signs: tuple[float, float, float], which: int, more: float
) -> None:
    before = np.array([signs])
    after = before.copy()
    after[0, which] += more
    assert PLACES.probability(after)[0] >= PLACES.probability(before)[0]


def test_whoever_lies_between_two_themes_is_less_sure_than_who_lies_within() -> None:
    views, _ = blobs((40, 40), spread=0.6, seed=3)
    found = themes.group(views, AnalysisConfig(n_partitions=9))
    signs = evidence(found, views.neutral)
    sure = place_probability(found, views.neutral)
    between = signs[:, 1] < np.quantile(signs[:, 1], 0.1)
    assert sure[between].mean() < sure[~between].mean()
    assert ((sure >= 0) & (sure <= 1)).all()


def test_who_is_in_no_theme_is_not_sure_of_it() -> None:
    views, _ = blobs((30, 30))
    found = themes.group(views, AnalysisConfig(n_partitions=9))
    found.labels[:5] = -1
    assert (place_probability(found, views.neutral)[:5] == 0).all()
    assert (evidence(found, views.neutral)[:5] == 0).all()
