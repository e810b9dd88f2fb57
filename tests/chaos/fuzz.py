"""``fuzz``: malformed and forged updates by the thousand, with honest ones between them."""

from __future__ import annotations

import asyncio
import time

from tests.chaos import oracle
from tests.chaos.fuzzing import Fuzzer, stalling
from tests.chaos.office import Office, at, opened
from tests.chaos.run import Figure, Run, at_least, at_most, none
from tests.chaos.seeding import Plan
from tests.chaos.working import waiting
from tests.support.looking import Kept

PLAN = Plan(groups=2, start=at("2026-11-26 09:00"))
BOSS, DOER = "李四", "张三"
EVERY = 250
"""So many bad updates between two honest messages."""
OUTSTANDING = 200
PATIENCE = 2.0
"""Seconds that nobody honest waits longer."""
POLLS = 5.0
"""Polls a second beyond which a bot runs in circles."""


SAID = "日报：今日完成第{n}份简报；明日校对；困难：无"


class Honest:
    """People whose words count, each word an entry, and how long they waited for it."""

    def __init__(self, office: Office) -> None:
        self._office = office
        user = office.people[DOER].id
        self._person = office.database.rows('SELECT person FROM bindings WHERE "user" = :user', user=user)[0][0]
        self.said = 0

    async def speaks(self) -> float:
        """Say something that must become an entry, and return the seconds until it has."""
        self.said += 1
        self._office.says(DOER, SAID.format(n=self.said))
        return await self._office.until(lambda: len(self.entries()) == self.said)

    def entries(self) -> list[Kept]:
        """Return the entries that honest words have left."""
        return [one for one in self._office.database.entries(after=self._office.seq) if self.is_honest(one)]

    def is_honest(self, entry: Kept) -> bool:
        """Tell whether somebody who was entitled to it made this entry."""
        return (entry.kind, entry.by) == ("DailyReported", self._person)


async def fuzz(run: Run) -> list[Figure]:
    """Let bad updates come with good ones between them, and look at what became of either."""
    count = 300 if run.short else 10_000
    async with opened(run, PLAN) as office:
        honest = Honest(office)
        await office.bot.start()
        await honest.speaks()  # The start itself is no standstill.
        circles, waited = await _stalling(office, honest)
        standstill = await _pour(office, honest, _fuzzer(run, office), count)
        await office.settle(patience=180)
        afterwards = await honest.speaks()
        alive = office.bot.running
        await office.finish()
        return [
            at_least("malformed and forged updates", office.updates - honest.said, count),
            none("ended by itself", () if alive else ["dead"]),
            at_most("polls a second over the stalling kinds", circles, POLLS),
            at_most("seconds that an honest message waited behind them", waited, PATIENCE),
            at_most("seconds in which nothing was dealt with", standstill, PATIENCE),
            at_most("seconds that an honest message waited afterwards", afterwards, PATIENCE),
            *_effects(office, honest),
            *await oracle.check(office),
        ]


async def _stalling(office: Office, honest: Honest) -> tuple[float, float]:
    """Send the kinds over which others stall, with a good one behind; return polls a second and the wait."""
    before, began = _polls(office), time.monotonic()
    for body in stalling():
        office.account.queue.put(body)
    waited = await honest.speaks()
    await office.settle()
    return (_polls(office) - before) / max(time.monotonic() - began, 1.0), waited


def _polls(office: Office) -> int:
    return len(office.world.journal.since(0, "getUpdates"))


async def _pour(office: Office, honest: Honest, fuzzer: Fuzzer, count: int) -> float:
    """Let ``count`` bad updates come, and honest people speak now and then; return the longest standstill."""
    longest, poured = 0.0, 0
    while poured < count:
        for _ in range(min(EVERY, count - poured)):
            office.account.queue.put(fuzzer.update())
            poured += 1
        honest_one = asyncio.create_task(honest.speaks())
        while (left := waiting(office)) > OUTSTANDING or not honest_one.done():
            if left == 0:  # A wait for fewer would be over before anybody else had a turn.
                await asyncio.wait([honest_one])
            else:
                longest = max(longest, await _until_fewer(office, left))
        honest_one.result()
    return longest


async def _until_fewer(office: Office, left: int) -> float:
    """Wait until something more is dealt with, and return how long that took."""
    return await office.until(lambda: waiting(office) != left)


def _effects(office: Office, honest: Honest) -> list[Figure]:
    made = office.database.entries(after=office.seq)
    unnamed = office.database.rows("SELECT id FROM inbox WHERE state = 'quarantined' AND coalesce(reason, '') = ''")
    aside = office.database.rows("SELECT count(*) FROM inbox WHERE state = 'quarantined'")[0][0]
    return [
        at_least("of them set aside as unreadable or broken", int(aside), 10),
        none("set aside without a reason", (tuple(row) for row in unnamed)),
        none("effects that nobody was entitled to", (one for one in made if not honest.is_honest(one))),
        at_most("effects of honest words", len(honest.entries()), honest.said),
        at_least("effects of honest words", len(honest.entries()), honest.said),
    ]


def _fuzzer(run: Run, office: Office) -> Fuzzer:
    """Return a source of bad updates about the real chats and the real people."""
    private = [office.room(name) for name in (BOSS, DOER)]
    chats = [room.chat for room in (*office.groups, *private)]
    return Fuzzer(run.chance("updates"), chats, [office.people[name].public() for name in (BOSS, DOER)])
