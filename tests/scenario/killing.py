"""kill -9 at moments that a seed chooses."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Coroutine
from typing import Any

from tests.support.bot_process import BotProcess

LONGEST = 0.3
"""Seconds after the beginning of a step within which the blow falls; most steps are over by then."""


class Killer:
    """Kills and restarts the bot during ``kills`` of the ``over`` steps."""

    def __init__(self, bot: BotProcess, chance: random.Random, *, kills: int, over: int) -> None:
        self._bot = bot
        self._blows = {step: chance.uniform(0, LONGEST) for step in chance.sample(range(over), kills)}
        self._step = 0

    async def during(self, step: Coroutine[Any, Any, None]) -> None:
        """Let the step happen, and the blow fall where one was drawn for it."""
        after = self._blows.get(self._step)
        self._step += 1
        if after is None:
            await step
            return
        async with asyncio.TaskGroup() as group:
            group.create_task(step)
            group.create_task(self._blow(after))

    async def _blow(self, after: float) -> None:
        await asyncio.sleep(after)
        await self._bot.kill()
        await self._bot.start()
