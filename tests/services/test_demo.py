"""A sample assembly knows that it is invented, whatever its file is called."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from dsupport.services import assemblies, demo
from dsupport.services.analysing import analyse
from tests.fakes import load_fake


def test_a_sample_is_marked_and_another_workspace_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo, "analyse", partial(analyse, load_encoder=load_fake))
    made, _ = demo.prepare("lisbon", folder=tmp_path)
    assert made.get(demo.MARK) == "lisbon"
    assert demo.is_sample(made)
    renamed = made.path.rename(tmp_path / "mine.assembly")
    assert demo.is_sample(type(made).open(renamed))
    assert not demo.is_sample(assemblies.new(tmp_path / "lisbon.assembly", demo.TITLES["lisbon"]))
