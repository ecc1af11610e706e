"""The record as a table that can be read: names and beginnings of texts stand beside the ids."""

from __future__ import annotations

import csv
import time
from pathlib import Path

import pytest

from dsupport.services import exporting
from dsupport.services.analysing import analyse
from dsupport.services.deciding import decide
from dsupport.services.importing import import_file
from dsupport.services.reading import snapshot
from dsupport.services.tables import decisions_table
from dsupport.state.actions import FORMS, Act
from dsupport.workspace import Workspace
from tests.fakes import load_fake

INTERFACE = "sequence at actor action target argument reason previous_hash hash".split()


def words(workspace: Workspace, *acts: Act) -> list[tuple[str, str]]:
    """What the table says of these decisions."""
    before = snapshot(workspace).last_decision
    decide(workspace, acts, "Marie")
    table = decisions_table(snapshot(workspace), workspace, "en")[before:]
    return list(zip(table["target_words"], table["argument_words"], strict=True))


def test_the_columns_of_the_interface_come_first(analysed: Workspace) -> None:
    empty = decisions_table(snapshot(analysed))
    decide(analysed, [Act("lock-theme", "T1")], "Marie")
    filled = decisions_table(snapshot(analysed))
    assert list(empty.columns) == list(filled.columns)
    assert list(filled.columns)[: len(INTERFACE)] == INTERFACE


def test_every_action_is_told_without_ids(analysed: Workspace, tmp_path: Path) -> None:
    decide(analysed, [Act("date-session", "1", "2026-01-31")], "Marie")
    path = tmp_path / "more.csv"
    path.write_text("id,text\nq1,Music in the park on Sundays\n", "utf-8")
    import_file(analysed, path)
    analyse(analysed, load_encoder=load_fake)
    state = snapshot(analysed)
    one, two, three = state.top_themes[:3]
    a, b, c, d = one.members[:4]
    x, y = two.members[:2]
    z = three.members[0]
    acts = [
        Act("mark-same", f"{a};{x}"), Act("mark-same", f"{b};{y}"),
        Act("set-representative", "D-2", x), Act("join-duplicates", "D-2;D-3"),
        Act("split-duplicates", "D-2", f"{b};{y}"), Act("confirm-duplicates", "D-2"),
        Act("dismiss-duplicates", "D-6"), Act("mark-related", f"{c};{d}"),
        Act("mark-opposite", f"{c};{x}"), Act("rename-theme", one.theme_id, "New"),
        Act("describe-theme", one.theme_id, "About"), Act("colour-theme", one.theme_id, "green"),
        Act("order-theme", one.theme_id, "2"), Act("lock-theme", one.theme_id),
        Act("unlock-theme", one.theme_id), Act("pin", a, one.theme_id),
        Act("place", z, one.theme_id), Act("unplace", z), Act("set-aside", z, "spam"),
        Act("bring-back", z), Act("set-language", z, "fr"), Act("note", z, "Look"),
        Act("note", one.theme_id, "Look"), Act("note", "D-2", "Look"),
        Act("note", "session 1", "Look"), Act("note", state.run.run_id, "Look"),
        Act("split-theme", two.theme_id, x), Act("new-theme", z, "Alone"),
        Act("join-themes", f"{one.theme_id};{two.theme_id}", "Both"),
        Act("accept-run", state.run.run_id), Act("decline-run", state.runs[-1].run_id),
        Act("date-session", "1", "2026-02-28"), Act("describe-session", "1", "Agenda"),
        Act("divide", d, "20"), Act("note", f"{d}/0-20", "Look"), Act("keep-whole", d),
        Act("learn", "duplicates", "off"), Act("undo", "11"), Act("redo", "11"),
    ]  # fmt: skip
    assert {act.action for act in acts} == set(FORMS)
    told = dict(zip(acts, words(analysed, *acts), strict=True))
    ids = [*state.contributions, *(theme.theme_id for theme in state.top_themes), "D-2", "D-3"]
    ids += [run.run_id for run in state.runs]
    for act, said in told.items():
        assert not [name for name in ids if name in " ".join(said).split()], (act, said)
    text = state.contributions[z].text
    assert told[Act("set-aside", z, "spam")] == (f"“{text}”", "Advertising or spam")
    assert told[Act("place", z, one.theme_id)] == (f"“{text}”", "“New”")
    assert told[Act("set-language", z, "fr")][1] == "French"
    assert told[Act("join-duplicates", "D-2;D-3")][0].count(" + ") == 1
    assert told[Act("note", "session 1", "Look")][0] == "session 1"
    assert told[Act("divide", d, "20")] == (f"“{state.contributions[d].text}”", "2 parts")
    assert (
        told[Act("note", f"{d}/0-20", "Look")][0] == f"“{state.contributions[d].text[:20].strip()}”"
    )
    assert told[Act("accept-run", state.run.run_id)][0] == state.run.started_at
    assert told[Act("undo", "11")][0].startswith("rename-theme: “")


