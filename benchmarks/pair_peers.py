"""Other ways to tell whether two texts say the same: by their letters, their words, their vectors.

Each is given for two texts and for all pairs of a set; a test holds the two together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from benchmarks.peers import installed
from dsupport.typing import FloatMatrix

DECIDIM = 0.25
"""Trigram similarity from which Decidim suggests a duplicate."""

SEMHASH = 0.9
"""Cosine from which semhash, as it ships, takes a text for a duplicate."""


def trigrams(text: str) -> frozenset[str]:
    """Trigrams as PostgreSQL's pg_trgm makes them, which Decidim's rule uses."""
    found = set()
    for word in re.findall(r"\w+", text.lower()):
        padded = f"  {word} "
        found |= {padded[i : i + 3] for i in range(len(padded) - 2)}
    return frozenset(found)


def trigram_similarity(one: frozenset[str], two: frozenset[str]) -> float:
    """Shared trigrams among all trigrams of both."""
    both = len(one & two)
    union = len(one) + len(two) - both
    return both / union if union else 0.0


def all_trigram_similarities(texts: Sequence[str]) -> FloatMatrix:
    """`trigram_similarity` of every two texts."""
    from sklearn.preprocessing import MultiLabelBinarizer

    holds = MultiLabelBinarizer(sparse_output=True).fit_transform([trigrams(t) for t in texts])
    holds = holds.astype(np.int32)
    both = (holds @ holds.T).toarray()
    sizes = np.diag(both)
    union = sizes[:, None] + sizes[None, :] - both
    return np.divide(both, union, out=np.zeros(union.shape), where=union > 0)


def token_set_ratio(one: str, two: str) -> float:
    """Token set ratio of rapidfuzz, 0 to 100, without case and punctuation."""
    from rapidfuzz import fuzz, utils

    return float(fuzz.token_set_ratio(one, two, processor=utils.default_process))


def all_token_set_ratios(texts: Sequence[str]) -> FloatMatrix:
    """`token_set_ratio` of every two texts."""
    from rapidfuzz import fuzz, process, utils

    return np.asarray(
        process.cdist(
            texts,
            texts,
            scorer=fuzz.token_set_ratio,
            processor=utils.default_process,
            dtype=np.float64,
        )
    )


def letter_vectors(texts: Sequence[str]):
    """Character 3- to 5-gram TF-IDF, unit rows."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    return TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True).fit_transform(
        texts
    )


def word_vectors(texts: Sequence[str]):
    """Word TF-IDF, unit rows."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    return TfidfVectorizer(sublinear_tf=True, token_pattern=r"(?u)\b\w+\b").fit_transform(texts)


def semhash_pairs(texts: Sequence[str], vectors: FloatMatrix) -> set[tuple[int, int]] | None:
    """Pairs that semhash itself takes for duplicates, the lower row first; None if not installed.

    It gets our vectors as the encoder gives them: its own model has to be downloaded. Each text
    that it would drop is paired with the one that it would keep.
    """
    if not installed("semhash"):
        return None
    from semhash import SemHash

    # Rows are told apart, so that a text that is there twice is a pair like others.
    records = [{"text": text, "row": str(row)} for row, text in enumerate(texts)]
    index = SemHash.from_embeddings(vectors, records, _NoModel(), columns=["text", "row"])
    dropped = index.self_deduplicate(threshold=SEMHASH).filtered
    pairs = ((int(found.record["row"]), int(found.duplicate_of["row"])) for found in dropped)
    return {(min(pair), max(pair)) for pair in pairs}


class _NoModel:
    """Stands where semhash wants a model: all vectors are there."""

    def encode(self, *_: object, **__: object) -> FloatMatrix:
        raise NotImplementedError("semhash was given the vectors")
