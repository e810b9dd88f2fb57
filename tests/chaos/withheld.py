"""Storage withheld: people talk on while nothing can be stored; nothing is said to them, and all of it comes after."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass

from tests.chaos.load import Crowd
from tests.chaos.office import PATIENCE, Office
from tests.chaos.run import Figure, at_least, at_most, none
from tests.chaos.working import rest

BACK = 10.0
"""Seconds within which the bot works again once it can store."""
IN_FLIGHT = 1.0
"""Seconds within which a call that was on its way when the storage went has ended."""
WORDS = 12
"""How much is said meanwhile; every fourth has a picture with it."""
ASKS = "孙明"
"""Who asks whether the bot is there again; no word of the crowd's is his."""
ALARM = "polling_failed"
"""What the log calls it when nothing that comes in can be kept."""


@dataclass(frozen=True)
class Withheld:
    """What was seen of one time without storage."""

    name: str
    said_meanwhile: list[str]
    acknowledged: list[int]
    """Updates below an offset that the bot asked with, which were made when nothing could be stored."""
    made: int
    """Updates that were made meanwhile, and below those that still lay with the platform at the end."""
    waiting: int
    back: float
    done: float
    alarmed: bool

    def figures(self, *, logs: bool = True) -> Iterator[Figure]:
        """Yield what must hold; without ``logs`` the log itself could not be written."""
        yield none(f"{self.name}: said while nothing could be stored", self.said_meanwhile)
        yield none(f"{self.name}: acknowledged while nothing could be stored", self.acknowledged)
        yield at_least(f"{self.name}: updates that waited with the platform", self.waiting, self.made)
        yield at_most(f"{self.name}: seconds until an answer came again", round(self.back, 1), BACK)
        yield at_most(f"{self.name}: seconds until all was done", round(self.done, 1), 3 * BACK)
        if logs:
            yield at_least(f"{self.name}: alarms in the log", int(self.alarmed), 1)


async def withheld(
    office: Office, crowd: Crowd, name: str, storage: Callable[[], AbstractAsyncContextManager[None]], seconds: float
) -> Withheld:
    """Let the crowd talk while ``storage`` is entered, then wait until everything is done."""
    journal, queue = office.world.journal, office.account.queue
    async with storage():
        await asyncio.sleep(IN_FLIGHT)
        began, first = journal.seq, queue.next_id
        until = time.monotonic() + seconds - IN_FLIGHT
        for number in range(WORDS):
            crowd.step() if number % 4 else crowd.photographs()
            await asyncio.sleep(max(until - time.monotonic(), 0) / (WORDS - number))
        calls, made, waiting = journal.since(began), queue.next_id - first, len(queue.pending)
        end = journal.seq
    released = time.monotonic()
    office.says(ASKS, "我的待办")
    await office.until(lambda: bool(journal.since(end, "sendMessage")), patience=PATIENCE)
    back = time.monotonic() - released
    await rest(office, crowd)
    offsets = [int(call["params"].get("offset") or 0) for call in calls if call["method"] == "getUpdates"]
    return Withheld(
        name=name,
        said_meanwhile=[str(call["method"]) for call in calls if call["method"].startswith(("send", "edit", "answer"))],
        acknowledged=[offset - 1 for offset in offsets if offset > first],
        made=made,
        waiting=waiting,
        back=back,
        done=time.monotonic() - released,
        alarmed=ALARM in office.bot.log.read_text("utf-8", "replace"),
    )
