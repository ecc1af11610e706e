"""What a warning says: its kind and the words that gave rise to it."""

from __future__ import annotations

from dataclasses import dataclass

OPPOSITE, QUOTATION, NUMBERS = "opposite", "quotation", "numbers"
PLACES, SLOTS = "places", "slots"


@dataclass(frozen=True, slots=True)
class Caution:
    """What speaks against two texts saying the same.

    Attributes
    ----------
    kind
        ``opposite``, ``quotation``, ``numbers``, ``places``, ``slots``, or empty: nothing.
    left_words, right_words
        The words of either text that gave rise to it, as they are written there.
    unsure
        The words are in no list: whether they mean the same only an encoder, or a person, can say.
    """

    kind: str
    left_words: tuple[str, ...] = ()
    right_words: tuple[str, ...] = ()
    unsure: bool = False

    def __bool__(self) -> bool:
        return bool(self.kind)

    def turned(self) -> Caution:
        """The same, with left and right exchanged."""
        return Caution(self.kind, self.right_words, self.left_words, self.unsure)


NONE = Caution("")
