"""Periods: what a report covers runs from cut-off to cut-off, so that nothing falls between two reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ledger.house import House

WEEKLY = "weekly"


@dataclass(frozen=True, slots=True)
class Period:
    """``start`` and ``before`` are exclusive, ``end`` is inclusive; (before, start] is what is compared with."""

    before: datetime
    start: datetime
    end: datetime


def period_of(kind: str, at: datetime, house: House, *, last: datetime | None = None) -> Period:
    """Return the period of a report cut off at ``at``; ``last`` is the cut-off before it, where one is known.

    Without one, the cut-off before is taken to be at the same hour of the previous workday, or for the weekly
    summary of the previous week's last workday. Facts must reach back to ``before``.
    """
    start = last if last is not None and last < at else _cut_off_before(kind, at, house)
    return Period(before=_cut_off_before(kind, start, house), start=start, end=at)


def _cut_off_before(kind: str, at: datetime, house: House) -> datetime:
    local = house.hours.local(at)
    return house.hours.at(_day_before(kind, local.date(), house), local.time())


def _day_before(kind: str, day: date, house: House) -> date:
    if kind == WEEKLY:
        # The workday before this week's Monday: the last one of the last week that had any.
        return house.calendar.previous_workday(day - timedelta(days=day.weekday()))
    return house.calendar.previous_workday(day)


def end_of_next_week(at: datetime, house: House) -> date:
    """Return the Sunday of the week after the one that ``at`` lies in."""
    day = house.hours.local(at).date()
    return day + timedelta(days=13 - day.weekday())
