"""Dates as ISO 8601, from what platforms, spreadsheets and people write."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

from dsupport.ingest.aliases import key

_EXCEL_EPOCH = datetime(1899, 12, 30)
"""Day 0 of Excel's 1900 system as it counts from March 1900 on."""

_MONTHS = """
    january jan janvier januari januar enero ene janeiro gennaio gen
    february feb fevrier fev februari februar febrero fevereiro febbraio fevr
    march mar mars maart mrt marz maerz marzo marco
    april apr avril avr abril abr aprile
    may mai mei mayo maio maggio mag
    june jun juin juni junio junho giugno giu
    july jul juillet juil juli julio julho luglio lug
    august aug aout augustus agosto ago
    september sep sept septembre septiembre setembro set settembre
    october oct octobre oktober okt octubre outubro out ottobre ott
    november nov novembre noviembre novembro
    december dec decembre dezember dez diciembre dic dezembro dicembre
"""
MONTHS = {
    name: number
    for number, line in enumerate(_MONTHS.strip().splitlines(), start=1)
    for name in line.split()
}

_TIME = (
    r"(?:(?:\s*,\s*|\s+|T)(?:[^\W\d]{1,3}\s+)?(\d{1,2})[:hH.](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?"
    r"\s*([AaPp]\.?[Mm]\.?)?(?:\s*(?:Uhr|h))?)?(?:\s*(?:UTC|GMT|Z)?([+-]\d{2}:?\d{2})?)?"
)
_NUMERIC = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})" + _TIME)
_YEAR_FIRST = re.compile(r"(\d{4})([/.-])(\d{1,2})\2(\d{1,2})" + _TIME)
_NAMED = re.compile(r"(?:[^\W\d]+\.?,?\s+)?(\d{1,2})(?:\.|er|st|nd|rd|th|º|°)?\s+(?:de\s+|of\s+)?"
                    r"([^\W\d]+)\.?,?\s+(?:de\s+|del\s+)?(\d{4})" + _TIME)  # fmt: skip
_NAMED_FIRST = re.compile(r"(?:[^\W\d]+\.?,?\s+)?([^\W\d]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})"
                          + _TIME)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DateOrder:
    """How a column writes day and month.

    Attributes
    ----------
    day_first
        True for 31/12/2024.
    unclear
        Dates of the column whose day and month cannot be told apart.
    mixed
        True if some dates can only be day first and others only month first.
    """

    day_first: bool = True
    unclear: int = 0
    mixed: bool = False


def find_order(cells: Iterable[str]) -> DateOrder:
    """Decide from a whole column whether days or months come first; day first if undecidable."""
    first = second = either = 0
    for cell in cells:
        if match := _NUMERIC.fullmatch(cell.strip()):
            a, b = int(match[1]), int(match[3])
            first += a > 12
            second += b > 12
            either += a <= 12 and b <= 12 and a != b
    mixed = bool(first and second)
    decided = bool(first or second) and not mixed
    return DateOrder(not second or mixed, 0 if decided else either, mixed)


def read_date(cell: str, order: DateOrder) -> str:
    """A date or time as ISO 8601 (``2024-12-31`` or ``2024-12-31T23:59:00``); empty if unreadable."""
    cell = cell.strip()
    try:
        return _number(cell) if re.fullmatch(r"\d+(?:\.\d+)?", cell) else _words(cell, order)
    except (ValueError, OverflowError, OSError):
        return ""


def _number(cell: str) -> str:
    """Seconds or milliseconds since 1970, days since 1900 (Excel), 20241231 or a year."""
    number = float(cell)
    if 1e8 <= number < 1e14:
        seconds = number / 1000 if number >= 1e11 else number
        return datetime.fromtimestamp(int(seconds), UTC).isoformat()
    if re.fullmatch(r"(19|20)\d{6}", cell):
        return datetime.strptime(cell, "%Y%m%d").date().isoformat()
    if 20_000 <= number <= 80_000:
        moment = _EXCEL_EPOCH + timedelta(days=number)
        rounded = (moment + timedelta(milliseconds=500)).replace(microsecond=0)
        return _iso(rounded, whole_day=number.is_integer())
    return cell if re.fullmatch(r"(19|20)\d\d", cell) else ""


def _words(cell: str, order: DateOrder) -> str:
    if re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", cell):
        return cell
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", cell):
        return date.fromisoformat(cell).isoformat()
    if re.match(r"\d{4}-\d{2}-\d{2}[T ]", cell):
        try:
            return _iso(datetime.fromisoformat(cell))
        except ValueError:
            pass
    if match := _YEAR_FIRST.fullmatch(cell):
        return _build(int(match[1]), int(match[3]), int(match[4]), match.groups()[4:])
    if match := _NUMERIC.fullmatch(cell):
        a, b, year = int(match[1]), int(match[3]), int(match[4])
        day_first = b <= 12 and (order.day_first or a > 12)
        year += 0 if len(match[4]) == 4 else (2000 if year < 70 else 1900)
        day, month = (a, b) if day_first else (b, a)
        return _build(year, month, day, match.groups()[4:])
    if match := _NAMED.fullmatch(cell):
        return _build(int(match[3]), MONTHS[_month(match[2])], int(match[1]), match.groups()[3:])
    if match := _NAMED_FIRST.fullmatch(cell):
        return _build(int(match[3]), MONTHS[_month(match[1])], int(match[2]), match.groups()[3:])
    return ""


def _month(word: str) -> str:
    if key(word) not in MONTHS:
        raise ValueError(word)
    return key(word)


def _build(year: int, month: int, day: int, time: tuple[str | None, ...]) -> str:
    hour, minute, second, half, zone = time
    if hour is None:
        return date(year, month, day).isoformat()
    hours = int(hour)
    if half:
        hours = hours % 12 + (12 if half.lower().startswith("p") else 0)
    moment = datetime(year, month, day, hours, int(minute or 0), int(second or 0))
    if zone:
        sign = -1 if zone[0] == "-" else 1
        offset = timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
        moment = moment.replace(tzinfo=timezone(sign * offset))
    return _iso(moment)


def _iso(moment: datetime, *, whole_day: bool = False) -> str:
    return moment.date().isoformat() if whole_day else moment.isoformat(timespec="seconds")
