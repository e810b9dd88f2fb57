"""The bell: rings at a steady pace and asks; it decides nothing. The only place that knows APScheduler."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from apscheduler.schedulers.asyncio import AsyncIOScheduler  # type: ignore[import-untyped]

OFTEN = 0.25
"""Real seconds between two rings where the clock is scaled: at 600 times the speed, two and a half minutes."""
USUAL = 20.0


class Bell:
    """Rings every ``every`` real seconds; while a ring is going on there is no other, a late one is never dropped."""

    def __init__(self, ring: Callable[[], Awaitable[None]], *, every: float = USUAL) -> None:
        self._ring = ring
        self._going: asyncio.Future[None] | None = None
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        # The scheduler's own default drops a ring that is one second late.
        self._scheduler.add_job(
            self._strike, "interval", seconds=every, max_instances=1, coalesce=True, misfire_grace_time=None, id="bell"
        )

    def start(self) -> None:
        """Begin to ring."""
        self._scheduler.start()

    async def stop(self) -> None:
        """Ring no more, and wait for the ring that is going on."""
        if self._scheduler.running:
            self._scheduler.remove_all_jobs()
            await asyncio.sleep(
                0
            )  # A stroke that was about to fall falls now; the shutdown would cancel it, and log that.
            self._scheduler.shutdown(wait=False)
        if self._going is not None:
            await self._going

    async def _strike(self) -> None:
        """Begin a ring where none is going on; the scheduler, which would cancel it when it stops, does not own it."""
        if self._going is None or self._going.done():
            self._going = asyncio.ensure_future(self._ring())
