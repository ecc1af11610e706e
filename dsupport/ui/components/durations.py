"""Durations that people can plan with."""

from __future__ import annotations

from collections.abc import Iterable

from dsupport.wording import Wording

WORDS_A_MINUTE = 200
"""Reading with care; silent reading of easy prose is about 240 (Brysbaert 2019)."""


def reading_time(texts: Iterable[str], say: Wording) -> str:
    """How long it takes to read `texts`, in words."""
    return minutes(sum(len(text.split()) for text in texts) / WORDS_A_MINUTE, say)


def minutes(value: float, say: Wording) -> str:
    """A rounded duration: seconds are never promised."""
    if value < 1:
        return say("duration.less")
    if value < 60:
        rounded = round(value) if value < 15 else 5 * round(value / 5)
        return say("duration.minutes", n=rounded)
    if value > 180:
        return say("duration.hours", n=round(value / 60))
    hours, rest = divmod(5 * round(value / 5), 60)
    if rest == 0:
        return say("duration.hours", n=hours)
    return say("duration.hours_minutes", n=hours, rest=rest)
