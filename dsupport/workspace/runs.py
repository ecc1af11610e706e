"""Stores runs: immutable, compressed, each with the fingerprint of what it was made from."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, insert, select

from dsupport.errors import WorkspaceError
from dsupport.results import (
    Analysis,
    Assignment,
    ConsensusCandidate,
    DuplicateGroup,
    Join,
    Pair,
    Placement,
    SeveralIdeas,
    Theme,
)
from dsupport.typing import JsonDict
from dsupport.wording.problems import problem
from dsupport.workspace.assignments import read_assignments
from dsupport.workspace.schema import runs, settings
from dsupport.workspace.seals import sealed
from dsupport.workspace.settings import set_setting

SHOWN = "run"
"""Setting that names the run that is shown; without it, the latest is."""


@dataclass(frozen=True, slots=True)
class RunInfo:
    """What a run was made from, without what it found.

    Attributes
    ----------
    seconds
        By step.
    """

    run_id: str
    sequence: int
    fingerprint: str
    started_at: str
    seconds: Mapping[str, float]
    config: JsonDict
    encoder: JsonDict


@dataclass(frozen=True, slots=True)
class Run:
    """A run with all that it found.

    Attributes
    ----------
    inputs
        Hash of what was read of every contribution that took part, by contribution id.
    """

    info: RunInfo
    inputs: Mapping[str, str]
    analysis: Analysis


def canonical_json(value: object) -> str:
    """One text for one value, whatever the order of keys."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _pack(value: object) -> bytes:
    return zlib.compress(canonical_json(value).encode(), 6)


def _unpack(blob: bytes) -> Any:
    return json.loads(zlib.decompress(blob))


def _frozen(value: Any) -> Any:
    """Lists of JSON become tuples again, also inside lists and mappings."""
    if isinstance(value, list):
        return tuple(_frozen(item) for item in value)
    if isinstance(value, dict):
        return {key: _frozen(item) for key, item in value.items()}
    return value


def analysis_from_json(document: JsonDict) -> Analysis:
    """Rebuild an analysis from plain values."""
    data = _frozen(document)
    try:
        return _analysis(data)
    except (KeyError, TypeError) as exc:
        raise problem(WorkspaceError, "run-form") from exc


def _analysis(data: JsonDict) -> Analysis:
    return Analysis(
        themes=tuple(Theme(**item) for item in data["themes"]),
        placements=tuple(Placement(**item) for item in data["placements"]),
        pairs=tuple(Pair(**item) for item in data["pairs"]),
        duplicate_groups=tuple(DuplicateGroup(**item) for item in data["duplicate_groups"]),
        consensus=tuple(ConsensusCandidate(**item) for item in data["consensus"]),
        languages=data["languages"],
        stability=data["stability"],
        certainty=data["certainty"],
        # Runs of earlier versions did not look for them.
        ideas=tuple(
            SeveralIdeas(**{**item, "parts": tuple(Placement(**part) for part in item["parts"])})
            for item in data.get("ideas", ())
        ),
        joins=tuple(Join(**item) for item in data.get("joins", ())),
    )


def store_run(
    connection: Connection,
    *,
    fingerprint: str,
    started_at: str,
    seconds: Mapping[str, float],
    config: JsonDict,
    encoder: JsonDict,
    inputs: Mapping[str, str],
    analysis: Analysis,
) -> RunInfo:
    """Append a run and show it; the same fingerprint is stored once."""
    known = find_run(connection, fingerprint)
    if known:
        show_run(connection, known.run_id)
        return known
    sequence = 1 + int(connection.execute(select(func.count()).select_from(runs)).scalar_one())
    packed = _pack(dataclasses.asdict(analysis))
    run_id = f"R{sequence}"
    row = {
        "run_id": run_id,
        "sequence": sequence,
        "fingerprint": fingerprint,
        "started_at": started_at,
        "seconds": canonical_json(dict(seconds)),
        "config": canonical_json(config),
        "encoder": canonical_json(encoder),
        "inputs": _pack(dict(inputs)),
        "analysis": packed,
        "sha256": hashlib.sha256(packed).hexdigest(),
    }
    connection.execute(insert(runs).values(**sealed("runs", row)))
    show_run(connection, run_id)
    return RunInfo(run_id, sequence, fingerprint, started_at, seconds, config, encoder)


_INFO = (
    runs.c.run_id,
    runs.c.sequence,
    runs.c.fingerprint,
    runs.c.started_at,
    runs.c.seconds,
    runs.c.config,
    runs.c.encoder,
)


