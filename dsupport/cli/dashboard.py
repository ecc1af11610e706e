"""The command that serves the dashboard."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import click

import dsupport
from dsupport.cli.terminal import say, workspace_argument
from dsupport.errors import WorkspaceError


@click.command("serve")
@workspace_argument
@click.option("--port", default=8501, show_default=True)
@click.option("--address", default="127.0.0.1", show_default=True)
def serve_command(workspace: Path, port: int, address: str) -> None:
    """Open the dashboard on a workspace.

    \b
    Example: dsupport serve town.assembly
    """
    from dsupport.workspace import Workspace

    Workspace.open(workspace)
    serve(workspace, port, address)


def serve(workspace: Path, port: int, address: str, *, only: bool = True) -> None:
    """Run the dashboard until it is stopped; prints its address.

    Parameters
    ----------
    only
        Show this workspace and no other; else a person may open or make another one.
    """
    from dsupport.services import assemblies

    assemblies.remember(workspace.resolve())
    app = Path(dsupport.__file__).parent / "ui" / "dashboard.py"
    _check_free(address, port)
    shown = "localhost" if address == "127.0.0.1" else address
    click.echo(say("cli.serving", address=f"http://{shown}:{port}"))
    headless = "true" if os.environ.get("HEADLESS") or not sys.stdout.isatty() else "false"
    command = [
        sys.executable, "-m", "streamlit", "run", str(app),
        "--server.port", str(port), "--server.address", address, "--server.headless", headless,
        "--browser.gatherUsageStats", "false", "--runner.magicEnabled", "false",
    ]  # fmt: skip
    fixed = {"DSUPPORT_WORKSPACE": str(workspace.resolve())} if only else {}
    environment = os.environ | fixed
    # Whoever ends this command, with Ctrl+C or with kill, ends the server: no page stays open.
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with subprocess.Popen(command, env=environment, cwd=Path(__file__).parents[2]) as process:
            try:
                code = process.wait()
            except KeyboardInterrupt:
                process.terminate()
                code = 0
    finally:
        signal.signal(signal.SIGTERM, before)
    if code:
        raise SystemExit(1)


def _check_free(address: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as exc:
            raise WorkspaceError(
                f"Port {port} on {address} is taken.", hint="Choose another with --port."
            ) from exc
