"""Keeping: a batch of updates becomes rows of the inbox in one commit; both ways in end here."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

import structlog

from bot.intake.extracting import raw_update
from bot.intake.flooding import Floods, Sorted
from ledger.values import dataclass
from storage.inbox import Inbox

log = structlog.get_logger(__name__)


@dataclass
class Keeper:
    """Commits updates for one bot and wakes the workers; when it returns, nothing can be lost any more.

    ``slowed`` tells people that what they write waits; that it fails costs nobody an update. ``take_over`` is called
    where another process may have kept what came before.
    """

    inbox: Inbox
    bot: int
    real: Callable[[], datetime]
    wake: Callable[[], None]
    floods: Floods
    slowed: Callable[[Sorted], Awaitable[None]]
    _knows_floods: bool = False

    def take_over(self) -> None:
        """Go on behind the floods that wait by now, whoever kept them."""
        self._knows_floods = False

    async def keep(self, batch: Sequence[object]) -> None:
        """Commit the updates that are new; raises whatever the database raises, and then nothing is kept."""
        now = self.real()
        if not self._knows_floods:
            self.floods.learn(await self.inbox.due_until())
            self._knows_floods = True
        found = self.floods.sort([raw_update(update, ours=self.bot) for update in batch], now=now)
        new = await self.inbox.keep(self.bot, found.rows, received_at=now)
        self.floods.note(found)
        log.debug("kept", updates=len(found.rows), new=new)
        self.wake()
        if found.slowed or found.dropped:
            await self._tell(found)

    async def _tell(self, found: Sorted) -> None:
        log.warning("flood", slowed=len(found.slowed), dropped=len(found.dropped))
        try:
            await self.slowed(found)
        except Exception as error:  # A door: the updates are kept, and the next batch must not wait for this.
            log.warning("flood_not_told", kind=type(error).__name__)
