"""封存: so many workdays after its end the scores of a quarter are frozen by an entry, once, late rather than never."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

import structlog

from bot.clock import Clock
from handlers.scoring import Material, material
from ledger.facts import Head
from ledger.quarters import Quarter
from ledger.score_entries import ScoresFrozen
from storage.books import OpenBooks
from storage.frozen_scores import canonical, digest, frozen_of
from storage.store import Store

log = structlog.get_logger(__name__)


@dataclass
class Freezing:
    """Looks at each ring whether the last quarter is due; scores are made beside the loop, with the books closed."""

    store: Store
    clock: Clock
    _over: set[Quarter] = field(default_factory=set)

    async def ring(self) -> None:
        """Freeze the last quarter if it is due; the entry decides, so that it is frozen once, whoever rings."""
        now = self.clock.now()
        async with self.store.reading(now=now) as books:
            house = books.house
            quarter = Quarter.of(house.hours.local(now).date()).before
            if quarter in self._over or not house.registers or now < quarter.frozen_at(house):
                return
            head = await books.head()
            read = None if await _is_frozen(books, quarter) else await _read(books, quarter, head)
        if read is not None and read.facts.head.seq:  # Else the ledger began only later.
            await self._freeze(quarter, head, await asyncio.to_thread(lambda: canonical(read.appraised())))
        self._over.add(quarter)

    async def _freeze(self, quarter: Quarter, head: Head, appraisals: str) -> None:
        async with self.store.books(now=self.clock.now()) as books:
            await books.hold()
            if await _is_frozen(books, quarter):
                return
            entry = ScoresFrozen(
                by=None,
                at=books.now,
                quarter=str(quarter),
                upto=head.seq,
                digest=digest(appraisals),
                appraisals=appraisals,
            )
            await books.record(entry)
        log.info("scores frozen", quarter=str(quarter))


async def _is_frozen(books: OpenBooks, quarter: Quarter) -> bool:
    return quarter in frozen_of(await books.records_of(ScoresFrozen))


async def _read(books: OpenBooks, quarter: Quarter, upto: Head) -> Material:
    return await material(books, since=quarter.since(books.house), at=quarter.until(books.house), upto=upto)