def _info(row: Any) -> RunInfo:
    return RunInfo(
        row.run_id,
        row.sequence,
        row.fingerprint,
        row.started_at,
        json.loads(row.seconds),
        json.loads(row.config),
        json.loads(row.encoder),
    )


def find_run(connection: Connection, fingerprint: str) -> RunInfo | None:
    """The run with this fingerprint, if there is one."""
    row = connection.execute(select(*_INFO).where(runs.c.fingerprint == fingerprint)).first()
    return _info(row) if row else None


def list_runs(connection: Connection, until: str = "") -> list[RunInfo]:
    """All runs, oldest first; with `until` (ISO 8601, UTC) those that there were then."""
    query = select(*_INFO).order_by(runs.c.sequence)
    if until:
        query = query.where(runs.c.started_at <= until)
    return [_info(row) for row in connection.execute(query)]


def show_run(connection: Connection, run_id: str) -> None:
    """Make a run the one that is shown: an older one, when everything is as it was then."""
    set_setting(connection, SHOWN, run_id)


def shown_run(connection: Connection) -> str | None:
    """Which run is shown; `None` before the first."""
    chosen = select(settings.c.value).where(settings.c.name == SHOWN).scalar_subquery()
    query = select(runs.c.run_id).order_by((runs.c.run_id == chosen).desc(), runs.c.sequence.desc())
    row = connection.execute(query.limit(1)).first()
    return str(row.run_id) if row else None


def read_run(connection: Connection, run_id: str | None = None) -> Run | None:
    """One run whole: the named one, or the one that is shown; `None` if there is none.

    Raises
    ------
    WorkspaceError
        The stored bytes are not those that were written.
    """
    name = run_id or shown_run(connection)
    row = connection.execute(select(runs).where(runs.c.run_id == name)).first()
    if row is None:
        return None
    damaged = problem(WorkspaceError, "run-damaged", hint="restore", run=row.run_id)
    if hashlib.sha256(row.analysis).hexdigest() != row.sha256:
        raise damaged
    try:
        analysis = analysis_from_json(_unpack(row.analysis))
    except (zlib.error, ValueError, KeyError, TypeError, AttributeError) as exc:
        raise damaged from exc
    return Run(_info(row), read_inputs(connection, row.run_id), analysis)


def read_inputs(connection: Connection, run_id: str) -> Mapping[str, str]:
    """Hash of what a run read of every contribution, by contribution id.

    Raises
    ------
    WorkspaceError
        The stored bytes are not those that were written.
    """
    blob = connection.execute(select(runs.c.inputs).where(runs.c.run_id == run_id)).scalar_one()
    damaged = problem(WorkspaceError, "run-damaged", hint="restore", run=run_id)
    try:
        inputs = _unpack(blob)
        if all(isinstance(kept, str) for kept in inputs.values()):
            return dict(inputs)
    except (zlib.error, ValueError, AttributeError, TypeError) as exc:
        raise damaged from exc
    raise damaged


class StoredRuns:
    """The runs of a workspace, as `dsupport.state.replay` asks for them."""

    def __init__(self, connection: Connection, until: str = "") -> None:
        self._connection = connection
        self._until = until

    def by_fingerprint(self, fingerprint: str) -> str | None:
        """The id of the run with that fingerprint."""
        found = find_run(self._connection, fingerprint)
        return found.run_id if found else None

    def assignments(self) -> Sequence[Assignment]:
        """What was placed after a run, oldest first."""
        return read_assignments(self._connection, self._until)

    def read(self, run_id: str) -> tuple[str, Analysis] | None:
        """Fingerprint and findings of a run; `None` if there is none of that id."""
        query = select(runs.c.fingerprint, runs.c.analysis).where(runs.c.run_id == run_id)
        row = self._connection.execute(query).first()
        if row is None:
            return None
        # By what is in the file now: damage is seen, also by a program that read the run before.
        key = (row.fingerprint, hashlib.sha256(row.analysis).hexdigest())
        if key not in _KEPT:
            run = read_run(self._connection, run_id)
            assert run is not None  # noqa: S101 - its row was there in this transaction
            while len(_KEPT) >= MOST_KEPT:
                _KEPT.pop(next(iter(_KEPT)))
            _KEPT[key] = run.analysis
        return row.fingerprint, _KEPT[key]


MOST_KEPT = 4
_KEPT: dict[tuple[str, str], Analysis] = {}
"""Runs that were read last, by fingerprint and hash: they never change, and unpacking takes time."""
