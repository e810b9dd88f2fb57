"""``kills``: kill -9 under load; every message takes effect once and is answered once."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from tests.chaos import conserved, oracle
from tests.chaos.lives import Lives
from tests.chaos.load import Crowd
from tests.chaos.office import at, opened
from tests.chaos.run import Figure, Run, at_least
from tests.chaos.seeding import Plan
from tests.chaos.working import finish, warm_up, work

PLAN = Plan(groups=6, start=at("2026-11-26 09:00"))


@dataclass(frozen=True)
class Size:
    """How much is done to the bot."""

    kills: int
    updates: int


FULL, SHORT = Size(200, 12_000), Size(3, 100)


async def kills(run: Run) -> list[Figure]:
    """Let the crowd work while the bot is killed again and again, then count."""
    size = SHORT if run.short else FULL
    async with opened(run, PLAN) as office:
        crowd = Crowd(office, run.chance("crowd"))
        await warm_up(office, crowd)
        lives = Lives(office, run.chance("lives"), size.kills, lambda: size.updates - office.updates)
        async with asyncio.TaskGroup() as group:
            dying = group.create_task(lives.run())
            await work(office, crowd, lambda: dying.done() and office.updates >= size.updates)
        await finish(office, crowd)
        return [
            at_least("kills", office.bot.kills, size.kills),
            at_least("updates", office.updates, size.updates),
            at_least("entries", len(office.database.entries(after=office.seq)), size.updates / 5),
            *await conserved.check(office, crowd),
            *await oracle.check(office),
        ]
