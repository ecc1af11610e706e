"""Beside the table of themes: which two would become one first."""

from __future__ import annotations

from collections.abc import Callable

from click.testing import Result

from dsupport.services import reading
from dsupport.services.theme_tree import theme_tree
from dsupport.workspace import Workspace

Run = Callable[..., Result]


def test_people_are_told_which_would_join_first(run: Run, doubtful: Workspace) -> None:
    state = reading.snapshot(doubtful)
    step = theme_tree(doubtful, state).steps[0]
    one, other = (state.themes[side[0]].label("") for side in (step.one, step.other))
    told = run("show", doubtful.path, "themes")
    assert f"“{one}” and “{other}” would become one first." in told.output
    assert "would become one" not in run("show", doubtful.path, "themes", "--csv").output
