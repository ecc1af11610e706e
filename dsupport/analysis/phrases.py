"""Phrases that could name something, as people wrote them.

Lemmas (simplemma) of spaCy's tokens; two- to four-word phrases may hold small words inside (“bus de
nuit”). What is a noun is told from the company a word keeps in all texts of its language: after an
article or after a pronoun, before another content word or at the end of its phrase.
Where words are not parted by spaces, see `dsupport.analysis.unspaced`.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from dsupport.analysis import small_words, unspaced

if TYPE_CHECKING:
    from spacy.language import Language

LEMMATISED = frozenset(
    "bg ca cs da de el en es et fi fr ga hu it lt lv nb nl pl pt ro ru sk sl sv".split()
)
"""Languages for which simplemma brings a dictionary."""

LONGEST = 4
"""Words in a phrase; at most three of them are content words."""

VERB_ENDING = 4.0
"""Uses as a verb that an infinitive's ending is worth."""

READ = 20_000
"""Characters of a text that are read."""

_MARK = re.compile(r"\[[a-z ]+ hidden\]")
_SENTENCE_END = frozenset(".!?:;…•–—")


@dataclass(frozen=True, slots=True)
class Token:
    """One word.

    Attributes
    ----------
    shown
        The word in lower case as it stands before the next: with an apostrophe if elided.
    small
        Whether it can stand inside a phrase only.
    """

    word: str
    lemma: str
    shown: str
    small: bool


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of lemmas as somebody wrote it.

    Attributes
    ----------
    shown
        Its words as they were written, in lower case; elided ones end with an apostrophe.
    head
        The thing that it is about, in lower case.
    """

    lemmas: tuple[str, ...]
    shown: tuple[str, ...]
    head: str


@dataclass
class Grammar:
    """What the texts of one language show about its words (in lower case).

    Attributes
    ----------
    things, deeds, others
        Uses that look like those of a noun, of a verb, and of what stands beside a noun.
    written
        How a word is written inside of sentences.
    """

    language: str
    things: Counter[str] = field(default_factory=Counter)
    deeds: Counter[str] = field(default_factory=Counter)
    others: Counter[str] = field(default_factory=Counter)
    written: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    @property
    def links(self) -> frozenset[str]:
        """Small words that may stand inside a name."""
        return small_words.LINKS.get(self.language, frozenset())

    def nounness(self, word: str) -> float:
        """How likely a word is a noun, 0 to 1; 1 in languages whose small words are not known."""
        if self.language not in small_words.BEFORE_NOUNS:
            return 1.0
        if self.language == "de":  # German says so itself
            forms = self.written.get(word)
            if not forms:
                return 0.7
            return sum(n for form, n in forms.items() if form[0].isupper()) / sum(forms.values())
        doubt = VERB_ENDING if _looks_like_verb(word, self.language) else 0.0
        # A word that nobody has seen in such places is rather a noun: specific words are rare.
        things = self.things[word] + 2.0
        return things / (things + self.deeds[word] + 0.5 * self.others[word] + 0.5 + doubt)

    def verbness(self, word: str) -> float:
        """How likely a word is a verb, 0 to 1; 0 where nothing says so."""
        if self.language not in small_words.BEFORE_VERBS:
            return 0.0
        deeds = self.deeds[word] + (VERB_ENDING if _looks_like_verb(word, self.language) else 0.0)
        return deeds / (deeds + self.things[word] + 0.5 * self.others[word] + 2.0)

    def properness(self, word: str) -> float:
        """How likely a word is the name of a place or a person, 0 to 1; German does not show it."""
        forms = self.written.get(word)
        if not forms or self.language == "de":
            return 0.0
        capital = sum(n for form, n in forms.items() if form[0].isupper())
        return capital / (sum(forms.values()) + 1.0)

    def display(self, shown: Sequence[str]) -> str:
        """A phrase with capitals where people write them inside of sentences."""
        words = []
        for piece in shown:
            word = piece.rstrip("’")
            forms = self.written.get(word)
            best = max(sorted(forms), key=lambda form: forms[form]) if forms else word
            if not forms and self.language == "de":
                best = word.capitalize()
            words.append(f"{best}’" if piece.endswith("’") else f"{best} ")
        return "".join(words).strip()


def _looks_like_verb(word: str, language: str) -> bool:
    endings = small_words.INFINITIVES.get(language)
    if not endings:
        return language == "en" and word.endswith("ed")
    return lemma_of(word, language).endswith(endings)


@cache
def tokeniser(language: str) -> Language:
    """SpaCy's tokeniser of a language; that of no language where it has none."""
    import spacy

    try:
        return spacy.blank(language)
    except (ImportError, ValueError):  # no rules for this language, or a missing segmenter
        return spacy.blank("xx")


