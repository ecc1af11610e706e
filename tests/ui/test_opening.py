"""An assembly can be opened, and a new one made."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dsupport.services import assemblies, demo
from dsupport.ui.app_pages import opening
from tests.ui.conftest import shown

APP = str(Path(__file__).parents[2] / "app.py")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    path = tmp_path / "workspaces"
    path.mkdir()
    monkeypatch.setattr(demo, "workspaces_folder", lambda: path)
    return path


def test_without_an_assembly_there_is_a_choice(folder):
    assemblies.new(folder / "mine.assembly", "Mine *and* yours")
    test = AppTest.from_file(APP, default_timeout=120).run()
    words = shown(test)
    assert "Which assembly do you want to look at?" in words
    assert "Mine *and* yours" in words
    assert "Samples to try" in words


def test_a_new_one_is_made_and_opened(folder):
    test = AppTest.from_file(APP, default_timeout=120).run()
    test.text_input[0].set_value("Água para todos")
    next(one for one in test.button if one.label == "Make it").click().run()
    assert (folder / "agua-para-todos.assembly").is_file()
    assert "Bring in what people wrote." in shown(test)


def test_the_last_one_is_opened_again(folder):
    assemblies.new(folder / "mine.assembly", "Mine")
    assemblies.remember(folder / "mine.assembly")
    test = AppTest.from_file(APP, default_timeout=120).run()
    assert "Bring in what people wrote." in shown(test)


def test_a_damaged_file_is_explained(folder):
    (folder / "broken.assembly").write_bytes(b"not a database")
    test = AppTest.from_file(APP, default_timeout=120).run()
    assert "broken.assembly is not an assembly. An assembly is a file that" in shown(test)
    test = AppTest.from_file(APP, default_timeout=120)
    test.query_params["lang"] = "pt"
    assert "broken.assembly não é uma assembleia." in shown(test.run())


@pytest.mark.parametrize(
    ("title", "stem"), [("Água!", "agua"), ("a / b", "a-b"), ("…", "assembly"), ("../x", "x")]
)
def test_file_names_come_from_titles(title, stem):
    assert opening.file_stem(title) == stem
