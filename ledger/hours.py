"""Office hours (办公时间): business time zone, end of business, and limits that run in working hours."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from functools import cached_property, lru_cache
from zoneinfo import ZoneInfo

from ledger.calendar import DAY, REMEMBERED, WorkCalendar
from ledger.values import dataclass


@lru_cache(maxsize=1000)
def _in_zone(moment: datetime, _fold: int, zone: ZoneInfo) -> datetime:
    """Return the moment in that zone; the same few come again and again, with their task and with the hour.

    Those of an hour that comes twice are equal, and told apart by their fold.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return moment.astimezone(zone)


@dataclass(frozen=True, kw_only=True)
class OfficeHours:
    """When the office works on a workday; every moment it returns carries the business time zone."""

    morning_start: time = time(8, 30)
    morning_end: time = time(12)
    afternoon_start: time = time(14, 30)
    afternoon_end: time = time(18)
    timezone: str = "Asia/Shanghai"

    def __post_init__(self) -> None:
        if not self.morning_start < self.morning_end <= self.afternoon_start < self.afternoon_end:
            raise ValueError("office hours must follow each other")
        assert self._zone  # noqa: S101 - ZoneInfo raises where there is no such zone

    @cached_property
    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    def local(self, moment: datetime) -> datetime:
        """Return the moment in business time; a moment without a zone is refused."""
        return _in_zone(moment, moment.fold, self._zone)

    def at(self, day: date, hour: time) -> datetime:
        """Return that hour of the day in business time."""
        return datetime.combine(day, hour, self._zone)

    def day(self, day: date) -> tuple[datetime, datetime]:
        """Return when the day begins and when it ends."""
        return self.at(day, time()), self.at(day + DAY, time())

    def end_of_business(self, day: date) -> datetime:
        """Return the end of the day's business (下班)."""
        return self.at(day, self.afternoon_end)

    def add_working_hours(self, moment: datetime, hours: float, calendar: WorkCalendar) -> datetime:
        """Return the moment when ``hours`` working hours have passed, for receipt limits and the like."""
        left = timedelta(hours=hours)
        for start, end in self._spans(self.local(moment), calendar):
            if left <= end - start:
                return start + left
            left -= end - start
        raise ValueError("a limit in working hours must lie within a year")

    def latest_start(self, moment: datetime, hours: float, calendar: WorkCalendar) -> datetime:
        """Return the last moment from which ``hours`` working hours, more than none, have passed by ``moment``.

        A limit that begins by then has run out, one that begins later has not.
        """
        until, left = self.local(moment), timedelta(hours=hours)
        for day in (until.date() - DAY * step for step in range(366)):
            for opens, closes in reversed(self._halves(day)) if calendar.is_workday(day) else ():
                worked = min(closes, until) - opens
                if left <= worked:
                    return opens + worked - left
                left -= max(worked, timedelta())
        raise ValueError("a limit in working hours must lie within a year")

    def working_hours_between(self, start: datetime, end: datetime, calendar: WorkCalendar) -> float:
        """Return the working hours from ``start`` to ``end``; 0 where ``end`` is not later."""
        until, total = self.local(end), timedelta()
        for opens, closes in self._spans(self.local(start), calendar):
            if opens >= until:
                break
            total += min(closes, until) - opens
        return total / timedelta(hours=1)

    def _spans(self, start: datetime, calendar: WorkCalendar) -> Iterator[tuple[datetime, datetime]]:
        """Yield what is left of each working half-day from ``start`` on, for a year."""
        for step in range(366):
            day = start.date() + DAY * step
            if not calendar.is_workday(day):
                continue
            for opens, closes in self._halves(day):
                if closes > start:
                    yield max(opens, start), closes

    @cached_property
    def _halves(self) -> Callable[[date], tuple[tuple[datetime, datetime], tuple[datetime, datetime]]]:
        return lru_cache(maxsize=REMEMBERED)(self._halves_of)

    def _halves_of(self, day: date) -> tuple[tuple[datetime, datetime], tuple[datetime, datetime]]:
        morning = self.at(day, self.morning_start), self.at(day, self.morning_end)
        return morning, (self.at(day, self.afternoon_start), self.at(day, self.afternoon_end))
