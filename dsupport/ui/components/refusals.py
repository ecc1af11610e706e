"""Why a decision was not taken, in words: what both people decided, and names in place of ids."""

from __future__ import annotations

from collections.abc import Sequence

from dsupport.errors import DecisionError
from dsupport.phrases import Phrase
from dsupport.state.actions import Act
from dsupport.state.log import Decision
from dsupport.ui import session
from dsupport.ui.components.decision_words import did
from dsupport.ui.components.names import sentences
from dsupport.ui.session import Context

OTHERWISE = "problem.otherwise"
"""The sentence of a conflict: somebody decided otherwise in between."""


def why(ctx: Context, error: DecisionError, acts: Sequence[Act]) -> str:
    """What a page says where decisions could not be taken. It holds texts of people.

    Parameters
    ----------
    ctx
        What the person saw who wanted to take them.
    """
    # Of several the first that cannot be taken is told; its number is for those who wrote a file.
    cause = error.__cause__ if isinstance(error.__cause__, DecisionError) else error
    if not cause.phrases:
        return str(cause)
    if cause.phrases[0].key == OTHERWISE:
        number = int(str(error.phrases[0].words.get("number", 1))) if cause is not error else 1
        return _conflict(ctx, cause.phrases[0], acts[number - 1])
    return " ".join(sentences(ctx).named(phrase) for phrase in cause.phrases)


def _conflict(ctx: Context, phrase: Phrase, act: Act) -> str:
    """What the other person decided, and what this one wanted to."""
    say, latest = ctx.say, session.context()
    theirs = latest.state.decision(int(str(phrase.words["sequence"])))
    if theirs is None:
        return say.phrase(phrase, page=True)
    # Each in the names that its person saw.
    mine = Decision(
        ctx.state.last_decision + 1, "", "", act.action, act.target, act.argument, act.reason,
        "", "", "",
    )  # fmt: skip
    said = say(
        OTHERWISE, actor=theirs.actor, sequence=str(theirs.sequence), at=say.date(theirs.at),
        theirs=did(latest, theirs), mine=did(ctx, mine),
    )  # fmt: skip
    return f"{said} {say('hint.otherwise')}"
