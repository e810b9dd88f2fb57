"""The watchdog: alarms the administrators once for each cause, whichever process sees it, and says when it is over."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import field
from datetime import datetime, timedelta

import structlog

from bot.alerts import tell
from bot.clock import Clock
from bot.health.looking import Looking
from bot.health.vitals import Vitals
from bot.intake.workers import where
from bot.waiting import Waker
from config.channels import Health
from handlers.wording import health as wording
from ledger.health import Cause, Counted, Trouble, troubles
from ledger.people import Role
from ledger.values import dataclass
from storage.store import Store
from storage.troubles import Troubles

log = structlog.get_logger(__name__)

LOOK_EVERY = 20.0
"""Seconds between two looks."""
LASTS, OVER = 3, 2
"""Looks in a row that find a trouble until it is told, or find none until it is over: a clock may jump for a moment."""
AWAY = 60.0
"""Seconds for which the database must have been away to be told of."""
PATIENCE = 15.0
"""Seconds that a look waits for the database: one that is slow is not away, and a wait for a lock ends before."""
TOLD = frozenset({Cause.SCHEMA, Cause.POLL, Cause.TICK, Cause.INBOX, Cause.OUTBOX, Cause.DISK})
"""What is alarmed here. Reports that are missing, unknown sends and updates set aside have alarms of their own."""
IN_SECONDS = frozenset({Cause.POLL, Cause.TICK, Cause.INBOX, Cause.OUTBOX})


@dataclass
class Watchdog:
    """Looks beside the bell, which it watches, too; the figures are those of ``check`` and of the health page."""

    store: Store
    clock: Clock
    looking: Looking
    vitals: Vitals
    limits: Health
    polls: bool = True
    monotonic: Callable[[], float] = time.monotonic
    _looks: dict[Cause, int] = field(default_factory=dict)
    _away: tuple[datetime, float] | None = None

    async def run(self, stop: asyncio.Event) -> None:
        """Look until told to stop."""
        waiting = Waker()
        while not stop.is_set():
            try:
                await self.look()
            except Exception as error:  # A door: the next look tells what this one could not.
                log.warning("not_watched", where=where(error))
            await waiting.wait(LOOK_EVERY, stop=stop)

    async def look(self) -> None:
        """Look once, and tell what lasts, and what is over."""
        figures = await self.looking.figures(self.vitals.anybody(), patience=PATIENCE)
        if figures.counted is None:
            self._away = self._away or (self.clock.now(), self.monotonic())
            return
        await self._back()
        found = {one.cause: one for one in troubles(figures, self.limits, polls=self.polls) if one.cause in TOLD}
        self._looks = {cause: self._in_a_row(cause, there=cause in found) for cause in TOLD}
        async with self.store.reading(now=self.clock.now()) as books:
            known = await Troubles(books.connection, now=books.now).open()
        lasting = {cause: one for cause, one in found.items() if self._looks[cause] >= LASTS and cause not in known}
        gone = [cause for cause in TOLD if cause in known and self._looks[cause] <= -OVER]
        if lasting or gone:
            await self._tell(lasting, gone, figures.counted)

    def _in_a_row(self, cause: Cause, *, there: bool) -> int:
        """Return how many looks in a row have found the cause, or, as a negative number, have not."""
        before = self._looks.get(cause, 0)
        return max(before, 0) + 1 if there else min(before, 0) - 1

    async def _tell(self, lasting: Mapping[Cause, Trouble], gone: list[Cause], counted: Counted) -> None:
        """Record what has begun and what is over, and tell it, in one transaction."""
        async with self.store.books(now=self.clock.now()) as books:
            mine, local = Troubles(books.connection, now=books.now), books.house.hours.local
            for cause, one in lasting.items():
                since = books.now - timedelta(seconds=one.found if cause in IN_SECONDS else 0)
                if await mine.begin(cause, since=since):
                    await tell(books, [Role.ADMIN], wording.began(one, counted, local(since)))
            for cause in gone:
                begun = await mine.end(cause)
                if begun is not None:
                    await tell(books, [Role.ADMIN], wording.over(cause, local(begun), local(books.now)))
        log.warning("watched", begun=sorted(lasting), over=sorted(gone))

    async def _back(self) -> None:
        """Tell of an outage of the database once it is over: before, no alarm could have been kept or sent."""
        away, self._away = self._away, None
        if away is None or self.monotonic() - away[1] < AWAY:
            return
        async with self.store.books(now=self.clock.now()) as books:
            mine, local = Troubles(books.connection, now=books.now), books.house.hours.local
            if await mine.was_told(Cause.DATABASE, since=away[0]):
                return
            await mine.begin(Cause.DATABASE, since=away[0])
            await mine.end(Cause.DATABASE)
            await tell(books, [Role.ADMIN], wording.database_was_away(local(away[0]), local(books.now)))
