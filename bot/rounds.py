"""Rounds: what is looked after at every ring of the bell, each duty for itself."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence

import structlog

from bot.intake.workers import where
from ledger.values import dataclass
from reports.giving_back import give_back

log = structlog.get_logger(__name__)

Duty = Callable[[], Awaitable[None]]


@dataclass
class Rounds:
    """Does every duty in turn; one that fails is logged and done again at the next ring.

    ``ready`` says whether what was sent before a downtime has been dealt with: a late report must not miss it. Where it
    is not ``ours`` to ring, this process does only its ``own`` duties. What they had in hand and let go of goes back to
    the system after each round.
    """

    duties: Sequence[Duty]
    own: Sequence[Duty]
    ready: Callable[[], Awaitable[bool]]
    done: Callable[[], None]
    ours: Callable[[], bool] = lambda: True

    async def ring(self) -> None:
        """Make one round."""
        try:
            if not await self.ready():
                return
        except Exception as error:  # A door: the database may be away.
            log.warning("round_put_off", kind=type(error).__name__)
            return
        for duty in (*(self.duties if self.ours() else ()), *self.own):
            try:
                await duty()
            except Exception as error:  # A door: one duty's trouble is not the next one's.
                log.warning("duty_failed", duty=getattr(duty, "__qualname__", "?"), where=where(error))
        self.done()
        await asyncio.to_thread(give_back)
