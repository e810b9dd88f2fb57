"""Recurring duties (周期事项): when one is due, when its task is assigned, and which rules are in force; pure."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import islice, takewhile

from ledger.calendar import DAY
from ledger.entries import Recorded, Source
from ledger.house import House
from ledger.origin_entries import Every, RecurrenceHanded, RecurrenceSet, RecurrenceStopped
from ledger.people import Assignee
from ledger.values import dataclass

KINDS = (RecurrenceSet, RecurrenceHanded, RecurrenceStopped)
_WEEK = 7
_LAST = -1
_LONGEST_REST = 15  # Days off on end, with room to spare.


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A recurrence in force: the ``n``-th that was ever set, its entry and where that was said."""

    n: int
    seq: int
    rule: RecurrenceSet
    source: Source


def in_force(records: Iterable[Recorded]) -> tuple[Standing, ...]:
    """Return the recurrences that were set and not stopped, out of all entries of ``KINDS``."""
    known = tuple(records)
    stopped = {record.entry.recurrence for record in known if isinstance(record.entry, RecurrenceStopped)}
    rules = ((record, record.entry) for record in known if isinstance(record.entry, RecurrenceSet))
    numbered = enumerate(rules, start=1)
    handed = [record.entry for record in known if isinstance(record.entry, RecurrenceHanded)]
    standing = (
        Standing(n=n, seq=record.seq, rule=_handed(rule, record.seq, handed), source=record.source)
        for n, (record, rule) in numbered
    )
    return tuple(one for one in standing if one.seq not in stopped)


def _handed(rule: RecurrenceSet, seq: int, handed: Iterable[RecurrenceHanded]) -> RecurrenceSet:
    """Return the rule with those who answer for it now."""
    for one in handed:
        if one.recurrence == seq:
            lead, support = (_instead(which, one) for which in (rule.lead, rule.support))
            rule = replace(rule, lead=lead, support=support)
    return rule


def _instead(assignees: tuple[Assignee, ...], handed: RecurrenceHanded) -> tuple[Assignee, ...]:
    return tuple(handed.new if one == handed.old else one for one in assignees)


def occurrences(rule: RecurrenceSet, house: House, *, after: datetime) -> Iterator[datetime]:
    """Yield the moments after ``after`` at which the duty is due; a rest day gives way to the workday before."""
    last: date | None = None
    for nominal in takewhile(lambda day: rule.until is None or day <= rule.until, _nominal(rule, house)):
        day = _worked(nominal, house)
        if day < rule.starts or (last is not None and day <= last):
            continue
        last = day
        moment = house.hours.at(day, rule.hour)
        if moment > after:
            yield moment


def due_instead(rule: RecurrenceSet, due: datetime, *, before: House, house: House) -> datetime | None:
    """Return when the occurrence that was due then by the calendar before is due now; ``None`` where there is none."""
    wanted = house.hours.local(due).date()
    if rule.every is Every.WORKDAY:
        return house.hours.at(_worked(wanted, house), rule.hour)
    days = takewhile(lambda day: day <= wanted + DAY * _LONGEST_REST, _nominal(rule, before))
    nominal = next((day for day in days if before.hours.at(_worked(day, before), rule.hour) == due), None)
    return None if nominal is None else house.hours.at(_worked(nominal, house), rule.hour)


def _worked(day: date, house: House) -> date:
    return day if house.calendar.is_workday(day) else house.calendar.previous_workday(day)


def next_dates(rule: RecurrenceSet, house: House, *, after: datetime, count: int = 3) -> tuple[datetime, ...]:
    """Return the next few moments at which the duty is due."""
    return tuple(islice(occurrences(rule, house, after=after), count))


def current(rule: RecurrenceSet, house: House, now: datetime) -> datetime | None:
    """Return the occurrence whose task is to be there now: not due yet, and its time of work has begun.

    What fell due meanwhile, because nobody was there to ring, is past and not made up for.
    """
    due = next(occurrences(rule, house, after=max(now, rule.at)), None)
    return due if due is not None and opening(rule, house, due) <= now else None


def opening(rule: RecurrenceSet, house: House, due: datetime) -> datetime:
    """Return when the task of an occurrence is assigned: at the beginning of business.

    Not before the occurrence before it was due, and not more workdays ahead than the house wants
    (``recurrence_ahead``).
    """
    hours, calendar = house.hours, house.calendar
    early = calendar.add_workdays(due.date(), -house.recurrence_ahead)
    before = list(takewhile(lambda one: one < due, occurrences(rule, house, after=rule.at)))[-1:]
    opens = hours.at(early, hours.morning_start)
    if before:
        same_day = hours.at(before[0].date(), hours.morning_start)
        following = hours.at(calendar.next_workday(before[0].date()), hours.morning_start)
        opens = max(opens, same_day if same_day > before[0] else following)
    return min(opens, due)


def _nominal(rule: RecurrenceSet, house: House) -> Iterator[date]:
    """Yield the days as the rule names them, rest days included, from the day on which it starts; without end."""
    match rule.every:
        case Every.WORKDAY:
            yield from _workdays(rule, house)
        case Every.DAYS:
            yield from _each(rule.starts, rule.interval)
        case Every.WEEK:
            yield from _weekly(rule)
        case Every.MONTH | Every.QUARTER:
            yield from _monthly(rule)


def _workdays(rule: RecurrenceSet, house: House) -> Iterator[date]:
    day = rule.starts if house.calendar.is_workday(rule.starts) else house.calendar.next_workday(rule.starts)
    while True:
        yield day
        day = house.calendar.next_workday(day)


def _each(starts: date, interval: int) -> Iterator[date]:
    day = starts
    while True:
        day += DAY * interval
        yield day


def _weekly(rule: RecurrenceSet) -> Iterator[date]:
    monday = rule.starts - DAY * rule.starts.weekday()
    while True:
        yield from (day for one in sorted(rule.weekdays) if (day := monday + DAY * one) >= rule.starts)
        monday += timedelta(days=_WEEK) * rule.interval


def _monthly(rule: RecurrenceSet) -> Iterator[date]:
    """Yield the day of each month, or of each quarter's last; a day that a month lacks is its last."""
    year, month = rule.starts.year, rule.starts.month
    while True:
        length = monthrange(year, month)[1]
        wanted = rule.day or 1
        day = date(year, month, length if wanted == _LAST else min(wanted, length))
        if day >= rule.starts and (rule.every is Every.MONTH or month % 3 == 0):
            yield day
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
