"""Killed at any moment, while deciding, importing or analysing: what was acknowledged is there.

``DSUPPORT_KILLS`` sets how many times (default: 6, so that the tests stay quick).
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from dsupport.services.analysing import analyse
from dsupport.services.importing import import_file
from dsupport.services.reading import snapshot
from dsupport.state.log import broken_at
from dsupport.workspace import Workspace
from dsupport.workspace.decisions import read_decisions
from tests.conftest import PROJECT
from tests.fakes import load_fake

KILLS = int(os.environ.get("DSUPPORT_KILLS", "6"))

WORK = """
import sys
from pathlib import Path
sys.path.insert(0, {project!r})
from dsupport.services.analysing import analyse
from dsupport.services.deciding import decide
from dsupport.services.importing import import_file
from dsupport.services.reading import snapshot
from dsupport.state.actions import Act
from dsupport.config import AnalysisConfig
from dsupport.workspace import Workspace
from tests.fakes import load_fake
workspace = Workspace.open(Path({path!r}))
names = list(snapshot(workspace).contributions)
print("ready", flush=True)
for turn in range(10_000):
    (decision,) = decide(workspace, [Act("note", names[turn % len(names)], str(turn))], {actor!r})
    print("decision", decision.sequence, decision.hash, flush=True)
    if turn % 5 == 2:
        path = Path({folder!r}) / f"{actor}-{{turn}}.csv"
        path.write_text("id,text\\n" + "".join(
            f"{actor}-{{turn}}-{{n}},More trees and night buses number {{n}} of {{turn}} please\\n" for n in range(30)
        ), "utf-8")
        import_file(workspace, path)
        print("import", path.name, flush=True)
    if turn % 10 == 4:
        analyse(workspace, AnalysisConfig(random_state=turn), load_encoder=load_fake)
        print("run", flush=True)
"""


def test_killed_at_random_moments(workspace: Workspace, proposals: Path, tmp_path: Path) -> None:
    import_file(workspace, proposals)
    analyse(workspace, load_encoder=load_fake)
    lot = random.Random(7)
    for turn in range(KILLS):
        said = _killed_after(workspace.path, tmp_path, f"K{turn}", lot.uniform(0.0, 1.5))
        opened = Workspace.open(workspace.path)
        assert opened.problems() == []
        with opened.reading() as connection:
            log = read_decisions(connection)
        assert broken_at(log) is None
        hashes = {str(d.sequence): d.hash for d in log}
        state = snapshot(opened)
        files = [one.file for one in state.imports]
        for line in said:
            what, *rest = line.split()
            if what == "decision":
                assert hashes[rest[0]] == rest[1], "an acknowledged decision is gone"
            if what == "import":
                assert rest[0] in files, "an acknowledged import is gone"
        assert sum(1 for line in said if line == "run") <= len(state.runs)


def _killed_after(path: Path, folder: Path, actor: str, seconds: float) -> list[str]:
    """Let a process work, kill it, and return what it had acknowledged."""
    script = WORK.format(project=str(PROJECT), path=str(path), actor=actor, folder=str(folder))
    with subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        rest = process.stdout.read()
    # The last line may be cut; then it was not acknowledged.
    return [line for line in rest.split("\n")[:-1] if line]