def test_a_theme_has_the_name_that_it_had_then(analysed: Workspace) -> None:
    first = snapshot(analysed).themes["T1"].label("en")
    gone = snapshot(analysed).themes["T2"].label("en")
    said = words(
        analysed, Act("rename-theme", "T1", "Nights"), Act("lock-theme", "T1"),
        Act("join-themes", "T1;T2"), Act("undo", "1"), Act("lock-theme", "T1"),
    )  # fmt: skip
    assert said == [
        (f"“{first}”", "Nights"),
        ("“Nights”", ""),
        (f"“Nights”; “{gone}”", ""),
        (f"rename-theme: “{first}”", ""),
        (f"“{first}”", ""),
    ]
    # Without the workspace nobody knows what the theme was called that was joined.
    alone = decisions_table(snapshot(analysed), language="en")["target_words"]
    assert list(alone)[2] == "“Nights”; “T2”"


def test_many_texts_are_counted_and_long_ones_cut(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(["id", "text"])
        writer.writerows([f"n{n}", f"{n} " + "long words again and " * 20] for n in range(30))
    import_file(workspace, path)
    ids = list(snapshot(workspace).contributions)
    ((said, _),) = words(workspace, Act("set-aside", ";".join(ids), "spam"))
    assert said.endswith("; 10 more")
    assert said.count("…”") == 20


def test_personal_data_is_hidden_and_nothing_is_run(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "private.csv"
    path.write_text(
        "id,title,text\nn1,=1+1 mail me at jane.doe@example.org,Buses at night\n"
        "n2,,Call +32 470 12 34 56 about the trees\n", "utf-8",
    )  # fmt: skip
    import_file(workspace, path)
    one, two = snapshot(workspace).contributions
    decide(workspace, [Act("mark-same", f"{one};{two}"), Act("note", two, "=2+2")], "Marie")
    table = decisions_table(snapshot(workspace), workspace)
    assert "mail me at" in table["target_words"][0]
    assert not [text for text in table["target_words"] if "jane.doe" in text or "470 12" in text]
    rows = list(csv.reader(exporting.csv_bytes(table).decode("utf-8-sig").splitlines()))
    assert not [cell for row in rows for cell in row if cell.startswith("=")]


def test_a_thousand_decisions_are_told_quickly(analysed: Workspace) -> None:
    acts = [Act("rename-theme", f"T{1 + n % 3}", f"Name {n}") for n in range(1000)]
    decide(analysed, acts, "Marie")
    state = snapshot(analysed)
    start = time.perf_counter()
    table = decisions_table(state, analysed)
    assert time.perf_counter() - start < 5
    assert table["target_words"][999] == "“Name 996”"


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_words_follow_the_language(analysed: Workspace, language: str) -> None:
    one = next(iter(snapshot(analysed).contributions))
    decide(analysed, [Act("set-aside", one, "spam")], "Marie")
    english = decisions_table(snapshot(analysed))["argument_words"][0]
    table = decisions_table(snapshot(analysed), analysed, language)
    assert table["argument_words"][0] != english