@cache
def lemma_of(word: str, language: str) -> str:
    """The lemma of a word in lower case."""
    if language not in LEMMATISED:
        return word.casefold()
    from simplemma import lemmatize

    return str(lemmatize(word, lang=language)).casefold()


@cache
def _is_small(word: str, language: str) -> bool:
    """Whether a word (in lower case) names nothing by itself."""
    stop_words = tokeniser(language).Defaults.stop_words
    lemma = lemma_of(word, language)
    return (
        len(word) < 3
        or word in stop_words
        or lemma in stop_words
        or lemma in small_words.FILLERS
        or word in small_words.FILLERS
    )


class Reader:
    """Reads texts of one language: their phrases, and what they show about words."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.grammar = Grammar(language)
        self._before_nouns = small_words.BEFORE_NOUNS.get(language, frozenset())
        self._before_verbs = small_words.BEFORE_VERBS.get(language, frozenset())
        self._after_nouns = small_words.AFTER_NOUNS.get(language, frozenset())
        self._head_last = language in small_words.HEAD_LAST

    def read(self, text: str) -> list[Phrase]:
        """Phrases of a text that could name something.

        A phrase begins and ends with a content word and does not cross punctuation. Marks that
        replaced personal data are not a person's words.
        """
        text = _MARK.sub(" . ", text)[:READ]
        if self.language in unspaced.LANGUAGES:
            return [Phrase((run,), (run,), run) for run in unspaced.words(text, self.language)]
        found: list[Phrase] = []
        for run in self._runs(text):
            self._learn(run)
            found.extend(self._phrases(run))
        return found

    def _runs(self, text: str) -> list[list[Token]]:
        runs: list[list[Token]] = [[]]
        shouting = text.isupper()
        starts = True
        for token in tokeniser(self.language)(text):
            elided = token.text.endswith(("'", "’"))
            raw = token.text.strip("-_'’")
            if not any(c.isalpha() for c in raw) or token.like_url or token.like_email:
                if not token.is_space or "\n" in token.text:
                    runs.append([])
                    starts = starts or token.is_space or token.text[-1] in _SENTENCE_END
                continue
            word = raw.casefold()
            acronym = len(raw) == 2 and raw.isupper() and not shouting  # “OV”, “AI”
            number = token.like_num or word[0].isdigit()
            small = elided or number or (_is_small(word, self.language) and not acronym)
            lemma = lemma_of(raw if self.language == "de" else word, self.language)
            runs[-1].append(Token(word, lemma, f"{word}’" if elided else word, small))
            if not starts and not shouting:
                self.grammar.written[word][raw] += 1
            starts = False
        return [run for run in runs if run]

    def _learn(self, run: Sequence[Token]) -> None:
        """Note for each content word whether it stands where nouns stand."""
        for i, token in enumerate(run):
            if token.small:
                continue
            before = run[i - 1] if i else None
            after = run[i + 1] if i + 1 < len(run) else None
            if before is not None and before.small and before.word in self._before_verbs:
                self.grammar.deeds[token.word] += 1
            if after is not None and after.word in self._after_nouns:
                self.grammar.things[token.word] += 1
            if self._head_last:
                if after is not None and not after.small:
                    self.grammar.others[token.word] += 1
                elif self._opens(run, i):
                    self.grammar.things[token.word] += 1
            elif before is not None and not before.small:
                self.grammar.others[token.word] += 1
            elif before is not None and before.word in self._before_nouns:
                self.grammar.things[token.word] += 1

    def _opens(self, run: Sequence[Token], place: int) -> bool:
        """Whether an article or the like stands before the content words that end here."""
        while place and not run[place - 1].small:
            place -= 1
        return place > 0 and run[place - 1].word in self._before_nouns

    def _phrases(self, run: Sequence[Token]) -> Iterator[Phrase]:
        for start, first in enumerate(run):
            if first.small:
                continue
            content: list[Token] = []
            for stop in range(start, min(start + LONGEST, len(run))):
                last = run[stop]
                if last.small:
                    if last.word not in self.grammar.links:
                        break
                    continue
                content.append(last)
                if len(content) > 3 or len({t.lemma for t in content}) < len(content):
                    break
                part = run[start : stop + 1]
                head = self._head(part)
                yield Phrase(tuple(t.lemma for t in part), tuple(t.shown for t in part), head)

    def _head(self, part: Sequence[Token]) -> str:
        """In “school for adults” the school, in “night buses” the buses, in “bus de nuit” the bus."""
        if not self._head_last:
            return part[0].word
        head = part[0]
        for token in part:
            if token.small:
                break
            head = token
        return head.word
