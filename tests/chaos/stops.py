"""``stops``: the order to stop with a backlog, ten seconds, then kill -9; nothing of the backlog is lost."""

from __future__ import annotations

from dataclasses import dataclass

from tests.chaos import conserved, oracle
from tests.chaos.load import Crowd
from tests.chaos.office import Office, at, opened
from tests.chaos.run import Figure, Run, at_least
from tests.chaos.seeding import Plan
from tests.chaos.working import finish, waiting, warm_up

PLAN = Plan(groups=6, start=at("2026-11-26 09:00"))
GRACE = 10.0
"""Seconds that a machine usually leaves between the order to stop and the kill."""


@dataclass(frozen=True)
class Size:
    """How often the bot is stopped, and how much waits then."""

    stops: int
    backlog: int


FULL, SHORT = Size(6, 250), Size(1, 40)


async def stops(run: Run) -> list[Figure]:
    """Stop the bot while much is to be done, start it again, and count in the end."""
    size = SHORT if run.short else FULL
    async with opened(run, PLAN) as office:
        crowd = Crowd(office, run.chance("crowd"))
        await warm_up(office, crowd)
        backlogs, codes = list[int](), list[int]()
        for _ in range(size.stops):
            backlogs.append(await _pile_up(office, crowd, size.backlog))
            codes.append(await office.bot.stop(grace=GRACE))
            await office.bot.start()
        await finish(office, crowd)
        return [
            at_least("stops", len(codes), size.stops),
            at_least("smallest backlog", min(backlogs), size.backlog),
            at_least("stops in order within the grace", codes.count(0), size.stops),
            *await conserved.check(office, crowd),
            *await oracle.check(office),
        ]


async def _pile_up(office: Office, crowd: Crowd, backlog: int) -> int:
    """Let the crowd say more than the bot can deal with, once it is at work; return how much waits."""
    before = office.world.journal.seq
    crowd.progresses()  # Which is answered: the bot is at work then.
    await office.until(lambda: bool(office.world.journal.since(before, "sendMessage")))
    while (behind := waiting(office)) < backlog:
        crowd.step()
    return behind
