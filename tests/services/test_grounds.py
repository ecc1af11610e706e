"""The space of a run made again from stored vectors: the same as the run's, without an encoder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from dsupport import encode
from dsupport.analysis.views import see
from dsupport.services import reading
from dsupport.services.analysing import analyse
from dsupport.services.embedding import vectors_for
from dsupport.services.grounds import Ground, ground_of
from dsupport.services.importing import import_file
from dsupport.services.suggesting import general_mean
from dsupport.workspace import Workspace
from tests.conftest import ALONE, IDEAS
from tests.fakes import FakeEncoder, load_fake


def ground(workspace: Workspace) -> Ground:
    found = ground_of(workspace, reading.snapshot(workspace))
    assert found is not None
    return found


@pytest.fixture
def bilingual(workspace: Workspace, tmp_path: Path) -> Workspace:
    """A workspace in which two languages are common."""
    path = tmp_path / "two.csv"
    rows = [f"e{n},{text!r},en" for n, (_, text) in enumerate(IDEAS)]
    rows += [f"f{n},{' '.join(text.split()[::-1])!r},fr" for n, (_, text) in enumerate(IDEAS)]
    path.write_text("id,text,language\n" + "\n".join(rows).replace("'", '"'), "utf-8")
    import_file(workspace, path)
    analyse(workspace, load_encoder=load_fake)
    return workspace


def test_it_is_the_space_in_which_the_run_compared(bilingual: Workspace) -> None:
    found = ground(bilingual)
    assert found.mixed
    state, encoder = reading.snapshot(bilingual), FakeEncoder()
    items = [state.contributions[name] for name in found.ids]
    texts = [item.analysed_text for item in items]
    encoder = load_fake(state.run.encoder["name"])
    raw = vectors_for(bilingual, texts, encoder)
    views = see(texts, [i.language for i in items], raw, general_mean(bilingual, encoder), 0)
    np.testing.assert_allclose(found.meaning, views.meaning, atol=1e-6)
    np.testing.assert_allclose(found.neutral, views.neutral, atol=1e-6)
    assert encoder.encoded == 0, "everything was stored"


def test_another_text_is_brought_to_where_it_would_be(bilingual: Workspace) -> None:
    found = ground(bilingual)
    for number, code in enumerate(found.codes):
        rows = np.flatnonzero(found.languages == number)
        meaning, neutral = found.place(found.raw[rows], code)
        np.testing.assert_allclose(meaning, found.meaning[rows], atol=1e-5)
        np.testing.assert_allclose(neutral, found.neutral[rows], atol=1e-5)
    assert np.isfinite(found.place(found.raw[:1], "xx")[1]).all(), "a language that nobody wrote"


def test_no_encoder_is_loaded(analysed: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("an encoder was loaded")

    monkeypatch.setattr(encode, "load", refuse)
    assert len(ground(analysed).ids) == len(IDEAS)


def test_the_nearest_are_those_with_the_same_words(analysed: Workspace) -> None:
    found, state = ground(analysed), reading.snapshot(analysed)
    name = next(n for n, c in state.contributions.items() if c.source_id == "p0")
    nearest = found.nearest(name, 3)
    assert name not in dict(nearest)
    assert [s for _, s in nearest] == sorted((s for _, s in nearest), reverse=True)
    assert {state.contributions[n].source_id for n, _ in nearest} == {"p1", "p2", "p3"}
    assert found.nearest(name, 3, [name]) == []
    assert found.nearest(name, 1, ["gone", nearest[2][0]]) == [nearest[2]]


def test_linked_in_every_common_language(bilingual: Workspace) -> None:
    found, state = ground(bilingual), reading.snapshot(bilingual)
    linked = found.linked(found.ids[0], 25)
    assert {state.contributions[name].language for name, _ in linked} == {"en", "fr"}
    assert found.ids[0] not in dict(linked)


def test_who_is_alone_has_nearer_ones_around_fewer(doubtful: Workspace) -> None:
    found, state = ground(doubtful), reading.snapshot(doubtful)
    alone = next(n for n, c in state.contributions.items() if c.shown_text == ALONE[0])
    crowd = next(n for n, c in state.contributions.items() if c.shown_text == IDEAS[0][1])
    assert found.lonelier(alone) > 0.9
    assert found.lonelier(crowd) < found.lonelier(alone)


def test_texts_that_changed_since_are_left_out(analysed: Workspace) -> None:
    state = reading.snapshot(analysed)
    name, item = next(iter(state.contributions.items()))
    changed = {**state.contributions, name: replace(item, content_hash="other")}
    found = ground_of(analysed, replace(state, contributions=changed))
    assert found is not None
    assert name not in found.rows
    assert len(found.ids) == len(IDEAS) - 1


def test_before_the_first_run_there_is_none(
    workspace: Workspace, workspace_of: Callable[[list[str]], Workspace]
) -> None:
    assert ground_of(workspace, reading.snapshot(workspace)) is None
