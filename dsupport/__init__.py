"""dsupport: groups citizens' proposals, finds what is said twice and what many share, offline.

>>> import dsupport
>>> workspace = dsupport.open("town.assembly")  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dsupport.workspace import Workspace

__version__ = "0.1.0"


def open(path: str) -> Workspace:
    """Open a workspace; services take it as their first argument.

    Raises
    ------
    WorkspaceError
        It is not there, or is no workspace.
    """
    from pathlib import Path

    from dsupport.workspace import Workspace

    return Workspace.open(Path(path))
