"""Suspended time (中止): how deadlines, limits and ages leave it out.

What counts is the workday: a suspension takes out the workdays after the day on which it began, up to and including
the day on which it ended. Begun and ended on one day, it takes out nothing but its hours of a limit in hours.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from ledger.house import House
from ledger.tasks import Suspension, Task


def deadline_after(deadline: datetime, since: datetime, until: datetime, house: House) -> datetime:
    """Return the deadline moved by the suspended workdays, at the same hour; never earlier than it was."""
    hours, calendar = house.hours, house.calendar
    days = calendar.workdays_between(hours.local(since).date(), hours.local(until).date())
    local = hours.local(deadline)
    return hours.at(calendar.add_workdays(local.date(), days), local.time()) if days > 0 else deadline


def stood_since(task: Task, since: datetime) -> datetime:
    """Return from when the clock stood for the deadline: one that a receipt fixed meanwhile ran from then on."""
    signed = [one.acknowledged_at for one in task.leads if one.due == task.deadline and one.acknowledged_at is not None]
    return max([since, *signed]) if task.term is not None else since


def running_workdays(start: datetime, end: datetime, suspensions: Iterable[Suspension], house: House) -> int:
    """Count the workdays after the day of ``start`` up to and including that of ``end``, suspended ones left out."""
    first, last = (house.hours.local(moment).date() for moment in (start, end))
    stood = sum(_within(first, last, one, house) for one in suspensions)
    return max(0, house.calendar.workdays_between(first, last) - stood)


def _within(first: date, last: date, one: Suspension, house: House) -> int:
    begun = max(first, house.hours.local(one.since).date())
    ended = last if one.until is None else min(last, house.hours.local(one.until).date())
    return house.calendar.workdays_between(begun, ended) if ended > begun else 0


def limit_after(start: datetime, hours: float, suspensions: Iterable[Suspension], house: House) -> datetime | None:
    """Return when so many working hours have run, suspended ones left out; ``None`` where they still stand still."""
    limit = house.hours.add_working_hours(start, hours, house.calendar)
    for one in suspensions:
        if one.since >= limit:
            break
        if one.until is None:
            return None
        if one.until > start:
            stood = house.hours.working_hours_between(max(start, one.since), one.until, house.calendar)
            limit = house.hours.add_working_hours(limit, stood, house.calendar)
    return limit
