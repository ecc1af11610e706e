"""Whether a text may hold several ideas, judged from marks of its author and from vectors."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from dsupport.analysis.ideas import Ideas, find, marked
from dsupport.analysis.segments import segments

MIDDLES = np.eye(4, dtype=np.float32)
BUSES = "We need more buses at night in the outer districts. "
TREES = "Trees should be planted along the avenue for some shade. "
RENTS = "The rents of small flats are far too high for the young. "
MIXED = "It has been like that for years, and nobody ever listens. "


def vector(text: str) -> list[float]:
    """Near to the theme of its subject; what is of none is between all."""
    weights = [float(BUSES[:9] in text), float(TREES[:9] in text), float(RENTS[:9] in text), 0.0]
    return weights if any(weights) else [0.5, 0.5, 0.5, 0.5]


def look(text: str) -> Ideas | None:
    cut = segments(text)
    rows = np.array([vector(text[one.start : one.end]) for one in cut], np.float32)
    return find(text, cut, rows / np.linalg.norm(rows, axis=1, keepdims=True), MIDDLES)


def parts(text: str) -> list[str]:
    found = look(text)
    cuts = found.cuts if found else ()
    return [text[a:b] for a, b in zip((0, *cuts), (*cuts, len(text)), strict=True)]


@pytest.mark.parametrize(
    "text", [BUSES, BUSES * 3, BUSES + MIXED, MIXED * 4, BUSES + MIXED + BUSES, ""]
)
def test_one_idea(text: str) -> None:
    assert look(text) is None


def test_cut_where_the_subject_changes() -> None:
    assert parts(BUSES + TREES) == [BUSES, TREES]
    assert parts(BUSES * 2 + TREES + RENTS * 2) == [BUSES * 2, TREES, RENTS * 2]
    found = look(BUSES + TREES)
    assert found is not None
    assert (found.marked, found.gap) == (False, 1.0)


def test_a_paragraph_decides_where_sentences_do_not() -> None:
    before, after = BUSES + MIXED, TREES
    assert parts(before.strip() + "\n\n" + after)[1] == after
    assert parts(BUSES.strip() + "\n\n" + MIXED + after)[0] == BUSES.strip() + "\n\n"


def test_themes_that_are_alike_are_one() -> None:
    cut = segments(BUSES + TREES)
    near = np.array([[1, 0.8, 0, 0], [0.8, 1, 0, 0]], np.float32)
    near /= np.linalg.norm(near, axis=1, keepdims=True)
    assert find(BUSES + TREES, cut, MIDDLES[:2], near) is None
    assert find(BUSES + TREES, cut, MIDDLES[:2], MIDDLES[:1]) is None


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("Hello,\n\n- more buses\n- more trees in town\n- lower rents\n\nThanks", 3),
        ("I ask: 1) a bus at night; 2) a tree in each street; 3) lower rents", 3),
        ("I ask (1) for a bus at night, and (2) for a tree in each street", 2),
        ("Three things. 1. Buses at night. 2. Trees in the streets. 3. Rents", 2),
        ("Primero censo de verdad; segundo, los que manejan carritos; tercero baños", 3),
        ("Uno: que haya veeduría. Dos: que la ciudad mande menos. Y tres: que se muestre.", 3),
        ("Vooreerst. Ten eerste de bussen in de nacht. Ten tweede de bomen in de straat.", 2),
        ("Premièrement, des bus la nuit. Deuxièmement, des arbres dans les rues.", 2),
        ("Primo, più autobus di notte. Secondo, più alberi nelle strade.", 2),
        ("Primeiro, inventário público em seis meses. Segundo, cedência ao município.", 2),
        ("First, more buses at night. Second, a tree in every street.", 2),
        ("Am 1. Mai und am 2. Juni fehlt bei uns in der Siedlung jeder Bus", 1),
        ("The first bus is late, the second bus never comes at all", 1),
        ("2) is missing here, and 3) comes next without the one before", 1),
        ("- only one item in this list, and nothing else at all", 1),
        ("One person. Two people. Nothing more", 1),
    ],
)
def test_marks_of_the_author(text: str, n: int) -> None:
    assert len(marked(text)) + 1 == n
    cuts = (0, *marked(text), len(text))
    assert "".join(text[a:b] for a, b in pairwise(cuts)) == text


def test_marks_count_before_subjects_and_endless_lists_are_left() -> None:
    found = look(f"- {BUSES}\n- {BUSES}\n{TREES}")
    assert found is not None
    assert found.marked
    assert len(found.cuts) == 1
    assert look("\n".join(f"- {BUSES}" for _ in range(13))) is None
