"""Start says what is here and what to do next."""

from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest

from dsupport.config import AnalysisConfig
from dsupport.services import assemblies, demo, reading
from dsupport.services.analysing import analyse
from dsupport.services.deciding import decide
from dsupport.services.importing import import_file
from dsupport.state.actions import Act
from dsupport.ui import dashboard, deciding
from dsupport.ui.app_pages import start
from dsupport.wording import Wording
from tests.conftest import IDEAS
from tests.fakes import load_fake
from tests.ui.conftest import harmless, raw, shown

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
    labels = [button.label for button in test.button]
    assert labels == ["Analyse again", "Place the new one"]
    test.button(key="start analyse again").click().run()
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
    assert [button.label for button in test.button] == ["Analyse again"], "nothing is new"
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


def decided(workspace, *said, who="Marie"):
    decide(workspace, [Act(*one) for one in said], who)
    return reading.snapshot(workspace)


def test_what_people_decided_is_told_to_whoever_was_not_there(page, analysed):
    assert "decision" not in shown(page("start", analysed))
    theme = reading.snapshot(analysed).top_themes[0].theme_id
    decided(analysed, *(("rename-theme", theme, f"Name {n}") for n in range(6)))
    decided(analysed, ("lock-theme", theme), who="Jan")
    words = shown(page("start", analysed))
    assert "In the last seven days" in words
    assert "7 decisions by 2 people" in words
    assert "Jan</strong> locked the theme “Name 5”" in words
    assert words.index("locked the theme") < words.index("to “Name 5”"), "the latest first"
    assert "to “Name 2”" in words
    assert "to “Name 1”" not in words, "five are told; the others are in the record"
    assert "All 7 decisions in the record" in words


def test_groups_that_were_looked_at_do_not_wait(page, analysed):
    groups = reading.snapshot(analysed).analysis.duplicate_groups
    n = len(groups)
    assert n > 1
    assert f"{n} groups of texts sound alike" in shown(page("start", analysed))
    decided(analysed, ("confirm-duplicates", groups[0].group_id))
    words = shown(page("start", analysed))
    left = f"{n - 1} group{'s' if n > 2 else ''} of texts"
    assert f"{left} sound" in words
    assert f"1 of {n} looked at." in words
    decided(analysed, *(("dismiss-duplicates", one.group_id) for one in groups[1:]))
    words = shown(page("start", analysed))
    assert "All groups of texts that sound alike were looked at." in words
    assert "looked at. To look at" not in words


def test_what_was_set_aside_is_counted(page, analysed):
    a, b, c = list(reading.snapshot(analysed).contributions)[:3]
    decided(analysed, ("set-aside", f"{a};{b}", "spam"), ("set-aside", c, "off-topic"))
    words = shown(page("start", analysed))
    assert "2 contributions are set aside: Advertising or spam" in words
    assert "1 contribution is set aside: Not about the question" in words


LATER = [
    "Night buses every thirty minutes at weekends, please, also for late shifts",
    "Trees and shade at school playgrounds and bus stops",
    "Penguin herring glacier iceberg",
    "Glacier iceberg herring penguin seals ![x](a) [y](b) $x^2$",
    "Iceberg penguin glacier herring walrus",
]


def test_what_is_new_finds_a_place_and_nothing_else_moves(page, analysed, table_of):
    before = reading.snapshot(analysed)
    import_file(analysed, table_of(LATER, "later.csv"))
    test = page("start", analysed)
    assert "Nothing else moves." in shown(test)
    test.button(key="start assign").click().run()
    words = shown(test)
    after = reading.snapshot(analysed)
    new = [p for name, p in after.placements.items() if name not in before.placements]
    placed = sum(bool(p.theme_id) for p in new)
    assert (len(new), placed) == (5, 2)
    assert "2 new contributions found a place in a theme. 3 fit nowhere yet" in words
    assert {n: p.theme_id for n, p in before.placements.items()} == {
        n: after.placements[n].theme_id for n in before.placements
    }
    assert after.runs == before.runs
    assert "Place the" not in words
    assert "found a place" not in shown(test.run()), "it is told once"


def test_new_ones_that_belong_together_become_a_theme_with_a_name(page, analysed, table_of):
    import_file(analysed, table_of(LATER, "later.csv"))
    test = page("start", analysed)
    test.session_state[deciding.ACTOR] = "Ana"
    test.button(key="start assign").click().run()
    words = shown(test)
    assert "Suggested: 3 new contributions may be a theme of their own" in words
    assert "Iceberg penguin glacier herring walrus" in words
    harmless(test)
    make = next(b for b in test.button if str(b.key).startswith("together make"))
    make.click().run()
    assert "Write a name for the theme first." in shown(test)
    assert reading.snapshot(analysed).decisions == ()
    next(f for f in test.text_input if f.key.startswith("together name")).set_value("Ice")
    next(b for b in test.button if str(b.key).startswith("together make")).click().run()
    state = reading.snapshot(analysed)
    made = next(theme for theme in state.top_themes if theme.name == "Ice")
    assert len(made.members) == 3
    words = shown(test)
    assert "a theme of their own" not in words
    assert "made the theme “Ice” of 3 contributions" in words
    test.button(key="deciding undo").click().run()
    assert "a theme of their own" in shown(test)


def test_whoever_is_not_known_is_asked_for_a_name_once(page, analysed, table_of):
    import_file(analysed, table_of(LATER, "later.csv"))
    test = page("start", analysed)
    test.button(key="start assign").click().run()
    assert shown(test).count("Write your name to decide.") == 1
    assert not [b for b in test.button if str(b.key).startswith("together make")]


