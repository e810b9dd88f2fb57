"""Departing: whoever is to leave on a day has left when it begins, once, by the ledger's own entry."""

from __future__ import annotations

import structlog

from bot.clock import Clock
from handlers.departing import hand_over_after_import, leave_by_clock
from handlers.desk import Desk
from handlers.speaking import NOBODY, speak
from ledger.acts.departing import departures_set
from ledger.office_entries import DepartureSet, RosterImported
from ledger.slots import DueSlot, Slot
from ledger.values import dataclass
from storage.books import OpenBooks
from storage.store import Store

log = structlog.get_logger(__name__)


@dataclass
class Departing:
    """Looks at each ring whose day has come; access ends and tasks go over in one transaction."""

    store: Store
    clock: Clock
    desk: Desk

    async def ring(self) -> None:
        """Let everybody leave who is due."""
        async with self.store.reading(now=self.clock.now()) as books:
            due = await _due(books)
        for one in due:
            async with self.store.books(now=self.clock.now()) as books:
                await books.hold()
                if any(known.person == one.person for known in await _due(books)):  # Nobody else was first.
                    answers = await leave_by_clock(books, one.person, one.how)
                    await speak(books, self.desk, NOBODY, answers)
            log.info("departed", person=one.person)
        await self._hand_over()

    async def _hand_over(self) -> None:
        """Hand over what is open with people who were missing from a roster imported since; its slot decides, once."""
        async with self.store.reading(now=self.clock.now()) as books:
            due = await _imported(books)
        if due is None:
            return
        async with self.store.books(now=self.clock.now()) as books:
            await books.hold()
            if await books.slots.claim(due, cut_off=books.now, since=due.due_at, body="", head="") is None:
                return  # Another process was first.
            await speak(books, self.desk, NOBODY, await hand_over_after_import(books))


async def _imported(books: OpenBooks) -> DueSlot | None:
    """Return the slot of the latest roster import, unless it was dealt with."""
    latest = (await books.records_of(RosterImported))[-1:]
    if not latest:
        return None
    slot = Slot("handover", 0, f"{latest[0].seq}")
    due = DueSlot(slot=slot, due_at=latest[0].entry.at)
    return None if slot in await books.slots.published(since=due.due_at) else due


async def _due(books: OpenBooks) -> list[DepartureSet]:
    today = books.house.hours.local(books.now).date()
    return [one for one in (await departures_set(books)).values() if one.day is not None and one.day <= today]
