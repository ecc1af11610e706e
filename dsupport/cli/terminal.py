"""What all commands share with the terminal: arguments, progress, tables."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dsupport.wording import Wording

if TYPE_CHECKING:
    import pandas as pd

say = Wording("en")

workspace_argument = click.argument(
    "workspace", type=click.Path(dir_okay=False, path_type=Path), metavar="WORKSPACE"
)


def output_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """``--csv`` and ``--json`` for commands that print tables."""
    command = click.option("--csv", "form", flag_value="csv", help="Print as CSV.")(command)
    return click.option("--json", "form", flag_value="json", help="Print as JSON.")(command)


def print_table(frame: pd.DataFrame, form: str | None) -> None:
    """Print a table for programs (``csv``, ``json``) or for people."""
    if form == "csv":
        click.echo(frame.to_csv(index=False), nl=False)
    elif form == "json":
        click.echo(frame.to_json(orient="records", force_ascii=False, indent=1))
    elif frame.empty:
        click.echo("(nothing)", err=True)
    else:
        short = frame.astype(object).map(_short)
        click.echo(short.to_string(index=False, max_colwidth=60, na_rep=""))


def _short(value: object) -> object:
    text = " ".join(value.split()) if isinstance(value, str) else value
    return f"{text[:57]}…" if isinstance(text, str) and len(text) > 58 else text


def print_json(document: object) -> None:
    """Print one JSON object."""
    click.echo(json.dumps(document, ensure_ascii=False, indent=1))


class TerminalProgress:
    """Shows on stderr what is done and how far: one line that moves, or few lines in a log."""

    def __init__(self) -> None:
        self._moving = sys.stderr.isatty()
        self._step = ""
        self._shown_at = 0.0

    def __call__(self, step: str, done: int, total: int) -> None:
        key = f"progress.{step}"
        words = say(key) if say.has(key) else step
        if self._moving:
            now = time.monotonic()
            if step != self._step or done >= total or now - self._shown_at > 0.1:
                share = f" {done}/{total}" if total > 1 else ""
                click.echo(f"\r\033[K{words}{share}", nl=False, err=True)
                self._shown_at = now
        elif step != self._step:
            click.echo(f"{words} …", err=True)
        self._step = step

    def end(self) -> None:
        """Clear the moving line."""
        if self._moving and self._step:
            click.echo("\r\033[K", nl=False, err=True)
