"""Vectors for texts: from the workspace where they are known, from the encoder where not."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from dsupport.encode import Encoder
from dsupport.progress import Progress, silent
from dsupport.records import hash_text
from dsupport.typing import FloatMatrix
from dsupport.workspace import Workspace
from dsupport.workspace.vectors import read_vectors, store_vectors

STORE_EVERY = 512
"""Texts after which vectors are stored: what an interruption can cost."""


def vectors_for(
    workspace: Workspace, texts: Sequence[str], encoder: Encoder, progress: Progress = silent
) -> FloatMatrix:
    """Vectors of `texts`, one unit row each; only unknown texts are encoded.

    Returns
    -------
    array of shape (len(texts), dimensions), float32
    """
    hashes = [hash_text(text) for text in texts]
    with workspace.reading() as connection:
        known = read_vectors(connection, encoder.card.key, hashes)
    missing = {h: text for h, text in zip(hashes, texts, strict=True) if h not in known}
    # Longest first: the encoder wastes least, and the time left is never underestimated.
    order = sorted(missing, key=lambda h: (-len(missing[h]), missing[h]))
    for start in range(0, len(order), STORE_EVERY):
        part = order[start : start + STORE_EVERY]

        def report(
            step: str, done: int, total: int, start: int = start, size: int = len(part)
        ) -> None:
            progress(step, start + size * done // max(total, 1), len(order))

        found = dict(zip(part, encoder.encode([missing[h] for h in part], report), strict=True))
        with workspace.writing() as connection:
            store_vectors(connection, encoder.card.key, found)
        known |= found
    rows = [known[h] for h in hashes]
    return np.stack(rows) if rows else np.zeros((0, encoder.card.dimensions), np.float32)
