"""A workspace as a whole: made, and checked for damage."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from dsupport.workspace import Workspace

LAST = ".last-used"
"""File beside workspaces that names the one in use last."""


def new(path: Path, title: str | None = None) -> Workspace:
    """Make an empty workspace at `path`.

    Raises
    ------
    WorkspaceError
        The file exists already or cannot be written.
    """
    created_at = datetime.now(UTC).isoformat(timespec="seconds")
    return Workspace.create(path, title=title or path.stem, created_at=created_at)


def problems(workspace: Workspace) -> list[str]:
    """Damage and changes that were found, in words; empty if the workspace is sound."""
    return workspace.problems()


def known(folder: Path) -> list[Path]:
    """Workspaces in `folder`, the one that was changed last first."""
    if not folder.is_dir():
        return []
    return sorted(folder.glob("*.assembly"), key=lambda path: (-path.stat().st_mtime, path.name))


def remember(path: Path) -> None:
    """Note that `path` is in use, for the next time; not being able to is no failure."""
    with suppress(OSError):
        (path.parent / LAST).write_text(path.name, encoding="utf-8")


def last_used(folder: Path) -> Path | None:
    """The workspace in `folder` that was in use last, if it is still there."""
    with suppress(OSError):
        path = folder / Path((folder / LAST).read_text(encoding="utf-8").strip()).name
        return path if path.is_file() else None
    return None


def title_of(path: Path) -> str:
    """The name of the assembly in the workspace at `path`.

    Raises
    ------
    WorkspaceError
        It cannot be opened.
    """
    return Workspace.open(path).title
