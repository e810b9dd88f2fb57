"""Retention (保留期限): at night what is past its term is erased, a batch at each ring, by one process at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import field
from datetime import date, datetime, timedelta

import structlog

from bot.clock import Clock
from bot.evidence import EvidenceFolder
from config.documents import Retention
from ledger.retention import Erased, Gone, Terms
from ledger.values import dataclass
from storage.erasing import due, living_files, overwrite_log, sweep
from storage.store import Store

log = structlog.get_logger(__name__)

NIGHT = range(1, 5)
"""Hours of business time in which nobody waits for the ledger."""

DRAFT = timedelta(hours=1)
"""Half a file that has lain for longer is nobody's any more."""


@dataclass
class Erasing:
    """Erases until nothing more is due, then rests until the next night; what was begun goes on after any end.

    By itself it erases only while the clock is ``confirmed``: one that is a month ahead for an hour would take a month
    of what must be kept. Whoever has ``all`` erased at once answers for the clock.
    """

    store: Store
    clock: Clock
    real: Callable[[], datetime]
    kept: Retention
    folder: EvidenceFolder
    confirmed: Callable[[], Awaitable[bool]]
    _done: date | None = field(default=None, init=False)

    async def ring(self) -> None:
        """Erase one batch, at night; the last ring of a night looks after files and SQLite's log."""
        local = self.store.house.hours.local(self.clock.now())
        if local.hour not in NIGHT or self._done == local.date() or not await self.confirmed():
            return
        if await self.waiting(most=1):
            await self.batch()
            return
        await self.files()
        await overwrite_log(self.store.database)
        self._done = local.date()

    async def all(self) -> Gone:
        """Erase whatever is due, at any hour; return how much went. What another process is at is left to it."""
        gone = Gone()
        while await self.waiting(most=1) and (batch := await self.batch()):
            gone += batch
        gone += await self.files()
        await overwrite_log(self.store.database)
        return gone

    async def batch(self) -> Gone:
        """Erase one batch; return how much went."""
        async with self.store.books(now=self.clock.now()) as books:
            gone = await sweep(books, self.terms())
        if gone:
            log.info("erased", texts=gone.texts, messages=gone.messages, people=gone.people)
        return gone

    async def waiting(self, *, most: int | None = None) -> Gone:
        """Count what is due in the database, of each sort no further than ``most``."""
        async with self.store.reading(now=self.clock.now()) as books:
            return await due(books.connection, self.terms(), most=most)

    async def files(self) -> Gone:
        """Remove the files that no entry names any more, or only entries past their term.

        They go before the entry that counts them is committed: it never tells of a file that is still there.
        """
        await asyncio.to_thread(self.folder.drop_drafts, self.real() - DRAFT)
        names = await self.dead_files()
        if not names:
            return Gone()
        async with self.store.books(now=self.clock.now()) as books:
            await books.hold()
            living = await living_files(books.connection, self.terms())
            gone = Gone(
                files=await asyncio.to_thread(self.folder.forget, [name for name in names if name not in living])
            )
            if gone:
                await books.record(Erased.saying(gone, books.now))
        return gone

    async def dead_files(self) -> tuple[str, ...]:
        """Return the files that would go."""
        old = await asyncio.to_thread(self.folder.untouched, self.terms().updates)
        if not old:
            return ()
        async with self.store.reading(now=self.clock.now()) as books:
            living = await living_files(books.connection, self.terms())
        return tuple(name for name in old if name not in living)

    def terms(self) -> Terms:
        """Return the moments of now."""
        return Terms.of(self.kept, self.clock.now(), real=self.real())
