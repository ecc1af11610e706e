"""Names for themes and their parts in every language that a reader may choose.

Languages that people used get names from their own words. For the others the nearest headings of
the civic glossary (the project's own, in seven languages) stand in where they are near enough, and
pages say so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import count

import numpy as np

from dsupport import data
from dsupport.analysis import composing, keywords
from dsupport.analysis.phrases import Phrase, Reader
from dsupport.encode import Encoder
from dsupport.progress import Progress, silent
from dsupport.services.embedding import vectors_for
from dsupport.typing import FloatMatrix, IntArray
from dsupport.workspace import Workspace

LEAST_MEMBERS, LEAST_SHARE = 5, 0.2
"""Members in a language, and their share of the theme, from which its name is in their words: two
or three people's words would name it after their stories."""

GLOSSARY_PARTS = 2

GLOSSARY_LEAST = 0.75
"""Nearness (to the texts, and to their own name) from which a heading may stand in. Below, headings
are guesses (“night market” for a one-way street): the theme keeps the name in its own language."""


@dataclass(frozen=True, slots=True)
class Names:
    """Names and keywords of one theme by language, and the language of most members."""

    labels: Mapping[str, str]
    keywords: Mapping[str, tuple[str, ...]]
    language: str


@dataclass
class _Groups:
    """Groups that are named together.

    Attributes
    ----------
    labels : array of shape (n,)
        0 … count - 1 are named; others are only counted.
    centres : array of shape (count, d)
    siblings
        For each group those of its theme, from which it is told apart besides.
    taken
        Names that are given already, in lower case, by language.
    near
        For groups with a name in their own words: the mean vector of its phrases.
    """

    labels: IntArray
    count: int
    centres: FloatMatrix
    siblings: Sequence[Sequence[int]]
    taken: dict[str, set[str]]
    names: list[dict[str, str]]
    words: list[dict[str, tuple[str, ...]]]
    near: dict[int, FloatMatrix]


