"""Looking: one look at the database at a time, however many ask, and nobody waits long for one that does not answer."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import structlog

from bot.clock import Clock, speed_of
from bot.health.counting import counted, disk_free
from ledger.health import Ages, Counted, Figures
from ledger.values import dataclass
from storage.store import Store

log = structlog.get_logger(__name__)

PATIENCE = 1.5
"""Seconds that an answer waits for the database; then it says that the database does not answer."""
FRESH = 2.0
"""Seconds for which a look is good: a flood of requests costs no more than one look in that time."""

CLOSING = 5.0
"""Seconds for which the end of the process waits for a look."""


@dataclass
class Looking:
    """Reads the figures of the database, never twice at once: whoever asks meanwhile gets the same look."""

    store: Store
    clock: Clock
    real: Callable[[], datetime]
    folder: Path
    monotonic: Callable[[], float] = time.monotonic
    patience: float = PATIENCE
    _going: asyncio.Task[Counted] | None = None
    _seen: tuple[float, Counted] | None = None

    async def figures(self, ages: Ages, *, patience: float | None = None) -> Figures:
        """Return the figures with these ages, after ``patience`` at the latest, by default the usual one."""
        found = await self._counted(self.patience if patience is None else patience)
        return Figures(ages, found, disk_free(self.folder))

    async def close(self) -> None:
        """Wait for the look that is going on: the database is closed afterwards."""
        if self._going is not None:
            with suppress(Exception):
                await asyncio.wait_for(self._going, CLOSING)

    async def _counted(self, patience: float) -> Counted | None:
        if self._seen is not None and self.monotonic() - self._seen[0] < FRESH:
            return self._seen[1]
        if self._going is None or self._going.done():
            self._going = asyncio.create_task(self._look())
            self._going.add_done_callback(_noted)
        going = self._going
        # Not cancelled: a call that the driver has begun would go on in its thread, one more for each request.
        await asyncio.wait([going], timeout=patience)
        if not going.done():
            log.warning("database_does_not_answer")
            return None
        return None if going.exception() is not None else going.result()

    async def _look(self) -> Counted:
        async with self.store.reading(now=self.clock.now()) as books:
            found = await counted(books, real=self.real(), speed=speed_of(self.clock))
        self._seen = self.monotonic(), found
        return found


def _noted(look: asyncio.Task[Counted]) -> None:
    """Log why a look failed, whether or not somebody still waits for it."""
    if not look.cancelled() and (error := look.exception()) is not None:
        log.warning("database_not_read", kind=type(error).__name__)
