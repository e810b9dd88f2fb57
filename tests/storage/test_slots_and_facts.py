"""A period is published once, whoever rings; and facts of a past moment are what replay says."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, timedelta

from ledger.acts.attending import take_leave
from ledger.acts.changing import amend, remind, withdraw
from ledger.acts.escalating import escalate
from ledger.acts.requests import AmendTask, EscalateTask, RemindTask, TakeLeave, WithdrawTask
from ledger.entries import TaskEntry
from ledger.escalations import Level
from ledger.folding import replay
from ledger.people import Absence
from ledger.slots import DueSlot, Slot, SlotState
from ledger.tasks import Status
from storage.entry_rows import recorded
from storage.store import Store
from storage.tables import entries
from tests.ledger.house import COORDINATOR, FRIDAY, HEAD, MONDAY, STAFF
from tests.storage.ledgers import assigned, progressed, received
from tests.storage.office import HOUSE

HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(days=7)
DAILY = Slot("daily", -7, "2026-11-23")


async def claim(store: Store, due: DueSlot) -> int | None:
    async with store.books(now=MONDAY) as books:
        return await books.slots.claim(due, cut_off=due.due_at, since=MONDAY - HOUR, body="日报告", head="0" * 64)


async def test_a_period_is_published_once_of_two_processes(store: Store, office_url: str) -> None:
    due = DueSlot(slot=DAILY, due_at=MONDAY)
    other = await Store.open(office_url, house=HOUSE)
    try:
        won = await asyncio.gather(claim(store, due), claim(other, due))
    finally:
        await other.close()
    assert [number is None for number in sorted(won, key=lambda number: number is None)] == [False, True]
    async with store.reading(now=MONDAY) as books:
        assert await books.slots.published(since=MONDAY) == {DAILY}
        assert await books.slots.published(since=MONDAY + HOUR) == frozenset()
        assert (await books.slots.body(DAILY), await books.slots.last_cut_off("daily", -7)) == ("日报告", MONDAY)


async def test_a_skipped_period_is_settled_but_told_nobody(store: Store) -> None:
    due = DueSlot(slot=DAILY, due_at=MONDAY, state=SlotState.SKIPPED, reason="too late")
    assert await claim(store, due) is not None
    async with store.reading(now=MONDAY) as books:
        assert await books.slots.published(since=MONDAY) == {DAILY}
        assert await books.slots.last_cut_off("daily", -7) is None


async def test_facts_of_any_past_moment_equal_replay(store: Store) -> None:
    """Also when an entry was sent before the moment and recorded after one that was sent later."""
    first = await assigned(store)
    second = await assigned(store, HEAD, at=MONDAY + HOUR)
    await received(store, first, at=MONDAY + 2 * HOUR)
    await progressed(store, first, at=MONDAY + 4 * HOUR, percent=80)
    await progressed(store, first, at=MONDAY + 3 * HOUR, percent=50)
    async with store.books(now=MONDAY) as books:
        gone = WithdrawTask(person=COORDINATOR.id, sent_at=MONDAY + 5 * HOUR, number=second, reason="重复")
        await withdraw(books, gone)
        await amend(
            books,
            AmendTask(person=COORDINATOR.id, sent_at=MONDAY + 6 * HOUR, number=first, deadline=FRIDAY + HOUR),
        )
    for hours in range(8):
        await _same_as_replay(store, hours)


async def _same_as_replay(store: Store, hours: int) -> None:
    at = MONDAY + hours * HOUR
    async with store.reading(now=at) as books:
        facts = await books.facts(since=MONDAY - HOUR, at=at)
        known = await recorded(books.connection, entries.c.at <= at)
    told = [record for record in known if isinstance(record.entry, TaskEntry)]
    numbers = sorted({record.entry.number for record in told if isinstance(record.entry, TaskEntry)})
    expected = [replay([one for one in told if _number(one.entry) == number]) for number in numbers]
    assert list(facts.tasks) == expected
    assert facts.records == known
    assert (facts.head.seq, facts.head.hash) == (known[-1].seq, known[-1].hash)


def _number(entry: object) -> str | None:
    return entry.number if isinstance(entry, TaskEntry) else None


async def test_what_is_long_over_is_no_fact_any_more(store: Store) -> None:
    number = await assigned(store)
    async with store.books(now=MONDAY) as books:
        await withdraw(books, WithdrawTask(person=COORDINATOR.id, sent_at=MONDAY, number=number, reason="重复"))
        await take_leave(
            books,
            TakeLeave(
                person=STAFF.id, sent_at=MONDAY, whose=STAFF.id, first=date(2026, 11, 24), last=date(2026, 11, 25)
            ),
        )
    async with store.reading(now=MONDAY) as books:
        during = await books.facts(since=MONDAY - HOUR, at=MONDAY + HOUR)
        after = await books.facts(since=FRIDAY + HOUR, at=FRIDAY + 2 * HOUR)
    assert [task.status for task in during.tasks] == [Status.WITHDRAWN]
    assert [leave.person for leave in during.leaves] == [STAFF.id]
    assert (after.tasks, after.records, after.leaves) == ((), (), ())


async def test_who_was_heard_last_counts_neither_the_clock_nor_nudges(store: Store) -> None:
    number = await assigned(store)
    await received(store, number, at=MONDAY + HOUR)
    async with store.books(now=MONDAY) as books:
        await remind(books, RemindTask(person=COORDINATOR.id, sent_at=MONDAY + 3 * HOUR, number=number))
        word = EscalateTask(person=COORDINATOR.id, sent_at=MONDAY + 4 * HOUR, number=number, level=Level.RED)
        await escalate(books, word)
    async with store.reading(now=MONDAY) as books:
        late = await books.facts(since=MONDAY - HOUR, at=MONDAY + WEEK)
    assert late.heard == {number: MONDAY + HOUR}


async def test_who_was_heard_last_is_asked_of_tasks_alone_that_may_be_silent(store: Store) -> None:
    """A task is silent after five workdays: on the Friday after its Monday nobody needs to know."""
    number = await assigned(store)
    async with store.reading(now=MONDAY) as books:
        found = [await books.facts(since=MONDAY, at=at) for at in (MONDAY, MONDAY + 4 * DAY, MONDAY + WEEK)]
    assert [facts.heard for facts in found] == [{}, {}, {number: MONDAY}]
    assert [facts.days_unheard(*facts.tasks) for facts in found] == [0, 4, 5]


async def test_who_is_away_on_a_day_and_who_stands_in(store: Store) -> None:
    first, last = date(2026, 11, 24), date(2026, 11, 25)
    leave = TakeLeave(person=STAFF.id, sent_at=MONDAY, whose=STAFF.id, first=first, last=last, delegate=HEAD.id)
    async with store.books(now=MONDAY) as books:
        await take_leave(books, leave)
        await take_leave(books, replace(leave, first=last, delegate=None))
    found = []
    for days in range(4):
        async with store.reading(now=MONDAY + timedelta(days=days)) as books:
            found.append(books.roster.absences)
    assert found == [(), (Absence(STAFF.id, last, HEAD.id),), (Absence(STAFF.id, last),), ()]


async def test_a_leave_holds_at_once_also_inside_its_own_transaction(store: Store) -> None:
    day = MONDAY.date()
    async with store.books(now=MONDAY) as books:
        request = TakeLeave(person=STAFF.id, sent_at=MONDAY, whose=STAFF.id, first=day, last=day, delegate=HEAD.id)
        await take_leave(books, request)
        inside = books.roster.absences
    async with store.reading(now=MONDAY) as books:
        first = books.roster
    async with store.reading(now=MONDAY) as books:
        assert books.roster is first  # What the reader has made of its names is kept with it.
    assert inside == first.absences == (Absence(STAFF.id, day, HEAD.id),)


async def test_only_tasks_whose_receipt_is_owed_are_unsigned(store: Store) -> None:
    first, second = await assigned(store), await assigned(store)
    await received(store, first)
    async with store.reading(now=MONDAY) as books:
        assert [task.number for task in await books.tasks.unsigned()] == [second]
