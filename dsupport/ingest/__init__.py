"""From a file that a platform exported to drafts of contributions, with a report on it."""

from __future__ import annotations

from dsupport.ingest.aliases import FIELDS
from dsupport.ingest.personal import private_attributes, without_personal_data
from dsupport.ingest.privacy import find_personal_data
from dsupport.ingest.reading import Reading, read

__all__ = [
    "FIELDS",
    "Reading",
    "find_personal_data",
    "private_attributes",
    "read",
    "without_personal_data",
]
