"""Commands about a workspace as a whole: new, check, backup, demo."""

from __future__ import annotations

from pathlib import Path

import click

from dsupport.cli.terminal import TerminalProgress, say, workspace_argument

CITIES = ("lisbon", "brussels", "bogota", "milan")


@click.command("new")
@workspace_argument
@click.option("--title", help="Name of the assembly (default: the file's name).")
def new_command(workspace: Path, title: str | None) -> None:
    """Make an empty workspace: one file for one assembly.

    \b
    Example: dsupport new town.assembly --title "Town assembly 2026"
    """
    from dsupport.services import assemblies

    made = assemblies.new(workspace, title)
    click.echo(say("cli.new", path=workspace, title=made.title))
    click.echo(say("cli.next_import", path=workspace))


@click.command("check")
@workspace_argument
def check_command(workspace: Path) -> None:
    """Check the file and its log of decisions for damage and changes.

    \b
    Example: dsupport check town.assembly
    """
    from dsupport.services import assemblies, reading
    from dsupport.workspace import Workspace

    opened = Workspace.open(workspace)
    problems = assemblies.problems(opened)
    if problems:
        click.echo(say("cli.damaged", path=workspace), err=True)
        for problem in problems:
            click.echo(f"  {problem}", err=True)
        raise SystemExit(1)
    state = reading.snapshot(opened)
    click.echo(
        say(
            "cli.sound",
            path=workspace,
            contributions=len(state.given),
            runs=len(state.runs),
            decisions=len(state.decisions),
        )
    )


@click.command("backup")
@workspace_argument
@click.argument("out", type=click.Path(path_type=Path))
def backup_command(workspace: Path, out: Path) -> None:
    """Write a whole copy of a workspace, also while others work in it.

    \b
    Example: dsupport backup town.assembly town-monday.assembly
    """
    from dsupport.workspace import Workspace

    Workspace.open(workspace).backup(out)
    click.echo(say("cli.backed_up", path=out))


@click.command("demo")
@click.option("--city", type=click.Choice(CITIES), default="brussels", show_default=True)
@click.option("--no-serve", is_flag=True, help="Only make and analyse it; open no dashboard.")
@click.option("--port", default=8501, show_default=True)
def demo_command(city: str, no_serve: bool, port: int) -> None:
    """Analyse a fictional sample assembly and open the dashboard.

    \b
    Example: dsupport demo --city lisbon
    """
    from dsupport.cli.dashboard import serve
    from dsupport.cli.suggestions import print_outcome
    from dsupport.services import demo

    progress = TerminalProgress()
    workspace, outcome = demo.prepare(city, progress)
    progress.end()
    print_outcome(workspace, outcome)
    if not no_serve:
        serve(workspace.path, port, "127.0.0.1", only=False)
