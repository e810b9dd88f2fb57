"""Closing months (月结): the earliest month that is over and not closed, one in each transaction of its own.

A step that is killed leaves nothing behind; the next one begins where the last whole month ends.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.hours import OfficeHours
from storage.month_ends import MonthEnd, complete, first_sent, forget, keep, last_closed, needed, recorded_late
from storage.proving import last_before, last_link
from storage.store import Store

GRACE = timedelta(hours=1)
"""So long after its end a month waits for what was sent before; what comes later still is added, one by one."""
_LONGEST = timedelta(days=31)


async def close_next(store: Store, *, now: datetime) -> bool:
    """Close the earliest month that is over; return whether there was one."""
    async with store.reading(now=now) as books:
        hours, connection = books.house.hours, books.connection
        before = await last_closed(connection)
        ends_at = await _next_end(connection, before, hours)
        if ends_at is None or now < ends_at + GRACE:
            return False
        seq = await last_before(connection, ends_at, last=(await last_link(connection)).seq)
        month = MonthEnd(ends_at, seq if before is None else max(seq, before.seq))
        numbers = await needed(connection, month, before)
        late = () if before is None else await recorded_late(connection, before, month.seq)
    async with store.books(now=now) as books:
        await books.hold()
        if await last_closed(books.connection) == before:  # Else another process was first.
            await keep(books.connection, month, numbers, late)
            if now < _month_after(ends_at, hours) + GRACE:
                await complete(books.connection, month)
    return True


async def close_anew(store: Store, *, now: datetime) -> None:
    """Forget every month and close it again; stopped on the way, the clock goes on from there."""
    async with store.books(now=now) as books:
        await books.hold()
        await forget(books.connection)
    while await close_next(store, now=now):
        pass


async def _next_end(connection: AsyncConnection, before: MonthEnd | None, hours: OfficeHours) -> datetime | None:
    begins = before.ends_at if before is not None else await first_sent(connection)
    return None if begins is None else _month_after(begins, hours)


def _month_after(moment: datetime, hours: OfficeHours) -> datetime:
    """Return the first moment of the next month, by the clock of the office."""
    first = hours.local(moment).date().replace(day=1)
    return hours.at((first + _LONGEST).replace(day=1), time())
