"""Runs the command line with ``python -m dsupport``."""

from dsupport.cli import main

main()