def test_placing_is_not_offered_where_every_theme_is_locked(page, analysed, table_of):
    for theme in reading.snapshot(analysed).top_themes:
        decided(analysed, ("lock-theme", theme.theme_id))
    import_file(analysed, table_of(["A swimming pool that opens early"], "later.csv"))
    labels = [button.label for button in page("start", analysed).button]
    assert "Place the new one" not in labels
    assert "Analyse again" in labels


def test_what_is_new_since_the_last_session(page, analysed, table_of):
    theme = reading.snapshot(analysed).top_themes[0].theme_id
    decided(analysed, ("rename-theme", theme, "Old"), ("date-session", "1", "2026-01-31"))
    with analysed.writing() as connection:
        for table, column in (("imports", "at"), ("decisions", "at"), ("runs", "started_at")):
            connection.exec_driver_sql(f"UPDATE {table} SET {column} = '2026-01-10T10:00:00+00:00'")
    words = shown(page("start", analysed))
    assert "Since session 1 (January 31, 2026)" in words
    assert "No new contribution came in" in words
    assert "Nothing was decided" in words
    assert "All 2 decisions in the record" in words
    assert "“Old”" not in words
    import_file(analysed, table_of(["A pool", "A slide", "A sauna", "A gym"], "later.csv"))
    decided(analysed, ("lock-theme", theme), who="Jan")
    words = shown(page("start", analysed))
    assert "4 contributions came in" in words
    assert "A gym" in words
    assert "and 1 more" in words
    assert "1 decision by 1 person" in words
    assert "Jan</strong> locked the theme “Old”" in words
    assert "What needs a person" in words


def test_groups_among_new_ones_are_told_in_their_words(page, analysed, table_of):
    import_file(analysed, table_of(LATER, "later.csv"))
    test = page("start", analysed)
    test.button(key="start assign").click().run()
    found = reading.snapshot(analysed).analysis.duplicate_groups
    new = next(group for group in found if group.group_id.startswith("A"))
    decided(analysed, ("confirm-duplicates", new.group_id))
    words = shown(test.run())
    assert "confirmed that these say the same: “" in words
    assert new.group_id not in words


def test_each_new_one_is_told_with_its_place(page, analysed, table_of):
    import_file(analysed, table_of(LATER, "later.csv"))
    test = page("start", analysed)
    test.button(key="start assign").click().run()
    words, state = shown(test), reading.snapshot(analysed)
    harmless(test)
    listed = words.partition("Nothing else moved.")[2].partition("What needs a person")[0]
    for place in state.placements.values():
        if place.contribution_id in state.inputs:
            continue
        text = state.contributions[place.contribution_id].shown_text
        after = listed.partition(text[:40])[2].partition("“")[0]
        if place.theme_id:
            assert f"Theme: {state.themes[place.theme_id].label('en')}" in after
            assert place.certainty in after
        else:
            assert "Fits nowhere yet" in after
    assert "Placed after the analysis: 2" in words
    again = shown(test.run())
    assert "Theme: " not in again, "it is told once"
    assert "Placed after the analysis: 2" in again, "and found again at any time"
    found = shown(page("contributions", analysed, **{"after analysis": "placed"}))
    assert "2 of 17 contributions" in found
    assert found.count("Placed after the analysis: ●") == 2, "how surely is told there, too"


def test_of_many_new_ones_the_others_are_counted(page, analysed, table_of):
    texts = [f"{text} indeed" for _, text in (*IDEAS, *IDEAS[:4])]
    import_file(analysed, table_of(texts, "later.csv"))
    test = page("start", analysed)
    test.button(key="start assign").click().run()
    words = shown(test)
    assert words.count("Theme: ") == 8
    state = reading.snapshot(analysed)
    placed = [
        n for n in state.placements.keys() - state.inputs.keys() if state.placements[n].theme_id
    ]
    assert len(placed) > 8
    assert f"and {len(placed) - 8} more that" in words


def test_what_needs_a_person_comes_first_under_its_own_heading(page, analysed):
    words = raw(page("start", analysed))
    needs = words.index('<h2 class="ds-section">What needs a person</h2>')
    assert needs < words.index("In the last seven days")


def test_what_was_undone_is_counted_as_the_record_counts_it(page, analysed):
    theme = reading.snapshot(analysed).top_themes[0].theme_id
    decided(analysed, ("rename-theme", theme, "A"), ("lock-theme", theme), ("undo", "1"))
    words = shown(page("start", analysed))
    assert "1 decision by 1 person" in words
    assert "All 2 decisions in the record (undone: 1)" in words
    assert "2 decisions by 1 person" in shown(page("record", analysed))


def test_those_set_aside_are_told_with_the_others(page, analysed):
    assert "set aside" not in shown(page("start", analysed))
    name = next(iter(reading.snapshot(analysed).contributions))
    decided(analysed, ("set-aside", name, "spam"))
    assert "1 is set aside." in shown(page("start", analysed)).replace("\u00a0", " ")
    assert "11 contributions speak of" in shown(page("themes", analysed)).replace("\u00a0", " ")
    assert "1 more is set aside and in no theme." in shown(page("themes", analysed))


def test_who_analyses_again_what_was_declined_is_told_so(page, analysed):
    decide(analysed, [Act("lock-theme", "T1")], "Marie")
    analyse(analysed, AnalysisConfig(random_state=0, detail="finer"), load_encoder=load_fake)
    run = max(reading.snapshot(analysed).runs, key=lambda one: one.sequence)
    decide(analysed, [Act("decline-run", run.run_id)], "Marie")
    test = page("start", analysed)
    test.session_state[start.FINISHED] = -1
    said = shown(test.run())
    assert "Marie declined it" in said and "number 2" in said
