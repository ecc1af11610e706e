"""The page that accounts for a result: what was done, how sure, what could be wrong, and all tables."""

from __future__ import annotations

import html
import io
import json
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dsupport.services import reading
from dsupport.services.deciding import decide
from dsupport.services.doubts import doubts
from dsupport.services.importing import import_file
from dsupport.state.actions import Act
from dsupport.ui import session
from dsupport.ui.app_pages import about
from dsupport.wording import Wording
from dsupport.workspace import Workspace
from tests.conftest import IDEAS
from tests.ui.conftest import EVIL, harmless, shown

Show = Callable[..., AppTest]


def test_says_what_was_done_with_what(analysed: Workspace, page: Show) -> None:
    state = reading.snapshot(analysed)
    said = shown(page("about", analysed))
    assert "12 contributions, read by a machine in" in said
    assert page("about", analysed).code[0].value == state.run.fingerprint
    labels = [one.label for one in page("about", analysed).expander]
    assert labels[0] == "All settings"
    assert labels[1].startswith("proposals")
    for name in ("What was done", "How sure it is", "What could be wrong", "With what"):
        assert name in said


def test_says_how_many_decisions_count_over_which_run(analysed: Workspace, page: Show) -> None:
    said = shown(page("about", analysed))
    assert "Nobody has decided anything yet: the latest analysis is shown as it is." in said
    assert "groups and shared ideas are suggestions" in said
    first, second = reading.snapshot(analysed).top_themes[:2]
    member = first.members[0]
    for act in (
        Act("split-theme", first.theme_id, member), Act("rename-theme", "T-1", "Alone"),
        Act("lock-theme", second.theme_id), Act("note", member, "Ask"), Act("undo", "1"),
    ):  # fmt: skip
        decide(analysed, [act], "Marie")
    said = shown(page("about", analysed))
    assert "2 of 4 decisions count." in said
    assert "1 was undone; it stays in the record." in said
    assert "1 does not count at the moment" in said
    assert "The analysis below them is R1" in said
    assert "what people decided is laid over them" in said
    runs = page("about", analysed).dataframe[-1].value
    assert list(runs["accepted"]) == ["shown"]


def test_levels_add_up(analysed: Workspace) -> None:
    state = reading.snapshot(analysed)
    assert sum(about.levels(state).values()) == 12


def test_says_that_something_came_later(
    analysed: Workspace, table_of: Callable[..., Path], page: Show
) -> None:
    import_file(analysed, table_of(["Something that came later"], "later.csv"))
    said = shown(page("about", analysed)).replace("\u00a0", " ")
    assert "1 contribution is new or changed since the last analysis" in said


def test_what_an_import_found_is_said_in_the_language_of_the_reader(
    workspace: Workspace, tmp_path: Path, page: Show
) -> None:
    path = tmp_path / "idées.csv"
    path.write_text("id,text\n1,Plus d'arbres dans la cour\n2,\n3,Moins de bruit\n", "utf-8")
    import_file(workspace, path)
    test = page("about", workspace, lang="fr")
    assert "Lignes inutilisables\u00a0: 1. Elles ont été mises de côté" in shown(test)
    assert list(test.dataframe[-1].value["reason"]) == ["la ligne n’a pas de texte"]


def test_every_step_and_setting_has_words(analysed: Workspace) -> None:
    say, run = Wording("en"), reading.snapshot(analysed).run
    assert set(run.seconds) <= set(about.STEPS)
    for name in about.SETTINGS:
        assert name in run.config
        assert say.has(f"about.{name}")


def test_tables_can_be_taken_along(analysed: Workspace) -> None:
    csv = pd.read_csv(io.BytesIO(about._writer(analysed, "csv", "en")()))
    assert len(csv) == 12
    sheets = pd.read_excel(io.BytesIO(about._writer(analysed, "xlsx", "en")()), sheet_name=None)
    assert {"contributions", "themes", "duplicates", "unplaced", "consensus"} <= set(sheets)
    tables = json.loads(about._writer(analysed, "json", "en")())
    assert len(tables["contributions"]) == 12


def test_the_report_can_be_taken_along_in_the_language_of_the_page(
    analysed: Workspace, page: Show
) -> None:
    test = page("about", analysed, lang="fr")
    labels = [button.label for button in test.get("download_button")]
    assert labels[0] == "Rapport (HTML, à imprimer)"
    report = about._writer(analysed, "html", "fr")().decode()
    assert report.startswith("<!DOCTYPE html>")
    assert "Comment ce résultat s’est fait" in report
    assert reading.snapshot(analysed).top_themes[0].label("fr") in html.unescape(report)


