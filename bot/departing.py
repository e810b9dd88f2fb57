"""Departing: whoever is to leave on a day has left when it begins, once, by the ledger's own entry."""

from __future__ import annotations

from dataclasses import dataclass

import structlog

from bot.clock import Clock
from handlers.departing import leave_by_clock
from handlers.desk import Desk
from handlers.speaking import NOBODY, speak
from ledger.acts.departing import departures_set
from ledger.office_entries import DepartureSet
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


async def _due(books: OpenBooks) -> list[DepartureSet]:
    today = books.house.hours.local(books.now).date()
    return [one for one in (await departures_set(books)).values() if one.day is not None and one.day <= today]
