"""The space in which texts were compared, made again from stored vectors: no encoder is loaded.

Explanations need to know who is near whom. The vectors of all contributions are in the workspace
under the encoder of the accepted run; what centring removes from them is removed again, and can be
removed from any other text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from dsupport import data
from dsupport.analysis.graph import LEAST_NEIGHBOURS, how_many, large_groups
from dsupport.analysis.neighbours import centre, centre_groups
from dsupport.encode import EncoderCard
from dsupport.records import hash_text
from dsupport.services.reading import Snapshot
from dsupport.typing import FloatMatrix, IntArray
from dsupport.workspace import Workspace
from dsupport.workspace.vectors import read_vectors

NEAREST = 5
"""Nearest contributions by which it is judged how alone a text is, as in an analysis."""

SAMPLE = 500
"""Other contributions with which a text is compared for that, evenly spread over all."""


PRIOR_TEXTS, LANGUAGE_TEXTS = 50.0, 20.0
"""Weights of `centre` and `centre_groups`; a test compares the results."""


@dataclass(frozen=True, eq=False)
class Ground:
    """All contributions of a state in the space of its run.

    Attributes
    ----------
    card
        The encoder of the run.
    rows
        Row of each contribution by its id.
    raw
        Vectors as they come from the encoder.
    languages
        Language of each row, numbered from 0 in the order of `codes`.
    prior
        Mean of texts in general; `None` if it is not stored.
    """

    card: EncoderCard
    rows: Mapping[str, int]
    raw: FloatMatrix
    languages: IntArray
    codes: tuple[str, ...]
    prior: FloatMatrix | None

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """Ids in the order of rows."""
        return tuple(self.rows)

    @cached_property
    def meaning(self) -> FloatMatrix:
        """Centred unit vectors."""
        return centre(self.raw, self.prior)

    @cached_property
    def mixed(self) -> bool:
        """Whether more than one language is common."""
        return len(large_groups(self.languages)) > 1

    @cached_property
    def neutral(self) -> FloatMatrix:
        """The same without what is particular to each language, where languages mix."""
        return centre_groups(self.meaning, self.languages) if self.mixed else self.meaning

    def place(self, raw: FloatMatrix, language: str) -> tuple[FloatMatrix, FloatMatrix]:
        """Bring other texts of one language, such as sentences, into the space.

        Returns
        -------
        meaning, neutral : arrays of shape (len(raw), dimensions)
        """
        meaning = _unit(raw - self._removed)
        if not self.mixed:
            return meaning, meaning
        return meaning, _unit(meaning - self._removed_of.get(language, self.meaning.mean(axis=0)))

    @cached_property
    def _removed(self) -> FloatMatrix:
        """What `centre` removes from every text."""
        total, count = self.raw.sum(axis=0), float(len(self.raw))
        if self.prior is not None:
            total, count = total + PRIOR_TEXTS * self.prior, count + PRIOR_TEXTS
        return np.asarray(total / max(count, 1.0))

    @cached_property
    def _removed_of(self) -> dict[str, FloatMatrix]:
        """What `centre_groups` removes from the texts of each language."""
        overall = self.meaning.mean(axis=0)
        found = {}
        for number, code in enumerate(self.codes):
            rows = self.meaning[self.languages == number]
            found[code] = (rows.sum(axis=0) + LANGUAGE_TEXTS * overall) / (
                len(rows) + LANGUAGE_TEXTS
            )
        return found

    def nearest(
        self, contribution_id: str, k: int, among: Iterable[str] | None = None
    ) -> list[tuple[str, float]]:
        """The `k` contributions nearest to one, with their cosines, nearest first.

        Parameters
        ----------
        among
            Only these; by default all.
        """
        own = self.rows[contribution_id]
        similarity = self.neutral @ self.neutral[own]
        names = self.rows if among is None else among
        rows = np.array([self.rows[n] for n in names if n in self.rows and n != contribution_id])
        if not len(rows):
            return []
        order = rows[np.argsort(-similarity[rows], kind="stable")[:k]]
        return [(self.ids[row], round(float(similarity[row]), 4)) for row in order]

    def linked(self, contribution_id: str, wanted: int) -> list[tuple[str, float]]:
        """The contributions to which an analysis links one by meaning, nearest first.

        Where languages mix they are sought in each common one, in proportion to its size
        (`dsupport.analysis.graph.balanced_neighbours`).
        """
        k = how_many(len(self.raw), wanted)
        large = large_groups(self.languages)
        if len(large) < 2:
            return self.nearest(contribution_id, k)
        found: list[tuple[str, float]] = []
        for group in large:
            among = self.languages == group
            if group == large[0]:
                among |= ~np.isin(self.languages, large)
            share = max(LEAST_NEIGHBOURS, round(k * int(among.sum()) / len(self.raw)))
            names = [self.ids[row] for row in np.flatnonzero(among)]
            found += self.nearest(contribution_id, share, names)
        return sorted(found, key=lambda one: (-one[1], one[0]))

    def lonelier(self, contribution_id: str) -> float:
        """Share of contributions that have nearer ones around them than this one has, 0 to 1."""
        own = self.rows[contribution_id]
        sample = np.unique(np.linspace(0, len(self.raw) - 1, SAMPLE).astype(int))
        rows = np.append(sample, own)
        similarity = self.neutral[rows] @ self.neutral.T
        similarity[np.arange(len(rows)), rows] = -np.inf
        k = min(NEAREST, len(self.raw) - 1)
        near = -np.partition(-similarity, k - 1, axis=1)[:, :k].mean(axis=1)
        others = near[:-1][sample != own]
        return float((others > near[-1]).mean()) if len(others) else 0.0


def _unit(rows: FloatMatrix) -> FloatMatrix:
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(length < 1e-9, 1, length), np.float32)


def ground_of(workspace: Workspace, state: Snapshot) -> Ground | None:
    """Read the space of a state; `None` before the first run, or where its vectors are gone.

    Contributions that the encoder of the run has not read as they are now are left out.
    """
    if state.run is None:
        return None
    card = EncoderCard(**state.run.encoder)
    items = [c for name, c in state.contributions.items() if name in state.placements]
    sentences = [text for row in data.rows("civic_sentences.tsv")[::8] for text in row.values()]
    general = [hash_text(text) for text in sentences]
    with workspace.reading() as connection:
        known = read_vectors(
            connection, card.key, [*(item.content_hash for item in items), *general]
        )
    items = [item for item in items if item.content_hash in known]
    if len(items) < 2:
        return None
    codes = sorted({item.language for item in items})
    return Ground(
        card=card,
        rows={item.contribution_id: row for row, item in enumerate(items)},
        raw=np.stack([known[item.content_hash] for item in items]),
        languages=np.array([codes.index(item.language) for item in items], np.int64),
        codes=tuple(codes),
        prior=(
            np.mean([known[one] for one in general], axis=0)
            if all(one in known for one in general)
            else None
        ),
    )
