"""Campaigns: one text sent many times counts like a few, and everybody is placed where it stands."""

import numpy as np
from sklearn.metrics import adjusted_rand_score

from dsupport.analysis.campaigns import CAMPAIGN, counted_rows, wordings
from dsupport.analysis.graph import Near, find_near
from dsupport.analysis.neighbours import centre
from dsupport.analysis.placing import find_places
from dsupport.analysis.views import Views
from dsupport.config import AnalysisConfig
from tests.analysis.test_themes import blobs

LETTER = (
    "We ask the city council to keep the night bus running until two in the morning, because "
    "nurses, cooks and cleaners must get home after their shift."
)
NAMES = ["Ana", "Ben", "Carla", "Dirk", "Elsa", "Fons", "Gil", "Hana", "Ines", "Jo"]


def never(_a: int, _b: int, _cosine: float) -> bool:
    return False


def near_of(groups: list[int]) -> tuple[Near, np.ndarray]:
    """Rows of one group are alike, others are not: whom each lies near, and the vectors."""
    rng = np.random.default_rng(0)
    middles = np.eye(max(groups) + 1, 12)[groups]
    vectors = middles + 0.01 * rng.standard_normal((len(groups), 12))
    vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    languages = np.zeros(len(groups), np.int64)
    return find_near(vectors, np.zeros((len(groups), 1)), languages, 5), vectors


def test_small_changes_are_one_wording() -> None:
    texts = [f"{LETTER} Kind regards, {name}" for name in NAMES] + ["More trees in our street."]
    stands = wordings(texts, *near_of([0] * 10 + [1]), never)
    assert len(set(stands[:10])) == 1
    assert stands[10] == 10
    assert (stands[stands] == stands).all()


def test_what_contradicts_is_a_wording_of_its_own() -> None:
    texts = [f"{LETTER} {name}" for name in NAMES]
    texts[3] = texts[3].replace("keep the night bus", "not keep the night bus")
    stands = wordings(
        texts, *near_of([0] * 10), lambda a, b, _: ("not" in texts[a]) != ("not" in texts[b])
    )
    assert stands[3] == 3
    assert (stands == 3).sum() == 1


def test_short_texts_are_one_wording_only_if_equal() -> None:
    texts = ["Bus line 4 to the lake", "Bus line 5 to the lake", "bus line 4 to the lake!"]
    np.testing.assert_array_equal(wordings(texts, *near_of([0, 0, 0]), never), [0, 1, 0])


def test_no_chains_of_wordings() -> None:
    # Each text replaces one more word: neighbours are alike, the ends are not.
    words = LETTER.split()
    texts = [" ".join(["entirely"] * i + words[i:]) for i in range(len(words))]
    stands = wordings(texts, *near_of([0] * len(texts)), never)
    assert len(set(stands)) > 1


def test_a_campaign_counts_like_a_few_and_others_whole() -> None:
    stands = np.array([0] * 30 + [30] * (CAMPAIGN - 1) + [34])
    rows = counted_rows(stands, 3)
    assert (rows < 30).sum() == 3
    assert 0 in rows
    assert (rows >= 30).sum() == CAMPAIGN


def test_copies_stand_where_their_text_stands_and_move_nobody() -> None:
    views, _ = blobs((30, 30, 30))
    texts = [f"text {row} " * 12 for row in range(90)]
    config = AnalysisConfig(n_partitions=9)
    before = find_places(texts, lambda _: views, config, views.meaning, never)
    rows = np.concatenate([np.arange(90), np.full(300, 5)])

    def look(counted: np.ndarray | None) -> Views:
        meaning = centre(views.meaning[rows], counted=counted)
        return Views(meaning, views.spelling[rows], views.languages[rows], counted=counted)

    after = find_places([*texts, *[texts[5]] * 300], look, config, views.meaning[rows], never)
    assert (after.labels[90:] == after.labels[5]).all()
    assert len(after.counted) < 110
    both = (before.labels >= 0) & (after.labels[:90] >= 0)
    assert both.mean() > 0.85
    assert adjusted_rand_score(before.labels[both], after.labels[:90][both]) > 0.9
