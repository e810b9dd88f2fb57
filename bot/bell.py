"""The bell: rings at a steady pace and asks; it decides nothing. The only place that knows APScheduler."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from apscheduler.schedulers.asyncio import AsyncIOScheduler  # type: ignore[import-untyped]

OFTEN = 1.0
"""Real seconds between two rings where the clock is scaled."""
USUAL = 20.0


class Bell:
    """Rings every ``every`` real seconds; a ring that takes longer is not doubled, a late one is never dropped."""

    def __init__(self, ring: Callable[[], Awaitable[None]], *, every: float = USUAL) -> None:
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        # The scheduler's own default drops a ring that is one second late.
        self._scheduler.add_job(
            ring, "interval", seconds=every, max_instances=1, coalesce=True, misfire_grace_time=None, id="bell"
        )

    def start(self) -> None:
        """Begin to ring."""
        self._scheduler.start()

    def stop(self) -> None:
        """Ring no more; the ring that is going on is its own affair."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
