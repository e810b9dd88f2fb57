"""A day of the city in a process of its own: the clock is turned on, the bell rings, people write, reports are made.

``python -m tests.benchmarks.large.day URL`` prints one JSON object: the MiB held after the first round of the bell
(``idle``), the most during the day (``day``), and while every report was made in every form (``reports``).
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import bot.wiring  # noqa: F401 - a running bot has all of it in memory
from bot.clock import ScaledClock, SystemClock
from bot.collecting import keep_what_is_there, one_place_for_all
from bot.duties import shared
from bot.rounds import Rounds
from config.settings import Settings
from handlers.desk import Desk
from handlers.reading import learn
from ledger.acts.acknowledging import acknowledge
from ledger.acts.assigning import assign
from ledger.acts.progressing import note_progress
from ledger.acts.requests import AcknowledgeTask, AssignTask, NoteProgress
from ledger.people import Assignee, Person, Role
from reports.composing import compose, wanted
from reports.files import FORMS
from reports.periods import period_of
from storage.store import Store
from tests.benchmarks.large.filling import MORNING
from tests.benchmarks.large.ledgers import opened
from tests.chaos.memory import watched

HOURS, EVERY = 12, timedelta(minutes=10)
"""From 08:30 on, so long, the bell rings so often."""
TASKS = 12
"""Tasks that begin between two rings, and are signed for and told of: some 2,600 entries a day."""
KINDS = ("dispatch", "daily", "weekly", "monthly", "quarterly")


class _Keeping:
    """What housekeeping does has nothing to do with how much there is in the ledger."""

    async def lapse_cards(self) -> None: ...
    async def leave_unknown_groups(self) -> None: ...
    async def prune(self) -> None: ...
    async def wait_no_more(self) -> None: ...


async def day(url: str) -> dict[str, float]:
    """Let the day pass, then make every report."""
    one_place_for_all()
    store = await opened(url)
    keep_what_is_there()  # As the program does at its start.
    try:
        return await _measured(store, url)
    finally:
        await store.close()  # Else a failure would wait for the threads of its connections for ever.


async def _measured(store: Store, url: str) -> dict[str, float]:
    clock = ScaledClock(MORNING, speed=0.0)
    async with store.reading(now=clock.now()) as books:
        learn(books.roster)
        staff = [one for one in books.roster.people if one.roles == {Role.STAFF}]
    ring = _bell(store, clock, url)
    await ring()
    found = {"idle": await _most(asyncio.sleep, 0.5)}

    async def passes() -> None:
        for n in range(int(timedelta(hours=HOURS) / EVERY)):
            await _works(store, clock, staff[n * TASKS : (n + 1) * TASKS])
            clock.jump_to(clock.now() + EVERY)
            await ring()
            await _sent(store)

    found["day"] = await _most(passes)
    found["reports"] = await _most(_all_reports, store, clock)
    return found


async def _most(work: Callable[..., Awaitable[object]], *given: Any) -> float:
    async with watched(os.getpid()) as memory:
        await work(*given)
    return round(memory.most, 1)


def _bell(store: Store, clock: ScaledClock, url: str) -> Callable[[], Awaitable[None]]:
    """Return one round of everything that the bell looks after in a running bot."""
    desk = Desk(application=None, bot_id=1, username="bot", real_now=SystemClock().now)  # type: ignore[arg-type]
    parts: Any = SimpleNamespace(store=store, clock=clock, desk=desk, folder=Path(os.devnull))
    keeping: Any = _Keeping()

    async def ready() -> bool:
        return True

    return Rounds(shared(parts, Settings(database_url=url), keeping), (), ready, lambda: None).ring


async def _works(store: Store, clock: ScaledClock, staff: list[Person]) -> None:
    """Let a task begin for each of them, be signed for and told of, in the half hour before the ring."""
    at = clock.now()
    for one in staff:
        lead = Assignee(person=one.id)
        async with store.books(now=at) as books:
            giver = books.roster.holders(Role.COORDINATOR)[0].id
            asked = AssignTask(
                person=giver, sent_at=at, title="报送分析材料", lead=(lead,), deadline=at + timedelta(days=3)
            )
            task = await assign(books, asked)
        async with store.books(now=at) as books:
            await acknowledge(books, AcknowledgeTask(person=one.id, sent_at=at, number=task.number))
        async with store.books(now=at) as books:
            await note_progress(books, NoteProgress(number=task.number, person=one.id, sent_at=at, note="已完成初稿"))


async def _sent(store: Store) -> None:
    """Let everything that waits be sent at once."""
    now = SystemClock().now()
    for lane in await store.outbox.lanes(now=now):
        while (row := await store.outbox.next_in(lane, now=now)) is not None:
            await store.outbox.sending(row.id, now=now)
            await store.outbox.sent(row.id, message=row.id, now=now)


async def _all_reports(store: Store, clock: ScaledClock) -> None:
    for kind in KINDS:
        await _in_every_form(store, clock, kind)


async def _in_every_form(store: Store, clock: ScaledClock, kind: str) -> None:
    """Make the report and its files; nothing of it is held when the next one is read, as in the program."""
    async with store.reading(now=clock.now()) as books:
        period = period_of(kind, clock.now(), store.house)
        facts = await books.facts(since=period.before, at=clock.now(), wanted=wanted(kind, period, store.house))
    made = await asyncio.to_thread(compose, kind, facts)
    for write in FORMS.values():
        await asyncio.to_thread(write, made)


if __name__ == "__main__":
    print(json.dumps(asyncio.run(day(sys.argv[1]))))
