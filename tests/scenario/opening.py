"""An office is opened for one test: sandbox, clock, people, and the bot as a process."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from pathlib import Path

from bot.clock import ScaledClock
from bot.sandbox.client import SandboxClient
from bot.sandbox.server import running
from bot.sandbox.world import World
from tests.scenario.office import TOKEN, Office
from tests.scenario.script import local
from tests.support.bot_process import BotProcess, at_the_sandbox


@asynccontextmanager
async def an_office(
    database_url: str, folder: Path, *, only: Collection[str] = (), **more: str
) -> AsyncIterator[Office]:
    """Open the sandbox and the office; the bot is a process beside us, ``more`` goes into its environment."""
    clock = ScaledClock(local(26, "08:00"), speed=0)
    async with running(World(), clock=clock) as url, SandboxClient(url) as client:
        environment = at_the_sandbox(url, token=TOKEN, database_url=database_url, folder=folder)
        environment |= {"TAIZHANG_PROBE__AFTER": "1"} | more
        await client.bot(TOKEN, username="taizhang_bot", first_name="台账助手")
        bot = BotProcess(environment, folder / "bot.log", folder)
        office = Office(client, clock, bot, database_url)
        try:
            await office.move_in(only)
            yield office
        finally:
            await bot.kill()
            office.database.close()
