"""Archiving: closed tasks that nobody has touched for long are put away, some at each ring, each by an entry."""

from __future__ import annotations

import structlog

from bot.clock import Clock
from ledger.acts.closing import archive_by_rule
from ledger.archiving import archive_is_due, untouched_since
from ledger.tasks import Task
from ledger.values import dataclass
from storage.books import OpenBooks
from storage.store import Store

log = structlog.get_logger(__name__)

AT_ONCE = 50
"""Tasks in one transaction: others wait for a fraction of a second, and the rest comes with the next ring."""


@dataclass
class Archiving:
    """Looks at each ring what is due; nobody is told, for nothing is asked of anybody."""

    store: Store
    clock: Clock

    async def ring(self) -> None:
        """Archive what is due; the entry decides, so that nothing is archived twice, whoever rings."""
        async with self.store.reading(now=self.clock.now()) as books:
            if not await _due(books):
                return
        async with self.store.books(now=self.clock.now()) as books:
            await books.hold()
            done = [await archive_by_rule(books, task.number, at=books.now) for task in await _due(books)]
        log.info("archived", tasks=sum(task is not None for task in done))


async def _due(books: OpenBooks) -> list[Task]:
    before = untouched_since(books.now, books.house)
    if before is None:
        return []
    found = await books.tasks.closed_before(before, limit=AT_ONCE)
    return [task for task in found if archive_is_due(task, books.now, books.house)]
