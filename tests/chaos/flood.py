"""``flood``: one member asks 500 times a minute, under the platform's own limits; the others are served meanwhile."""

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


@dataclass(frozen=True)
class Size:
    """How long the flood lasts, in seconds, and how much of it there is."""

    seconds: float
    messages: int


FULL, SHORT = Size(60.0, 500), Size(5.0, 40)


async def flood(run: Run) -> list[Figure]:
    """Let one person ask in private and talk in a group without end, and measure how long the others wait."""
    size = SHORT if run.short else FULL
    limits = {f"TAIZHANG_PACING__{name}": value for name, value in USUAL.items()}
    async with opened(run, PLAN, **limits) as office:
        for name in (FLOODER, *OTHERS):
            office.says(name, "/start")
        await office.bot.start()
        await office.settle()
        before = len(office.said(FLOODER))
        flooding = asyncio.create_task(_flood(office, size))
        waits = list(chain(*await asyncio.gather(*(_ask(office, who, flooding) for who in OTHERS))))
        answered = len(office.said(FLOODER)) - before
        asked = await flooding
        await _calm(office)
        lost = asked - (len(office.said(FLOODER)) - before)
        await office.finish()
        return [
            at_least("questions of the flood", asked, size.messages / 2),
            at_least("answers to others meanwhile", len(waits), size.seconds / 2),
            at_most("seconds that 95 of 100 of them took", round(_percentile(waits, 95), 2), SOON),
            shown("seconds that the slowest took", f"{max(waits):.2f}"),
            at_most("answers to the flood while it lasted", answered, size.seconds + 10),
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


async def _calm(office: Office) -> None:
    """Let the answers to the flood leave without their second in between: what is measured is over."""
    await office.bot.stop()
    office.bot = office.process(**CALM)
    await office.bot.start()
    await office.settle(patience=3 * PATIENCE)


def _percentile(values: list[float], percent: int) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) * percent // 100, len(ordered) - 1)]
