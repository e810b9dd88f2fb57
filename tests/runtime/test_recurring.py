"""Recurring duties by the bell: each occurrence once, whoever rings; after a downtime only the current one."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import cast

import pytest

from bot.recurring import Recurring
from handlers.desk import Desk
from ledger.acts.origin_requests import SetRecurrence, StopRecurrence
from ledger.acts.recurring import set_recurrence, stop_recurrence
from ledger.entries import Assigned
from ledger.origin_entries import Every
from ledger.people import Assignee
from tests.ledger.house import COORDINATOR, MONDAY, STAFF
from tests.runtime.conftest import HOUSE, bind

USER = 11


@dataclass(frozen=True)
class QuietDesk:
    """What speaking needs of the desk: its real clock and the life of a card."""

    real_now: object
    card_life: timedelta = timedelta(minutes=10)


def office_time(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour - 8, minute, tzinfo=UTC)


@pytest.fixture
async def weekly(store, clock, real) -> Recurring:
    """Return the bell's duty, with a duty for every Friday 18:00 set on Monday."""
    await bind(store, STAFF.id, USER)
    async with store.books(now=MONDAY) as books:
        request = SetRecurrence(
            person=COORDINATOR.id,
            sent_at=MONDAY,
            title="报送项目进展",
            lead=(Assignee(person=STAFF.id),),
            every=Every.WEEK,
            weekdays=(4,),
            hour=time(18),
            starts=date(2026, 11, 23),
        )
        await set_recurrence(books, request)
    return Recurring(store, clock, cast(Desk, QuietDesk(real.now)))


async def deadlines(store) -> list[str]:
    async with store.reading(now=MONDAY) as books:
        given = [record.entry for record in await books.records_of(Assigned)]
    assert all(entry.by is None for entry in given)
    return [f"{HOUSE.hours.local(entry.deadline):%m-%d %H}" for entry in given]


async def test_each_occurrence_is_assigned_once_however_often_it_rings(weekly, store, clock):
    for moment in (
        MONDAY,
        MONDAY,
        office_time(27, 17),
        office_time(28, 10),
        office_time(30, 8, 30),
        office_time(30, 9),
    ):
        clock.jump_to(moment)
        await weekly.ring()
    assert await deadlines(store) == ["11-27 18", "12-04 18"]
    async with store.reading(now=MONDAY) as books:
        (first, _) = await books.tasks.open_of(STAFF)
    assert first.origin == "周期1，每周五18:00"


async def test_two_processes_assign_it_once_and_tell_once(weekly, store, clock, real):
    twin = Recurring(store, clock, weekly.desk)
    await asyncio.gather(*(one.ring() for one in (weekly, twin) for _ in range(3)))
    assert await deadlines(store) == ["11-27 18"]
    told = Counter()
    while (row := await store.outbox.next_in(f"c{USER}", now=real.now())) is not None:
        await store.outbox.sending(row.id, now=real.now())
        await store.outbox.sent(row.id, message=row.id, now=real.now())
        told[row.payload["text"].split("\n")[0]] += 1
    assert told == {"<b>DB-2026-1 交办事项</b>": 1}


async def test_after_a_downtime_only_the_current_one_is_assigned(weekly, store, clock):
    clock.jump_to(office_time(16, 9, month=12))
    await weekly.ring()
    assert await deadlines(store) == ["12-18 18"]


async def test_nothing_is_assigned_by_night_or_once_it_is_stopped(weekly, store, clock):
    clock.jump_to(office_time(23, 21))
    await weekly.ring()
    assert await deadlines(store) == []
    async with store.books(now=clock.now()) as books:
        await stop_recurrence(books, StopRecurrence(person=COORDINATOR.id, sent_at=clock.now(), n=1))
    clock.jump_to(office_time(24, 9))
    await weekly.ring()
    assert await deadlines(store) == []
