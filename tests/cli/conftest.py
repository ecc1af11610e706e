"""What the tests of commands share: a runner, and no real encoder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dsupport.cli import main
from dsupport.services import analysing
from tests.fakes import load_fake

Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command: ``run("new", path)``; unexpected exceptions are raised, not swallowed."""
    monkeypatch.setattr("dsupport.encode.load", load_fake)
    monkeypatch.setattr(
        analysing.analyse, "__defaults__", (*analysing.analyse.__defaults__[:-1], load_fake)
    )

    def run_it(*arguments: object) -> Result:
        result = CliRunner().invoke(main, [str(argument) for argument in arguments])
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run_it


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """Where the tests' workspace will be."""
    return tmp_path / "town.assembly"


def one_line_error(result: Result) -> str:
    """The message of an expected error: status 1, nothing on stdout, one line, no traceback."""
    assert result.exit_code == 1, result.output
    assert result.stdout == ""
    lines = [line for line in result.stderr.splitlines() if not line.endswith("…")]
    assert len(lines) == 1, result.stderr
    assert lines[0].startswith("Error: ")
    assert "Traceback" not in result.output
    return lines[0]
