"""Periods: what a report covers runs from cut-off to cut-off, so that nothing falls between two reports."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from ledger.facts import Facts
from ledger.house import House
from ledger.values import dataclass


@dataclass(frozen=True, slots=True)
class Period:
    """``start`` and ``before`` are exclusive, ``end`` is inclusive; (before, start] is what is compared with."""

    before: datetime
    start: datetime
    end: datetime

    def aligned(self, facts: Facts) -> Period:
        """Return the period as it is compared with what tasks carry."""
        return Period(facts.aligned(self.before), facts.aligned(self.start), facts.aligned(self.end))

    def reported_since(self, house: House) -> datetime:
        """Return since when a return counts for today: asked for after today's cut-off, since the one of yesterday."""
        start, end = house.hours.local(self.start), house.hours.local(self.end)
        return self.before if start.date() == end.date() else self.start


def period_of(kind: str, at: datetime, house: House, *, last: datetime | None = None) -> Period:
    """Return the period of a report cut off at ``at``; ``last`` is the cut-off before it, where one is known.

    Without one, the cut-off before is taken to be at the same hour of the previous workday, or for a summary of the
    last workday of the week (month, quarter) before. Facts must reach back to ``before``.
    """
    start = last if last is not None and last < at else _cut_off_before(kind, at, house)
    return Period(before=_cut_off_before(kind, start, house), start=start, end=at)


def _cut_off_before(kind: str, at: datetime, house: House) -> datetime:
    local = house.hours.local(at)
    return house.hours.at(_day_before(kind, local.date(), house), local.time())


def _day_before(kind: str, day: date, house: House) -> date:
    # The workday before this week's Monday is the last one of the last week that had any; alike for a month.
    return house.calendar.previous_workday(first_day(kind, day))


def first_day(kind: str, day: date) -> date:
    """Return the first day of the week, month or quarter that the day lies in; of a day's report that day."""
    match kind:
        case "weekly":
            return day - timedelta(days=day.weekday())
        case "monthly":
            return day.replace(day=1)
        case "quarterly":
            return day.replace(day=1, month=(day.month - 1) // 3 * 3 + 1)
        case _:
            return day


def next_first(kind: str, day: date) -> date:
    """Return the first day of the week, month or quarter after the one that the day lies in."""
    longest = {"weekly": 7, "monthly": 31, "quarterly": 92}[kind]
    return first_day(kind, first_day(kind, day) + timedelta(days=longest))
