"""封存: so many workdays after its end the scores of a quarter are frozen by an entry, once, late rather than never."""

from __future__ import annotations

import asyncio
from dataclasses import field

import structlog

from bot.clock import Clock
from handlers.desk import Desk
from handlers.freezing import circular_drafted, frozen_told, points_of_scores
from handlers.scoring import Material, material
from handlers.speaking import NOBODY, speak
from ledger.circulars import Point
from ledger.facts import Facts, Head
from ledger.quarters import Quarter
from ledger.score_entries import ScoresFrozen
from ledger.scores import Appraisal
from ledger.slots import is_quiet
from ledger.values import dataclass
from storage.books import OpenBooks
from storage.frozen_scores import canonical, digest, frozen_of
from storage.store import Store

log = structlog.get_logger(__name__)


@dataclass
class Freezing:
    """Looks at each ring whether the last quarter is due; scores are made beside the loop, with the books closed."""

    store: Store
    clock: Clock
    desk: Desk
    _over: set[Quarter] = field(default_factory=set)

    async def ring(self) -> None:
        """Freeze the last quarter if it is due; the entry decides, so that it is frozen once, whoever rings."""
        now = self.clock.now()
        async with self.store.reading(now=now) as books:
            house = books.house
            quarter = Quarter.of(house.hours.local(now).date()).before
            early = now < quarter.frozen_at(house) or is_quiet(now, house)
            if quarter in self._over or not house.registers or early:
                return
            head = await books.head()
            read = None if await _is_frozen(books, quarter) else await _read(books, quarter, head)
        if read is not None and read.facts.head.seq:  # Else the ledger began only later.
            await self._freeze(quarter, head, await asyncio.to_thread(_made, read))
        self._over.add(quarter)

    async def _freeze(self, quarter: Quarter, head: Head, made: Made) -> None:
        """Write the entry, tell the ranking and draft the circular: all of it, or nothing."""
        async with self.store.books(now=self.clock.now()) as books:
            await books.hold()
            if await _is_frozen(books, quarter):
                return
            entry = ScoresFrozen(
                by=None,
                at=books.now,
                quarter=str(quarter),
                upto=head.seq,
                digest=digest(made.appraisals),
                appraisals=made.appraisals,
            )
            await books.record(entry)
            said = await frozen_told(books, made.facts, made.found, quarter, entry.digest)
            said += await circular_drafted(books, quarter, made.points)
            await speak(books, self.desk, NOBODY, said)
        log.info("scores frozen", quarter=str(quarter))


@dataclass(frozen=True, slots=True)
class Made:
    """What is made of a quarter's material: the appraisals, their canonical form, and what a circular would say."""

    facts: Facts
    found: tuple[Appraisal, ...]
    appraisals: str
    points: tuple[Point, ...]


def _made(read: Material) -> Made:
    found = read.appraised()
    return Made(read.facts, found, canonical(found), points_of_scores(read.facts, found))


async def _is_frozen(books: OpenBooks, quarter: Quarter) -> bool:
    return quarter in frozen_of(await books.records_of(ScoresFrozen))


async def _read(books: OpenBooks, quarter: Quarter, upto: Head) -> Material:
    return await material(books, since=quarter.since(books.house), at=quarter.until(books.house), upto=upto)
