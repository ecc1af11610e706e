"""Days and moments in words, as clocks here show them."""

from __future__ import annotations

from datetime import datetime

from dsupport.wording import Wording


def day(say: Wording, moment: str) -> str:
    """The day of an ISO time, without the hour."""
    from babel.dates import format_date

    here = datetime.fromisoformat(moment).astimezone()
    return str(format_date(here, "long", locale=say.locale))


def moment_of(say: Wording, moment: str) -> str:
    """Day and minute of an ISO time, for paper: never “today”."""
    from babel.dates import format_date, format_time

    here = datetime.fromisoformat(moment).astimezone()
    written = format_date(here, "medium", locale=say.locale)
    return f"{written}, {format_time(here.timetz(), 'short', locale=say.locale)}"


def is_today(moment: str) -> bool:
    """Whether an ISO time is of today."""
    return datetime.fromisoformat(moment).astimezone().date() == datetime.now().astimezone().date()
