"""Steadiness: whether the machine's clock agrees with the platform's, before anything goes because it is old."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

import structlog

from bot.clock import Clock, SystemClock
from ledger.values import dataclass
from storage.recency import last_dated
from storage.store import Store

log = structlog.get_logger(__name__)

APART = timedelta(days=3)
"""So far the clock may be from the date of a message for that to confirm it: over a weekend nobody may write."""


@dataclass(frozen=True)
class Steadiness:
    """Knows the platform's clock from the dates that it gives to messages, whichever process has kept them."""

    store: Store
    clock: Clock

    async def is_confirmed(self) -> bool:
        """Tell whether the platform has lately dated a message about as our clock would."""
        now = self.clock.now()
        async with self.store.reading(now=now) as books:
            dates = await last_dated(books)
        confirmed = any(abs(now.timestamp() - date) <= APART.total_seconds() for date in dates)
        if not confirmed:
            log.info("clock_not_confirmed")
        return confirmed


def confirming(store: Store, clock: Clock) -> Callable[[], Awaitable[bool]]:
    """Return what tells whether the clock is confirmed: one that the settings name is the platform's own."""
    return Steadiness(store, clock).is_confirmed if isinstance(clock, SystemClock) else _always


async def _always() -> bool:
    return True
