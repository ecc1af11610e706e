"""The texts as arrays: by meaning and by spelling, and their titles apart.

A title is its author's own summary, so it counts beside the whole text; in a long text it would
drown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dsupport.analysis.graph import large_groups
from dsupport.analysis.lexical import lexical_view
from dsupport.analysis.neighbours import centre, centre_groups
from dsupport.typing import FloatMatrix, IntArray

SMALL, LARGE = 300, 2_000
"""Contributions: what is chosen by size moves between these two."""

TITLE_SHARE = 0.5
"""Titles count where at least this share of contributions has one beside a text."""


@dataclass(frozen=True, slots=True)
class Views:
    """The texts as arrays, in canonical order.

    Attributes
    ----------
    meaning : array of shape (n, d)
        Centred unit vectors of the encoder.
    spelling : array of shape (n, s)
        Reduced character n-grams (`dsupport.analysis.lexical`).
    languages : array of shape (n,)
        Language of each row, numbered from 0.
    titles
        The same of the titles alone, where most texts have one.
    counted
        Rows that say what all texts share: of a campaign a few, of the rest all. `None`: all rows.
    """

    meaning: FloatMatrix
    spelling: FloatMatrix
    languages: IntArray
    titles: Titles | None = None
    counted: IntArray | None = None

    def __len__(self) -> int:
        return len(self.meaning)

    def take(self, rows: IntArray) -> Views:
        """Some rows, in the order given, with the titles that they bear."""
        titles = None
        if self.titles:
            place = np.full(len(self), -1)
            place[rows] = np.arange(len(rows))
            kept = np.flatnonzero(place[self.titles.rows] >= 0)
            bearers = place[self.titles.rows[kept]]
            titles = Titles(bearers, self.titles.views.take(kept))
        return Views(self.meaning[rows], self.spelling[rows], self.languages[rows], titles)

    @property
    def mixed(self) -> bool:
        """Whether more than one language is common."""
        return len(large_groups(self.languages)) > 1

    @property
    def neutral(self) -> FloatMatrix:
        """Meaning without what is particular to each language, where languages mix."""
        if not self.mixed:
            return self.meaning
        return centre_groups(self.meaning, self.languages, counted=self.counted)


@dataclass(frozen=True, slots=True)
class Titles:
    """Views of titles, and the rows of the texts that bear them."""

    rows: IntArray
    views: Views


def size_share(n: int) -> float:
    """Where a corpus lies between small (0) and large (1), by the logarithm of its size."""
    return float(np.clip(np.log(max(n, 1) / SMALL) / np.log(LARGE / SMALL), 0.0, 1.0))


def titled(texts: Sequence[str], titles: Sequence[str]) -> IntArray:
    """Rows whose title counts apart; none where few have one beside a text, or in a small corpus.

    Parameters
    ----------
    texts
        Title and text joined.
    titles
        The title of each, or an empty string.
    """
    apart = (bool(title) and title != text for title, text in zip(titles, texts, strict=True))
    rows = np.flatnonzero(np.fromiter(apart, bool, len(texts)))
    # In a small corpus their graph would have no weight (`themes.joint_graph`).
    counts = size_share(len(texts)) > 0 and len(rows) >= TITLE_SHARE * len(texts)
    return rows if counts else rows[:0]


def see(
    texts: Sequence[str],
    languages: Sequence[str],
    vectors: FloatMatrix,
    prior: FloatMatrix,
    random_state: int,
    counted: IntArray | None = None,
) -> Views:
    """Make the views of texts.

    Parameters
    ----------
    languages
        ISO 639-1 code of each.
    vectors : array of shape (n, d)
        Unit vectors as they come from the encoder.
    prior : array of shape (d,)
        Mean vector of texts in general (see `centre`).
    counted
        Rows that say what all texts share; all by default.
    """
    codes = np.unique(list(languages), return_inverse=True)[1]
    meaning = centre(vectors, prior, counted=counted)
    return Views(meaning, lexical_view(texts, random_state), codes, counted=counted)
