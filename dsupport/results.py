"""What the machine suggests: the parts of a run, each with the evidence that it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dsupport.phrases import Phrase, Word

Certainty = str
"""``sure``, ``fairly sure`` or ``unsure``: what people read instead of a number."""

SURE, FAIRLY_SURE = 0.75, 0.5


def certainty(value: float) -> Certainty:
    """The word for a confidence, stability or probability between 0 and 1."""
    if value >= SURE:
        return "sure"
    return "fairly sure" if value >= FAIRLY_SURE else "unsure"


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme or, if `parent_id` is set, a subtheme.

    Attributes
    ----------
    theme_id
        ``T1`` … by size; subthemes ``T1.1`` ….
    labels
        Name by language code. Languages present among the members come from their own words,
        others from the civic glossary.
    keywords
        Words that tell this theme from the others, by language, most telling first.
    members
        Contribution ids, most central first.
    stability
        Mean share of partitions that kept two neighbouring members together, 0 to 1.
    x, y
        Middle of the theme on the map.
    language
        The language of most members.
    name, description, colour, position, locked, pinned
        What people gave it: empty, 0 or `False` if nobody did.
    decided
        The last decision that shaped it, 0 if none.
    quotation, quoted_from
        A sentence that stands for it, and the id of the contribution that it is from; empty in
        themes that people made.
    """

    theme_id: str
    parent_id: str
    labels: Mapping[str, str]
    keywords: Mapping[str, tuple[str, ...]]
    members: tuple[str, ...]
    stability: float
    certainty: Certainty
    x: float
    y: float
    language: str = ""
    name: str = ""
    description: str = ""
    colour: str = ""
    position: int = 0
    locked: bool = False
    pinned: tuple[str, ...] = ()
    decided: int = 0
    quotation: str = ""
    quoted_from: str = ""

    def label(self, language: str) -> str:
        """The name that people gave, else that in `language` or in the language of most members."""
        return (
            self.name
            or self.labels.get(language)
            or self.labels.get(self.language)
            or self.theme_id
        )


@dataclass(frozen=True, slots=True)
class Join:
    """Themes that would become one if there were fewer.

    Attributes
    ----------
    one, other
        Ids of the themes on either side; several where earlier joins made them one.
    strength
        Weight of the links between both sides, divided by what chance would give.
    """

    one: tuple[str, ...]
    other: tuple[str, ...]
    strength: float


@dataclass(frozen=True, slots=True)
class Placement:
    """Where one contribution stands.

    Attributes
    ----------
    theme_id, subtheme_id
        Empty if it is in none.
    confidence
        Probability that people would leave it in its theme (`dsupport.analysis.certainty`); 0 if
        it is in none.
    nearest
        The nearest themes, at most three, with the cosine to the middle of each.
    reason
        Why it is unplaced (a key of the wording), empty if it is placed.
    decided
        The decision that put it here, 0 if the machine did.
    """

    contribution_id: str
    theme_id: str
    subtheme_id: str
    confidence: float
    certainty: Certainty
    nearest: tuple[tuple[str, float], ...]
    reason: str
    x: float
    y: float
    decided: int = 0


@dataclass(frozen=True, slots=True)
class Pair:
    """Two contributions that may say the same.

    Attributes
    ----------
    probability
        Calibrated probability that people would say they mean the same.
    similarity
        Cosine of the centred vectors.
    kind
        ``exact``, ``near`` or ``translation``.
    warning
        What speaks against it: ``opposite``, ``quotation``, ``numbers``, ``places``, ``slots``; empty
        if nothing.
    """

    a: str
    b: str
    probability: float
    similarity: float
    kind: str
    warning: str


@dataclass(frozen=True, slots=True)
class DuplicateGroup:
    """Contributions that may say the same: a suggestion until a person confirms it.

    Attributes
    ----------
    members
        Contribution ids, the representative first.
    scores
        For each member its probability of saying the same as the representative; `None` where
        people put it there.
    weakest
        Probability of the least alike pair inside.
    suggestion
        ``same`` (they say the same, calibrated) or ``together`` (less alike, worth reading
        together: a person sees whether they say the same).
    status
        ``suggested``, or what people said: ``confirmed`` (the same), ``dismissed`` (not alike),
        ``related``, ``opposite``.
    decided
        The decision that said so, 0 if none.
    likely
        Probability that its members say the same, corrected by what people decided so far; `None`
        in a run and where people have settled it.
    """

    group_id: str
    members: tuple[str, ...]
    scores: tuple[float | None, ...]
    weakest: float
    kind: str
    warning: str
    certainty: Certainty
    suggestion: str = "same"
    status: str = "suggested"
    decided: int = 0
    likely: float | None = None

    @property
    def representative(self) -> str:
        """The member that stands for the group."""
        return self.members[0]


