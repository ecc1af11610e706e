"""Rankings of what to look at together."""

import numpy as np
import pytest

from benchmarks import datasets, together_part, vectors
from benchmarks.report import together
from benchmarks.together_part import OURS, Pool
from dsupport.progress import silent
from tests.conftest import IDEAS
from tests.fakes import FakeEncoder


@pytest.fixture
def fake_vectors(monkeypatch: pytest.MonkeyPatch) -> None:
    """Vectors from words, without a model."""
    encoder = FakeEncoder()
    monkeypatch.setattr(vectors, "of", lambda texts, *_: encoder.encode(list(texts), silent))
    monkeypatch.setattr(vectors, "civic_mean", lambda *_: np.zeros(64, np.float32))


def ideas(groups: list[str]) -> Pool:
    return Pool([text for _, text in IDEAS], ["en"] * len(IDEAS), groups, [])


@pytest.mark.usefixtures("fake_vectors")
def test_what_people_put_together_is_found() -> None:
    found = together_part.of_set([ideas([group for group, _ in IDEAS])])
    assert found["asked"] == len(IDEAS)
    ours = found["methods"][OURS]
    assert ours["recall"] == 1.0  # eleven others, ten are looked at
    assert ours["ap"] > 0.8
    assert ours["ahead"] == ours["error"] == 0
    assert 0 < found["offered"]["right"] <= found["offered"]["of"]
    assert ours["right_of_offered"] <= found["offered"]["of"]


@pytest.mark.usefixtures("fake_vectors")
def test_groups_by_chance_are_not_found() -> None:
    by_chance = [str(number % 4) for number in range(len(IDEAS))]
    found = together_part.of_set([ideas(by_chance)])
    assert found["methods"][OURS]["ap"] < 0.4


def test_who_was_put_with_nobody_belongs_to_nobody() -> None:
    truth = Pool(["a", "b", "c", "d"], ["en"] * 4, ["1", "", "1", ""], []).truth
    assert np.argwhere(truth).tolist() == [[0, 2], [2, 0]]


def test_the_planted_groups_of_a_sample_are_its_pairs() -> None:
    sample = datasets.sample("milan")
    truth = together_part._planted(sample).truth
    assert {(int(a), int(b)) for a, b in np.argwhere(truth) if a < b} == sample.duplicates


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Zielona Praga", "Zielona Praga 2", True),
        ("Kino plenerowe - kontynuacja", "Kino plenerowe II edycja", True),
        ("Zielona Praga", "Zielona Wola", False),
    ],
)
def test_projects_that_came_back(one: str, other: str, same: bool) -> None:
    assert (together_part.bare(one) == together_part.bare(other)) is same


def test_spelling_counts_only_beyond_meaning_and_within_a_language() -> None:
    chance = np.random.default_rng(0)
    meaning = chance.uniform(0, 1, (6, 6))
    meaning = (meaning + meaning.T) / 2
    codes = np.array([0, 0, 0, 0, 1, 1])
    told = together_part._beyond(0.1 + 0.5 * meaning, meaning, codes)
    assert np.abs(told).max() < 1e-9  # spelling that follows from meaning says nothing
    spelling = 0.1 + 0.5 * meaning
    spelling[0, 1] += 0.3
    spelling[0, 5] += 0.3
    told = together_part._beyond(spelling, meaning, codes)
    assert told[0, 1] > 0.2
    assert told[0, 5] == 0


def test_the_report_says_who_is_ahead() -> None:
    def one(ahead: float) -> dict:
        figures = {"recall": 0.5, "ap": 0.5, "right_of_offered": 3, "error": 0.01}
        return {
            "pools": 1,
            "texts": 20,
            "asked": 10,
            "offered": {"right": 4, "of": 8},
            "methods": {
                OURS: {**figures, "ahead": 0.0, "error": 0.0},
                together_part.WORDS: {**figures, "recall": 0.5 + ahead, "ahead": ahead},
            },
        }

    found = {"ccc": one(0.1), "resubmitted": one(0.001)}
    assert together.ahead(found) == [("ccc", together_part.WORDS, 0.1)]
    page = "\n".join(together.section(found))
    assert f"{together_part.WORDS} on {together.POOLS['ccc']} by .100" in page
    assert "4 of 8 (50 %)" in page
