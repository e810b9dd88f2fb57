"""Commands beside the bot: each lives to its end, or is killed at a moment that the seed draws."""

from __future__ import annotations

import random
import signal
import time
from asyncio import wait_for
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from tests.chaos.office import Office
from tests.support.nursery import Nursery

MOST = 0.9
"""The share of a command's time within which it is killed: one may take a little less than the one before."""


@dataclass
class Commands:
    """Runs one command at a time, forked from a process that has loaded the program."""

    nursery: Nursery
    chance: random.Random
    took: dict[str, float] = field(default_factory=dict)
    """Seconds that each command took when it last lived to its end."""

    async def done(self, *words: str, **more: str) -> None:
        """Run a command, which must succeed; ``more`` goes into its environment."""
        began = time.monotonic()
        code = await (await self.nursery.bear(*words, **more)).wait()
        self.took[words[0]] = time.monotonic() - began
        if code:
            raise RuntimeError(f"{words} ended with {code}")

    async def killed(self, *words: str, **more: str) -> bool:
        """Kill a command (SIGKILL) within the time that one has taken; return whether it still lived then."""
        command = await self.nursery.bear(*words, **more)
        try:
            await wait_for(command.wait(), self.chance.uniform(0, MOST * self.took[words[0]]))
        except TimeoutError:
            command.send_signal(signal.SIGKILL)
        return await command.wait() == -signal.SIGKILL


@asynccontextmanager
async def commands(office: Office, chance: random.Random) -> AsyncIterator[Commands]:
    """Open the process that commands are forked from; what they print is kept beside the bot's log."""
    log = office.folder / "commands.log"
    nursery = await Nursery.open(office.bot.environment, office.folder, log)
    try:
        yield Commands(nursery, chance)
    finally:
        await nursery.close()