class Namer:
    """Names groups of rows.

    Parameters
    ----------
    texts, languages
        All contributions, in one order.
    vectors : array of shape (n, d)
        Raw unit vectors in that order.
    people
        Who wrote each text; empty where nobody knows.
    """

    def __init__(
        self,
        workspace: Workspace,
        encoder: Encoder,
        texts: Sequence[str],
        languages: Sequence[str],
        vectors: FloatMatrix,
        progress: Progress = silent,
        people: Sequence[str] = (),
    ) -> None:
        self._workspace, self._encoder = workspace, encoder
        self._languages, self._vectors = np.array(languages), vectors
        self._people = list(people) or [""] * len(texts)
        self._glossary = data.rows("civic_glossary.tsv")
        self._readers = {code: Reader(code) for code in sorted(set(languages))}
        self._learn_words()
        self._phrases: list[list[Phrase]] = [
            self._readers[language].read(text)
            for text, language in zip(texts, languages, strict=True)
        ]
        self._mean = vectors.mean(axis=0) if len(vectors) else np.zeros(0, np.float32)
        self._progress = progress
        self._civic: dict[str, frozenset[str]] = {}
        main = Counter(languages).most_common(1)[0][0] if languages else "en"
        self._glossary_language = main if main in self._glossary[0] else "en"

    def _learn_words(self) -> None:
        """Show civic sentences to the readers: a small collection shows too few uses of a word."""
        for row in data.rows("civic_sentences.tsv"):
            for language, sentence in row.items():
                if language in self._readers:
                    self._readers[language].read(sentence)

    def name(self, labels: IntArray) -> list[Names]:
        """Name every theme in `labels` (0 … k - 1; -1 is in none)."""
        groups = int(labels.max()) + 1 if len(labels) else 0
        return self._named(labels, groups, [()] * groups, ())

    def parts(
        self, labels: IntArray, sublabels: IntArray, themes: Sequence[Names]
    ) -> list[list[Names]]:
        """Name the parts (`sublabels`, 0 … in each theme; -1 is in none) of every theme.

        A part is told apart from the other parts of its theme and from everything else; none has
        the name of a theme or of another part.
        """
        sizes = [
            int(sublabels[labels == theme].max()) + 1 if (labels == theme).any() else 0
            for theme in range(len(themes))
        ]
        starts = np.concatenate([[0], np.cumsum(sizes)]).astype(int)
        named = int(starts[-1])
        numbers = np.full(len(labels), -1)
        placed = labels >= 0
        # Members in no part are counted as one more sibling, which gets no name.
        numbers[placed] = np.where(
            sublabels[placed] >= 0,
            starts[labels[placed]] + sublabels[placed],
            named + labels[placed],
        )
        siblings = [
            [*range(starts[theme], starts[theme + 1]), named + theme]
            for theme, size in enumerate(sizes)
            for _ in range(size)
        ]
        found = self._named(numbers, named, siblings, themes)
        return [found[starts[theme] : starts[theme + 1]] for theme in range(len(themes))]

    def _named(
        self,
        labels: IntArray,
        named: int,
        siblings: Sequence[Sequence[int]],
        before: Sequence[Names],
    ) -> list[Names]:
        if not named:
            return []
        centres = np.stack(
            [self._centred(self._vectors[labels == g].mean(axis=0)) for g in range(named)]
        )
        taken: dict[str, set[str]] = {}
        for names in before:
            for code, label in names.labels.items():
                taken.setdefault(code, set()).add(label.casefold())
        groups = _Groups(
            labels, named, centres, siblings, taken,
            [{} for _ in range(named)], [{} for _ in range(named)], {},
        )  # fmt: skip
        weights = np.ones(len(labels))
        for group in np.unique(labels[labels >= 0]):
            rows = np.flatnonzero(labels == group)
            weights[rows] = keywords.shares(self._centred(self._vectors[rows]))
        for language, _ in Counter(self._languages[labels >= 0]).most_common():
            self._from_members(str(language), groups, weights)
        self._from_glossary(groups)
        return [
            Names(groups.names[g], groups.words[g], self._main(labels == g)) for g in range(named)
        ]

    def _centred(self, rows: FloatMatrix) -> FloatMatrix:
        rows = rows - self._mean
        length = np.linalg.norm(rows, axis=-1, keepdims=True)
        return np.asarray(rows / np.where(length == 0, 1, length), np.float32)

    def _from_members(self, language: str, groups: _Groups, weights: FloatMatrix) -> None:
        rows = np.flatnonzero(self._languages == language)
        counted = keywords.count(
            [self._phrases[row] for row in rows],
            groups.labels[rows].tolist(),
            weights[rows].tolist(),
            [self._people[row] for row in rows],
        )
        grammar, civic = self._readers[language].grammar, self._civic_lemmas(language)
        spoken = Counter(groups.labels[rows].tolist())
        most = keywords.PART_CANDIDATES if any(groups.siblings) else keywords.CANDIDATES
        candidates: dict[int, list[keywords.Candidate]] = {}
        for group in range(groups.count):
            members = groups.labels == group
            if _enough(spoken[group], int(members.sum())) or language == self._main(members):
                found = keywords.telling(counted, group, grammar, groups.siblings[group], civic)
                candidates[group] = found[:most]
        shown = {
            c.lemmas: grammar.display(counted.shown[c.lemmas])
            for found in candidates.values()
            for c in found
        }
        written = sorted(set(shown.values()))
        if not written:
            return
        near = self._near(written)
        position = {phrase: i for i, phrase in enumerate(written)}
        taken = groups.taken.setdefault(language, set())
        for group, found in candidates.items():
            phrases = [shown[c.lemmas] for c in found]
            if not phrases:
                continue
            vectors = near[[position[phrase] for phrase in phrases]]
            others = np.delete(groups.centres, group, axis=0)
            nearness = composing.Nearness(vectors, groups.centres[group], others)
            choice = composing.choose(found, phrases, nearness)
            name = [phrases[i] for i in choice.name]
            further = [phrases[i] for i in choice.further]
            groups.words[group][language] = (*name, *further)
            groups.names[group][language] = unused(name, further, taken)
            taken.add(groups.names[group][language].casefold())
            groups.near.setdefault(group, vectors[list(choice.name)].mean(axis=0))

    def _near(self, phrases: list[str]) -> FloatMatrix:
        raw = vectors_for(self._workspace, phrases, self._encoder, self._progress)
        return self._centred(raw)

    def _civic_lemmas(self, language: str) -> frozenset[str]:
        """Words of the glossary in a language; none where it has no column."""
        if language not in self._civic:
            self._civic[language] = self._read_civic_lemmas(language)
        return self._civic[language]

    def _read_civic_lemmas(self, language: str) -> frozenset[str]:
        if language not in self._glossary[0]:
            return frozenset()
        reader = Reader(language)
        return frozenset(
            phrase.lemmas[0]
            for row in self._glossary
            for phrase in reader.read(row[language])
            if len(phrase.lemmas) == 1
        )

    @cached_property
    def _headings(self) -> FloatMatrix:
        """Vectors of the glossary's headings, without what headings have in common."""
        entries = [row[self._glossary_language] for row in self._glossary]
        raw = vectors_for(self._workspace, entries, self._encoder, self._progress)
        # Headings are shorter than contributions: their own mean is removed.
        near = raw - raw.mean(axis=0)
        return np.asarray(near / np.linalg.norm(near, axis=1, keepdims=True), np.float32)

    def _from_glossary(self, groups: _Groups) -> None:
        similarity = groups.centres @ self._headings.T
        similarity = similarity - 0.5 * similarity.mean(axis=0)
        for group in range(len(similarity)):
            row = similarity[group]
            if group in groups.near:  # a heading is nearer to a name than to whole texts
                name = groups.near[group]
                row = row + self._headings @ (name / max(float(np.linalg.norm(name)), 1e-9))
            near = [i for i in np.argsort(-row, kind="stable").tolist() if row[i] >= GLOSSARY_LEAST]
            for code in self._glossary[0]:
                if near and code not in groups.names[group]:
                    entries = [self._glossary[i][code] for i in near]
                    taken = groups.taken.setdefault(code, set())
                    label = unused(entries[:GLOSSARY_PARTS], entries[GLOSSARY_PARTS:], taken)
                    groups.names[group][code] = label
                    taken.add(label.casefold())

    def _main(self, members: IntArray) -> str:
        """The language of most members."""
        return str(Counter(self._languages[members]).most_common(1)[0][0])


def _enough(spoken: int, members: int) -> bool:
    return spoken >= LEAST_MEMBERS and spoken >= LEAST_SHARE * members


def unused(name: Sequence[str], further: Sequence[str], taken: Collection[str]) -> str:
    """The name, with other keywords at its end if another theme has it."""
    tried = [", ".join(name)]
    tried += [", ".join([*name[:-1], word]) for word in further]
    tried += [", ".join([*name, word]) for word in further]
    tried += [", ".join([*name[1:], name[0]]), name[0]]
    for label in tried:
        if label.casefold() not in taken:
            return label
    number = next(n for n in count(2) if f"{tried[0]} {n}".casefold() not in taken)
    return f"{tried[0]} {number}"
