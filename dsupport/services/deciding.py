"""Takes decisions: checked against everything decided so far, and stored together or not at all."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import pairwise

from sqlalchemy import Connection

from dsupport.errors import DecisionError
from dsupport.state import division, replay
from dsupport.state.actions import Act, checked
from dsupport.state.board import Board
from dsupport.state.log import SWITCHES, Decision, chained, switched_off, switches
from dsupport.state.touching import Sight, Touched, same_word, touched
from dsupport.wording.problems import problem
from dsupport.workspace import Workspace
from dsupport.workspace.decisions import append_decision, read_decisions
from dsupport.workspace.facts import content_hashes, read_contributions
from dsupport.workspace.runs import StoredRuns, shown_run

MOST_TOLD = 20
"""Places of wrong decisions that an error names."""


def decide(
    workspace: Workspace, acts: Sequence[Act], actor: str, *, seen: int | None = None
) -> list[Decision]:
    """Take decisions in the order given: all of them, or none.

    Parameters
    ----------
    actor
        Name of the person who decides.
    seen
        The last decision that this person has seen. What was decided since then on the same
        things is a conflict. `None`: the person has seen everything.

    Raises
    ------
    DecisionError
        An action is unknown or cannot be taken, or somebody decided otherwise in between.
        Nothing was stored.
    """
    if not actor.strip():
        raise problem(DecisionError, "no-actor")
    with workspace.writing() as connection:
        desk = _Desk(connection)
        taken, wrong = [], []
        for number, act in enumerate(acts, 1):
            try:
                taken.append(desk.take(checked(act), actor.strip(), seen))
            except DecisionError as error:
                if len(acts) == 1:
                    raise
                wrong.append((number, act, error))
        if wrong:
            raise _together(wrong) from wrong[0][2]
        return taken


def _together(wrong: Sequence[tuple[int, Act, DecisionError]]) -> DecisionError:
    """One error that tells the first of them, and the places of all."""
    number, act, error = wrong[0]
    first = {"action": act.action, "target": act.target, "error": str(error)}
    if len(wrong) == 1:
        return problem(DecisionError, "numbered", number=str(number), **first)
    numbers = ", ".join(str(place) for place, _, _ in wrong[:MOST_TOLD])
    more = numbers + (" …" if len(wrong) > MOST_TOLD else "")
    return problem(
        DecisionError, "numbered-several", n=len(wrong), numbers=more, number=str(number), **first
    )


@dataclass(frozen=True)
class Preview:
    """What would follow from a decision that is not yet taken."""

    before: replay.State
    after: replay.State


class _Desk:
    """Where decisions are laid out before they are stored, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.log = read_decisions(connection)
        self.before = len(self.log)
        """Decisions that were there; what is taken at this desk comes after them."""
        self.given = content_hashes(connection)
        self.runs = StoredRuns(connection)
        self.board, self.suspended = self._lay_out()
        self._boards: dict[int, Board] = {}

    def _lay_out(self) -> tuple[Board, list[replay.Suspended]]:
        return replay.lay_out(self.given, self.log, self.runs, shown_run(self.connection))

    def check(self, act: Act, seen: int | None) -> None:
        """Refuse what cannot be taken; the board is as after `act`, unless it undoes or redoes.

        Raises
        ------
        DecisionError
            It cannot be taken, or somebody decided otherwise since `seen`.
        """
        if seen is not None:
            self._refuse_conflict(act, seen)
        if act.action in SWITCHES:
            self._refuse_switch(act)
        else:
            replay.perform(self.board, self._wish(act), self.runs)

    def take(self, act: Act, actor: str, seen: int | None) -> Decision:
        """Check one decision and add it to the log."""
        act = self._seen_only(self._where_cut(act))
        run = self.board.fingerprint
        self.check(act, seen)
        decision = append_decision(
            self.connection,
            at=datetime.now(UTC).isoformat(timespec="seconds"),
            actor=actor,
            action=act.action,
            target=act.target,
            argument=act.argument,
            reason=act.reason,
            run_fingerprint=run,
        )
        self.log.append(decision)
        if act.action in SWITCHES:
            self._switch(act, seen)
        return decision

    def _seen_only(self, act: Act) -> Act:
        """Who confirms a group of which some are set aside or divided confirms those in sight.

        Named one by one, it stays so whenever the others are brought back.
        """
        card = self.board.groups.get(act.target)
        if act.action != "confirm-duplicates" or card is None:
            return act
        board = self.board
        there = [n for n in card.members if n in board.contributions and n not in board.aside]
        if len(there) in (len(card.members), 0, 1):
            return act
        return Act("mark-same", ";".join(there), "", act.reason)

    def _where_cut(self, act: Act) -> Act:
        """Who divides a text says where; which text that is, and how long, is kept with it.

        Raises
        ------
        DecisionError
            The cuts are those of another text, or nothing would be left on one side of a cut.
        """
        if act.action != "divide":
            return act
        for item in read_contributions(self.connection, only=act.target):
            text, cuts = item.shown_text, division.cuts_of(act.argument)
            places = [0, *cuts, len(text)]
            if not all(text[a:b].strip() for a, b in pairwise(places)):
                raise problem(DecisionError, "cut-nothing", id=act.target)
            argument = division.argument(len(text), cuts, item.content_hash)
            if division.read(act.target, act.argument, 0) and act.argument != argument:
                raise problem(DecisionError, "text-changed", id=act.target)
            return replace(act, argument=argument)
        return act

    def _switch(self, act: Act, seen: int | None) -> None:
        """Lay everything out again; what somebody built on it unseen must not fall with it."""
        before = {one.sequence for one in self.suspended}
        self.board, self.suspended = self._lay_out()
        for one in self.suspended:
            unseen = seen is not None and seen < one.sequence <= self.before
            if unseen and one.sequence not in before:
                raise conflict(act, self.log[one.sequence - 1])

    def states(self, act: Act) -> Preview:
        """The state as it is, and as it would be after `act`."""
        act = self._where_cut(act)
        before = self._state(self.log)
        self.check(act, None)
        return Preview(before, self._state([*self.log, self._wish(act)]))

    def _state(self, log: Sequence[Decision]) -> replay.State:
        return replay.replay(self.given, log, self.runs, shown_run(self.connection))

    def _wish(self, act: Act) -> Decision:
        """The decision as it would be in the log, but for when and who."""
        return chained(
            self.log[-1] if self.log else None,
            at="", actor="", action=act.action, target=act.target, argument=act.argument,
            run_fingerprint=self.board.fingerprint,
        )  # fmt: skip

    def _refuse_conflict(self, act: Act, seen: int) -> None:
        if seen >= self.before:
            return
        off, off_then = switched_off(self.log), switched_off(self.log[:seen])
        sight = _Sight([self.board, self._board_at(seen)])
        mine = self._touched(act, sight)
        for other in self.log[seen : self.before]:
            if other.action in SWITCHES:
                number, _ = switches(self._by_number(), other)
                # What was taken or switched and taken back in between has come to nothing.
                if number > seen or (number in off) == (number in off_then):
                    continue
            if other.sequence in off or same_word(act, other):
                continue
            if mine & self._touched(other, sight):
                raise conflict(act, other)

    def _board_at(self, seen: int) -> Board:
        """What somebody saw who has seen so many decisions."""
        if seen not in self._boards:
            shown = shown_run(self.connection)
            self._boards[seen], _ = replay.lay_out(self.given, self.log[:seen], self.runs, shown)
        return self._boards[seen]

    def _touched(self, act: Act | Decision, sight: Sight) -> Touched:
        """What it changes; who undoes a decision changes what that one changed."""
        found = touched(act, sight)
        if act.action in SWITCHES and 1 <= int(act.target) <= len(self.log):
            found |= self._touched(self.log[int(act.target) - 1], sight)
        return found

    def _by_number(self) -> dict[int, Decision]:
        return {decision.sequence: decision for decision in self.log}

    def _refuse_switch(self, act: Act) -> None:
        by_number = self._by_number()
        if int(act.target) not in by_number:
            raise problem(DecisionError, "no-decision", id=act.target, last=str(len(self.log)))
        number, undo = switches(by_number, self._wish(act))
        off = number in switched_off(self.log)
        if undo == off:
            raise problem(DecisionError, "is-undone" if off else "is-in-effect", id=str(number))


class _Sight:
    """What ids of groups stand for on any of several boards."""

    def __init__(self, boards: Sequence[Board]) -> None:
        self._boards = boards

    def members(self, group_id: str) -> set[str]:
        return {name for board in self._boards for name in board.suggested_in(group_id)}

    def merged(self, names: Collection[str]) -> set[str]:
        return {name for board in self._boards for name in board.merged_with(names)}

    def parts(self, whole: str) -> set[str]:
        found = [board.divided.get(whole) for board in self._boards]
        return {name for one in found if one for name in one.parts}


def conflict(act: Act, other: Decision) -> DecisionError:
    """Somebody decided otherwise since this person looked: both are shown."""
    return problem(
        DecisionError, "otherwise", sequence=str(other.sequence), actor=other.actor, at=other.at,
        theirs=_words(other), mine=_words(act),
    )  # fmt: skip


def _words(act: Act | Decision) -> str:
    return " ".join(part for part in (act.action, act.target, act.argument) if part)


def preview(workspace: Workspace, act: Act) -> Preview:
    """What would follow from a decision; nothing is stored.

    Raises
    ------
    DecisionError
        It cannot be taken.
    """
    with workspace.reading() as connection:
        return _Desk(connection).states(checked(act))
