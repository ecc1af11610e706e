"""Which texts may hold several ideas, and where each part of them would stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dsupport.analysis import ideas, layout, segments
from dsupport.analysis.middles import MOST as NEAREST
from dsupport.analysis.middles import nearest_groups
from dsupport.analysis.neighbours import centre, centre_groups
from dsupport.analysis.segments import Segment
from dsupport.analysis.views import Views
from dsupport.encode import Encoder
from dsupport.progress import Progress, silent
from dsupport.records import Contribution, join_title
from dsupport.results import Placement, SeveralIdeas, Theme, certainty
from dsupport.services.embedding import vectors_for
from dsupport.state import division
from dsupport.typing import FloatMatrix, IntArray
from dsupport.workspace import Workspace

LOOKED_AT = 2_000
"""Texts that are looked at sentence by sentence: of more, those that lie most between themes."""

SPREAD = 0.1
"""Of the confidence in a place by the cosines with the middles of all themes: exp(cosine / spread).
Of members of themes for whom it is above .75, between .5 and .75, and below, nearly all, nine of ten,
and two of three are nearest to their own theme (samples, cycling, argkp)."""

FITS_NOWHERE = "unlike-others"
"""Reason of such a part (a key of the wording)."""


@dataclass(frozen=True)
class Material:
    """What was analysed, in canonical order, and what was found.

    Attributes
    ----------
    raw, prior
        Vectors as they come from the encoder; mean vector of texts in general.
    points
        Places on the map.
    """

    items: Sequence[Contribution]
    raw: FloatMatrix
    prior: FloatMatrix
    views: Views
    points: FloatMatrix
    themes: Sequence[Theme]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of the text in a row."""

    row: int
    segment: Segment


def find(
    workspace: Workspace, material: Material, encoder: Encoder, progress: Progress = silent
) -> list[SeveralIdeas]:
    """Look for texts that may hold several ideas. What people divided already is not cut further."""
    pieces = _pieces(material)
    if not pieces or not material.themes:
        return []
    items = material.items
    words = [_words(items[one.row], one.segment.start, one.segment.end) for one in pieces]
    vectors = vectors_for(workspace, words, encoder, progress)
    desk = _Desk(material, vectors, np.array([one.row for one in pieces]))
    found = []
    for start, end in _runs([one.row for one in pieces]):
        item, cut = items[pieces[start].row], [one.segment for one in pieces[start:end]]
        seen = ideas.find(item.shown_text, cut, desk.pieces[start:end], desk.top)
        if seen:
            found.append(desk.offer(item, seen, cut, desk.pieces[start:end]))
    return found


def _pieces(material: Material) -> list[_Piece]:
    """Segments of the texts that are looked at, text by text."""
    cut = {
        row: found
        for row, item in enumerate(material.items)
        if not item.part_of and len(found := segments.segments(item.shown_text)) > 1
    }
    rows = list(cut)
    if len(rows) > LOOKED_AT:
        rows_of = {item.contribution_id: row for row, item in enumerate(material.items)}
        groups = [[rows_of[m] for m in t.members] for t in material.themes if not t.parent_id]
        near = nearest_groups(material.views.neutral, groups)
        margin = {row: near[row][0][1] - near[row][-1][1] for row in rows}
        rows = sorted(sorted(rows, key=margin.__getitem__)[:LOOKED_AT])
    return [_Piece(row, one) for row in rows for one in cut[row]]


def _words(item: Contribution, start: int, end: int) -> str:
    """What an encoder sees of a stretch of a text; the title stands with its beginning."""
    return join_title(item.shown_title if start == 0 else "", item.shown_text[start:end])


def _runs(rows: Sequence[int]) -> list[tuple[int, int]]:
    """First and last place of each run of equal numbers."""
    starts = [n for n, row in enumerate(rows) if n == 0 or row != rows[n - 1]]
    return list(zip(starts, [*starts[1:], len(rows)], strict=True))


class _Desk:
    """Where parts are compared with themes.

    Attributes
    ----------
    pieces
        Vectors of all segments. They and the texts are centred together: what is usual for a
        sentence is removed, too.
    top
        Middles of themes without subthemes.
    """

    def __init__(self, material: Material, vectors: FloatMatrix, rows: IntArray) -> None:
        n = len(material.items)
        together = centre(np.vstack([material.raw, vectors]), material.prior)
        if material.views.mixed:
            codes = material.views.languages
            together = centre_groups(together, np.concatenate([codes, codes[rows]]))
        self.texts, self.pieces = together[:n], together[n:]
        self._points = material.points
        row_of = {item.contribution_id: row for row, item in enumerate(material.items)}
        self._themes = [theme for theme in material.themes if not theme.parent_id]
        self._below = [theme for theme in material.themes if theme.parent_id]
        self.top = self._middles(self._themes, row_of)
        self._parts = self._middles(self._below, row_of)

    def _middles(self, themes: Sequence[Theme], row_of: dict[str, int]) -> FloatMatrix:
        found = np.zeros((len(themes), self.texts.shape[1]), np.float32)
        for number, theme in enumerate(themes):
            found[number] = self.texts[[row_of[name] for name in theme.members]].mean(axis=0)
        return _unit(found)

    def offer(
        self,
        item: Contribution,
        seen: ideas.Ideas,
        cut: Sequence[Segment],
        vectors: FloatMatrix,
    ) -> SeveralIdeas:
        """The parts of a text, each with its place."""
        length = len(item.shown_text)
        said = division.argument(length, seen.cuts, item.content_hash)
        divided = division.read(item.contribution_id, said, 0)
        assert divided is not None  # noqa: S101 - made in that form
        parts = []
        for name, (start, end) in zip(divided.parts, divided.spans, strict=True):
            inside = [n for n, one in enumerate(cut) if one.start < end and one.end > start]
            sizes = np.array([[cut[n].end - cut[n].start] for n in inside], np.float32)
            parts.append(self._place(name, _unit((vectors[inside] * sizes).sum(axis=0)[None])[0]))
        return SeveralIdeas(item.contribution_id, said, tuple(parts), seen.marked, seen.gap)

    def _place(self, name: str, vector: FloatMatrix) -> Placement:
        alike = self.top @ vector
        order = np.argsort(-alike, kind="stable")
        theme = self._themes[order[0]]
        weights = np.exp((alike - alike.max()) / SPREAD)
        confidence = float(weights.max() / weights.sum())
        fits = alike[order[0]] >= ideas.LEAST
        x, y = layout.between(vector[None], self.texts, self._points)[0]
        return Placement(
            contribution_id=name,
            theme_id=theme.theme_id if fits else "",
            subtheme_id=self._subtheme(theme, vector) if fits else "",
            confidence=round(confidence, 4) if fits else 0.0,
            certainty=certainty(confidence) if fits else "unsure",
            nearest=tuple(
                (self._themes[n].theme_id, round(float(alike[n]), 4)) for n in order[:NEAREST]
            ),
            reason="" if fits else FITS_NOWHERE,
            x=round(float(x), 4),
            y=round(float(y), 4),
        )

    def _subtheme(self, theme: Theme, vector: FloatMatrix) -> str:
        """The nearest part of a theme; empty if it has none."""
        alike = self._parts @ vector
        inside = [n for n, one in enumerate(self._below) if one.parent_id == theme.theme_id]
        return self._below[max(inside, key=alike.__getitem__)].theme_id if inside else ""


def _unit(rows: FloatMatrix) -> FloatMatrix:
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(length, 1e-9), np.float32)
