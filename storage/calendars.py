"""The work calendar as rows: laid over the shipped years, kept in memory as long as its version stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from config.calendars import CalendarDay, CalendarYear
from ledger.house import House
from ledger.office_entries import CalendarDaySet, CalendarYearSet
from storage.calendar_tables import calendar_days, calendar_years
from storage.chain import next_count
from storage.engines import insert_into, replace_in
from storage.types import plain

SERIES = "calendar"


class HouseInForce:
    """The house rules with the calendar as committed; reads it again only when another transaction has changed it."""

    def __init__(self, shipped: House) -> None:
        self._shipped = shipped
        self._version = 0
        self._known = shipped

    async def current(self, connection: AsyncConnection, shipped: House, *, version: int) -> House:
        """Return the rules, laid over those that were shipped; nothing is read while the calendar's version stands."""
        if version != self._version or shipped is not self._shipped:
            self._known = await laid_over(shipped, connection)
            self._shipped, self._version = shipped, version
        return self._known


async def keep(connection: AsyncConnection, entry: CalendarYearSet | CalendarDaySet, seq: int) -> None:
    """Let the entry hold from now on, in every process."""
    await next_count(connection, SERIES)
    if isinstance(entry, CalendarYearSet):
        days = [[one.day.isoformat(), plain(one.name), one.works] for one in entry.days]
        year = {"year": entry.year, "paper": plain(entry.paper), "days": days, "seq": seq}
        await replace_in(connection, calendar_years).changed(connection, year)
        return
    await connection.execute(delete(calendar_days).where(calendar_days.c.day == entry.day))
    if entry.works is not None:
        day = {"day": entry.day, "works": entry.works, "seq": seq}
        await connection.execute(insert_into(connection, calendar_days).values(day))


async def laid_over(shipped: House, connection: AsyncConnection) -> House:
    """Return the rules with the calendar as this transaction sees it."""
    years = (await connection.execute(select(calendar_years).order_by(calendar_years.c.year))).all()
    own = (await connection.execute(select(calendar_days).order_by(calendar_days.c.day))).all()
    notices = [
        CalendarYear(year=row.year, papers=(row.paper,), days=tuple(_named(*day) for day in row.days)) for row in years
    ]
    days = [CalendarDay(name="", date=row.day, isOffDay=not row.works) for row in own]
    return replace(shipped, calendar=shipped.calendar.with_notices(notices).overlaid(days))


def _named(day: str, name: str, works: bool) -> CalendarDay:
    return CalendarDay(name=name, date=date.fromisoformat(day), isOffDay=not works)
