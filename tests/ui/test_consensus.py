"""The page of shared ideas: how many, by whom, and openly no votes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from streamlit.testing.v1 import AppTest

from dsupport.services import reading
from dsupport.services.importing import import_file
from dsupport.ui.components import spread
from dsupport.workspace import Workspace
from tests.conftest import IDEAS
from tests.ui.conftest import EVIL, harmless, raw, shown

Show = Callable[..., AppTest]
VERDICT = "consensus verdict of all"
"""The filter by verdict, while all themes are shown."""


def test_says_openly_that_support_is_not_agreement(analysed: Workspace, page: Show) -> None:
    said = shown(page("consensus", analysed))
    assert "support is not agreement" in said


def test_counts_ideas_by_verdict(analysed: Workspace, page: Show) -> None:
    found = reading.snapshot(analysed).analysis.consensus
    assert found
    counts = Counter(one.verdict for one in found)
    options = page("consensus", analysed).segmented_control(key=VERDICT).options
    labels = {"broad": "widely shared", "growing": "shared by some", "narrow": "one corner"}
    wanted = [f"{labels[v]} ({counts[v]})" for v in labels if counts[v]]
    assert options == [f"all ({len(found)})", *wanted]


def test_each_choice_says_how_many_ideas_it_holds(analysed: Workspace, page: Show) -> None:
    found = reading.snapshot(analysed).analysis.consensus
    test = page("consensus", analysed)
    test.segmented_control(key=VERDICT).set_value("all").run()
    themes = test.selectbox(key="consensus theme of all")
    assert themes.options[0] == f"all themes: {len(found)} ideas and concerns"
    counts = Counter(one.theme_id for one in found)
    told = [int(option.rpartition("(")[2].strip(")")) for option in themes.options[1:]]
    assert sorted(told) == sorted(counts.values())

    theme = next(iter(counts))
    themes.set_value(theme).run()
    inside = Counter(one.verdict for one in found if one.theme_id == theme)
    verdicts = test.segmented_control(key=f"consensus verdict of {theme}")
    assert verdicts.options[0] == f"all ({counts[theme]})"
    for verdict, n in inside.items():
        verdicts = test.segmented_control(key=f"consensus verdict of {theme}")
        verdicts.set_value(verdict).run()
        chosen = test.selectbox(key=f"consensus theme of {verdict}")
        assert chosen.value == theme
        assert raw(test).count('class="ds-verdict"') == min(n, 10)
        named = chosen.options[chosen.options.index(chosen.format_func(theme))]
        assert named.endswith(f"({n})")


def test_a_corrected_attribute_asks_for_a_new_analysis(
    analysed: Workspace, proposals: Path, page: Show
) -> None:
    assert "since the last analysis" not in shown(page("consensus", analysed))
    proposals.write_text(proposals.read_text("utf-8").replace("District 3", "District 7"), "utf-8")
    import_file(analysed, proposals)
    said = shown(page("consensus", analysed)).replace("\u00a0", " ")
    assert "3 contributions are new or changed since the last analysis" in said


def test_every_idea_can_be_reached(analysed: Workspace, page: Show) -> None:
    state = reading.snapshot(analysed)
    test = page("consensus", analysed)
    test.segmented_control(key=VERDICT).set_value("all").run()
    said = shown(test)
    best = sorted(state.analysis.consensus, key=lambda one: -one.score)[:10]
    for one in best:
        assert f"#{state.contributions[one.contribution_id].source_id}" in said


def test_the_table_has_all_that_is_shown(analysed: Workspace, page: Show) -> None:
    found = reading.snapshot(analysed).analysis.consensus
    test = page("consensus", analysed)
    test.segmented_control(key=VERDICT).set_value("all").run()
    test.toggle(key="consensus as table").set_value(True).run()
    assert not test.exception
    assert len(test.dataframe[0].value) == len(found)


def test_markup_in_texts_stays_letters(
    workspace_of: Callable[[list[str]], Workspace], page: Show
) -> None:
    nasty = workspace_of([f"{text} {EVIL}" for _, text in IDEAS] * 2)
    harmless(page("consensus", nasty))


def test_shares_count_people_once(analysed: Workspace) -> None:
    items = list(reading.snapshot(analysed).contributions.values())
    frame = spread.shares(items, items, "age_bracket")
    assert abs(frame["here"].sum() - 1) < 1e-9
    assert list(frame["here"]) == list(frame["everywhere"])
    assert list(frame["group"]) == sorted(frame["group"])


def test_groups_that_speak_are_counted(analysed: Workspace) -> None:
    items = list(reading.snapshot(analysed).contributions.values())
    everywhere = spread.attributes(items)
    assert len(everywhere["district"]) == 4
    assert spread.covered(items[:1], everywhere)["district"] == (1, 4)
    assert spread.covered(items, everywhere)["district"] == (4, 4)


def test_what_is_listed_is_counted_as_the_sentence_counts(analysed: Workspace, page: Show) -> None:
    found = reading.snapshot(analysed).analysis.consensus
    scopes = Counter(one.scope for one in found)
    assert len(scopes) == 2
    test = page("consensus", analysed)
    test.segmented_control(key=VERDICT).set_value("all").run()
    said = shown(test)
    for scope, word in (("idea", "idea"), ("concern", "concern")):
        n = scopes[scope]
        assert f"{n} {word}{'s' if n > 1 else ''}" in said.partition('role="status">')[2]
