"""Keeping: a batch of updates becomes rows of the inbox in one commit; both ways in end here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog

from bot.intake.extracting import raw_update
from storage.inbox import Inbox

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Keeper:
    """Commits updates for one bot and wakes the workers; when it returns, nothing can be lost any more."""

    inbox: Inbox
    bot: int
    real: Callable[[], datetime]
    wake: Callable[[], None]

    async def keep(self, batch: Sequence[object]) -> None:
        """Commit the updates that are new; raises whatever the database raises, and then nothing is kept."""
        rows = [raw_update(update) for update in batch]
        new = await self.inbox.keep(self.bot, rows, received_at=self.real())
        log.debug("kept", updates=len(rows), new=new)
        self.wake()
