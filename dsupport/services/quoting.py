"""One sentence for each theme, in the words of its most central contributions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from dsupport.analysis import quotations
from dsupport.encode import Encoder
from dsupport.progress import Progress, silent
from dsupport.records import Contribution
from dsupport.results import Theme
from dsupport.services.embedding import vectors_for
from dsupport.typing import FloatMatrix
from dsupport.workspace import Workspace

CENTRAL, CENTRAL_IN_PART = 6, 3
"""How many of the most central contributions of a theme, and of a part, are looked at."""

LONGEST_READ = 12
"""Sentences of one contribution that are looked at: a letter has its subject in its beginning."""

LEANING = 0.15
"""What a sentence that leans on others loses in similarity."""


def quoted(
    workspace: Workspace,
    encoder: Encoder,
    themes: Sequence[Theme],
    contributions: Sequence[Contribution],
    vectors: FloatMatrix,
    progress: Progress = silent,
) -> list[Theme]:
    """Give each theme the sentence of its central contributions that is nearest to its middle.

    Parameters
    ----------
    vectors : array of shape (n, d)
        Raw unit vectors of `contributions`, in their order.
    """
    rows = {c.contribution_id: row for row, c in enumerate(contributions)}
    known = {c.contribution_id: c for c in contributions}
    offered = {theme.theme_id: _offered(theme, known) for theme in themes}
    written = sorted({sentence for found in offered.values() for sentence, _ in found})
    mean = vectors.mean(axis=0)
    near = _unit(vectors_for(workspace, written, encoder, progress) - mean)
    position = {sentence: i for i, sentence in enumerate(written)}
    result = []
    for theme in themes:
        middle = _unit(vectors[[rows[m] for m in theme.members]].mean(axis=0) - mean)
        found = offered[theme.theme_id]
        if found:
            worth = [
                float(near[position[sentence]] @ middle) - LEANING * quotations.leans(sentence)
                for sentence, _ in found
            ]
            sentence, source = found[int(np.argmax(worth))]
        else:
            source = theme.members[0]
            sentence = quotations.beginning(known[source].shown_text or known[source].shown_title)
        result.append(replace(theme, quotation=sentence, quoted_from=source))
    return result


def _offered(theme: Theme, known: Mapping[str, Contribution]) -> list[tuple[str, str]]:
    """Sentences and the contributions that they are from, most central first."""
    most = CENTRAL_IN_PART if theme.parent_id else CENTRAL
    spoken = [m for m in theme.members if known[m].language == theme.language]
    found: dict[str, str] = {}
    for member in spoken[:most]:
        sentences = list(
            quotations.sentences(known[member].shown_text or known[member].shown_title)
        )
        for sentence in sentences[:LONGEST_READ]:
            found.setdefault(sentence, member)
    return list(found.items())


def _unit(rows: FloatMatrix) -> FloatMatrix:
    length = np.linalg.norm(rows, axis=-1, keepdims=True)
    return np.asarray(rows / np.where(length == 0, 1, length), np.float32)
