"""The log of decisions: chained by hash, and which of them are in effect.

Whoever changes, removes or reorders an entry breaks the chain, and `broken_at` says where. Nothing
is ever removed: who undoes a decision adds another one, which switches it off.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass

FIRST = "0" * 64
"""What the first entry has in place of the hash before it."""

SWITCHES = ("undo", "redo")


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision of one person.

    Attributes
    ----------
    sequence
        Place in the log, from 1.
    at
        ISO 8601 time in UTC.
    run_fingerprint
        The run over which it was taken; empty before the first.
    previous_hash, hash
        sha256 of the entry before, and of this one.
    """

    sequence: int
    at: str
    actor: str
    action: str
    target: str
    argument: str
    reason: str
    run_fingerprint: str
    previous_hash: str
    hash: str

    @property
    def targets(self) -> tuple[str, ...]:
        """The ids that it speaks of."""
        return parts(self.target)


def parts(text: str) -> tuple[str, ...]:
    """Ids of a list that is joined with semicolons, each once."""
    return tuple(dict.fromkeys(part.strip() for part in text.split(";") if part.strip()))


def chained(
    previous: Decision | None,
    *,
    at: str,
    actor: str,
    action: str,
    target: str,
    argument: str = "",
    reason: str = "",
    run_fingerprint: str = "",
) -> Decision:
    """The entry that follows `previous` (`None`: the first)."""
    sequence = previous.sequence + 1 if previous else 1
    before = previous.hash if previous else FIRST
    said = (sequence, at, actor, action, target, argument, reason, run_fingerprint, before)
    return Decision(*said, _hash(*said))


def _hash(*said: object) -> str:
    # Lengths keep two different entries from reading the same when joined.
    joined = "".join(f"{len(str(part))}:{part}" for part in said)
    return hashlib.sha256(joined.encode()).hexdigest()


def broken_at(log: Sequence[Decision]) -> int | None:
    """The first sequence number at which the chain does not hold, `None` if it is whole."""
    previous = FIRST
    for number, decision in enumerate(log, 1):
        *said, found = astuple(decision)
        if decision.sequence != number or decision.previous_hash != previous:
            return number
        if _hash(*said) != found:
            return number
        previous = found
    return None


def switched_off(log: Sequence[Decision]) -> dict[int, int]:
    """Decisions that are undone, each with the sequence of the decision that undid it.

    Undoing an undo is a redo, and the other way round.
    """
    off: dict[int, int] = {}
    by_number = {decision.sequence: decision for decision in log}
    for decision in log:
        if decision.action not in SWITCHES:
            continue
        number, undo = switches(by_number, decision)
        if undo:
            off[number] = decision.sequence
        else:
            off.pop(number, None)
    return off


def switches(by_number: Mapping[int, Decision], decision: Decision) -> tuple[int, bool]:
    """The decision that an undo or redo is about in the end, and whether it switches it off."""
    number, undo = int(decision.target), decision.action == "undo"
    while by_number[number].action in SWITCHES:
        undo ^= by_number[number].action == "undo"
        number = int(by_number[number].target)
    return number, undo


def in_effect(log: Sequence[Decision]) -> list[Decision]:
    """Decisions that count, oldest first: neither undone nor switches themselves."""
    off = switched_off(log)
    return [d for d in log if d.action not in SWITCHES and d.sequence not in off]
