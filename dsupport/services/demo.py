"""The sample assemblies, ready to look at: fictional people, real work."""

from __future__ import annotations

from pathlib import Path

from dsupport.errors import IngestError, WorkspaceError
from dsupport.progress import Progress, silent
from dsupport.services import assemblies
from dsupport.services.analysing import Outcome, analyse
from dsupport.services.importing import import_file
from dsupport.wording.problems import problem
from dsupport.workspace import Workspace

TITLES = {
    "lisbon": "Lisboa — Conselho de Cidadãos (exemplo)",
    "brussels": "Bruxelles / Brussel — commission délibérative (exemple / voorbeeld)",
    "bogota": "Bogotá — Asamblea Ciudadana Itinerante (ejemplo)",
    "milan": "Milano — Assemblea permanente sul clima (esempio)",
}


MARK = "sample"
"""Setting of a workspace that holds an invented assembly: which one."""


def is_sample(workspace: Workspace) -> bool:
    """Whether people in this workspace are invented, at least those that it began with."""
    return bool(workspace.get(MARK))


def samples_folder() -> Path:
    """Where the sample assemblies lie."""
    return Path(__file__).parents[2] / "sample_data"


def workspaces_folder() -> Path:
    """Where sample workspaces are made: ``workspaces/`` of the project."""
    folder = Path(__file__).parents[2] / "workspaces"
    folder.mkdir(exist_ok=True)
    return folder


def prepare(
    city: str, progress: Progress = silent, folder: Path | None = None
) -> tuple[Workspace, Outcome]:
    """Make, import and analyse the sample of `city`, or open the one that is there.

    Raises
    ------
    IngestError
        The sample data are not on this machine.
    """
    sample = samples_folder() / city / "contributions.csv"
    if not sample.is_file():
        raise problem(IngestError, "sample-missing", city=city, path=str(sample))
    path = (folder or workspaces_folder()) / f"{city}.assembly"
    try:
        workspace = Workspace.open(path)
    except WorkspaceError:
        if path.exists():
            raise
        workspace = assemblies.new(path, TITLES[city])
    import_file(workspace, sample, progress=progress)
    if not is_sample(workspace):
        workspace.set(MARK, city)
    return workspace, analyse(workspace, progress=progress)
