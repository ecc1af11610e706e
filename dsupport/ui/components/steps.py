"""What a person did in one review, step by step in this session, and the way back."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from dsupport.state.actions import Act
from dsupport.ui import deciding
from dsupport.ui.session import Context

LATER = "later"


@dataclass(frozen=True, slots=True)
class Step:
    """Decisions about one thing, or none if it was put off."""

    about: str
    what: str
    decisions: tuple[int, ...] = ()


class Steps:
    """The steps of one review.

    Parameters
    ----------
    review
        Name of the review: each has steps of its own.
    """

    def __init__(self, ctx: Context, review: str) -> None:
        self._ctx = ctx
        self._review = review

    def _key(self, what: str) -> str:
        # Another assembly that is opened in the same session has steps and things of its own.
        return f"{self._review} {what} {self._ctx.workspace.path}"

    @property
    def later(self) -> list[str]:
        """What was put off, in that order."""
        return list(st.session_state.get(self._key("later"), []))

    @property
    def open(self) -> str:
        """What is being read; empty: whatever comes first.

        It stays in sight whatever others decide meanwhile: nobody decides about what they have not
        read.
        """
        return str(st.session_state.get(self._key("open"), ""))

    @open.setter
    def open(self, about: str) -> None:
        st.session_state[self._key("open")] = about

    def is_own(self, about: str) -> bool:
        """Whether the last step was about this."""
        return self.last is not None and self.last.about == about

    @property
    def standing(self) -> list[Step]:
        """Steps that still stand, the last one at the end."""
        off = self._ctx.state.decided.off
        kept: list[Step] = st.session_state.get(self._key("steps"), [])
        return [step for step in kept if not any(number in off for number in step.decisions)]

    @property
    def last(self) -> Step | None:
        """The last one that still stands."""
        return next(iter(reversed(self.standing)), None)

    def is_unseen(self, about: str) -> bool:
        """Whether the last step was about this, and the page that was clicked did not know it yet.

        So it is when a key is pressed twice before the next thing is there.
        """
        last = self.last
        return (
            last is not None
            and last.about == about
            and any(number > self._ctx.state.last_decision for number in last.decisions)
        )

    def take(self, about: str, what: str, act: Act, name: str) -> bool:
        """Take a decision such that one key undoes it; says whether it was stored."""
        if not deciding.take(self._ctx, act):
            return False
        self._keep(Step(about, what, tuple(_taken())))
        self.tell(what, name)
        return True

    def put_off(self, about: str, name: str) -> None:
        """Look at something at the end of this session; nothing is decided."""
        left = [one for one in self.later if one != about]
        st.session_state[self._key("later")] = [*left, about]
        self._keep(Step(about, LATER))
        self.tell(LATER, name)

    def undo(self) -> Step | None:
        """Take back the last step; it is `None` if there is none, or if it could not be undone."""
        steps = self.standing
        if not steps:
            return None
        step = steps[-1]
        acts = [Act("undo", str(number)) for number in step.decisions]
        if acts and not deciding.take(self._ctx, *acts):
            return None
        _taken()
        if step.what == LATER:
            st.session_state[self._key("later")] = [o for o in self.later if o != step.about]
        st.session_state[self._key("steps")] = steps[:-1]
        return step

    def undo_one(self, sequence: int, name: str) -> None:
        """Undo a decision of anybody."""
        if deciding.take(self._ctx, Act("undo", str(sequence))):
            _taken()
            self.tell("undone", name)

    def tell(self, what: str, name: str) -> None:
        """Keep what a step came to, for the next run of the page to say."""
        st.session_state[self._key("told")] = (what, name)

    def told(self) -> tuple[str, str] | None:
        """What the last step came to, and what it was about. Said once."""
        told: tuple[str, str] | None = st.session_state.pop(self._key("told"), None)
        return told

    def _keep(self, step: Step) -> None:
        st.session_state[self._key("steps")] = [*self.standing, step]


def _taken() -> list[int]:
    """Numbers of the decisions just taken; the review undoes them, so no other offers to."""
    return list(st.session_state.pop(deciding.TAKEN, []))
