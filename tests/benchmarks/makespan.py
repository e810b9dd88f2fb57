"""``makespan``: a city's reminders at the platform's limits, beside the ideal schedule; people are answered meanwhile.

The platform takes 30 messages a second, one a second per chat and 20 a minute per group, refuses what is over that, and
asks whoever goes on to wait longer. The ideal schedule sends the first 30 at once and then 30 every second.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from statistics import median
from typing import Any

from bot.alerts import sentence
from bot.clock import ScaledClock
from bot.house import house_of
from bot.reminding import Reminding
from config.settings import Settings
from storage.store import Store
from tests.benchmarks.contenders import Standin, ours, started
from tests.benchmarks.office import CITY_GROUPS, FIRST_GROUP, PEOPLE, Json, fill_city, messages
from tests.benchmarks.run import Bench, note
from tests.chaos.run import Figure, at_most, none

PER_SECOND = 30
ASKED = 2.0
"""Messages that people write in private every second."""
PROMPT = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
"""A workday's 16:30, when everybody is reminded of the daily report."""

Accepted = tuple[int, bool, float]
"""Chat, whether it answers somebody, and when (monotonic seconds)."""


async def makespan(bench: Bench) -> list[Figure]:
    """Push to a city in each round, of as many people as there are ``--updates``."""
    found = [await _round(bench) for _ in range(bench.rounds)]
    return [
        note("reminders and reports", median(one["pushed"] for one in found)),
        note("until all reminders were committed", median(one["fired"] for one in found), "s"),
        note("from the first to the last", median(one["makespan"] for one in found), "s"),
        at_most("of the ideal schedule", round(median(one["ratio"] for one in found), 3), 1.03),
        at_most("refused (429), in percent of the messages", round(max(one["refused"] for one in found), 3), 0.1),
        note("answers meanwhile", median(one["answers"] for one in found)),
        at_most("99th percentile of an answer meanwhile, in s", round(median(one["late"] for one in found), 2), 2.0),
        none("chats that were told twice", (chat for one in found for chat in one["twice"])),
    ]


async def _round(bench: Bench) -> dict[str, Any]:
    people = max(bench.updates, PEOPLE)
    people = max(bench.updates, PEOPLE)
    url = await asyncio.to_thread(bench.databases.copy_of, f"city of {people}", partial(fill_city, people=people))
    room = bench.room("push")
    async with Standin.running(limited=True) as standin, started(ours(url, room, limited=True), standin, room):
        refused = (await standin.state())["refused"]
        asked = list(_asked(int(ASKED * (people + CITY_GROUPS) / PER_SECOND)))
        await standin.give(asked, rate=ASKED)
        fired = await _fire(url)
        await standin.until_sent(people + CITY_GROUPS + len(asked))
        state = await standin.state(whole=True)
    return _figures(state) | {"fired": fired, "refused": 100 * (state["refused"] - refused) / state["sends"]}


def _asked(count: int) -> Iterator[Json]:
    """Yield what people write in private, each about the own task."""
    for said in messages(count, first=1_000_000):
        yield said | {"chat": {"id": said["from"]["id"], "type": "private", "first_name": "同志"}}


async def _fire(url: str) -> float:
    """Remind everybody of the daily report, as the bell does, and give each group one; return the seconds taken."""
    store = await _opened(url)
    reminding = Reminding(store, ScaledClock(PROMPT, speed=0), lambda: datetime.now(UTC))
    began = time.monotonic()
    await reminding.ring()
    took = time.monotonic() - began
    async with store.books(now=PROMPT) as books:
        for number in range(CITY_GROUPS):
            await books.outbox.put(sentence(FIRST_GROUP - number, "日报告｜今日无事项。", bulk=True))
    await store.close()
    return took


async def _opened(url: str) -> Store:
    return await Store.open(url, house=house_of(Settings(database_url=url)))


def _figures(state: dict[str, Any]) -> dict[str, Any]:
    accepted: Sequence[Accepted] = state["accepted"]
    pushed = [(chat, at) for chat, answers, at in accepted if not answers]
    first, last = min(at for _, at in pushed), max(at for _, at in pushed)
    within = sum(first <= at <= last for *_, at in accepted)
    waits = sorted(at - released for *_, released, at in state["messages"])
    chats = Counter(chat for chat, _ in pushed)
    return {
        "pushed": len(pushed),
        "makespan": last - first,
        "ratio": (last - first) / ((within - PER_SECOND) / PER_SECOND),
        "answers": len(waits),
        "late": waits[len(waits) * 99 // 100],
        "twice": [chat for chat, times in chats.items() if times > 1],
    }
