"""``flood``: one member asks 500 times a minute, under the limits of the platform and of intake; others are served."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from itertools import chain

from tests.chaos import oracle
from tests.chaos.office import LOOK_EVERY, PATIENCE, Office, at, opened
from tests.chaos.run import Figure, Run, at_least, at_most, none, shown
from tests.chaos.seeding import Plan

PLAN = Plan(groups=2, start=at("2026-11-26 09:00"))
FLOODER, OTHERS = "张三", ("李四", "赵六", "何平", "林芳", "黄河")
ASKS = "我的待办"
SOON = 2.0
"""Seconds within which 95 of 100 of the others have their answer."""
USUAL = {"PER_SECOND": "30", "CHAT_SECONDS": "1", "GROUP_PER_MINUTE": "20"}
"""The platform's limits, as the program keeps them unless it is told otherwise."""
CALM = {"TAIZHANG_PACING__PER_SECOND": "1000", "TAIZHANG_PACING__CHAT_SECONDS": "0"}
TOLD = "请勿重复发送"
"""What whoever floods is told, once."""


@dataclass(frozen=True)
class Size:
    """How long the flood lasts, in seconds, how much of it there is, and how much of it a minute is dealt with."""

    seconds: float
    messages: int
    per_minute: int


FULL, SHORT = Size(60.0, 500, 60), Size(5.0, 40, 20)


async def flood(run: Run) -> list[Figure]:
    """Let one person ask in private and talk in a group without end, and measure how long the others wait."""
    size = SHORT if run.short else FULL
    limits = {f"TAIZHANG_PACING__{name}": value for name, value in USUAL.items()}
    limits["TAIZHANG_FLOOD__PER_MINUTE"] = f"{size.per_minute}"
    async with opened(run, PLAN, **limits) as office:
        for name in (FLOODER, *OTHERS):
            office.says(name, "/start")
        await office.bot.start()
        await office.settle()
        before = len(office.said(FLOODER))
        office.clock.run_at(1)  # Whoever floods is told by when it was sent.
        flooding = asyncio.create_task(_flood(office, size))
        waits = list(chain(*await asyncio.gather(*(_ask(office, who, flooding) for who in OTHERS))))
        asked, dealt = await flooding, await _dealt(office)
        office.clock.run_at(0)
        await _calm(office)
        heard = office.said(FLOODER)[before:]
        told = sum(TOLD in one.get("text", "") for one in heard)
        lost = asked - (len(heard) - told)
        await office.finish()
        return [
            at_least("questions of the flood", asked, size.messages / 2),
            at_least("answers to others meanwhile", len(waits), size.seconds / 2),
            at_most("seconds that 95 of 100 of them took", round(_percentile(waits, 95), 2), SOON),
            shown("seconds that the slowest took", f"{max(waits):.2f}"),
            at_most("of it dealt with while it lasted", dealt, size.per_minute * (1 + size.seconds / 60) + 5),
            at_most("times that it is told to wait", told, 1),
            at_least("times that it is told", told, 1),
            none("answers to the flood that never came", range(lost)),
            *await oracle.check(office),
        ]


async def _flood(office: Office, size: Size) -> int:
    """Say so much in so many seconds, every second time in a group; return how many questions there were."""
    began, asked = time.monotonic(), 0
    for number in range(size.messages):
        if number % 2:
            office.says(FLOODER, f"周五聚餐谁去？{number}", chat=office.groups[0])
        else:
            office.says(FLOODER, ASKS)
            asked += 1
        await asyncio.sleep(max(began + (number + 1) * size.seconds / size.messages - time.monotonic(), 0))
    return asked


async def _ask(office: Office, who: str, flooding: asyncio.Task[int]) -> list[float]:
    """Let somebody ask again and again as long as the flood lasts; return the seconds that each answer took."""
    waits = []
    while not flooding.done():
        before, began = len(office.said(who)), time.monotonic()
        office.says(who, ASKS)
        while len(office.said(who)) == before:
            if time.monotonic() - began > PATIENCE:
                raise TimeoutError(f"{who} was not answered within {PATIENCE} s")
            await asyncio.sleep(LOOK_EVERY)
        waits.append(time.monotonic() - began)
        await asyncio.sleep(1)  # The platform takes one message a second for a chat.
    return waits


async def _dealt(office: Office) -> int:
    """Return how much of what the flooder said has been dealt with."""
    mine = "SELECT count(*) FROM inbox WHERE state = 'done' AND \"user\" = :who"
    return int((await asyncio.to_thread(office.database.rows, mine, who=office.people[FLOODER].id))[0][0])


async def _calm(office: Office) -> None:
    """Let what is left of the flood, and its answers, go on without a pause: what is measured is over."""
    await office.bot.stop()
    await asyncio.to_thread(office.database.change, "UPDATE inbox SET next_try = NULL WHERE state = 'waiting'")
    office.bot = office.process(**CALM)
    await office.bot.start()
    await office.settle(patience=3 * PATIENCE)


def _percentile(values: list[float], percent: int) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) * percent // 100, len(ordered) - 1)]
