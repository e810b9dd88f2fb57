"""``failover``: of two processes on one PostgreSQL the one that polls, sends or rings dies or sleeps.

What is asked of the office right after the blow, and what the clock owes then, must arrive within a minute. On SQLite
there is no second process.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import product

from bot.roles import DOING
from tests.chaos import oracle
from tests.chaos.office import Office, at, opened
from tests.chaos.processes import TAKEOVER
from tests.chaos.run import Figure, Run, at_least, at_most, none
from tests.chaos.seeding import Plan
from tests.support.bot_process import BotProcess

PLAN = Plan(groups=1, start=at("2026-11-23 12:00"))
PUSHES = ("日调度｜", "日报告｜")
WHO = "张三"
PATIENCE = 120.0
TURN = r"^(\S+) \[info +\] {}\b"
BLOWS = tuple(product(DOING.values(), ("kill", "pause")))
SHORT = (("sending", "kill"),)


async def failover(run: Run) -> list[Figure]:
    """Strike whoever has the turn, once for each turn and kind of blow."""
    async with opened(run, PLAN) as office:
        if office.environment["TAIZHANG_DATABASE_URL"].startswith("sqlite"):
            return []
        bots = [office.bot, office.process()]
        for bot in bots:
            await bot.start()
            await office.until(lambda bot=bot: _is_up(bot))  # type: ignore[misc]
        took = [
            await _struck(office, bots, doing, blow, moment)
            for (doing, blow), moment in zip(SHORT if run.short else BLOWS, _moments(), strict=False)
        ]
        await office.ring()  # What the clock owes is queued by a round.
        await office.settle()
        codes = await asyncio.gather(*(bot.stop() for bot in bots))
        said = (one["text"] for one in office.said(office.groups[0]))
        pushed = [text[:4] for text in said if text.startswith(PUSHES)]
        return [
            at_most("seconds until the other had gone on, at most", round(max(took), 1), TAKEOVER),
            at_least("pushes", len(pushed), len(took)),
            none("pushes sent twice", pushed[len(took) :]),
            at_least("stops in order", list(codes).count(0), len(bots)),
            *await oracle.check(office),
        ]


async def _struck(office: Office, bots: list[BotProcess], doing: str, blow: str, moment: datetime) -> float:
    """Strike the one whose turn it is; return how long the other took to answer and to push."""
    victim = max(bots, key=lambda bot: _last(bot, doing))
    heard, pushed = len(office.said(WHO)), len(office.said(office.groups[0]))
    if blow == "kill":
        await victim.kill()
    else:
        victim.pause()
    office.says(WHO, "我的待办")
    office.clock.jump_to(moment)

    def goes_on() -> bool:
        return len(office.said(WHO)) > heard and len(office.said(office.groups[0])) > pushed

    took = await office.until(goes_on, patience=PATIENCE)
    if blow == "kill":
        await victim.start()
        await office.until(lambda: _is_up(victim))
    else:
        victim.go_on()
    await office.settle()
    return took


def _moments() -> Iterator[datetime]:
    """Yield the hours at which the group is owed a report."""
    for day in range(1, 5):
        yield from (PLAN.start + timedelta(days=day, hours=hours) for hours in (-3.5, 5.5))


def _last(bot: BotProcess, doing: str) -> str:
    """Return when the process last got its turn, as its log says; nothing where it never did."""
    return max(re.findall(TURN.format(doing), _log(bot), re.MULTILINE), default="")


def _is_up(bot: BotProcess) -> bool:
    """Tell whether the process has come up as often as it was started."""
    return len(re.findall(TURN.format("running"), _log(bot), re.MULTILINE)) > bot.kills


def _log(bot: BotProcess) -> str:
    return bot.log.read_text("utf-8", "replace") if bot.log.exists() else ""
