"""Turns: several processes may run on one PostgreSQL, and one of them polls; when it dies, another takes over."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import structlog

from bot.intake.polling import Polling
from bot.waiting import Waker
from storage.poller_turn import PollerTurn

log = structlog.get_logger(__name__)

LOOK_EVERY = 5.0
"""Seconds; well inside the minute in which a takeover has to happen."""


@dataclass(frozen=True)
class PollingByTurns:
    """Polls while it is this process's turn."""

    polling: Polling
    turn: PollerTurn

    async def run(self, stop: asyncio.Event) -> None:
        """Wait for the turn and poll, until told to stop."""
        waiting = Waker()
        try:
            while not stop.is_set():
                if await self._taken():
                    await self._poll_while_ours(stop)
                await waiting.wait(LOOK_EVERY, stop=stop)
        finally:
            await self.turn.release()

    async def _taken(self) -> bool:
        try:
            return await self.turn.take()
        except Exception as error:  # A door: the database may be away.
            log.warning("turn_not_taken", kind=type(error).__name__)
            return False

    async def _poll_while_ours(self, stop: asyncio.Event) -> None:
        log.info("polling")
        over, waiting = asyncio.Event(), Waker()
        polling = asyncio.create_task(self.polling.run(over))
        try:
            while not stop.is_set() and await self.turn.is_ours():
                await waiting.wait(LOOK_EVERY, stop=stop)
        finally:
            over.set()
            await polling
