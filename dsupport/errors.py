"""Every error that a person may meet, as one tree.

::

    DsupportError                 .hint: one sentence that the person can act on
    ├── IngestError               a file cannot be read, a column is missing, nothing usable is inside
    ├── ModelError                an encoder is missing, damaged or not what was expected
    ├── NotEnoughDataError        an expected state: pages show an empty state, not a red box
    ├── WorkspaceError            not found, made by a newer version, locked, damaged
    └── ExportError               a document cannot be written

Messages say what was found and what was expected; the hint says what to do next. Foreign
exceptions are translated where they enter the project, always ``from exc``.
"""

from __future__ import annotations


class DsupportError(Exception):
    """Base of all expected errors.

    Parameters
    ----------
    message
        What was found and what was expected, in plain words.
    hint
        One sentence that says what to do next.
    """

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint

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


class ExportError(DsupportError):
    """A document cannot be written."""
