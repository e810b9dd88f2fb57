"""Keeping the bot busy: the crowd goes on while the bot is behind by no more than a busy hour's worth."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from tests.chaos.load import Crowd
from tests.chaos.office import LOOK_EVERY, Office

OUTSTANDING = 120
"""So many updates wait at most while the crowd goes on."""
PATIENCE = 600.0


async def warm_up(office: Office, crowd: Crowd, *, tasks: int = 4) -> None:
    """Start the bot and have a few tasks assigned and signed for, so that everything can be said about them."""
    await office.bot.start()
    for _ in range(tasks):
        crowd.assigns()
    await rest(office, crowd)
    while crowd.signs():
        pass
    await rest(office, crowd)


async def work(office: Office, crowd: Crowd, done: Callable[[], bool], *, outstanding: int = OUTSTANDING) -> None:
    """Let the crowd go on until ``done``, with so much at most that waits."""
    while not done():
        for _ in range(outstanding - waiting(office)):
            crowd.step()
        await asyncio.sleep(LOOK_EVERY)


def waiting(office: Office) -> int:
    """Return how many updates were made and not yet dealt with."""
    return office.updates - int(office.database.rows("SELECT count(*) FROM inbox WHERE state <> 'waiting'")[0][0])


async def rest(office: Office, crowd: Crowd, *, patience: float = PATIENCE) -> None:
    """Wait until everything is done, with the crowd confirming its last cards."""

    def at_rest() -> bool:
        before = office.updates
        crowd.look()
        return office.updates == before and office.settled()

    await office.until(at_rest, patience=patience)


async def finish(office: Office, crowd: Crowd) -> None:
    """Let the bot come to rest, and stop it."""
    await rest(office, crowd)
    await office.finish()
