"""The actions that people can take, and the form of each: what it is about, and what it needs.

The names are those of ``dsupport decide`` and of the log.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from dsupport.errors import DecisionError
from dsupport.state import division
from dsupport.state.log import parts
from dsupport.wording.problems import problem

ASIDE = ("spam", "off-topic", "abuse", "out-of-remit")
"""Reasons for which a contribution can be set aside."""

COLOURS = ("blue", "orange", "green", "pink", "sky", "red", "yellow", "grey")
"""Colours of themes by name; which shades they are is a matter of the page."""

EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)
"""Dates that a session may have."""

LONGEST = 2_000
"""Characters of a name, a description or a note."""


@dataclass(frozen=True, slots=True)
class Act:
    """A decision that somebody wants to take: what the log has, without when and who."""

    action: str
    target: str
    argument: str = ""
    reason: str = ""

    @property
    def targets(self) -> tuple[str, ...]:
        """The ids that it speaks of."""
        return parts(self.target)


@dataclass(frozen=True, slots=True)
class Form:
    """What an action needs.

    Attributes
    ----------
    least, most
        How many targets.
    argument
        ``none``, ``optional`` (any text), or the name of a check in `_CHECKS`.
    """

    about: str
    least: int = 1
    most: int | None = 1
    argument: str = "none"


FORMS = {
    "confirm-duplicates": Form("group"),
    "dismiss-duplicates": Form("group"),
    "mark-same": Form("contributions", 2, None),
    "mark-related": Form("contributions", 2, None),
    "mark-opposite": Form("contributions", 2, None),
    "set-representative": Form("group", argument="id"),
    "join-duplicates": Form("group", 2, None),
    "split-duplicates": Form("group", argument="ids"),
    "rename-theme": Form("theme", argument="text"),
    "describe-theme": Form("theme", argument="optional"),
    "colour-theme": Form("theme", argument="colour"),
    "join-themes": Form("theme", 2, None, argument="optional"),
    "split-theme": Form("theme", argument="ids"),
    "lock-theme": Form("theme"),
    "unlock-theme": Form("theme"),
    "order-theme": Form("theme", argument="position"),
    "new-theme": Form("contributions", 1, None, argument="text"),
    "place": Form("contributions", 1, None, argument="id"),
    "unplace": Form("contributions", 1, None),
    "set-aside": Form("contributions", 1, None, argument="aside"),
    "bring-back": Form("contributions", 1, None),
    "pin": Form("contribution", argument="id"),
    "set-language": Form("contribution", argument="language"),
    "divide": Form("contribution", argument="cuts"),
    "keep-whole": Form("contribution"),
    "note": Form("anything", argument="text"),
    "accept-run": Form("run"),
    "decline-run": Form("run"),
    "date-session": Form("session", argument="date"),
    "describe-session": Form("session", argument="optional"),
    "learn": Form("duplicates", argument="switch"),
    "undo": Form("decision"),
    "redo": Form("decision"),
}


def checked(act: Act) -> Act:
    """The act in its tidy form.

    Raises
    ------
    DecisionError
        The action is unknown, or what it needs is missing.
    """
    form = FORMS.get(act.action)
    if form is None:
        raise problem(DecisionError, "action", action=act.action, actions=", ".join(FORMS))
    targets = act.targets
    if len(targets) < form.least or (form.most is not None and len(targets) > form.most):
        code = "few-targets" if len(targets) < form.least else "many-targets"
        raise problem(
            DecisionError,
            code,
            action=act.action,
            n=len(targets),
            least=form.least,
            target=act.target,
        )
    if form.about in ("session", "decision"):
        targets = (_number(act),)
    argument = act.argument.strip()
    if form.argument == "none" and argument:
        raise problem(DecisionError, "no-argument", action=act.action, argument=argument)
    if check := _CHECKS.get(form.argument):
        argument = check(act.action, argument)
    if max(len(argument), len(act.reason)) > LONGEST and form.argument not in ("ids", "id", "cuts"):
        raise problem(DecisionError, "long", action=act.action, longest=LONGEST)
    return Act(act.action, ";".join(targets), argument, act.reason.strip())


def _number(act: Act) -> str:
    """The number of a session or of a decision, in its one form."""
    text = act.target.strip()
    if not (text.isascii() and text.isdigit()):
        raise problem(DecisionError, "number", action=act.action, target=act.target)
    return str(int(text))


def _text(action: str, argument: str) -> str:
    if not argument:
        raise problem(DecisionError, "argument", action=action)
    return " ".join(argument.split()) if action in ("rename-theme", "new-theme") else argument


def _ids(action: str, argument: str) -> str:
    found = parts(argument)
    if not found:
        raise problem(DecisionError, "argument", action=action)
    return ";".join(found)


def _one(action: str, argument: str) -> str:
    found = parts(argument)
    if len(found) != 1:
        raise problem(DecisionError, "argument", action=action)
    return found[0]


def _among(choices: tuple[str, ...]) -> Callable[[str, str], str]:
    def check(action: str, argument: str) -> str:
        if argument not in choices:
            raise problem(
                DecisionError,
                "choice",
                action=action,
                argument=argument,
                choices=", ".join(choices),
            )
        return argument

    return check


def _position(action: str, argument: str) -> str:
    if not (argument.isascii() and argument.isdigit() and 1 <= int(argument) <= 10_000):
        raise problem(DecisionError, "position", action=action, argument=argument)
    return str(int(argument))


def _date(action: str, argument: str) -> str:
    try:
        day = date.fromisoformat(argument)
    except ValueError as exc:
        raise problem(DecisionError, "date", action=action, argument=argument) from exc
    if not EARLIEST <= day <= LATEST:
        raise problem(DecisionError, "date", action=action, argument=argument)
    return day.isoformat()


def _language(action: str, argument: str) -> str:
    code = argument.lower()
    if not (code.isascii() and code.isalpha() and len(code) in (2, 3)):
        raise problem(DecisionError, "language", action=action, argument=argument)
    return code


def _cuts(action: str, argument: str) -> str:
    if not argument:
        raise problem(DecisionError, "argument", action=action)
    if not division.is_form(argument):
        raise problem(DecisionError, "cuts", argument=argument)
    return argument


_CHECKS: dict[str, Callable[[str, str], str]] = {
    "text": _text,
    "id": _one,
    "ids": _ids,
    "aside": _among(ASIDE),
    "colour": _among(COLOURS),
    "position": _position,
    "date": _date,
    "switch": _among(("on", "off")),
    "language": _language,
    "cuts": _cuts,
}
