"""The work calendar: a year's notice (节假日安排) is kept, or the office's own rule for a day (本单位调整)."""

from __future__ import annotations

from datetime import date, datetime

from ledger.acts.ports import Books, person_of
from ledger.acts.requests import Request
from ledger.entries import Recorded
from ledger.office_entries import CalendarDaySet, CalendarYearSet, NamedDay
from ledger.office_refusals import DayOver, NothingChanges
from ledger.people import PersonId
from ledger.permissions import check_right
from ledger.transitions import Act
from ledger.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepNotice(Request):
    """Keep the notice for a year; ``paper`` is its title."""

    year: int
    paper: str
    days: tuple[NamedDay, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetOwnDays(Request):
    """Let the office work on these days, or not; ``works`` is ``None`` where the notice holds again."""

    days: tuple[date, ...]
    works: bool | None


def check_calendar(books: Books, person: PersonId) -> None:
    """Refuse (``NotAllowed``) whoever may not change the calendar."""
    check_right(person_of(books, person), Act.SET_CALENDAR)


async def keep_notice(books: Books, request: KeepNotice) -> Recorded:
    """Keep the year's notice, in the place of an earlier one; it holds at once, in every process."""
    check_calendar(books, request.person)
    return await books.record(
        CalendarYearSet(
            by=request.person, at=request.sent_at, year=request.year, paper=request.paper, days=request.days
        )
    )


async def set_own_days(books: Books, request: SetOwnDays) -> tuple[Recorded, ...]:
    """Record the office's own rule for each of the days that it changes."""
    check_calendar(books, request.person)
    changed = days_changed(books, request)
    return tuple(
        [
            await books.record(CalendarDaySet(by=request.person, at=request.sent_at, day=day, works=request.works))
            for day in changed
        ]
    )


def days_changed(books: Books, request: SetOwnDays) -> tuple[date, ...]:
    """Return the days that would be other than they are; refuse days that are over, and what changes nothing."""
    calendar, today = books.house.calendar, _today(books, request.sent_at)
    if any(day < today for day in request.days):
        raise DayOver(min(request.days))
    if request.works is None:
        changed = tuple(day for day in request.days if calendar.is_own(day))
    else:
        changed = tuple(day for day in request.days if calendar.is_workday(day) is not request.works)
    if not changed:
        raise NothingChanges(request.days[0], calendar.is_workday(request.days[0]))
    return changed


def _today(books: Books, moment: datetime) -> date:
    return books.house.hours.local(moment).date()
