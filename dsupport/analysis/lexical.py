"""A view of the texts by their spelling: character n-grams, weighted and reduced.

It sees what a sentence encoder blurs (street names, local words, compounds) and needs no word
lists, so it works in every language.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy import sparse

from dsupport.typing import FloatMatrix

N_GRAMS = (3, 5)
DIMENSIONS, LARGE_DIMENSIONS, LARGE = 256, 128, 2_000
"""Of the reduced view; from 2,000 texts on half of them find the same themes in less than half of
the time, in small collections they lose a little.
"""

POWER_ITERATIONS = 2
"""Of the randomised SVD: five, the library's default, take twice as long for the same themes."""

MOST_GRAMS = 200_000
COMMON = 20
"""Texts from which on n-grams of one text alone, or of more than half of them, are left out."""


def lexical_view(texts: Sequence[str], random_state: int) -> FloatMatrix:
    """Character 3- to 5-gram TF-IDF, reduced by truncated SVD.

    Returns
    -------
    array of shape (len(texts), d), float32, with d at most 256
        Unit rows (zeros for texts without any letter in common with others).
    """
    from sklearn.decomposition import TruncatedSVD
    from sklearn.feature_extraction.text import TfidfTransformer
    from sklearn.preprocessing import normalize

    n = len(texts)
    counts = _shared_grams(gram_counts(texts))
    wanted = DIMENSIONS if n < LARGE else LARGE_DIMENSIONS
    dimensions = min(wanted, n - 1, counts.shape[1] - 1)
    if dimensions < 1:
        return np.zeros((n, 1), np.float32)
    matrix = TfidfTransformer(sublinear_tf=True).fit_transform(counts)
    svd = TruncatedSVD(dimensions, n_iter=POWER_ITERATIONS, random_state=random_state)
    return np.asarray(normalize(svd.fit_transform(matrix)), np.float32)


def gram_counts(texts: Sequence[str]) -> sparse.csr_matrix:
    """How often each text has each run of 3 to 5 letters within its words (`char_wb`).

    Words repeat, so each different word is cut into its runs once.
    """
    from sklearn.feature_extraction.text import CountVectorizer

    words = CountVectorizer(tokenizer=str.split, token_pattern=None, dtype=np.float32)
    try:
        uses = words.fit_transform(texts)
    except ValueError:  # no text has a word
        return sparse.csr_matrix((len(texts), 0), dtype=np.float32)
    grams = CountVectorizer(
        analyzer="char_wb", ngram_range=N_GRAMS, lowercase=False, dtype=np.float32
    )
    inside = grams.fit_transform(words.get_feature_names_out())
    return (uses @ inside).tocsr()


def _shared_grams(counts: sparse.csr_matrix) -> sparse.csr_matrix:
    """Leave out n-grams that tell nothing: of one text alone, of most texts, or too rare a tail."""
    n = counts.shape[0]
    if n >= COMMON:
        frequency = np.bincount(counts.indices, minlength=counts.shape[1])
        counts = counts[:, (frequency >= 2) & (frequency <= n / 2)]
    if counts.shape[1] > MOST_GRAMS:
        total = np.asarray(counts.sum(axis=0)).ravel()
        counts = counts[:, np.sort(np.argsort(-total, kind="stable")[:MOST_GRAMS])]
    return counts
