"""What ninety days owe, worked out without the program: the notices of the State Council, the hours, the downs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path

from tests.chaos.office import at

NOTICE = Path(__file__).parents[2] / "config" / "calendars" / "2026.json"
GRACE, CATCH_UP = timedelta(minutes=5), timedelta(hours=3)
NIGHT = (time(20), time(8))
MORNING, EVENING = time(8, 30), time(17, 30)
PRIVATE = (time(16, 30), time(16, 50), time(17, 15))
"""Hours at which people are reminded and shown what the groups will get."""
ON_TIME, LATE, SKIPPED, UNDELIVERABLE = "sent", "late", "skipped", "undeliverable"

Period = tuple[str, str]
"""Report and period."""


@dataclass(frozen=True)
class Due:
    """One report of one period, and its hour."""

    report: str
    period: str
    moment: datetime


@dataclass(frozen=True)
class Almanac:
    """The days from ``first`` on; in the morning of the day ``moved`` the daily report's hour becomes ``then``."""

    first: date
    days: int
    moved: date
    then: time

    def every_day(self) -> Iterator[date]:
        """Yield each day."""
        yield from (self.first + timedelta(days=number) for number in range(self.days))

    def is_workday(self, day: date) -> bool:
        """Tell whether the office works, by the notice and else by the weekday."""
        off: bool = _notice().get(day.isoformat(), day.weekday() >= 5)
        return not off

    def daily_at(self, day: date) -> time:
        """Return the hour of the daily report."""
        return self.then if day >= self.moved else EVENING

    def hours(self, day: date) -> Sequence[time]:
        """Return the hours at which something is due."""
        return sorted({MORNING, *PRIVATE, EVENING, self.daily_at(day)}) if self.is_workday(day) else ()

    def dues(self) -> Iterator[Due]:
        """Yield what each group is owed."""
        for day in filter(self.is_workday, self.every_day()):
            evening = moment(day, EVENING)
            yield Due("dispatch", day.isoformat(), moment(day, MORNING))
            yield Due("daily", day.isoformat(), moment(day, self.daily_at(day)))
            if not any(map(self.is_workday, _later(day, lambda one: one.isocalendar()[:2]))):
                yield Due("weekly", "{}-W{:02d}".format(*day.isocalendar()[:2]), evening)
            if not any(map(self.is_workday, _later(day, lambda one: one.month))):
                yield Due("monthly", f"{day:%Y-%m}", evening)
                if day.month % 3 == 0:
                    yield Due("quarterly", f"{day.year}-Q{day.month // 3}", evening)

    def fate(self, due: Due, seen: Sequence[datetime]) -> str:
        """Return what becomes of it when the bot looks at the clock at these moments; nothing where it never does."""
        for look in seen:
            if look < due.moment:
                continue
            if look > due.moment + CATCH_UP:
                return SKIPPED
            if not self._is_quiet(look):
                return LATE if look > due.moment + GRACE else ON_TIME
        return ""

    def _is_quiet(self, look: datetime) -> bool:
        night = look.time() >= NIGHT[0] or look.time() < NIGHT[1]
        return night or not self.is_workday(look.date())


def _later(day: date, span: Callable[[date], object]) -> Iterator[date]:
    """Yield the days after this one in the same week or month."""
    while span(day) == span(day := day + timedelta(days=1)):
        yield day


def moment(day: date, hour: time) -> datetime:
    """Return the moment of the office."""
    return at(f"{day} {hour:%H:%M}")


@cache
def _notice() -> dict[str, bool]:
    """Return the days that the notice names, and whether they are off."""
    return {one["date"]: one["isOffDay"] for one in json.loads(NOTICE.read_text("utf-8"))["days"]}
