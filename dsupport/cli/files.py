"""Commands about files: import and export."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from dsupport.cli.terminal import TerminalProgress, print_json, say, workspace_argument
from dsupport.errors import IngestError
from dsupport.results import ImportReport

FEW = 10
"""Rows set aside that are listed; the JSON report has all."""


@click.command("import")
@workspace_argument
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--format", "format_", default="auto", show_default=True, help="table, polis, …")
@click.option("--map", "maps", multiple=True, metavar="COLUMN=FIELD", help="Map a column by hand.")
@click.option("--dry-run", is_flag=True, help="Only say what would happen.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
def import_command(
    workspace: Path,
    files: tuple[Path, ...],
    format_: str,
    maps: tuple[str, ...],
    dry_run: bool,
    as_json: bool,
) -> None:
    """Import contributions from CSV, TSV, XLSX, JSON or JSON Lines files.

    \b
    Example: dsupport import town.assembly proposals.xlsx --map "Idee=text"
    """
    from dsupport.services.importing import import_files
    from dsupport.workspace import Workspace

    progress = TerminalProgress()
    mapping = dict(_mapping(text) for text in maps)
    reports = import_files(
        Workspace.open(workspace),
        files,
        format=format_,
        mapping=mapping,
        dry_run=dry_run,
        progress=progress,
    )
    progress.end()
    if as_json:
        documents = [asdict(report) for report in reports]
        print_json(documents[0] if len(documents) == 1 else documents)
        return
    for report in reports:
        _print_report(report)


def _mapping(text: str) -> tuple[str, str]:
    column, separator, field = text.rpartition("=")
    if not separator:
        raise IngestError(
            f"“--map {text}” is not COLUMN=FIELD.", hint='Write for example --map "Idee=text".'
        )
    return column, field


def _print_report(report: ImportReport) -> None:
    click.echo(
        say(
            "cli.imported",
            file=report.file,
            n=report.contributions,
            new=report.new,
            changed=report.changed,
            unchanged=report.unchanged,
        )
    )
    if not report.stored:
        click.echo(say("cli.import_dry"))
    names = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
    delimiter = names.get(report.delimiter, report.delimiter)
    kind = f"{report.platform} {report.export}".strip()
    separated = say("cli.delimiter", name=delimiter) if delimiter else ""
    click.echo(say("cli.read_as", kind=", ".join(filter(None, [kind, report.encoding, separated]))))
    known = {c: f for c, f in report.columns.items() if f not in ("attribute", "ignore")}
    if known:
        columns = ", ".join(f"{column} → {field}" for column, field in known.items())
        click.echo(say("cli.columns", columns=columns))
    if further := sum(field == "attribute" for field in report.columns.values()):
        click.echo(say("cli.columns_kept", n=further))
    for finding in report.findings:
        click.echo(f"  {finding.severity}: {finding.message}")
        if finding.examples:
            click.echo(say("cli.examples", examples="; ".join(finding.examples[:FEW])))
    if report.set_aside:
        click.echo(say("cli.set_aside", n=len(report.set_aside)))
        for row in report.set_aside[:FEW]:
            place = ", ".join(filter(None, [f"line {row.line}", row.column]))
            click.echo(say("cli.set_aside_row", place=place, reason=row.reason))
        if len(report.set_aside) > FEW:
            click.echo(say("cli.and_more", n=len(report.set_aside) - FEW))


@click.command("export")
@workspace_argument
@click.argument("out", type=click.Path(path_type=Path))
@click.option(
    "--language",
    default="",
    help="Language of theme names (default: the texts') and of the report (English).",
)
@click.option("--with-personal-data", is_flag=True, help="Include what was hidden: your decision.")
def export_command(workspace: Path, out: Path, language: str, with_personal_data: bool) -> None:
    """Write everything to a file; the ending decides: .csv .xlsx .json, or .html for a report.

    \b
    Example: dsupport export town.assembly town.xlsx
             dsupport export town.assembly report.html --language fr
    """
    from dsupport.services.exporting import export
    from dsupport.workspace import Workspace

    export(Workspace.open(workspace), out, personal=with_personal_data, language=language)
    click.echo(say("cli.exported", path=out))
