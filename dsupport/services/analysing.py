"""Runs an analysis: from the contributions of a workspace to a stored run.

Same contributions, same configuration, same encoder: same fingerprint, and the run that is there is
returned. Nothing depends on the order of rows: contributions are sorted by their text first.
"""

from __future__ import annotations

import hashlib
import resource
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version

from dsupport import encode
from dsupport.config import AnalysisConfig
from dsupport.encode import Encoder
from dsupport.errors import NotEnoughDataError
from dsupport.progress import Progress, silent
from dsupport.records import Contribution
from dsupport.results import Analysis
from dsupport.services import inputs
from dsupport.services.reading import snapshot
from dsupport.services.suggesting import Clock, suggest
from dsupport.typing import JsonDict
from dsupport.wording.problems import problem
from dsupport.workspace import Workspace
from dsupport.workspace.runs import (
    RunInfo,
    canonical_json,
    find_run,
    read_run,
    show_run,
    shown_run,
    store_run,
)

LEAST = 4
"""Fewer contributions than this have no themes: they are read."""

ALGORITHM = "2026-11.9"
"""Raised whenever the same input may give another result."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A run, whether it is new, and what it cost."""

    info: RunInfo
    analysis: Analysis
    is_new: bool
    peak_memory_mb: float


def analyse(
    workspace: Workspace,
    config: AnalysisConfig | None = None,
    progress: Progress = silent,
    load_encoder: Callable[[str], Encoder] = encode.load,
) -> Outcome:
    """Analyse all contributions of `workspace` and store the run.

    Raises
    ------
    NotEnoughDataError
        There are fewer than four contributions.
    ModelError
        The encoder is not on this machine.
    """
    config = config or AnalysisConfig()
    contributions = _to_analyse(workspace)
    # Canonical order: by text, then id. Whatever the order of rows, the same numbers follow.
    contributions.sort(key=lambda c: (c.analysed_text, c.source_id, c.contribution_id))
    if len(contributions) < LEAST:
        raise problem(NotEnoughDataError, "too-few", n=len(contributions), least=LEAST)
    clock = Clock()
    progress("load encoder", 0, 1)
    encoder = load_encoder(config.encoder)
    progress("load encoder", 1, 1)
    clock.lap("load encoder")
    fingerprint = _fingerprint(contributions, config, encoder)
    with workspace.reading() as connection:
        known = find_run(connection, fingerprint)
        run = read_run(connection, known.run_id) if known else None
        shown = shown_run(connection)
    if run:
        if run.info.run_id != shown:  # what changed since it was changed back
            with workspace.writing() as connection:
                show_run(connection, run.info.run_id)
        return Outcome(run.info, run.analysis, False, _peak_memory())
    started_at = datetime.now(UTC).isoformat(timespec="seconds")
    analysis = suggest(workspace, contributions, config, encoder, clock, progress)
    with workspace.writing() as connection:
        info = store_run(
            connection,
            fingerprint=fingerprint,
            started_at=started_at,
            seconds=clock.seconds,
            config=config.as_dict(),
            encoder=encoder.card.as_dict(),
            inputs={c.contribution_id: inputs.hash_of(c) for c in contributions},
            analysis=analysis,
        )
    return Outcome(info, analysis, True, _peak_memory())


def _to_analyse(workspace: Workspace) -> list[Contribution]:
    """Contributions as people corrected them, without those that they set aside."""
    state = snapshot(workspace)
    return [c for name, c in state.contributions.items() if name not in state.decided.aside]


def _fingerprint(
    contributions: Sequence[Contribution], config: AnalysisConfig, encoder: Encoder
) -> str:
    """sha256 over everything that the result depends on."""
    made_from: JsonDict = {
        "contributions": [inputs.read_of(c) for c in contributions],
        "config": config.as_dict(),
        "encoder": encoder.card.as_dict(),
        "algorithm": ALGORITHM,
        "libraries": {
            name: version(name) for name in ("numpy", "scikit-learn", "graspologic-native")
        },
    }
    return hashlib.sha256(canonical_json(made_from).encode()).hexdigest()


def _peak_memory() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (1024 * 1024 if sys.platform == "darwin" else 1024), 1)
