"""The calendar lies in the database: what one process changes the others see at their next books."""

from __future__ import annotations

from datetime import date

import pytest

from ledger.office_entries import CalendarDaySet
from storage.store import Store
from tests.ledger.house import ADMIN, MONDAY
from tests.storage.office import HOUSE

SATURDAY = date(2026, 11, 28)


async def works(store: Store) -> bool:
    async with store.reading(now=MONDAY) as books:
        return books.house.calendar.is_workday(SATURDAY)


async def test_another_process_sees_the_change_at_once(store: Store) -> None:
    other = await Store.open(store.url, house=HOUSE)
    try:
        assert not await works(store) and not await works(other)
        async with store.books(now=MONDAY) as books:
            await books.record(CalendarDaySet(by=ADMIN.id, at=MONDAY, day=SATURDAY, works=True))
            assert books.house.calendar.is_workday(SATURDAY)
            assert books.house.hours == HOUSE.hours
        assert await works(store) and await works(other)
    finally:
        await other.close()


async def test_what_is_rolled_back_never_held(store: Store) -> None:
    with pytest.raises(RuntimeError, match="away"):
        async with store.books(now=MONDAY) as books:
            await books.record(CalendarDaySet(by=ADMIN.id, at=MONDAY, day=SATURDAY, works=True))
            raise RuntimeError("away")
    assert not await works(store)
