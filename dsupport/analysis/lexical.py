"""A view of the texts by their spelling: character n-grams, weighted and reduced.

It sees what a sentence encoder blurs (street names, local words, compounds) and needs no word
lists, so it works in every language.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from dsupport.typing import FloatMatrix

N_GRAMS = (3, 5)
DIMENSIONS = 256
POWER_ITERATIONS = 2
"""Of the randomised SVD: five, the library's default, take twice as long for the same themes."""


def lexical_view(texts: Sequence[str], random_state: int) -> FloatMatrix:
    """Character 3- to 5-gram TF-IDF, reduced to 256 dimensions by truncated SVD.

    Returns
    -------
    array of shape (len(texts), at most 256), float32
        Unit rows (zeros for texts without any letter in common with others).
    """
    from sklearn.decomposition import TruncatedSVD
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.preprocessing import normalize

    n = len(texts)
    vectorizer = TfidfVectorizer(
        analyzer="char_wb",
        ngram_range=N_GRAMS,
        sublinear_tf=True,
        min_df=2 if n >= 20 else 1,
        max_df=0.5 if n >= 20 else 1.0,
        max_features=200_000,
        dtype=np.float32,
    )
    try:
        matrix = vectorizer.fit_transform(texts)
    except ValueError:  # no n-gram is left: texts without letters
        return np.zeros((n, 1), np.float32)
    dimensions = min(DIMENSIONS, n - 1, matrix.shape[1] - 1)
    if dimensions < 1:
        return np.zeros((n, 1), np.float32)
    svd = TruncatedSVD(dimensions, n_iter=POWER_ITERATIONS, random_state=random_state)
    return np.asarray(normalize(svd.fit_transform(matrix)), np.float32)
