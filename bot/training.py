"""Training: at each ring those who are meant are invited, and a cadence that is about to break is warned of, once."""

from __future__ import annotations

import structlog

from bot.clock import Clock
from handlers.desk import Desk
from handlers.speaking import NOBODY, speak
from handlers.training_rounds import invitations, is_open, to_invite, to_warn, warnings
from ledger.values import dataclass
from storage.store import Store

log = structlog.get_logger(__name__)


@dataclass
class Training:
    """Entries and messages are one transaction; looking costs a reading only."""

    store: Store
    clock: Clock
    desk: Desk

    async def ring(self) -> None:
        """Do what is due now, while the office is open."""
        now = self.clock.now()
        async with self.store.reading(now=now) as books:
            due = is_open(books) and bool(await to_invite(books) or await to_warn(books))
        if not due:
            return
        async with self.store.books(now=now) as books:
            said = (*await invitations(books), *await warnings(books))
            await speak(books, self.desk, NOBODY, said)
        log.info("training_told", messages=len(said))
