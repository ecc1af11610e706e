"""Keeps vectors by encoder and content, so that no text is ever encoded twice.

Each batch is stored as soon as it is there: interrupted work is not lost, and a workspace that
travels to another machine takes its vectors along.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from dsupport.typing import FloatMatrix
from dsupport.workspace.schema import vectors
from dsupport.workspace.seals import sealed


def read_vectors(
    connection: Connection, encoder: str, content_hashes: Iterable[str]
) -> dict[str, FloatMatrix]:
    """The known vectors among `content_hashes`, each a float32 array."""
    wanted = set(content_hashes)
    rows = connection.execute(
        select(vectors.c.content_hash, vectors.c.vector).where(vectors.c.encoder == encoder)
    )
    return {
        row.content_hash: np.frombuffer(row.vector, "<f4")
        for row in rows
        if row.content_hash in wanted
    }


def store_vectors(connection: Connection, encoder: str, found: Mapping[str, FloatMatrix]) -> None:
    """Store vectors by content hash; what is there already stays."""
    rows = [
        sealed(
            "vectors",
            {"encoder": encoder, "content_hash": key, "vector": np.asarray(value, "<f4").tobytes()},
        )
        for key, value in found.items()
    ]
    if rows:
        connection.execute(insert(vectors).on_conflict_do_nothing(), rows)
