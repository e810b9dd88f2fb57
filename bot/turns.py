"""By turns: several processes may run on one PostgreSQL, and one of them is at it; when it dies, another takes over."""

from __future__ import annotations

import asyncio

import structlog

from bot.process import Loop
from bot.waiting import Waker
from ledger.values import dataclass
from storage.turns import Turn

log = structlog.get_logger(__name__)

LOOK_EVERY = 5.0
"""Seconds; well inside the minute in which a takeover has to happen."""

TRIES, PAUSE = 5, 0.25
"""How often, and after how many seconds each, the turn is asked for at the end."""


@dataclass(frozen=True)
class ByTurns:
    """Does its work while it is this process's turn; ``name`` says in the log what that is.

    Where it ``clears_up``, it tries for a moment to get the turn when it is told to stop: whoever had it may stop, too,
    and would not see what this process has left to do.
    """

    name: str
    work: Loop
    turn: Turn
    clears_up: bool = False

    async def run(self, stop: asyncio.Event) -> None:
        """Wait for the turn and work, until told to stop."""
        waiting = Waker()
        try:
            while not stop.is_set():
                if await self._taken():
                    await self._work_while_ours(stop)
                await waiting.wait(LOOK_EVERY, stop=stop)
            if self.clears_up and not self.turn.held and await self._taken_soon():
                await self.work(stop)
        finally:
            await self.turn.release()

    async def _taken_soon(self) -> bool:
        for _ in range(TRIES):
            if await self._taken():
                return True
            await asyncio.sleep(PAUSE)
        return False

    async def _taken(self) -> bool:
        try:
            return await self.turn.take()
        except Exception as error:  # A door: the database may be away.
            log.warning("turn_not_taken", turn=self.name, kind=type(error).__name__)
            return False

    async def _work_while_ours(self, stop: asyncio.Event) -> None:
        log.info(self.name)
        over, waiting = asyncio.Event(), Waker()
        working = asyncio.ensure_future(self.work(over))
        try:
            while not stop.is_set() and await self.turn.is_ours():
                await waiting.wait(LOOK_EVERY, stop=stop)
        finally:
            over.set()
            await working
