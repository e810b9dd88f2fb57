"""Recounting: once a year's notice is kept, from the chat or the command line, provisional limits are counted anew."""

from __future__ import annotations

import structlog

from bot.clock import Clock
from handlers.desk import Desk
from handlers.recounting import recount_all
from handlers.speaking import NOBODY, speak
from ledger.entries import Recorded
from ledger.office_entries import CalendarYearSet
from ledger.slots import DueSlot, Slot
from ledger.values import dataclass
from storage.books import OpenBooks
from storage.store import Store

log = structlog.get_logger(__name__)


@dataclass
class Recounting:
    """Looks at each ring for a notice that nobody has counted by yet; its slot's row decides who does, once."""

    store: Store
    clock: Clock
    desk: Desk

    async def ring(self) -> None:
        """Count by what was kept since, and tell whom it concerns, in one transaction."""
        async with self.store.reading(now=self.clock.now()) as books:
            due = await _due(books)
        if not due:
            return
        async with self.store.books(now=self.clock.now()) as books:
            await books.hold()
            years = [year for year, record in (await _due(books)).items() if await _claimed(books, record)]
            if years:
                await speak(books, self.desk, NOBODY, await recount_all(books, years))
        log.info("recounted", years=years)


async def _due(books: OpenBooks) -> dict[int, Recorded]:
    """Return the latest notice of each year that was not counted by."""
    records = await books.records_of(CalendarYearSet)
    latest = {record.entry.year: record for record in records if isinstance(record.entry, CalendarYearSet)}
    if not latest:
        return {}
    counted = await books.slots.published(since=min(record.entry.at for record in latest.values()))
    return {year: record for year, record in latest.items() if _slot(record).slot not in counted}


def _slot(record: Recorded) -> DueSlot:
    return DueSlot(slot=Slot("recount", 0, f"{record.seq}"), due_at=record.entry.at)


async def _claimed(books: OpenBooks, record: Recorded) -> bool:
    """Tell whether it falls to us: no other process was first."""
    row = await books.slots.claim(_slot(record), cut_off=books.now, since=record.entry.at, body="", head="")
    return row is not None
