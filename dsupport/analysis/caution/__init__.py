"""What speaks against two texts saying the same, though they look alike.

Encoders put “should” and “should not” side by side: 77 to 100 % of such pairs pass any threshold
of similarity. Plain rules on words catch them; they only warn, a person decides. The two texts are
laid side by side (`frame`); what stands in one where the other has something else is judged:
contraries and negation (`polarity`), numbers (`amounts`), names and any other word (`swaps`), one
text within quotation marks of the other (`quoting`).
"""

from dsupport.analysis.caution.judging import caution
from dsupport.analysis.caution.kinds import (
    NONE,
    NUMBERS,
    OPPOSITE,
    PLACES,
    QUOTATION,
    SLOTS,
    Caution,
)
from dsupport.analysis.caution.wordlists import Wordlists, read_wordlists

__all__ = [
    "NONE",
    "NUMBERS",
    "OPPOSITE",
    "PLACES",
    "QUOTATION",
    "SLOTS",
    "Caution",
    "Wordlists",
    "caution",
    "read_wordlists",
]
