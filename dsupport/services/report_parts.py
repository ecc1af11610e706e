"""What a report is made of: texts with their numbers, decisions, and rows, ready to be printed.

Everything here is text in the language of the report, and may hold words of people: whoever prints it
escapes it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Name:
    """What something is called, and in which language (ISO 639-1; empty if people named it)."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """The words of a contribution, personal data hidden.

    Attributes
    ----------
    number
        With a ``#`` before it, as people know it.
    language
        ISO 639-1 code; empty if it could not be told.
    spoken
        The name of the language.
    mark
        Why it stands here, if people chose it.
    """

    number: str
    title: str
    text: str
    language: str
    spoken: str
    cut: bool = False
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody noted."""

    text: str
    by: str


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """A row of the overview: a theme, or what is in none."""

    name: Name
    count: int
    sure: str = ""
    decided: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class ThemePart:
    """One theme in full.

    Attributes
    ----------
    own_name
        What the machine called it, if people gave it another name.
    facts
        Its size, how sure the machine is, and what people decided.
    """

    name: Name
    anchor: str
    facts: tuple[str, ...]
    description: str
    own_name: str
    parts: tuple[Name, ...]
    quotes: tuple[Quote, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Same:
    """Texts of which people confirmed that they say the same; the first stands for them."""

    quote: Quote
    others: tuple[Quote, ...]
    people: tuple[str, ...]
    decided: str
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """An idea or concern that different people share, with the sentence that says why.

    Attributes
    ----------
    about
        Of which theme it is a concern; empty for an idea.
    voices
        Which texts are behind it, and who says that they belong together.
    """

    sentence: str
    about: str
    quote: Quote
    voices: str


@dataclass(frozen=True, slots=True)
class Loose:
    """A contribution that fits nowhere or was set aside: its first words and why.

    Attributes
    ----------
    by
        Who set it aside, and when.
    reason
        What that person wrote of it.
    """

    quote: Quote
    why: str
    by: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session of the assembly."""

    number: str
    day: str
    agenda: str
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file that came in."""

    name: str
    when: str
    rows: int
    contributions: int
    unusable: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the record.

    Attributes
    ----------
    at
        ISO 8601 time in UTC.
    numbers
        The contributions that it is about.
    kind
        ``counts``, ``undone``, ``suspended`` or ``switch`` (an undo or redo).
    """

    number: int
    at: str
    when: str
    who: str
    what: str
    numbers: str
    why: str
    kind: str
    standing: str


@dataclass(frozen=True, slots=True)
class Chain:
    """How it can be checked that nobody changed the record.

    Attributes
    ----------
    last
        Hash of the last entry; empty if the chain does not hold.
    """

    sentence: str
    last: str


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that it was done with: a name, and a value or a hash."""

    name: str
    value: str = ""
    hash: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """How it came about.

    Attributes
    ----------
    machine, people
        Sentences on what a machine did and what people did.
    facts
        With what it was done.
    """

    machine: tuple[str, ...]
    people: tuple[str, ...]
    notes: tuple[Note, ...]
    facts: tuple[Fact, ...]
    files: tuple[FileRow, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What a machine found and people decided: themes, and what is said by several.

    Attributes
    ----------
    overview
        All themes, and what is in none: together these are all contributions.
    waiting
        Groups that nobody has settled.
    growing
        The first of `growing_all` that are shared by some.
    narrow
        How many ideas or concerns only one corner has.
    """

    overview: tuple[ThemeRow, ...]
    themes: tuple[ThemePart, ...]
    same: tuple[Same, ...]
    waiting: int
    broad: tuple[Shared, ...]
    growing: tuple[Shared, ...]
    growing_all: int
    narrow: int


@dataclass(frozen=True, slots=True)
class Outside:
    """What is in no theme.

    Attributes
    ----------
    loose
        What fits nowhere; empty where it is too much to print.
    reasons
        How much of it there is for each reason.
    where
        Where all of it is, if it is not printed.
    """

    count: int
    loose: tuple[Loose, ...]
    reasons: tuple[tuple[str, int], ...]
    where: str


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that is told of an assembly, in the order in which it is printed.

    Attributes
    ----------
    moment
        When it was written, or of which moment it is.
    summary
        How many contributions, languages and people.
    found, outside
        `None` before the first analysis.
    chain
        `None` if nobody decided anything.
    """

    title: str
    moment: str
    summary: tuple[str, ...]
    sample: bool
    total: int
    origin: Origin
    sessions: tuple[SessionRow, ...]
    found: Found | None
    outside: Outside | None
    aside: tuple[Loose, ...]
    limits: tuple[str, ...]
    record: tuple[Entry, ...]
    chain: Chain | None
