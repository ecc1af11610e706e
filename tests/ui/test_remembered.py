"""The name that a tab of the browser keeps, as far as it can be proved without one."""

from __future__ import annotations

from typing import Any

import pytest

from dsupport.ui import deciding
from dsupport.ui.components import remembered


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The session, empty."""
    session: dict[str, Any] = {}
    monkeypatch.setattr(remembered.st, "session_state", session)
    return session


@pytest.mark.parametrize(
    ("told", "name"),
    [("  Marie ", "Marie"), ("x" * 500, "x" * 80), (None, ""), (["Marie"], "")],
)
def test_what_the_browser_says_is_a_short_text_or_nothing(
    kept: dict[str, Any], told: object, name: str
) -> None:
    kept[remembered.KEY] = {"kept": told}
    remembered._take_over()
    assert kept[deciding.ACTOR] == name


def test_a_name_that_was_given_meanwhile_holds(kept: dict[str, Any]) -> None:
    kept |= {remembered.KEY: {"kept": "Marie"}, deciding.ACTOR: "Jan"}
    remembered._take_over()
    assert kept[deciding.ACTOR] == "Jan"
    kept[deciding.ACTOR] = ""  # taken away again: the browser does not bring it back
    remembered._take_over()
    assert kept[deciding.ACTOR] == ""
