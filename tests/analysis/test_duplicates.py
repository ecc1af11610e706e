"""Duplicates: a calibrated probability, groups without chains, campaigns that stay one group."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dsupport import data
from dsupport.analysis.caution import read_wordlists
from dsupport.analysis.duplicates import complete_groups, find_groups
from dsupport.analysis.pairs import (
    Calibration,
    Material,
    Rules,
    find_pairs,
    find_related,
    normalised,
)
from dsupport.results import DuplicateGroup, Pair
from dsupport.services.suggesting import CALIBRATION
from tests.analysis.test_neighbours import unit_rows

LISTS = read_wordlists(data.rows("negation.tsv"))
SMALL = settings(max_examples=40, deadline=None)


def pairs_of(
    texts: list[str], vectors: np.ndarray, floor: float = 0.5, languages: list[str] | None = None
) -> list[Pair]:
    """Pairs of texts whose ids are their row numbers."""
    ids = [f"c{row:03}" for row in range(len(texts))]
    languages = languages or ["en"] * len(texts)
    material = Material(ids, texts, languages, vectors, vectors)
    return find_pairs(material, Rules(CALIBRATION, LISTS, floor))


def near(base: np.ndarray, n: int, spread: float, seed: int = 0) -> np.ndarray:
    """Unit rows around one direction."""
    rows = base + spread * np.random.default_rng(seed).standard_normal((n, len(base)))
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


# -- probability ---------------------------------------------------------------------------


@pytest.mark.parametrize("across", [False, True])
def test_probability_rises_with_the_cosine(across: bool) -> None:
    cosines = np.linspace(-1, 1, 201)
    found = CALIBRATION.probability(cosines, np.full(201, across))
    assert ((found > 0) & (found < 1)).all()
    assert (np.diff(found) > 0).all()
    assert found[-1] > 0.9
    assert found[100] < 0.1


def test_a_cosine_a_little_over_one_is_no_crash() -> None:
    found = CALIBRATION.probability(np.array([1.0, 1.000001]), np.array([False, True]))
    assert np.isfinite(found).all()


@SMALL
@given(st.floats(0.01, 0.99))
def test_the_least_cosine_reaches_its_probability_and_none_below_does(probability: float) -> None:
    cosine = CALIBRATION.cosine_for(probability)
    both = np.array([False, True])
    assert CALIBRATION.probability(np.array([cosine] * 2), both).max() == pytest.approx(
        probability, abs=1e-6
    )
    below = CALIBRATION.probability(np.array([cosine - 0.01] * 2), both)
    assert (below < probability).all()


# -- pairs ---------------------------------------------------------------------------------


@SMALL
@given(st.integers(0, 1000), st.floats(0.05, 0.95), st.floats(0.05, 0.95))
def test_a_higher_threshold_never_adds_a_pair(seed: int, one: float, two: float) -> None:
    vectors = unit_rows(25, 3, seed)
    texts = [f"text {'abcdefghijklmnopqrstuvwxyz'[row]}" for row in range(25)]
    low, high = sorted((one, two))
    many = {(p.a, p.b) for p in pairs_of(texts, vectors, low)}
    few = {(p.a, p.b) for p in pairs_of(texts, vectors, high)}
    assert few <= many


def test_pairs_say_why() -> None:
    vectors = near(np.eye(16)[0], 4, 0.01)
    texts = [
        "More benches in the park",
        "More benches in the park!",
        "Fewer benches in the park",
        "Plus de bancs dans le parc",
    ]
    found = {(p.a, p.b): p for p in pairs_of(texts, vectors, 0.5, ["en", "en", "en", "fr"])}
    assert len(found) == 6
    assert found["c000", "c001"].kind == "exact"
    assert found["c000", "c001"].probability == found["c000", "c001"].similarity == 1
    assert found["c000", "c002"].warning == "opposite"
    assert found["c000", "c002"].kind == "near"
    assert found["c000", "c003"].kind == "translation"
    order = [p.probability for p in pairs_of(texts, vectors)]
    assert order == sorted(order, reverse=True)


def test_exact_repetitions_are_found_also_where_vectors_say_nothing() -> None:
    texts = ["Night buses, please!", "night  BUSES please", "Trees", "", "!!!"]
    found = pairs_of(texts, unit_rows(5, 32))
    assert [(p.a, p.b, p.kind, p.probability) for p in found] == [("c000", "c001", "exact", 1.0)]


def test_texts_without_letters_are_no_repetitions_of_each_other() -> None:
    assert pairs_of(["!!!", "???", "..."], unit_rows(3, 32)) == []


@SMALL
@given(st.text(max_size=60))
def test_normalised_is_settled_after_once(text: str) -> None:
    assert normalised(normalised(text)) == normalised(text)


def test_related_pairs_are_each_others_nearest() -> None:
    vectors = np.vstack([near(np.eye(32)[g], 3, 0.12, seed=g) for g in range(6)])
    ids = [f"c{row:02}" for row in range(18)]
    texts = [f"text {'abcdefghijklmnopqr'[row]}" for row in range(18)]
    found = find_related(
        Material(ids, texts, ["en"] * 18, vectors, vectors), Rules(CALIBRATION, LISTS, 0.5)
    )
    assert found
    for pair in found:
        assert int(pair.a[1:]) // 3 == int(pair.b[1:]) // 3
        assert pair.a < pair.b
        assert pair.similarity >= 0.4


# -- groups --------------------------------------------------------------------------------

edge_lists = st.sets(
    st.tuples(st.integers(0, 11), st.integers(0, 11)).filter(lambda edge: edge[0] < edge[1]),
    max_size=40,
)


@SMALL
@given(edge_lists, st.integers(0, 100))
def test_groups_never_chain(edges: set[tuple[int, int]], seed: int) -> None:
    ordered = sorted(edges)
    weights = np.random.default_rng(seed).random(len(ordered)).astype(np.float32)
    known = dict(zip(ordered, weights.tolist(), strict=True))
    groups = complete_groups(12, np.array(ordered, np.int64).reshape(-1, 2), weights)
    members = [row for rows, _ in groups for row in rows]
    assert len(members) == len(set(members)), "nobody is in two groups"
    for rows, weakest in groups:
        inside = list(itertools.combinations(rows, 2))
        assert set(inside) <= edges, "every pair inside a group is known"
        assert weakest == pytest.approx(min(known[pair] for pair in inside))


def test_a_chain_is_two_groups_at_most() -> None:
    edges = np.array([[0, 1], [1, 2], [2, 3]])
    groups = complete_groups(4, edges, np.array([0.9, 0.8, 0.7], np.float32))
    assert [rows for rows, _ in groups] == [(0, 1), (2, 3)]


def test_a_full_triangle_is_one_group_with_its_weakest_pair() -> None:
    edges = np.array([[0, 1], [1, 2], [0, 2]])
    ((rows, weakest),) = complete_groups(3, edges, np.array([0.9, 0.8, 0.7], np.float32))
    assert rows == (0, 1, 2)
    assert weakest == pytest.approx(0.7)


@SMALL
@given(st.permutations(range(14)), st.integers(0, 50))
def test_order_of_pairs_and_rows_changes_no_group(order: list[int], seed: int) -> None:
    rng = np.random.default_rng(seed)
    ids = [f"c{row:02}" for row in range(14)]
    texts = [f"words {'abcdefghijklmn'[row]}" for row in range(14)]
    both = [pair for pair in itertools.combinations(ids, 2) if rng.random() < 0.4]
    # No two alike: what comes first cannot depend on the order of the file.
    chance = rng.permutation(len(both)) / (2 * len(both)) + 0.5
    pairs = [
        Pair(a, b, round(float(p), 4), 0.9, "near", "")
        for (a, b), p in zip(both, chance, strict=True)
    ]
    whole = find_groups(ids, texts, pairs, [], 0.5)
    shuffled = [pairs[i] for i in rng.permutation(len(pairs))]
    again = find_groups([ids[i] for i in order], [texts[i] for i in order], shuffled, [], 0.5)
    assert again == whole


def test_a_campaign_of_near_copies_is_one_group() -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    texts = [
        f"Keep the swimming pool open all year, signed by {a}{b}"
        for a, b in itertools.islice(itertools.product(letters, letters), 120)
    ]
    pairs = pairs_of(texts, near(np.eye(32)[0], 120, 0.01))
    (group,) = find_groups([f"c{row:03}" for row in range(120)], texts, pairs, [], 0.5)
    assert len(group.members) == 120
    assert group.suggestion == "same"
    assert group.kind == "near"
    assert len(group.scores) == 120


def groups_of(texts: list[str], pairs: list[Pair], related: list[Pair]) -> list[DuplicateGroup]:
    """Groups of texts whose ids are letters."""
    return find_groups(list("abcdefgh")[: len(texts)], texts, pairs, related, 0.5)


def test_a_campaign_of_exact_copies_is_one_group() -> None:
    texts = ["Keep the pool"] * 300
    pairs = pairs_of(texts, unit_rows(300, 64))
    (group,) = find_groups([f"c{row:03}" for row in range(300)], texts, pairs, [], 0.5)
    assert len(group.members) == 300
    assert (group.kind, group.weakest) == ("exact", 1.0)


def test_copies_of_one_text_have_the_same_score() -> None:
    # “a” and “b” are one text; only “a” is known to be like “c”.
    related = [Pair("a", "c", 0.3, 0.6, "near", "")]
    pairs = [Pair("a", "b", 1.0, 1.0, "exact", "")]
    (group,) = groups_of(["Trees", "trees!", "Shade"], pairs, related)
    assert dict(zip(group.members, group.scores, strict=True))["c"] == 0.3
    assert group.representative in "ab"
    assert group.suggestion == "together"
    assert group.weakest == pytest.approx(0.3)


def test_a_pair_with_a_warning_joins_nobody() -> None:
    pairs = [
        Pair("a", "b", 0.9, 0.9, "near", ""),
        Pair("b", "c", 0.95, 0.95, "near", "opposite"),
        Pair("a", "c", 0.9, 0.9, "near", ""),
    ]
    found = groups_of(["one", "two", "three"], pairs, [])
    assert [(set(g.members), g.warning) for g in found] == [
        ({"a", "b"}, ""),
        ({"b", "c"}, "opposite"),
    ]
    assert found[-1].certainty == "unsure"


def test_an_opposite_of_a_campaign_warns_once() -> None:
    texts = ["Keep the pool"] * 5 + ["Do not keep the pool"]
    pairs = [Pair(x, "f", 0.9, 0.9, "near", "opposite") for x in "abcde"]
    pairs += [Pair(x, y, 1.0, 1.0, "exact", "") for x, y in itertools.combinations("abcde", 2)]
    found = groups_of(texts, pairs, [])
    assert [len(g.members) for g in found] == [5, 2]


def test_a_campaign_with_another_number_in_each_text_does_not_flood_people() -> None:
    texts = [f"Keep the swimming pool open all year, I am {n} years old" for n in range(100, 200)]
    pairs = pairs_of(texts, near(np.eye(32)[0], 100, 0.01))
    assert len(pairs) == 4950  # all of them stay in the table of pairs
    groups = find_groups([f"c{row:03}" for row in range(100)], texts, pairs, [], 0.5)
    assert 50 <= len(groups) <= 300
    assert {m for g in groups for m in g.members} == {f"c{row:03}" for row in range(100)}


def test_no_texts_no_groups() -> None:
    assert find_groups([], [], [], [], 0.5) == []
    assert pairs_of([], np.zeros((0, 8), np.float32)) == []


def test_calibration_is_plain_arithmetic() -> None:
    flat = Calibration(same=(0.0, 0.0), across=(1.0, 0.0))
    assert flat.probability(np.array([0.3]), np.array([False]))[0] == 0.5
