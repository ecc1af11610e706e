"""Every error that a person may meet, as one tree.

::

    DsupportError                 .hint: one sentence that the person can act on
    ├── IngestError               a file cannot be read, a column is missing, nothing usable is inside
    ├── ModelError                an encoder is missing, damaged or not what was expected
    ├── NotEnoughDataError        an expected state: pages show an empty state, not a red box
    ├── WorkspaceError            not found, made by a newer version, locked, damaged
    ├── DecisionError             a decision cannot be taken: its target is gone, somebody decided
    │                             otherwise in between
    └── ExportError               a document cannot be written

Messages say what was found and what was expected; the hint says what to do next. Both are in
``wording/``, and `wording.problems.problem` makes the error. Foreign exceptions are translated
where they enter the project, always ``from exc``.
"""

from __future__ import annotations

from collections.abc import Sequence

from dsupport.phrases import Phrase


class DsupportError(Exception):
    """Base of all expected errors.

    Parameters
    ----------
    message
        What was found and what was expected, in plain words.
    hint
        One sentence that says what to do next.
    phrases
        Both, to be said in another language; none if no page shows this error.
    """

    def __init__(self, message: str, *, hint: str = "", phrases: Sequence[Phrase] = ()) -> None:
        super().__init__(message)
        self.hint = hint
        self.phrases = tuple(phrases)

    def __str__(self) -> str:
        message = super().__str__()
        return f"{message} {self.hint}".strip()


class IngestError(DsupportError):
    """A file cannot be imported. Nothing of it was stored."""


class ModelError(DsupportError):
    """An encoder is missing, damaged or not what was expected."""


class NotEnoughDataError(DsupportError):
    """There is too little to analyse: a fact, not a failure."""


class WorkspaceError(DsupportError):
    """A workspace is not there, is locked, is damaged or was made by a newer version."""


class DecisionError(DsupportError):
    """A decision cannot be taken as things stand. Nothing was stored."""


class ExportError(DsupportError):
    """A document cannot be written."""
