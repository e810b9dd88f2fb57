"""Closing months (月结): when a month is over, the tasks that its end left open are kept, for whoever asks later."""

from __future__ import annotations

import structlog

from bot.clock import Clock
from ledger.values import dataclass
from storage.closing_months import close_next
from storage.store import Store

log = structlog.get_logger(__name__)


@dataclass
class ClosingMonths:
    """Closes one month at a ring: a ledger that has none closed yet, as after an upgrade, keeps nobody waiting."""

    store: Store
    clock: Clock

    async def ring(self) -> None:
        """Close the earliest month that is over, if there is one."""
        if await close_next(self.store, now=self.clock.now()):
            log.info("month_closed")
