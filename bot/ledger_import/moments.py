"""Dates as offices type them: 2026-11-28, 2026年11月28日 18时, 20261128, 11月28日, or a spreadsheet's day number."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from ledger.hours import OfficeHours

_EPOCH = date(1899, 12, 30)
"""Day 0 of a spreadsheet's calendar, from 1 March 1900 on."""
_EARLIEST, _LATEST = date(2000, 1, 1), date(2100, 1, 1)
_FULL = re.compile(r"((?:19|20)\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_SHORT = re.compile(r"(\d{1,2})月(\d{1,2})日?")
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_CLOCK = re.compile(r"[\sT]*(?:(\d{1,2})[:时](?:(\d{1,2})分?)?(?::(\d{1,2})(?:\.\d+)?秒?)?)?")


@dataclass(frozen=True, slots=True)
class Day:
    """A date out of a cell; ``hour`` is ``None`` where none was said, the year ``None`` where it was left out."""

    year: int | None
    month: int
    day: int
    hour: time | None = None

    def moment(self, hours: OfficeHours, *, not_before: date | None, today: date, default: time) -> datetime:
        """Return the moment in business time; a missing year is the first in which it is not before ``not_before``.

        Without ``not_before`` it is the latest in which it is not after today. ``ValueError``: there is no such day.
        """
        return hours.at(self._date(not_before, today), self.hour or default)

    def _date(self, not_before: date | None, today: date) -> date:
        if self.year is not None:
            return date(self.year, self.month, self.day)
        if not_before is not None:
            this = date(not_before.year, self.month, self.day)
            return this if this >= not_before else date(not_before.year + 1, self.month, self.day)
        this = date(today.year, self.month, self.day)
        return this if this <= today else date(today.year - 1, self.month, self.day)


def day_in(cell: str) -> Day | None:
    """Return the day that the cell names; ``None`` where it is none."""
    text = unicodedata.normalize("NFKC", cell).strip()
    serial = re.fullmatch(r"(\d{5})(\.\d+)?", text)
    if serial is not None:
        return _of_serial(float(text))
    for form, has_year in ((_FULL, True), (_COMPACT, True), (_SHORT, False)):
        match = form.match(text)
        clock = _CLOCK.fullmatch(text[match.end() :]) if match else None
        if match is not None and clock is not None:
            *year, month, day = map(int, match.groups())
            return _checked(Day(year[0] if has_year else None, month, day), clock)
    return None


def _of_serial(number: float) -> Day | None:
    day = _EPOCH + timedelta(days=int(number))
    minutes = round(number % 1 * 24 * 60)
    hour = time(minutes // 60 % 24, minutes % 60) if minutes else None
    return Day(day.year, day.month, day.day, hour) if _EARLIEST <= day < _LATEST else None


def _checked(day: Day, clock: re.Match[str]) -> Day | None:
    hour, minute, second = (int(one) if one else 0 for one in clock.groups())
    try:
        date(day.year or 2000, day.month, day.day)  # 2000 had a 29 February.
        at = time(hour, minute, second) if hour < 24 else time(23, 59)  # 24:00 is the end of the day.
    except ValueError:
        return None
    # A cell that is formatted as a date comes with midnight, which nobody typed.
    return Day(day.year, day.month, day.day, at if clock[1] and at != time(0) else None)
