"""Closed tasks are archived by the clock: once, whoever rings, whatever was down meanwhile, and nobody is told."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, time, timedelta

from bot.archiving import AT_ONCE, Archiving
from config.office import Archive
from ledger.acts.assigning import assign
from ledger.acts.closing import claim, close
from ledger.acts.rechecking import recheck
from ledger.acts.requests import AssignTask, ClaimCompletion, CloseTask, RecheckTask
from ledger.archiving import untouched_since
from ledger.closing_entries import Archived
from ledger.entries import Evidence
from ledger.people import Assignee
from ledger.tasks import Status
from storage.store import Store
from tests.ledger.house import COORDINATOR, FRIDAY, LEADER, MONDAY, REVIEWER, STAFF
from tests.runtime.conftest import HOUSE

PHOTO = Evidence(sha256="ab" * 32, name="现场.jpg", size=1024, kind="photo")
DUE = MONDAY + timedelta(days=91)


async def closes(store: Store, count: int = 1) -> list[str]:
    """Let 张三's tasks be struck off on Monday."""
    numbers = []
    async with store.books(now=MONDAY) as books:
        for _ in range(count):
            lead = (Assignee(person=STAFF.id),)
            given = AssignTask(person=COORDINATOR.id, sent_at=MONDAY, title="报送", lead=lead, deadline=FRIDAY)
            number = (await assign(books, given)).number
            asked = ClaimCompletion(person=STAFF.id, sent_at=MONDAY, number=number, files=(PHOTO,))
            await claim(books, asked)
            await close(books, CloseTask(person=REVIEWER.id, sent_at=MONDAY, number=number))
            numbers.append(number)
    return numbers


async def archived(store: Store) -> list[str]:
    async with store.reading(now=DUE) as books:
        return [one.entry.number for one in await books.records_of(Archived) if isinstance(one.entry, Archived)]


async def test_what_is_due_is_archived_once_whoever_rings(store, clock):
    numbers = await closes(store)
    duties = [Archiving(store, clock), Archiving(store, clock)]
    for day, found in ((90, []), (91, numbers), (92, numbers)):
        clock.jump_to(MONDAY + timedelta(days=day))
        await asyncio.gather(*(duty.ring() for duty in duties))
        assert await archived(store) == found
    async with store.reading(now=DUE) as books:
        assert (await books.task(numbers[0])).status is Status.ARCHIVED
    assert not await store.outbox.lanes(now=DUE)


async def test_a_large_old_ledger_is_archived_a_piece_at_a_time(store, clock):
    numbers = await closes(store, AT_ONCE + 3)
    clock.jump_to(DUE)
    duty = Archiving(store, clock)
    for count in (AT_ONCE, len(numbers), len(numbers)):
        await duty.ring()
        assert len(await archived(store)) == count


async def test_what_was_looked_at_again_waits_from_then_on(store, clock):
    (number,) = await closes(store)
    later = MONDAY + timedelta(days=30)
    async with store.books(now=later) as books:
        await recheck(books, RecheckTask(person=LEADER.id, sent_at=later, number=number))
    for day, found in ((91, []), (120, []), (121, [number])):
        clock.jump_to(MONDAY + timedelta(days=day))
        await Archiving(store, clock).ring()
        assert await archived(store) == found


def test_the_office_says_when():
    by_hand, a_year = (replace(HOUSE, archive=Archive(after_days=days)) for days in (0, 365))
    assert untouched_since(DUE, by_hand) is None
    assert untouched_since(DUE, a_year) == HOUSE.hours.at(date(2026, 2, 22), time())  # MONDAY is 2026-11-23.
