"""Dates as offices type them: 2026-11-28, 2026年11月28日 18时, 20261128, 11月28日, or a spreadsheet's day number.

Also 二〇二六年十一月二十八日, 11/28, 11月28日（周六）前 and 11月28日下午3点半. 11.28 is no date: a spreadsheet makes
11.3 of 11.30, and nobody could tell which was meant.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta

from ledger.hours import OfficeHours
from ledger.values import dataclass

_EPOCH = date(1899, 12, 30)
"""Day 0 of a spreadsheet's calendar, from 1 March 1900 on."""
_EARLIEST, _LATEST = date(2000, 1, 1), date(2100, 1, 1)
_FULL = re.compile(r"((?:19|20)\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?")
_SHORT = re.compile(r"(\d{1,2})月(\d{1,2})[日号]?|(\d{1,2})[-/](\d{1,2})")
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_SPELLED = re.compile(r"[〇零一二三四五六七八九十]+(?=[年月日号时点分])")
_ASIDE = re.compile(r"\(?(?:周|星期|礼拜)[一二三四五六日天]\)?|(?:之前|以前|前|止)$")
_HALF = re.compile(r"(上午|下午|晚上?)\s*(\d{1,2})")
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
    text = _plain(unicodedata.normalize("NFKC", cell).strip())
    serial = re.fullmatch(r"(\d{5})(\.\d+)?", text)
    if serial is not None:
        return _of_serial(float(text))
    for form, has_year in ((_FULL, True), (_COMPACT, True), (_SHORT, False)):
        match = form.match(text)
        clock = _CLOCK.fullmatch(text[match.end() :]) if match else None
        if match is not None and clock is not None:
            *year, month, day = (int(one) for one in match.groups() if one is not None)
            return _checked(Day(year[0] if has_year else None, month, day), clock)
    return None


def _plain(text: str) -> str:
    """Return the words in digits, without the day of the week and what only says "by": 十一月二十八日（周六）前."""
    text = _ASIDE.sub("", _SPELLED.sub(lambda found: _digits(found[0]), text).replace("半", "30分")).strip()
    return _HALF.sub(_on_the_clock, text).replace("点", "时")


def _digits(spelled: str) -> str:
    """Return 二〇二六 digit by digit and 二十八 as a number; what is neither stays as it is."""
    if not _TEN.fullmatch(spelled):
        return spelled.translate(_DIGITS) if "十" not in spelled else spelled
    tens, ones = spelled.split("十")
    return str(int(tens.translate(_DIGITS) or 1) * 10 + int(ones.translate(_DIGITS) or 0))


_TEN = re.compile("[一二三四五六七八九]?十[一二三四五六七八九]?")
_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")


def _on_the_clock(said: re.Match[str]) -> str:
    """Return the hour of the clock that 下午3 means; 下午15 is it already."""
    hour = int(said[2])
    return f" {hour + 12 if said[1] != '上午' and hour < 12 else hour}"


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
