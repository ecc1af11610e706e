"""Commands about what the machine suggests: analyse, show, similar."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dsupport.cli.terminal import (
    TerminalProgress,
    output_options,
    print_json,
    print_table,
    say,
    workspace_argument,
)

if TYPE_CHECKING:
    import pandas as pd

    from dsupport.services.analysing import Outcome
    from dsupport.services.reading import Snapshot
    from dsupport.workspace import Workspace

WHAT = (
    "contributions", "themes", "duplicates", "pairs", "unplaced", "consensus", "ideas", "runs", "decisions",
)  # fmt: skip


@click.command("analyse")
@workspace_argument
@click.option("--encoder", help="A bundled encoder, or name or path of another one.")
@click.option(
    "--random-state", type=click.IntRange(0, 2**31 - 1), default=0, show_default=True, help="Seed."
)
@click.option("--method", type=click.Choice(["consensus", "hdbscan"]), default="consensus")
@click.option("--detail", type=click.Choice(["coarser", "normal", "finer"]), default="normal")
@click.option("--min-cluster-size", type=click.IntRange(min=2), help="Smallest theme.")
@click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON.")
def analyse_command(
    workspace: Path,
    encoder: str | None,
    random_state: int,
    method: str,
    detail: str,
    min_cluster_size: int | None,
    as_json: bool,
) -> None:
    """Find themes, duplicates, shared ideas, and what fits nowhere.

    \b
    Example: dsupport analyse town.assembly
    """
    from typing import cast

    from dsupport.config import DEFAULT_ENCODER, AnalysisConfig, Detail, Method
    from dsupport.services.analysing import analyse
    from dsupport.workspace import Workspace

    config = AnalysisConfig(
        encoder=encoder or DEFAULT_ENCODER,
        random_state=random_state,
        method=cast(Method, method),
        detail=cast(Detail, detail),
        min_cluster_size=min_cluster_size,
    )
    progress = TerminalProgress()
    opened = Workspace.open(workspace)
    outcome = analyse(opened, config, progress)
    progress.end()
    if as_json:
        print_json(_as_json(outcome))
    else:
        print_outcome(opened, outcome)


def _as_json(outcome: Outcome) -> dict[str, object]:
    analysis = outcome.analysis
    return {
        "run_id": outcome.info.run_id,
        "fingerprint": outcome.info.fingerprint,
        "contributions": len(analysis.placements),
        "themes": sum(not t.parent_id for t in analysis.themes),
        "subthemes": sum(bool(t.parent_id) for t in analysis.themes),
        "unplaced": sum(not p.theme_id for p in analysis.placements),
        "duplicate_groups": len(analysis.duplicate_groups),
        "languages": dict(analysis.languages),
        "seconds": dict(outcome.info.seconds),
        "peak_memory_mb": outcome.peak_memory_mb,
        "new": outcome.is_new,
    }


def print_outcome(workspace: Workspace, outcome: Outcome) -> None:
    """Say in words what a run found."""
    from dsupport.services.reading import snapshot

    found = _as_json(outcome)
    analysis = outcome.analysis
    if not outcome.is_new:
        click.echo(say("cli.analysed_again", run=outcome.info.run_id))
    click.echo(
        say(
            "cli.analysed",
            n=found["contributions"],
            themes=found["themes"],
            unplaced=found["unplaced"],
            duplicates=found["duplicate_groups"],
        )
    )
    for theme in analysis.themes:
        if not theme.parent_id:
            words = say(f"certainty.{theme.certainty}")
            size = f"{len(theme.members):>5}"
            click.echo(say("cli.theme_line", size=size, label=theme.label(""), certainty=words))
    info = outcome.info
    state = snapshot(workspace)
    if state.run and state.run.run_id != info.run_id:
        click.echo(say("cli.proposal", run=info.run_id, shown=state.run.run_id))
    seconds = round(sum(info.seconds.values()), 1)
    click.echo(
        say("cli.run_line", run=info.run_id, fingerprint=info.fingerprint[:12], seconds=seconds)
    )


@click.command("show")
@workspace_argument
@click.argument("what", type=click.Choice(WHAT))
@click.option("--min-probability", type=click.FloatRange(0, 1), default=0.5, show_default=True)
@click.option("--language", default="", help="Language of theme names (default: the texts').")
@click.option("--with-personal-data", is_flag=True, help="Show what was hidden: your decision.")
@output_options
def show_command(
    workspace: Path,
    what: str,
    min_probability: float,
    language: str,
    with_personal_data: bool,
    form: str | None,
) -> None:
    """Print a table: contributions, themes, duplicates, pairs, unplaced, consensus, ideas, runs,
    decisions.

    For people, a few columns as wide as the terminal; --csv and --json print all of them, and of
    themes one row per contribution.

    \b
    Example: dsupport show town.assembly themes --csv > themes.csv
    """
    from dsupport.cli.tables import print_for_people
    from dsupport.services import reading, tables
    from dsupport.workspace import Workspace

    opened = Workspace.open(workspace)
    state = reading.snapshot(opened)
    shown: dict[str, Callable[[], pd.DataFrame]] = {
        "contributions": lambda: tables.contributions_table(state, with_personal_data),
        "themes": lambda: tables.themes_table(state, language),
        "duplicates": lambda: tables.duplicates_table(state),
        "pairs": lambda: tables.pairs_table(state, min_probability),
        "unplaced": lambda: tables.unplaced_table(state),
        "consensus": lambda: tables.consensus_table(state, language or "en"),
        "ideas": lambda: tables.ideas_table(state, language),
        "runs": lambda: tables.runs_table(state),
        "decisions": lambda: tables.decisions_table(state, opened, language),
    }
    if form:
        print_table(shown[what](), form)
    else:
        print_for_people(what, shown[what](), state, language)
    if what == "themes" and not form:
        _print_first_joined(opened, state, language)


def _print_first_joined(workspace: Workspace, state: Snapshot, language: str) -> None:
    """Which two themes would become one first, beside the table that people read."""
    from dsupport.services.theme_tree import theme_tree

    steps = theme_tree(workspace, state).steps
    if steps:
        one, other = (
            say("themes.split_name", name=state.themes[side[0]].label(language))
            for side in (steps[0].one, steps[0].other)
        )
        click.echo(say("themes.split_first", one=one, other=other), err=True)


@click.command("similar")
@workspace_argument
@click.argument("text")
@click.option("--most", type=click.IntRange(min=1), default=10, show_default=True)
@output_options
def similar_command(workspace: Path, text: str, most: int, form: str | None) -> None:
    """What has already been said like this? Before somebody proposes it again.

    \b
    Example: dsupport similar town.assembly "more night buses"
    """
    from dsupport.services import searching
    from dsupport.workspace import Workspace

    if not text.strip():
        raise click.BadParameter("Say what to look for.", param_hint="TEXT")
    print_table(searching.similar(Workspace.open(workspace), text, most), form)