def test_looking_back_everything_that_is_taken_along_is_of_then(
    analysed: Workspace, table_of: Callable[..., Path], page: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    theme = reading.snapshot(analysed).top_themes[0].theme_id
    decide(analysed, [Act("date-session", "1", "2026-01-31")], "Marie")
    decide(analysed, [Act("rename-theme", theme, "Called so then")], "Marie")
    with analysed.writing() as connection:
        for table, column in (("imports", "at"), ("decisions", "at"), ("runs", "started_at")):
            connection.exec_driver_sql(f"UPDATE {table} SET {column} = '2026-01-10T10:00:00+00:00'")
    import_file(analysed, table_of(["Something that came later"], "later.csv"))
    decide(analysed, [Act("rename-theme", theme, "Called so now")], "Marie")
    asked = []
    writer = about._writer

    def kept(*what: str) -> Callable[[], bytes]:
        asked.append(what)
        return writer(*what)

    monkeypatch.setattr(about, "_writer", kept)
    test = page("about", analysed)
    assert {until for *_, until in asked} == {""}
    asked.clear()
    test.session_state[session.AS_OF] = 1
    test.run()
    assert not test.exception
    assert [form for _, form, _, _ in asked] == list(about.FORMS)
    for what in asked:
        if what[1] in ("html", "json"):
            said = writer(*what)().decode()
            assert "Called so then" in said
            assert "Called so now" not in said
            assert "Something that came later" not in said


def test_a_title_becomes_a_harmless_name() -> None:
    assert about._file_stem("../../Milano — <b>Clima</b>!") == "Milano-b-Clima-b"
    assert about._file_stem("…") == "assembly"


def test_the_name_of_a_file_ends_with_a_word() -> None:
    title = "Bruxelles / Brussel — commission délibérative (exemple / voorbeeld) du mois de mai"
    stem = about._file_stem(title)
    assert stem == "Bruxelles-Brussel-commission-délibérative-exemple-voorbeeld"
    assert about._file_stem("x" * 80) == "x" * 60


def test_doubts_name_what_these_texts_are_like(
    workspace_of: Callable[[list[str]], Workspace],
) -> None:
    state = reading.snapshot(workspace_of([*(text for _, text in IDEAS), "Buses now"]))
    said = doubts(state, Wording("en"), "en")
    assert "With 13 contributions, another handful could change the themes." in said
    assert any(line.startswith("1 text has fewer than five words") for line in said)


def test_markup_in_texts_and_titles_stays_letters(
    workspace_of: Callable[[list[str]], Workspace], page: Show
) -> None:
    nasty = workspace_of([f"{text} {EVIL}" for _, text in IDEAS])
    nasty.set("title", EVIL)
    harmless(page("about", nasty))


def test_says_which_contributions_the_analysis_has_not_read(
    analysed: Workspace, table_of: Callable[..., Path], page: Show
) -> None:
    assert "here by now" not in shown(page("about", analysed))
    import_file(
        analysed, table_of(["Night buses at weekends", "A pool", "Spam", "Penguins"], "later.csv")
    )
    named = {c.source_id: name for name, c in reading.snapshot(analysed).contributions.items()}
    theme = reading.snapshot(analysed).top_themes[0].theme_id
    decide(analysed, [Act("set-aside", named["n2"], "spam")], "Ana")
    decide(analysed, [Act("place", named["n0"], theme)], "Ana")
    decide(analysed, [Act("unplace", named["n3"])], "Ana")
    said = shown(page("about", analysed))
    assert "12 contributions, read by a machine" in said
    assert "16 contributions are here by now." in said
    assert "1 took no part, because it was set aside." in said
    assert "1 came later and was only placed in a theme since." in said
    assert "1 came later and fits nowhere yet." in said
    assert "1 came later and has not been looked at." in said


def test_rows_are_counted_without_a_wrong_plural(
    workspace: Workspace, table_of: Callable[..., Path], page: Show
) -> None:
    import_file(workspace, table_of(["One idea"]))
    said = shown(page("about", workspace))
    assert "1 row read, contributions: 1, rows that could not be used: 0." in said
