"""``processes``: several bots on one database; on PostgreSQL they share the work, on SQLite the second stays out."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterator
from dataclasses import dataclass

from tests.chaos import conserved, oracle
from tests.chaos.load import Crowd
from tests.chaos.office import Office, at, opened
from tests.chaos.run import Figure, Run, at_least, at_most
from tests.chaos.seeding import Plan
from tests.chaos.working import rest, warm_up, work
from tests.support.bot_process import BotProcess

PLAN = Plan(groups=4, start=at("2026-11-26 09:00"))
TAKEOVER = 60.0
"""Seconds within which somebody else goes on with what a dead or paused process was at."""


@dataclass(frozen=True)
class Size:
    """How many processes there are, and what is done to them, one at a time; all but the first may be ``divided``."""

    processes: int
    kills: int
    pauses: int
    updates: int
    divided: tuple[str, ...] = ()


SIZES = (
    Size(2, 10, 3, 300),
    Size(3, 10, 3, 300),
    Size(4, 10, 6, 300, divided=('["poller", "ticker"]', '["worker"]', '["sender"]')),
)
SHORT = (Size(2, 1, 0, 40),)


async def processes(run: Run) -> list[Figure]:
    """Try what the engine allows."""
    async with opened(run, PLAN) as office:
        if office.environment["TAIZHANG_DATABASE_URL"].startswith("sqlite"):
            return await _second_stays_out(office)
    figures: list[Figure] = []
    for size in SHORT if run.short else SIZES:
        async with opened(run, PLAN) as office:
            figures += await _together(run, office, size)
    return figures


async def _second_stays_out(office: Office) -> list[Figure]:
    """Start a second process: it must end with 1 and say who holds the database."""
    await office.bot.start()
    await office.until(lambda: bool(office.world.journal.since(0, "getMe")))
    second = office.process()
    await second.start()
    code = await second.ended()
    said = second.log.read_text("utf-8")
    office.says("张三", "我的待办")
    await office.until(lambda: bool(office.said("张三")))
    holder = f"pid {office.bot.pid}" in said
    await office.ring()
    await office.settle()
    stopped = await office.bot.stop()
    return [
        Figure("exit code of the second", code, "1", reached=code == 1),
        Figure("names the holder", str(holder), "True", reached=holder),
        Figure("exit code of the first", stopped, "0", reached=stopped == 0),
        *await oracle.check(office),
    ]


async def _together(run: Run, office: Office, size: Size) -> list[Figure]:
    """Let the processes work together while one after the other is killed or paused."""
    chance = run.chance(f"{size.processes} processes")
    crowd = Crowd(office, run.chance("crowd"))
    await warm_up(office, crowd)
    bots = [office.bot, *_others(office, size)]
    for bot in bots[1:]:
        await bot.start()
    blows = ["kill"] * size.kills + ["pause"] * size.pauses
    chance.shuffle(blows)
    took = [await _struck(office, crowd, blow, bots, chance) for blow in blows]
    await work(office, crowd, lambda: office.updates >= size.updates)
    await office.ring()  # What the clock owes is queued by a round.
    await rest(office, crowd)
    codes = await asyncio.gather(*(bot.stop() for bot in bots))
    return list(_named(size, [
        at_least("blows", len(took), size.kills + size.pauses),
        at_least("updates", office.updates, size.updates),
        at_most("seconds until the others had gone on, at most", round(max(took), 1), TAKEOVER),
        at_least("stops in order", list(codes).count(0), size.processes),
        *await conserved.check(office, crowd),
        *await oracle.check(office),
    ]))  # fmt: skip


def _others(office: Office, size: Size) -> list[BotProcess]:
    if size.divided:
        return [office.process(TAIZHANG_PROCESSES__ROLES=roles) for roles in size.divided]
    return [office.process() for _ in range(size.processes - 1)]


async def _struck(office: Office, crowd: Crowd, blow: str, bots: list[BotProcess], chance: random.Random) -> float:
    """Strike one of them in the middle of work, and return how long what was said then had to wait."""
    victim = chance.choice(bots)
    for _ in range(chance.randrange(5, 20)):
        crowd.step()
    await asyncio.sleep(chance.uniform(0, 0.5))
    if blow == "kill":
        await victim.kill()
    else:
        victim.pause()
    crowd.step()
    last = office.account.queue.next_id - 1
    took = await office.until(lambda: _is_dealt_with(office, last))
    if blow == "kill":
        await victim.start()
    else:
        victim.go_on()
    return took


def _is_dealt_with(office: Office, update: int) -> bool:
    rows = office.database.rows("SELECT state FROM inbox WHERE update_id = :number", number=update)
    return bool(rows) and rows[0][0] != "waiting"


def _named(size: Size, figures: list[Figure]) -> Iterator[Figure]:
    for one in figures:
        kind = ", divided" if size.divided else ""
        yield Figure(f"{size.processes} processes{kind}: {one.name}", one.value, one.goal, one.reached, one.examples)
