"""Workdays by the State Council notices with make-up days (工作日、调休); pure, built from data that is passed in."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # The models of the files take a fifth of a second to import, and whoever holds data has them.
    from config.calendars import CalendarData, CalendarDay, CalendarYear, Feast

DAY = timedelta(days=1)
LONGEST_RUN = 60  # No run of rest days is longer; a calendar that says so is broken.
REMEMBERED = 4096
"""Answers of one kind that are kept, for what never changes: a report asks the same of thousands of tasks."""


class UnknownFeast(LookupError):  # noqa: N818 - named for what is so, as refusals are
    """The calendar knows no feast of that name in that year."""


class WorkCalendar:
    """Tells workdays from rest days; a year without a notice is provisional (暂定): the statute and weekends only."""

    def __init__(self, data: CalendarData) -> None:
        self._data = data
        self._published = frozenset(year.year for year in data.years if year.papers)
        self._named = {day.date: day for year in data.years for day in year.days}
        self._own = frozenset(day.date for year in data.years if not year.papers for day in year.days)
        self._feasts = {name: feast for feast in data.feasts for name in (feast.name, *feast.aliases)}
        self._statutory = lru_cache(maxsize=64)(self._statutory_days)
        self._is_workday = lru_cache(maxsize=REMEMBERED)(self._judged)
        self._added = lru_cache(maxsize=REMEMBERED)(self._stepped)
        self._between = lru_cache(maxsize=REMEMBERED)(self._counted)

    def overlaid(self, days: Iterable[CalendarDay]) -> WorkCalendar:
        """Return a calendar in which the office's own days win (本单位调整)."""
        return WorkCalendar(self._data.overlaid(days))

    def with_notices(self, years: Iterable[CalendarYear]) -> WorkCalendar:
        """Return a calendar in which these notices stand in the place of earlier ones for the same years."""
        newer = {year.year: year for year in years}
        kept = [year for year in self._data.years if year.papers and year.year not in newer]
        local = [year for year in self._data.years if not year.papers]
        return WorkCalendar(self._data.model_copy(update={"years": (*kept, *newer.values(), *local)}))

    def without_notices(self, years: Collection[int]) -> WorkCalendar:
        """Return the calendar as it was while no notice for these years was known."""
        kept = tuple(year for year in self._data.years if not year.papers or year.year not in years)
        return WorkCalendar(self._data.model_copy(update={"years": kept}))

    @property
    def feast_names(self) -> tuple[str, ...]:
        """Return every name and alias by which a feast can be asked for."""
        return tuple(self._feasts)

    def is_workday(self, day: date) -> bool:
        """Tell whether the office works on that day."""
        return self._is_workday(day)

    def _judged(self, day: date) -> bool:
        named = self._named.get(day)
        if named is not None:
            return not named.is_off_day
        return day.weekday() < 5 and not (self.is_provisional(day) and day in self._statutory(day.year))

    def is_own(self, day: date) -> bool:
        """Tell whether the office has a rule of its own for the day (本单位调整)."""
        return day in self._own

    def is_provisional(self, when: date | int) -> bool:
        """Tell whether no notice is known for that year."""
        return (when if isinstance(when, int) else when.year) not in self._published

    def next_workday(self, day: date) -> date:
        """Return the first workday after ``day``."""
        return self._first(day, DAY, self.is_workday)

    def previous_workday(self, day: date) -> date:
        """Return the last workday before ``day``."""
        return self._first(day, -DAY, self.is_workday)

    def add_workdays(self, day: date, count: int) -> date:
        """Return the ``count``-th workday after ``day`` (before it for a negative count); ``day`` is not counted."""
        return self._added(day, count)

    def _stepped(self, day: date, count: int) -> date:
        step = self.next_workday if count > 0 else self.previous_workday
        for _ in range(abs(count)):
            day = step(day)
        return day

    def workdays_between(self, start: date, end: date) -> int:
        """Count the workdays after ``start`` up to and including ``end``; negative where ``end`` lies before."""
        return self._between(start, end) if start <= end else -self._between(end, start)

    def _counted(self, start: date, end: date) -> int:
        return sum(self.is_workday(start + DAY * step) for step in range(1, (end - start).days + 1))

    def last_workday_of_week(self, day: date) -> date:
        """Return the last workday of the Monday-to-Sunday week, else (a week of rest) the workday before it."""
        return self.previous_workday(day + DAY * (7 - day.weekday()))

    def is_last_workday_of_week(self, day: date) -> bool:
        """Tell whether the weekly summary falls on that day."""
        return self.is_workday(day) and day == self.last_workday_of_week(day)

    def last_workday_of_month(self, day: date) -> date:
        """Return the last workday of the month that ``day`` lies in."""
        return self.previous_workday((day.replace(day=1) + DAY * 32).replace(day=1))

    def last_workday_of_quarter(self, day: date) -> date:
        """Return the last workday of the quarter that ``day`` lies in."""
        return self.last_workday_of_month(day.replace(day=1, month=(day.month + 2) // 3 * 3))

    def feast_day(self, name: str, year: int) -> date:
        """Return the feast's own day (春节 is the first day of the lunar year); ``UnknownFeast`` without one."""
        feast = self._feasts.get(name)
        day = feast.day_in(year) if feast else None
        if day is None:
            raise UnknownFeast(name, year)
        return day

    def feast(self, name: str, year: int) -> date:
        """Return the first day of the feast's run of days off (放假第一天)."""
        day = self.feast_day(name, year)
        return self._first(day, -DAY, lambda earlier: not self._is_feast_rest(earlier)) + DAY

    def days_off(self, year: int) -> tuple[date, ...]:
        """Return the days off by notice or statute in that year, without ordinary weekends."""
        named = {day for day, entry in self._named.items() if day.year == year and entry.is_off_day}
        statutory = self._statutory(year) if self.is_provisional(year) else frozenset()
        return tuple(sorted(named | {day for day in statutory if not self.is_workday(day)}))

    def special_days(self, year: int) -> tuple[date, ...]:
        """Return every day of the year that a notice, the statute or the office names."""
        return tuple(sorted({day for day in self._named if day.year == year} | set(self.days_off(year))))

    def name_of(self, day: date) -> str:
        """Return the feast for which a notice names the day; empty where none does."""
        return self._named[day].name if day in self._named else ""

    def _is_feast_rest(self, day: date) -> bool:
        named = self._named.get(day)
        if named is not None:
            return named.is_off_day
        return self.is_provisional(day) and day in self._statutory(day.year)

    def _statutory_days(self, year: int) -> frozenset[date]:
        return frozenset(day for feast in self._data.feasts for day in _days_off_by_statute(feast, year))

    @staticmethod
    def _first(day: date, step: timedelta, wanted: Callable[[date], bool]) -> date:
        for _ in range(LONGEST_RUN):
            day += step
            if wanted(day):
                return day
        raise ValueError(f"no workday within {LONGEST_RUN} days of {day}")


def _days_off_by_statute(feast: Feast, year: int) -> Iterator[date]:
    """Yield the days that are off wherever no notice says more (全国年节及纪念日放假办法)."""
    day = feast.day_in(year)
    if day is not None:
        for step in range(feast.first_off, feast.last_off + 1):
            yield day + DAY * step
