"""Commands beside the bot: each lives to its end, or is killed at a moment that the seed draws."""

from __future__ import annotations

import random
import signal
import time
from asyncio import wait_for
from dataclasses import dataclass, field

from tests.chaos.office import Office
from tests.support.nursery import Forked, Wanted, common

MOST = 0.9
"""The share of a command's time within which it is killed: one may take a little less than the one before."""


@dataclass
class Commands:
    """Runs one command at a time, forked from a process that has loaded the program; what they print goes to a log."""

    office: Office
    chance: random.Random
    took: dict[str, float] = field(default_factory=dict)
    """Seconds that each command took when it last lived to its end."""

    async def done(self, *words: str, **more: str) -> None:
        """Run a command, which must succeed; ``more`` goes into its environment."""
        began = time.monotonic()
        code = await (await self._born(words, more)).wait()
        self.took[words[0]] = time.monotonic() - began
        if code:
            raise RuntimeError(f"{words} ended with {code}")

    async def killed(self, *words: str, **more: str) -> bool:
        """Kill a command (SIGKILL) within the time that one has taken; return whether it still lived then."""
        command = await self._born(words, more)
        try:
            await wait_for(command.wait(), self.chance.uniform(0, MOST * self.took[words[0]]))
        except TimeoutError:
            command.send_signal(signal.SIGKILL)
        return await command.wait() == -signal.SIGKILL

    async def _born(self, words: tuple[str, ...], more: dict[str, str]) -> Forked:
        folder, environment = self.office.folder, self.office.bot.environment
        log = str(folder / "commands.log")
        return await common().bear(Wanted(words, {**environment, **more}, str(folder), log, log))
