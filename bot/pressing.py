"""Pressing: overdue receipts and late tasks, as often as the bell rings; what was held over the night goes out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field

import structlog

from bot.clock import Clock
from bot.lookout import Lookout
from handlers.desk import Desk
from handlers.pressing import chase_receipts, due_notices, due_receipts, issue_notices
from handlers.speaking import NOBODY, speak
from ledger.slots import is_quiet
from ledger.tasks import Task
from ledger.values import dataclass
from storage.books import OpenBooks
from storage.store import Store

log = structlog.get_logger(__name__)


@dataclass
class Pressing:
    """Presses for receipts and answers by the office's rules; entries and messages are one transaction."""

    store: Store
    clock: Clock
    desk: Desk
    lookout: Lookout = field(default_factory=Lookout)

    async def ring(self) -> None:
        """Do what is due now; looking costs a reading, only what is due opens the books for writing."""
        now = self.clock.now()
        async with self.store.reading(now=now) as books:
            ripe = await self.lookout.may_be_due(books)
            due = [number async for some in books.tasks.as_of(ripe) for number in _due_of(books, some)]
            seen, opened = books, _is_open(books)
        if due:
            async with self.store.books(now=now) as books:
                said = (*await chase_receipts(books, due), *await issue_notices(books, due))
                await speak(books, self.desk, NOBODY, said)
            log.info("pressed", messages=len(said))
        self.lookout.dealt_with(seen)
        if opened and (released := await self.store.outbox.release()):
            log.info("released", messages=released)


def _due_of(books: OpenBooks, tasks: tuple[Task, ...]) -> Iterator[str]:
    """Yield the numbers of those among the tasks for which something is due."""
    yield from dict.fromkeys(one.task.number for one in due_receipts(books, tasks))
    yield from (task.number for task in due_notices(books, tasks))


def _is_open(books: OpenBooks) -> bool:
    """Tell whether what was held is read by somebody at work: from the morning's first hour on, outside quiet time."""
    hours = books.house.hours
    opened = hours.local(books.now).time() >= hours.morning_start
    return opened and not is_quiet(books.now, books.house)
