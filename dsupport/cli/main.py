"""The command `dsupport`: the group of all commands, and how errors are shown.

Exit status: 0 done, 1 an expected error (one line), 2 wrong usage. A traceback only with ``-v``.
"""

from __future__ import annotations

import importlib

import click

from dsupport import __version__
from dsupport.errors import DsupportError

COMMANDS = {
    "demo": "dsupport.cli.assemblies",
    "new": "dsupport.cli.assemblies",
    "check": "dsupport.cli.assemblies",
    "backup": "dsupport.cli.assemblies",
    "import": "dsupport.cli.files",
    "export": "dsupport.cli.files",
    "analyse": "dsupport.cli.suggestions",
    "show": "dsupport.cli.suggestions",
    "similar": "dsupport.cli.suggestions",
    "decide": "dsupport.cli.decisions",
    "assign": "dsupport.cli.decisions",
    "serve": "dsupport.cli.dashboard",
    "models": "dsupport.cli.models",
}
"""Where each command lives; a module is imported when its command is used."""


class LazyGroup(click.Group):
    """A group whose commands are imported only when they are needed: help is instant."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        module = COMMANDS.get(cmd_name)
        if module is None:
            return None
        name = f"{cmd_name}_command"
        command: click.Command = getattr(importlib.import_module(module), name)
        return command

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except DsupportError as exc:
            if ctx.params.get("verbose"):
                raise
            click.echo(f"Error: {exc}", err=True)
            ctx.exit(1)
        except KeyboardInterrupt:
            click.echo("Stopped. What was finished is kept.", err=True)
            ctx.exit(130)


@click.command(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="dsupport")
@click.option("-v", "--verbose", is_flag=True, help="Show where an error comes from.")
def main(verbose: bool) -> None:
    """Group citizens' proposals, find what is said twice and what many share. Offline.

    \b
    Example:
      dsupport new town.assembly
      dsupport import town.assembly proposals.csv
      dsupport analyse town.assembly
      dsupport serve town.assembly
    """
