"""Names for themes in every language that a reader may choose.

Languages that people used get names from their own words. For the others the nearest headings of
the civic glossary (the project's own, in seven languages) stand in, and pages say so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from dsupport import data
from dsupport.analysis import keywords
from dsupport.encode import Encoder
from dsupport.progress import Progress, silent
from dsupport.services.embedding import vectors_for
from dsupport.typing import FloatMatrix, IntArray
from dsupport.workspace import Workspace

LEAST_MEMBERS, LEAST_SHARE = 5, 0.2
"""Members in a language, and their share of the theme, from which its name is in their words: two
or three people's words would name it after their stories."""

GLOSSARY_PARTS = 2


@dataclass(frozen=True, slots=True)
class Names:
    """Names and keywords of one theme by language, and the language of most members."""

    labels: Mapping[str, str]
    keywords: Mapping[str, tuple[str, ...]]
    language: str


class Namer:
    """Names groups of rows.

    Parameters
    ----------
    texts, languages
        All contributions, in one order.
    vectors : array of shape (n, d)
        Raw unit vectors in that order.
    """

    def __init__(
        self,
        workspace: Workspace,
        encoder: Encoder,
        texts: Sequence[str],
        languages: Sequence[str],
        vectors: FloatMatrix,
        progress: Progress = silent,
    ) -> None:
        self._workspace, self._encoder = workspace, encoder
        self._languages, self._vectors = np.array(languages), vectors
        self._phrases = [
            keywords.phrases_of(text, language)
            for text, language in zip(texts, languages, strict=True)
        ]
        self._mean = vectors.mean(axis=0) if len(vectors) else np.zeros(0, np.float32)
        self._progress = progress
        self._glossary = data.rows("civic_glossary.tsv")
        self._civic: dict[str, frozenset[str]] = {}
        main = Counter(languages).most_common(1)[0][0] if languages else "en"
        self._glossary_language = main if main in self._glossary[0] else "en"

    def name(self, labels: IntArray, among: IntArray | None = None) -> list[Names]:
        """Name every group in `labels` (0 … k - 1; -1 is in none).

        Parameters
        ----------
        among
            Rows that the groups are told apart from; all rows unless given. Parts of a theme are
            named by what tells them apart alone, without asking the encoder: there are many.
        """
        parts = among is not None
        among = np.arange(len(labels)) if among is None else among
        groups = int(labels.max()) + 1 if len(labels) else 0
        if not groups:
            return []
        centres = np.stack(
            [self._centred(self._vectors[labels == g].mean(axis=0)) for g in range(groups)]
        )
        names: list[dict[str, str]] = [{} for _ in range(groups)]
        words: list[dict[str, tuple[str, ...]]] = [{} for _ in range(groups)]
        for language, _ in Counter(self._languages[labels >= 0]).most_common():
            spoken = among[self._languages[among] == language]
            self._from_members(str(language), spoken, labels, centres, names, words, parts)
        self._from_glossary(centres, names)
        return [Names(names[g], words[g], self._main(labels == g)) for g in range(groups)]

    def _centred(self, rows: FloatMatrix) -> FloatMatrix:
        rows = rows - self._mean
        length = np.linalg.norm(rows, axis=-1, keepdims=True)
        return np.asarray(rows / np.where(length == 0, 1, length), np.float32)

    def _from_members(
        self,
        language: str,
        rows: IntArray,
        labels: IntArray,
        centres: FloatMatrix,
        names: list[dict[str, str]],
        words: list[dict[str, tuple[str, ...]]],
        parts: bool,
    ) -> None:
        counted = keywords.count(
            [self._phrases[row] for row in rows], labels[rows].tolist(), language
        )
        civic = self._civic_lemmas(language)
        candidates = {
            group: keywords.telling(counted, group, civic)[: keywords.CANDIDATES]
            for group in range(len(names))
            if _enough(counted.rows.get(group, 0), int((labels == group).sum()))
            or language == self._main(labels == group)
        }
        written = sorted({counted.surfaces[c] for found in candidates.values() for c, _ in found})
        if not written:
            return
        near = None if parts else self._near(written)
        position = {phrase: i for i, phrase in enumerate(written)}
        taken: set[str] = set(filter(None, (n.get(language) for n in names)))
        for group, found in candidates.items():

            def relevance(phrases: list[str], group: int = group) -> FloatMatrix:
                if near is None:
                    return np.zeros(len(phrases), np.float32)
                similarity = near[[position[p] for p in phrases]] @ centres.T
                others = np.delete(similarity, group, axis=1)
                best = others.max(axis=1) if others.shape[1] else 0.0
                return np.asarray(similarity[:, group] - 0.5 * best, np.float32)

            chosen = keywords.choose(found, counted.surfaces, relevance)
            if chosen:
                words[group][language] = tuple(chosen)
                names[group][language] = _unused(chosen, taken)
                taken.add(names[group][language])

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
        entries = [row[language] for row in self._glossary]
        return frozenset(
            lemma
            for entry in entries
            for phrase in keywords.phrases_of(entry, language, longest=1)
            for lemma in phrase.lemmas
        )

    @cached_property
    def _headings(self) -> FloatMatrix:
        """Vectors of the glossary's headings, without what headings have in common."""
        entries = [row[self._glossary_language] for row in self._glossary]
        raw = vectors_for(self._workspace, entries, self._encoder, self._progress)
        # Headings are shorter than contributions: their own mean is removed.
        near = raw - raw.mean(axis=0)
        return np.asarray(near / np.linalg.norm(near, axis=1, keepdims=True), np.float32)

    def _from_glossary(self, centres: FloatMatrix, names: list[dict[str, str]]) -> None:
        near = self._headings
        similarity = centres @ near.T
        similarity = similarity - 0.5 * similarity.mean(axis=0)
        taken = {c: {n[c] for n in names if c in n} for c in self._glossary[0]}
        for group, row in enumerate(similarity):
            missing = [code for code in self._glossary[0] if code not in names[group]]
            best = np.argsort(-row, kind="stable").tolist()
            # The nearest heading, and the next nearest that gives a name no other theme has.
            for start in range(1, len(best) - GLOSSARY_PARTS + 2):
                chosen = [best[0], *best[start : start + GLOSSARY_PARTS - 1]]
                found = {c: ", ".join(self._glossary[i][c] for i in chosen) for c in missing}
                if not any(found[c] in taken[c] for c in missing):
                    break
            for code, name in found.items():
                names[group][code] = name
                taken[code].add(name)

    def _main(self, members: IntArray) -> str:
        """The language of most members."""
        return str(Counter(self._languages[members]).most_common(1)[0][0])


def _enough(spoken: int, members: int) -> bool:
    return spoken >= LEAST_MEMBERS and spoken >= LEAST_SHARE * members


def _unused(chosen: Sequence[str], taken: set[str]) -> str:
    """The first name from `chosen` that no other theme has."""
    for skipped in range(max(1, len(chosen) - keywords.NAME_PARTS + 1)):
        name = keywords.name_of([chosen[0], *chosen[1 + skipped :]])
        if name not in taken:
            return name
    return f"{keywords.name_of(chosen)} …{len(taken) + 1}"
