"""What people gave: contributions, as they are stored and passed around."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

KINDS = ("proposal", "comment", "statement", "evidence")
"""What a contribution can be; `proposal` where nothing else is said."""

STRATA = ("language", "age_bracket", "gender", "district", "table", "session")
"""Attributes that say who speaks; support is judged by how evenly it spreads over them."""


PRIVATE = "private:"
"""Before the name of an attribute that may identify a person: kept, never shown by itself."""


@dataclass(frozen=True, slots=True)
class PersonalData:
    """A stretch of a text that may identify a person.

    Attributes
    ----------
    kind
        ``email``, ``phone``, ``iban``, ``national_id``, ``address`` or ``name``.
    start, end
        Character positions in the full text (see `Contribution.full_text`).
    """

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Draft:
    """A contribution as a reader found it in a file, before it has a place in a workspace.

    Attributes
    ----------
    source_id
        Its id in the file; empty if the file has no ids.
    line
        Line (or row) of the file where it starts, for messages.
    author
        The author as written in the file; becomes a pseudonym when stored.
    supports
        How many other people supported it, or `None` if the file does not say.
    attributes
        Every further column, by its name in the file; recognised strata by our names.
    """

    source_id: str
    text: str
    line: int
    title: str = ""
    kind: str = "proposal"
    author: str = ""
    created_at: str = ""
    language: str = ""
    session: str = ""
    table: str = ""
    supports: int | None = None
    parent_source_id: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Contribution:
    """One text from a person, table, organisation or the assembly, in its latest version.

    Attributes
    ----------
    contribution_id
        Stable in its workspace, made from source and `source_id`.
    participant
        Pseudonym of the author, or empty if unknown.
    language
        ISO 639-1 code, or ``und`` if it could not be told.
    language_given
        True if the file said so, False if it was detected.
    parent
        Id in the source of the contribution that this one answers, or empty.
    personal
        Stretches that may identify a person; `shown_title` and `shown_text` hide them.
    content_hash
        sha256 of what is analysed (`analysed_text`).
    part_of
        Id of the contribution of which people made this a part; empty for what somebody gave.
    part, parts
        Which part of how many, from 1; 0 for what is no part.
    """

    contribution_id: str
    source: str
    source_id: str
    kind: str
    title: str
    text: str
    participant: str
    created_at: str
    language: str
    language_given: bool
    session: str
    table: str
    supports: int | None
    parent: str
    attributes: Mapping[str, str]
    personal: tuple[PersonalData, ...]
    version: int
    content_hash: str
    part_of: str = ""
    part: int = 0
    parts: int = 0

    @property
    def given_id(self) -> str:
        """The contribution as it was given: itself, or the one of which it is a part."""
        return self.part_of or self.contribution_id

    @property
    def voice(self) -> str:
        """Who speaks, counted once however many parts: the author, or else the text itself."""
        return self.participant or self.given_id

    @property
    def shown_title(self) -> str:
        """The title with personal data hidden."""
        return hide(self.title, self.personal, 0)

    @property
    def shown_text(self) -> str:
        """The text with personal data hidden."""
        return hide(self.text, self.personal, len(self.title) + 1 if self.title else 0)

    @property
    def shown_attributes(self) -> dict[str, str]:
        """The attributes without those that may identify a person."""
        return {k: v for k, v in self.attributes.items() if not k.startswith(PRIVATE)}

    @property
    def analysed_text(self) -> str:
        """What encoders and counts see: title and text joined, personal data hidden."""
        return join_title(self.shown_title, self.shown_text)

    def computed_hash(self) -> str:
        """sha256 of what is analysed, computed anew."""
        return hash_text(self.analysed_text)

    def stratum(self, name: str) -> str:
        """The value of a stratum or attribute, empty if unknown; ages in years as brackets."""
        if name in ("language", "table", "session"):
            return str(getattr(self, name))
        value = self.attributes.get(name, "")
        return age_bracket(value) if name == "age_bracket" else value


AGE_BRACKETS = ((16, "0-15"), (21, "16-20"), (35, "21-34"), (50, "35-49"), (65, "50-64"))
"""Ages below the number are in the bracket: those of the assemblies' panels."""
OLDEST = 120


def age_bracket(value: str) -> str:
    """The bracket of an age in years; anything else as it is.

    Sixty people of sixty different ages have nothing in common, and an exact age helps to find out
    who somebody is.
    """
    years = value.strip()
    # One digit is a code for a bracket far more often than the age of a child.
    if not (years.isascii() and years.isdigit() and 10 <= int(years) < OLDEST):
        return value
    return next((name for limit, name in AGE_BRACKETS if int(years) < limit), "65+")


def hash_text(text: str) -> str:
    """sha256 of a text, the key under which its vector is kept."""
    return hashlib.sha256(text.encode()).hexdigest()


def full_text(title: str, text: str) -> str:
    """Title and text as one string; positions of personal data refer to it."""
    return f"{title}\n{text}" if title else text


def join_title(title: str, text: str) -> str:
    """Join title and text sensibly: a title that the text repeats is not said twice."""
    title, text = title.strip(), text.strip()
    if not title or not text:
        return title or text
    if text.casefold().startswith(title.rstrip(" .…").casefold()):
        return text
    return f"{title}{'' if title[-1] in '.!?:…' else '.'} {text}"


def hide(part: str, personal: tuple[PersonalData, ...], offset: int) -> str:
    """Replace the stretches of personal data in `part`, which starts at `offset`."""
    for found in sorted(personal, key=lambda p: p.start, reverse=True):
        start, end = found.start - offset, found.end - offset
        if start >= 0 and end <= len(part):
            part = f"{part[:start]}[{found.kind.replace('_', ' ')} hidden]{part[end:]}"
    return part
