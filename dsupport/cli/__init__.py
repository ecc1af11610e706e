"""The command line: reads flags, calls one service, shows."""

from dsupport.cli.main import main

__all__ = ["main"]
