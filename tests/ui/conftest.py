"""Pages run without a browser, on small workspaces made with the fake encoder."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dsupport.services import encoders
from dsupport.ui import session
from dsupport.ui.components.text import JOINER
from dsupport.workspace import Workspace
from tests.fakes import load_fake

EVIL = "<script>alert(1)</script> ![x](http://evil.example/i.png) [y](http://evil.example) $x^2$"
"""A text that must show as it is and load nothing."""


@pytest.fixture(autouse=True)
def _own_encoder_and_caches(monkeypatch: pytest.MonkeyPatch) -> None:
    """No model is loaded, and no page sees what another test left in a cache."""
    monkeypatch.setattr(encoders, "load", load_fake)
    monkeypatch.delenv(session.VARIABLE, raising=False)
    st.cache_data.clear()
    st.cache_resource.clear()


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """Run one page: ``page("start", workspace)``, with ``theme="T1"`` and the like in its address."""

    def run(name: str, workspace: Workspace, **query: str) -> AppTest:
        monkeypatch.setenv(session.VARIABLE, str(workspace.path))
        test = AppTest.from_function(_render, args=(name,), default_timeout=120)
        for key, value in query.items():
            test.query_params[key] = value
        return test.run()

    return run


def _render(name: str) -> None:
    import importlib

    importlib.import_module(f"dsupport.ui.app_pages.{name}").render()


def shown(test: AppTest) -> str:
    """Everything that a page says, as people read it: nothing escaped."""
    assert not test.exception, test.exception
    words = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", raw(test))
    words = html.unescape(words).replace(JOINER, "")
    return re.sub(r"(?<=\d)\u00a0(?=\w)", " ", words)  # numbers that stay with their words


def harmless(test: AppTest) -> None:
    """Nothing of `EVIL` would be read as markup: neither as HTML nor as Markdown."""
    assert "<script>alert" not in raw(test)
    read_as_markdown = [
        *(block.value for block in (*test.markdown, *test.caption, *test.info, *test.warning)),
        *(widget.label for widget in (*test.button, *test.expander, *test.selectbox)),
    ]
    for text in read_as_markdown:
        assert "![x](" not in text
        assert "[y](" not in text
        assert "$x" not in text.replace("\\$", "")


def raw(test: AppTest) -> str:
    """Everything that a page sends, as it sends it."""
    return "\n".join(_words(test.main))


def _words(node: object) -> list[str]:
    children = getattr(node, "children", None)
    if children is not None:
        own = str(getattr(node, "proto", "") or "")
        return [own, *(word for child in children.values() for word in _words(child))]
    proto = getattr(node, "proto", None)
    names = ("body", "label", "help", "placeholder", "text")
    return [str(value) for name in names if (value := getattr(proto, name, ""))]
