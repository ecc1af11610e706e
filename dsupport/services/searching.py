"""Search: by words, and by meaning in any language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from dsupport import data, encode
from dsupport.analysis import language
from dsupport.analysis.common_words import common
from dsupport.analysis.neighbours import centre, centre_groups
from dsupport.analysis.pairs import normalised
from dsupport.config import DEFAULT_ENCODER
from dsupport.encode import Encoder
from dsupport.progress import silent
from dsupport.services import reading
from dsupport.services.embedding import vectors_for
from dsupport.services.suggesting import CALIBRATION, general_mean
from dsupport.typing import FloatMatrix
from dsupport.workspace import Workspace

if TYPE_CHECKING:
    import pandas as pd


_ACCENTS = re.compile("[\u0300-\u036f]+")
_JOINED = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ø": "o", "Ø": "o"})
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
"""Thai, Lao, Burmese, Khmer, Japanese and Chinese letters."""

SHORT = 6
"""Words up to which a query is compared with headings rather than sentences."""

USUAL = 100
"""Headings or sentences that say what is usual."""


def by_words(state: reading.Snapshot, query: str) -> list[str]:
    """Ids of contributions in which, for every word of `query`, a word begins with it.

    Case and accents do not count. Scripts that put no space between words are searched anywhere.
    """
    wanted = [word if _UNSPACED.search(word) else f" {word}" for word in _folded(query).split()]
    found = []
    for item in state.contributions.values():
        text = f" {_folded(item.analysed_text)}"
        if all(word in text for word in wanted):
            found.append(item.contribution_id)
    return found


def _folded(text: str) -> str:
    """`text` in words without case, accents and punctuation: “L’Été” becomes “l ete”."""
    bare = _ACCENTS.sub("", unicodedata.normalize("NFD", text))
    return normalised(bare.translate(_JOINED))


def by_meaning(
    workspace: Workspace, state: reading.Snapshot, query: str, encoder: Encoder
) -> list[tuple[str, float]]:
    """All contributions by how alike they are to `query`, most alike first.

    Returns
    -------
    list of (contribution id, cosine of centred vectors)
    """
    items = list(state.contributions.values())
    if not items:
        return []
    raw = vectors_for(workspace, [item.analysed_text for item in items], encoder)
    codes = np.unique([item.language for item in items], return_inverse=True)[1]
    vectors = centre_groups(centre(raw, general_mean(workspace, encoder)), codes)
    # A query is no contribution: what is usual for a heading, or for a sentence, in its own
    # language is removed from it, or short queries would find short texts.
    own = encoder.encode([query], silent)[0] - _usual(workspace, encoder, query)
    similarity = vectors @ (own / max(float(np.linalg.norm(own)), 1e-9))
    order = np.argsort(-similarity, kind="stable")
    return [(items[i].contribution_id, float(similarity[i])) for i in order]


def _usual(workspace: Workspace, encoder: Encoder, query: str) -> FloatMatrix:
    """Mean vector of headings (for a few words) or of sentences in the query's language."""
    short = len(query.split()) <= SHORT
    rows = data.rows("civic_glossary.tsv" if short else "civic_sentences.tsv")
    known = list(rows[0])
    columns = [language.CODES.index(code) for code in known]
    code = known[int(language.evidence([query])[0, columns].argmax())]
    texts = [row[code] for row in rows[:: max(1, len(rows) // USUAL)]]
    return np.asarray(vectors_for(workspace, texts, encoder).mean(axis=0))


def similar(
    workspace: Workspace,
    text: str,
    most: int = 10,
    load_encoder: Callable[[str], Encoder] = encode.load,
) -> pd.DataFrame:
    """What has already been said like `text`, most alike first, with the words that both have."""
    import pandas as pd

    state = reading.snapshot(workspace)
    name = state.run.encoder["name"] if state.run else DEFAULT_ENCODER
    found = by_meaning(workspace, state, text, load_encoder(name))[:most]
    own = language.CODES[int(language.evidence([text])[0].argmax())]
    rows = []
    for contribution_id, similarity in found:
        item = state.contributions[contribution_id]
        placement = state.placements.get(contribution_id)
        probability = CALIBRATION.probability(np.array([similarity]), np.array([False]))[0]
        rows.append(
            {
                "source_id": item.source_id,
                "similarity": round(similarity, 4),
                "probability": round(float(probability), 4),
                "shared_words": ", ".join(
                    common(text, own, item.analysed_text, item.language).words
                ),
                "language": item.language,
                "theme_id": placement.theme_id if placement else "",
                "title": item.shown_title,
                "text": item.shown_text,
                "contribution_id": contribution_id,
            }
        )
    columns = (
        "source_id similarity probability shared_words language theme_id title text contribution_id"
    )
    return pd.DataFrame(rows, columns=columns.split())
