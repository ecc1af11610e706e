"""Start says what is here and what to do next."""

from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest

from dsupport.services import assemblies, demo, reading
from dsupport.services.importing import import_file
from dsupport.ui import dashboard
from dsupport.wording import Wording
from tests.ui.conftest import raw, shown

APP = str(Path(__file__).parents[2] / "app.py")


def test_the_sentence_says_the_numbers(page, analysed):
    state = reading.snapshot(analysed)
    words = shown(page("start", analysed)).replace("\u00a0", " ")
    n = len(state.top_themes)
    assert f"12 contributions from 9 people in {n} theme" in words
    assert "Analysed" in words


def test_an_empty_workspace_asks_for_a_file(page, workspace):
    words = shown(page("start", workspace))
    assert "Bring in what people wrote." in words
    assert "upload" in words.lower() or "Files from your platform" in words


def test_few_contributions_are_a_fact_and_no_error(page, workspace_of):
    test = page("start", workspace_of(["One idea", "Another idea"]))
    assert "2 contributions" in shown(test)
    assert not test.error
    assert [button.label for button in test.button] == ["Add contributions"]


def test_the_analysis_begins_with_one_button(page, workspace, proposals):
    import_file(workspace, proposals)
    test = page("start", workspace)
    assert "not grouped yet" in shown(test)
    test.button[0].click().run()
    assert not test.exception
    assert reading.snapshot(workspace).analysis is not None
    words = shown(test)
    assert "Done in" in words
    assert "themes" in words


def test_what_came_later_can_be_analysed_again(page, analysed, table_of):
    import_file(analysed, table_of(["A swimming pool that opens early"], "later.csv"))
    test = page("start", analysed)
    assert "1 contribution is new or changed since the last analysis" in shown(test)
    assert "Reading the new one takes less than a minute." in shown(test)
    assert test.button[0].label == "Analyse again"
    test.button[0].click().run()
    assert reading.snapshot(analysed).stale == []


def test_what_came_in_counts_in_the_time_to_read(page, analysed, table_of):
    before = shown(page("start", analysed))
    assert "Reading all 12 takes less than a minute." in before
    import_file(analysed, table_of(["Water the trees " * 300], "later.csv"))
    words = shown(page("start", analysed))
    assert "Reading all 13 takes about 5" in words.replace("\u00a0", " ")
    assert "Reading the new one takes about" in words


def test_a_correction_asks_for_a_new_analysis(page, analysed, proposals):
    text = proposals.read_text("utf-8")
    proposals.write_text(text.replace("District 3", "District 7"), "utf-8")
    import_file(analysed, proposals)
    test = page("start", analysed)
    assert "3 contributions are new or changed since the last analysis" in shown(test)
    assert "Reading the new" not in shown(test)
    test.button[0].click().run()
    assert reading.snapshot(analysed).stale == []
    assert "since the last analysis" not in shown(test)


def test_an_invented_sample_says_so(page, analysed):
    assert "invented sample" not in shown(page("start", analysed))
    analysed.set(demo.MARK, "brussels")
    assert "This is an invented sample" in shown(page("start", analysed))
    assert "dsupport new" in shown(page("start", analysed))


def test_a_sample_leads_to_an_assembly_of_ones_own(analysed, monkeypatch):
    analysed.set(demo.MARK, "brussels")
    monkeypatch.setattr(assemblies, "last_used", lambda folder: analysed.path)
    test = AppTest.from_file(APP, default_timeout=120).run()
    assert "make an assembly of your own:" in shown(test)
    assert "Other assemblies" in shown(test)


def test_names_of_files_are_not_markup(page, workspace, table_of):
    import_file(workspace, table_of(["a", "b"], "<b>x<b>.csv"))
    test = page("start", workspace)
    assert "&lt;b&gt;x&lt;b&gt;.csv" in raw(test)
    assert "<b>x" not in raw(test)


def test_the_language_in_the_address_is_kept(analysed, monkeypatch):
    monkeypatch.setenv("DSUPPORT_WORKSPACE", str(analysed.path))
    test = AppTest.from_file(APP, default_timeout=120)
    test.query_params["lang"] = "fr"
    test.run()
    assert not test.exception
    assert test.selectbox(key="lang").value == "fr"
    test.selectbox(key="lang").set_value("nl").run()
    assert test.query_params["lang"] in ("nl", ["nl"])


def test_the_button_of_the_sidebar_has_a_word():
    assert '--ds-menu: "Menú"' in dashboard.menu_style(Wording("es"))


def test_a_damaged_workspace_is_explained(tmp_path, monkeypatch):
    path = tmp_path / "broken.assembly"
    path.write_bytes(b"not a database at all")
    monkeypatch.setenv("DSUPPORT_WORKSPACE", str(path))
    test = AppTest.from_file(APP, default_timeout=120).run()
    assert not test.exception
    assert len(test.warning) == 1
