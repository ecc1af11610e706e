"""Commands: help with an example, exit statuses, data on stdout and messages on stderr."""

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from dsupport.cli.main import COMMANDS, main
from dsupport.workspace import Workspace
from tests.cli.conftest import Run, one_line_error

PROJECT = Path(__file__).parents[2]


def commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The paths of all commands, groups too."""
    for name in group.list_commands(click.Context(group)):
        yield (*path, name)
        command = group.get_command(click.Context(group), name)
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))


@pytest.mark.parametrize("path", [(), *commands(main)], ids=" ".join)
def test_help_has_an_example(run: Run, path: tuple[str, ...]) -> None:
    result = run(*path, "--help")
    assert result.exit_code == 0
    assert "Example:" in result.stdout
    assert f"dsupport {' '.join(path)}".strip() in result.stdout
    assert result.stderr == ""


def test_every_command_of_the_interface_that_is_built_is_listed(run: Run) -> None:
    shown = run("--help").stdout
    for name in COMMANDS:
        assert f"\n  {name} " in shown


def test_version(run: Run) -> None:
    import dsupport

    assert dsupport.__version__ in run("--version").stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["nothing"],
        ["new"],
        ["show", "x.assembly", "nothing"],
        ["import", "x.assembly"],
        ["analyse", "x.assembly", "--random-state", "many"],
        ["analyse", "x.assembly", "--random-state", "-1"],
        ["analyse", "x.assembly", "--random-state", "99999999999"],
        ["analyse", "x.assembly", "--method", "magic"],
        ["show", "x.assembly", "pairs", "--min-probability", "7"],
        ["similar", "x.assembly", "text", "--most", "0"],
        ["demo", "--city", "atlantis"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_status_2(run: Run, arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["import", "{town}", "x.csv"],
        ["analyse", "{town}"],
        ["show", "{town}", "themes"],
        ["similar", "{town}", "text"],
        ["export", "{town}", "out.csv"],
        ["check", "{town}"],
        ["backup", "{town}", "out"],
        ["serve", "{town}"],
        ["models", "build", "nope"],
        ["models", "verify", "nope"],
    ],
    ids=lambda arguments: arguments[0],
)
def test_what_is_not_there_is_status_1_and_one_line(
    run: Run, town: Path, arguments: list[str]
) -> None:
    one_line_error(run(*(argument.format(town=town) for argument in arguments)))
    assert not town.exists()


def test_a_traceback_is_shown_only_when_asked_for(run: Run, town: Path) -> None:
    from dsupport.errors import WorkspaceError

    with pytest.raises(WorkspaceError):
        run("-v", "check", town)


def test_the_way_from_a_file_to_tables(run: Run, town: Path, proposals: Path) -> None:
    made = run("new", town, "--title", "My town")
    assert (made.exit_code, made.stderr) == (0, "")
    assert "My town" in made.stdout

    dry = run("import", town, proposals, "--dry-run", "--json")
    report = json.loads(dry.stdout)
    assert {
        "platform", "export", "encoding", "delimiter", "rows", "contributions", "comments", "votes",
        "participants", "columns", "vote_sign", "set_aside", "findings", "stored",
    } <= set(report)  # fmt: skip
    assert (report["rows"], report["contributions"], report["stored"]) == (12, 12, False)
    assert dry.stderr  # progress
    assert json.loads(run("show", town, "contributions", "--json").stdout) == []

    assert json.loads(run("import", town, proposals, "--json").stdout)["stored"] is True
    assert "12" in run("import", town, proposals).stdout

    early = run("show", town, "themes")
    assert "not been analysed" in one_line_error(early)

    analysed = run("analyse", town, "--json")
    outcome = json.loads(analysed.stdout)
    assert {
        "run_id", "fingerprint", "contributions", "themes", "subthemes", "unplaced",
        "duplicate_groups", "languages", "seconds", "peak_memory_mb",
    } <= set(outcome)  # fmt: skip
    assert outcome["contributions"] == 12
    assert isinstance(outcome["seconds"], dict)
    assert analysed.stderr
    again = json.loads(run("analyse", town, "--json").stdout)
    assert again["fingerprint"] == outcome["fingerprint"]

    assert run("check", town).exit_code == 0
    copy = town.with_name("copy.assembly")
    assert run("backup", town, copy).exit_code == 0
    assert Workspace.open(copy).problems() == []
    assert one_line_error(run("backup", town, copy))


COLUMNS = {
    "contributions": "contribution_id source_id kind language title text author created_at session supports status",
    "themes": "contribution_id source_id theme_id theme_label subtheme_id subtheme_label confidence status",
    "duplicates": "group_id contribution_id source_id representative_id score kind warning status",
    "pairs": "a_source_id b_source_id probability similarity kind warning",
    "unplaced": "contribution_id source_id reason nearest_theme_id similarity",
    "consensus": (
        "contribution_id source_id basis probability low high agree disagree passes unseen "
        "group_aware_consensus min_group_agree verdict reason"
    ),
    "runs": "run_id fingerprint started_at seconds n_contributions encoder random_state accepted",
    "decisions": "sequence at actor action target argument reason previous_hash hash",
}


@pytest.mark.parametrize("what", COLUMNS)
def test_tables_have_the_columns_that_others_rely_on(
    run: Run, analysed: Workspace, what: str
) -> None:
    wanted = COLUMNS[what].split()
    result = run("show", analysed.path, what, "--csv")
    assert (result.exit_code, result.stderr) == (0, "")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    header = next(csv.reader(io.StringIO(result.stdout)))
    assert header[: len(wanted)] == wanted
    records = json.loads(run("show", analysed.path, what, "--json").stdout)
    assert len(records) == len(rows)
    assert all(list(record)[: len(wanted)] == wanted for record in records)
    if what in ("contributions", "themes"):
        assert {row["source_id"] for row in rows} == {f"p{n}" for n in range(12)}
    for_people = run("show", analysed.path, what)
    assert for_people.exit_code == 0
    assert bool(for_people.stdout) == bool(rows)


def test_pairs_obey_the_least_probability(run: Run, analysed: Workspace) -> None:
    def probabilities(least: str) -> list[float]:
        result = run("show", analysed.path, "pairs", "--min-probability", least, "--json")
        return [record["probability"] for record in json.loads(result.stdout)]

    assert probabilities("0.5") == sorted(probabilities("0.5"), reverse=True)
    assert all(p >= 0.9 for p in probabilities("0.9"))
    assert probabilities("1.0") == []


def test_similar_finds_what_was_said(run: Run, analysed: Workspace) -> None:
    result = run("similar", analysed.path, "night buses at weekends", "--most", "3", "--csv")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert len(rows) == 3
    assert "buses" in rows[0]["text"]
    assert float(rows[0]["similarity"]) >= float(rows[1]["similarity"])
    assert {"night", "buses"} <= set(rows[0]["shared_words"].split(", "))


def test_damage_is_status_1(run: Run, analysed: Workspace) -> None:
    with analysed.writing() as connection:
        connection.exec_driver_sql("UPDATE versions SET text = 'changed' WHERE rowid = 1")
    result = run("check", analysed.path)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "version 1: it is not what was written" in result.stderr


def test_models_list(run: Run) -> None:
    rows = json.loads(run("models", "list", "--json").stdout)
    assert {"name", "ready", "dimensions", "licence"} <= set(rows[0])


def test_help_is_instant_because_it_imports_nothing_heavy() -> None:
    script = (
        "import sys\n"
        "sys.argv = ['dsupport', '--help']\n"
        "from dsupport.cli import main\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code\n"
        "heavy = {'torch', 'streamlit', 'pandas', 'sentence_transformers', 'sklearn', 'scipy', "
        "'spacy', 'hdbscan', 'lingua', 'plotly', 'sqlalchemy'} & set(sys.modules)\n"
        "sys.exit(', '.join(sorted(heavy)) or 0)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "Example:" in done.stdout


def test_as_a_program_of_its_own(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "dsupport"]
    options = {"cwd": tmp_path, "capture_output": True, "text": True}
    environment = os.environ | {"PYTHONPATH": str(PROJECT)}
    made = subprocess.run([*command, "new", "t.assembly"], check=False, env=environment, **options)
    assert (made.returncode, made.stderr) == (0, "")
    again = subprocess.run([*command, "new", "t.assembly"], check=False, env=environment, **options)
    assert again.returncode == 1
    assert again.stdout == ""
    assert again.stderr.count("\n") == 1
    assert "exists already" in again.stderr
