"""The bot's lives: each ends by kill -9 at a moment that the seed draws, in the middle of work or of starting."""

from __future__ import annotations

import asyncio
import contextlib
import random
from collections.abc import Callable
from dataclasses import dataclass

from tests.chaos.office import LOOK_EVERY, Office

AT_BIRTH = 0.15
"""The share of lives that end while the bot is still starting."""
YOUTH = 0.6
"""Seconds within which those end; a start takes about as long."""
FINAL_MOMENT = 0.1
"""Seconds over which a death is spread once it is decided, so that it falls anywhere between two calls."""


@dataclass
class Lives:
    """Starts the bot and kills it ``kills`` times, which share the calls of the platform between them."""

    office: Office
    chance: random.Random
    kills: int
    work_left: Callable[[], float]
    """Returns how many calls of the platform are still to be spread over the lives to come."""
    longest: float = 120.0
    """Seconds after which a life ends in any case: the work may be done."""

    async def run(self) -> None:
        """Live and die, and leave the bot running at the end."""
        for left in range(self.kills, 0, -1):
            if not self.office.bot.running:
                await self.office.bot.start()
            if self.chance.random() < AT_BIRTH:
                await asyncio.sleep(self.chance.uniform(0, YOUTH))
            else:
                await self._work(self.chance.uniform(0, 2 * max(self.work_left(), 0) / left))
            await self.office.bot.kill()
        await self.office.bot.start()

    async def _work(self, calls: float) -> None:
        journal = self.office.world.journal
        end = journal.seq + calls
        with contextlib.suppress(TimeoutError):
            await self.office.until(lambda: journal.seq > end, patience=self.longest)
        await asyncio.sleep(self.chance.uniform(LOOK_EVERY, FINAL_MOMENT) - LOOK_EVERY)
