"""Commands about what people decide, and about what came after a run."""

from __future__ import annotations

from pathlib import Path

import click

from dsupport.cli.terminal import (
    TerminalProgress,
    output_options,
    print_table,
    say,
    workspace_argument,
)

FEW = 20
"""Contributions whose new place is told."""


@click.command("decide")
@workspace_argument
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE.csv")
@click.option("--actor", required=True, help="Name of the person who decides.")
@click.option(
    "--seen", type=click.IntRange(min=0),
    help="The last decision that this person has seen: what others decided since then on the same"
    " things is a conflict.",
)  # fmt: skip
@output_options
def decide_command(
    workspace: Path, file: Path, actor: str, seen: int | None, form: str | None
) -> None:
    """Take decisions in bulk: a table with action, target, argument, reason. All of them, or none.

    Contributions go by their id, or by their number in the imported file.

    \b
    Example: dsupport decide town.assembly decisions.csv --actor "Marie"
    """
    from dsupport.services import reading, tables
    from dsupport.services.deciding import decide
    from dsupport.services.decision_files import by_own_numbers, read_acts
    from dsupport.state.touching import repeated
    from dsupport.workspace import Workspace

    opened = Workspace.open(workspace)
    before = reading.snapshot(opened)
    acts = by_own_numbers(read_acts(file), before)
    taken = decide(opened, acts, actor, seen=seen)
    if form:
        numbers = {decision.sequence for decision in taken}
        log = tables.decisions_table(reading.snapshot(opened), opened)
        print_table(log[log["sequence"].isin(numbers)], form)
    elif taken:
        click.echo(
            say("cli.decided", n=len(taken), first=taken[0].sequence, last=taken[-1].sequence)
        )
        if again := len(repeated(taken, before.decisions)):
            click.echo(say("cli.decided_again", n=again))
    else:
        click.echo(say("cli.decided_nothing"))


@click.command("assign")
@workspace_argument
@output_options
def assign_command(workspace: Path, form: str | None) -> None:
    """Place contributions that came after the accepted analysis, without moving any other.

    \b
    Example: dsupport assign town.assembly
    """
    from dsupport.services import reading, tables
    from dsupport.services.assigning import assign_new
    from dsupport.workspace import Workspace

    opened, progress = Workspace.open(workspace), TerminalProgress()
    found = assign_new(opened, progress)
    progress.end()
    state = reading.snapshot(opened)
    if form:
        new = {placement.contribution_id for placement in found.placements}
        table = tables.themes_table(state)
        print_table(table[table["contribution_id"].isin(new)], form)
        return
    placed = sum(bool(placement.theme_id) for placement in found.placements)
    waiting = len(found.placements) - placed
    click.echo(say("cli.assigned", n=len(found.placements), placed=placed, waiting=waiting))
    for placement in found.placements[:FEW]:
        theme = state.themes.get(placement.theme_id)
        text = state.contributions[placement.contribution_id].source_id
        if theme is None:
            click.echo(say("cli.assigned_nowhere", text=text))
        else:
            words = say(f"certainty.{placement.certainty}")
            click.echo(say("cli.assigned_place", text=text, theme=theme.label(""), certainty=words))
    if len(found.placements) > FEW:
        click.echo(say("cli.assigned_more", n=len(found.placements) - FEW))
    for names in found.together:
        texts = "; ".join(state.contributions[name].source_id for name in names)
        click.echo(say("cli.assigned_together", n=len(names), texts=texts))
