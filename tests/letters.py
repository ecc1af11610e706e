"""An assembly in which one letter holds two ideas."""

from __future__ import annotations

import csv
from pathlib import Path

from dsupport.services.analysing import analyse
from dsupport.services.importing import import_file
from dsupport.services.reading import Snapshot
from dsupport.workspace import Workspace
from tests.conftest import IDEAS
from tests.fakes import load_fake

FIRST = "Night buses every thirty minutes, also at weekends please."
SECOND = "Rent for small flats is too high, build affordable housing."
LETTER = f"{FIRST}\n\n{SECOND} Reach me under ann@example.org to talk about both of my wishes."


TEXTS = [
    (subject, f"{text}{where}")
    for subject, text in IDEAS
    for where in ("", " in the north", " in the south", " in the west")
]


def write(path: Path, letter: str = LETTER) -> Path:
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(["id", "title", "text", "author", "district", "supports"])
        for number, (_, text) in enumerate(TEXTS):
            writer.writerow([f"p{number}", "", text, f"A{number}", f"D{number % 3}", ""])
        writer.writerow(["9", "For our quarter", letter, "Ann", "D1", "40"])
    return path


def fill(workspace: Workspace, folder: Path) -> Workspace:
    """Import it and analyse it; of the letter (number 9) it is offered to divide it."""
    import_file(workspace, write(folder / "town.csv"))
    analyse(workspace, load_encoder=load_fake)
    return workspace


def letter(state: Snapshot) -> str:
    """Id of the letter, whole."""
    return next(name for name, item in state.given.items() if item.source_id == "9")