@dataclass(frozen=True, slots=True)
class ConsensusCandidate:
    """An idea that many different people share, judged from support where there are no votes.

    Attributes
    ----------
    contribution_id
        The contribution that stands for the idea.
    voices
        Contributions that express it.
    people
        How many different people at least: authors of the voices, and the largest number of
        supports that is recorded for one of them (nobody knows who is among several).
    probability, low, high
        Estimated share of the population of contributors who would support it, with its 90 %
        interval (Jeffreys).
    evenness
        By stratum, how evenly its people spread compared with everybody (1 = the same mix).
    verdict
        ``broad``, ``growing`` or ``narrow``.
    reason
        Key of a sentence in the wording, with the numbers that fill it.
    scope
        ``idea`` (texts that sound alike, or one text that others supported) or ``concern`` (a
        theme's smallest part: people speak of the same thing, perhaps with different demands).
    """

    contribution_id: str
    theme_id: str
    voices: tuple[str, ...]
    people: int
    authors: int
    supports: int
    probability: float
    low: float
    high: float
    evenness: Mapping[str, float]
    covered: Mapping[str, tuple[int, int]]
    score: float
    verdict: str
    reason: Mapping[str, str]
    scope: str = "idea"


@dataclass(frozen=True, slots=True)
class SeveralIdeas:
    """A text that may hold several ideas: offered as parts, until a person looks at it.

    Attributes
    ----------
    division
        Where it may be cut, as a decision says it (`dsupport.state.division`).
    parts
        Where each part would stand.
    marked
        Whether the author marked them, as in a list.
    gap
        By how much each side of a cut is nearer to its own theme, the narrowest; 0 if marked.
    """

    contribution_id: str
    division: str
    parts: tuple[Placement, ...]
    marked: bool
    gap: float


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything that one run found."""

    themes: tuple[Theme, ...]
    placements: tuple[Placement, ...]
    pairs: tuple[Pair, ...]
    duplicate_groups: tuple[DuplicateGroup, ...]
    consensus: tuple[ConsensusCandidate, ...]
    languages: Mapping[str, int]
    stability: float
    certainty: Certainty
    ideas: tuple[SeveralIdeas, ...] = ()
    joins: tuple[Join, ...] = ()


@dataclass(frozen=True, slots=True)
class Assignment:
    """Where contributions belong that came after a run; nothing else moves.

    Attributes
    ----------
    fingerprint
        The accepted run to whose themes they were compared.
    after
        Number of the last decision at that moment: themes are named as they were then.
    placements
        One for each new contribution.
    groups
        Groups of duplicates in which at least one of them is.
    together
        New contributions that fit nowhere but belong together: what may be a new theme.
    """

    fingerprint: str
    after: int
    placements: tuple[Placement, ...]
    groups: tuple[DuplicateGroup, ...] = ()
    together: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about a file that a person should know.

    Attributes
    ----------
    code
        Key of the wording, such as ``personal-data``.
    severity
        ``info``, ``warning`` or ``stop`` (nothing is stored).
    message, examples
        In English, for the command line and programs.
    words, places
        What fills the sentence, and the examples, to be said in any language.
    """

    code: str
    severity: str
    message: str
    count: int = 1
    examples: tuple[str, ...] = ()
    words: Mapping[str, Word] = field(default_factory=dict)
    places: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class SetAside:
    """A row that could not be used, with the reason: in English, and to be said in any language."""

    line: int
    column: str
    value: str
    reason: str
    why: Phrase | None = None


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import found and did; printed by ``import --json``."""

    file: str
    platform: str
    export: str
    encoding: str
    delimiter: str
    rows: int
    columns: Mapping[str, str]
    set_aside: tuple[SetAside, ...] = ()
    findings: tuple[Finding, ...] = ()
    contributions: int = 0
    comments: int = 0
    votes: int = 0
    participants: int = 0
    languages: Mapping[str, int] = field(default_factory=dict)
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    vote_sign: Mapping[str, object] | None = None
    stored: bool = False
