"""The state that everyone sees: the accepted run, with the decisions replayed over it.

A pure function of contributions, runs and log. Decisions that cannot be taken any more, because one
that they stood on was undone, are suspended: they stay in the log, and count again when it is redone.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from dsupport.errors import DecisionError
from dsupport.phrases import Phrase
from dsupport.results import Analysis, Assignment
from dsupport.state import deeds, rebase, show
from dsupport.state.board import Aside, Board, Held, Link, Session
from dsupport.state.division import Division
from dsupport.state.learning import Learnt
from dsupport.state.log import Decision, in_effect, switched_off
from dsupport.wording.problems import problem

ACCEPT, DECLINE = "accept-run", "decline-run"


class Runs(Protocol):
    """Where runs are found."""

    def by_fingerprint(self, fingerprint: str) -> str | None:
        """The id of the run with that fingerprint."""

    def assignments(self) -> Sequence[Assignment]:
        """What was placed after a run, oldest first."""

    def read(self, run_id: str) -> tuple[str, Analysis] | None:
        """Fingerprint and findings of a run; `None` if there is none of that id."""


@dataclass(frozen=True, slots=True)
class Suspended:
    """A decision that does not count as things stand, and why."""

    sequence: int
    why: tuple[Phrase, ...]


@dataclass(frozen=True)
class State:
    """What everyone sees.

    Attributes
    ----------
    run_id, fingerprint
        The accepted run; empty before the first.
    analysis
        Themes, placements and groups as they are now; `None` before the first run.
    aside
        Contributions that people set aside.
    languages
        Languages that people corrected: code and decision by contribution.
    links
        What people said of pairs of contributions.
    became
        Themes and groups that were joined into others.
    held
        What the accepted run would do, had people not decided otherwise.
    together
        Contributions that came later, fit nowhere and may be a theme of their own.
    sessions
        Sessions of the assembly by number.
    learnt
        What the decisions on duplicates taught.
    declined
        Runs that people do not want, each with the decision.
    divided
        Contributions that people divided: their parts stand in their place.
    whole
        Contributions that people say are one idea, each with the decision.
    off
        Decisions that are undone, each with the decision that undid it.
    """

    run_id: str
    fingerprint: str
    analysis: Analysis | None
    aside: Mapping[str, Aside] = field(default_factory=dict)
    languages: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    links: Mapping[frozenset[str], Link] = field(default_factory=dict)
    became: Mapping[str, str] = field(default_factory=dict)
    held: tuple[Held, ...] = ()
    together: tuple[tuple[str, ...], ...] = ()
    suspended: tuple[Suspended, ...] = ()
    sessions: Mapping[int, Session] = field(default_factory=dict)
    learnt: Learnt = field(default_factory=Learnt)
    declined: Mapping[str, int] = field(default_factory=dict)
    divided: Mapping[str, Division] = field(default_factory=dict)
    whole: Mapping[str, int] = field(default_factory=dict)
    off: Mapping[int, int] = field(default_factory=dict)


def ground(log: Sequence[Decision], runs: Runs, latest: str | None) -> str | None:
    """The run on which the first decision was taken; with no decision, the latest.

    As long as nobody decided anything, a new run has nothing to protect.
    """
    taken = next((d.run_fingerprint for d in log if d.run_fingerprint), "")
    return (runs.by_fingerprint(taken) if taken else None) or latest


def lay_out(
    given: Mapping[str, str], log: Sequence[Decision], runs: Runs, latest: str | None
) -> tuple[Board, list[Suspended]]:
    """The board after all decisions that are in effect, and those that could not be taken."""
    board = Board(given)
    first = ground(log, runs, latest)
    if first is not None:
        _accept(board, runs, first)
    suspended = []
    later = deque(sorted(runs.assignments(), key=lambda one: one.after))
    for decision in in_effect(log):
        while later and later[0].after < decision.sequence:
            rebase.seat(board, later.popleft())
        try:
            perform(board, decision, runs)
        except DecisionError as error:
            suspended.append(Suspended(decision.sequence, error.phrases))
    for one in later:
        rebase.seat(board, one)
    return board, suspended


def perform(board: Board, decision: Decision, runs: Runs) -> None:
    """Take one more decision.

    Raises
    ------
    DecisionError
        It cannot be taken as things stand; the board is as before.
    """
    if decision.action == ACCEPT:
        _accept(board, runs, decision.target)
    elif decision.action == DECLINE:
        _decline(board, runs, decision)
    else:
        deeds.perform(board, decision)


def _accept(board: Board, runs: Runs, run_id: str) -> None:
    if board.run_id == run_id:
        return
    found = runs.read(run_id)
    if found is None:
        raise problem(DecisionError, "no-run", id=run_id)
    rebase.lay(board, run_id, *found)
    board.declined.pop(run_id, None)


def _decline(board: Board, runs: Runs, decision: Decision) -> None:
    """Keep what there is: the run is proposed no more, but can still be accepted."""
    if decision.target == board.run_id:
        raise problem(DecisionError, "run-shown", id=decision.target)
    if runs.read(decision.target) is None:
        raise problem(DecisionError, "no-run", id=decision.target)
    board.declined[decision.target] = decision.sequence


def replay(
    given: Mapping[str, str],
    log: Sequence[Decision],
    runs: Runs,
    latest: str | None,
) -> State:
    """The state that follows from a log.

    Parameters
    ----------
    given
        Ids of all contributions that are there, with the hash of what each of them says.
    latest
        The run that is shown as long as nobody decided anything.
    """
    board, suspended = lay_out(given, log, runs, latest)
    return state_of(board, suspended, switched_off(log))


def state_of(board: Board, suspended: Sequence[Suspended], off: Mapping[int, int]) -> State:
    """What everyone sees of a board."""
    scale = show.learnt(board)
    return State(
        run_id=board.run_id,
        fingerprint=board.fingerprint,
        analysis=show.analysis(board, scale),
        aside={name: one for name, one in board.aside.items() if name in board.contributions},
        languages=dict(board.languages),
        links=dict(board.links),
        became=dict(board.became),
        held=tuple(board.held),
        together=tuple(_waiting_together(board)),
        suspended=tuple(suspended),
        sessions=dict(sorted(board.sessions.items())),
        learnt=scale,
        declined=dict(board.declined),
        divided=dict(board.divided),
        whole=dict(board.whole),
        off=dict(off),
    )


def _waiting_together(board: Board) -> Iterator[tuple[str, ...]]:
    """Of each such suggestion, those that still fit nowhere; fewer than two are none."""
    for names in board.together:
        left = tuple(
            name
            for name in names
            if name in board.contributions
            and name not in board.aside
            and name in board.seats
            and not board.seats[name].theme_id
        )
        if len(left) > 1:
            yield left
