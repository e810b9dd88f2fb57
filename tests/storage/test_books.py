"""The open books: one transaction, entries with their texts, numbers without gaps."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from ledger.acts.acknowledging import acknowledge
from ledger.acts.assigning import assign
from ledger.acts.requests import AcknowledgeTask, AssignTask
from ledger.entries import Assigned
from ledger.office_entries import SettingChanged
from ledger.people import Person
from ledger.refusals import WrongStatus
from storage.chain import ReadOnly
from storage.store import Store
from tests.ledger.house import COORDINATOR, FRIDAY, HEAD, MONDAY, ROSTER, STAFF, person
from tests.storage.office import HOUSE


def to(who: Person, title: str = "报送三季度经济运行分析") -> AssignTask:
    return AssignTask(person=COORDINATOR.id, sent_at=MONDAY, title=title, lead=(person(who),), deadline=FRIDAY)


async def assigned(store: Store, who: Person = STAFF) -> str:
    async with store.books(now=MONDAY) as books:
        return (await assign(books, to(who))).number


async def test_the_roster_of_the_file_has_the_ids_of_the_fixture(store: Store) -> None:
    async with store.reading(now=MONDAY) as books:
        assert (books.roster.people, books.roster.units) == (ROSTER.people, ROSTER.units)


async def test_what_was_committed_is_read_again_as_it_was(store: Store) -> None:
    """Texts, times and people of an entry come back; the task is the fold."""
    async with store.books(now=MONDAY) as books:
        task = await assign(books, to(STAFF, "标题：含 <b>、😀 与 NUL\0"))
    async with store.reading(now=MONDAY) as books:
        assert await books.task(task.number) == task
        (record,) = await books.entries_of(task.number)
    assert isinstance(record.entry, Assigned)
    assert (record.entry.title, record.entry.deadline) == ("标题：含 <b>、😀 与 NUL\ufffd", FRIDAY)
    assert record.erased == frozenset()


async def test_an_exception_rolls_everything_back(store: Store) -> None:
    with pytest.raises(RuntimeError):
        await _assign_and_fail(store)
    async with store.reading(now=MONDAY) as books:
        assert await books.tasks.open_all() == ()
    assert await assigned(store) == "DB-2026-1"


async def _assign_and_fail(store: Store) -> None:
    async with store.books(now=MONDAY) as books:
        await assign(books, to(STAFF))
        raise RuntimeError


async def test_twenty_assignments_at_once_take_twenty_numbers_without_a_gap(store: Store) -> None:
    numbers = await asyncio.gather(*(assigned(store) for _ in range(20)))
    assert sorted(numbers, key=lambda number: int(number.rpartition("-")[2])) == [f"DB-2026-{n}" for n in range(1, 21)]


async def test_two_writers_on_one_task_come_one_after_the_other(store: Store) -> None:
    number = await assigned(store)

    async def receive() -> bool:
        try:
            async with store.books(now=MONDAY) as books:
                await acknowledge(books, AcknowledgeTask(person=STAFF.id, sent_at=MONDAY, number=number))
        except WrongStatus:
            return False
        return True

    assert sorted(await asyncio.gather(receive(), receive())) == [False, True]


async def test_books_for_reading_refuse_to_be_written(store: Store) -> None:
    async with store.reading(now=MONDAY) as books:
        with pytest.raises(ReadOnly):
            await books.record(SettingChanged(by=None, at=MONDAY, name="report.daily", value="17:00"))


async def test_a_changed_setting_overrides_until_it_is_changed_again(store: Store) -> None:
    for value in ("17:00", "17:10"):
        async with store.books(now=MONDAY) as books:
            await books.record(SettingChanged(by=None, at=MONDAY, name="report.daily", value=value))
    async with store.reading(now=MONDAY) as books:
        assert await books.setting("report.daily") == "17:10"
        assert await books.setting("report.weekly") is None


async def test_lists_of_tasks_are_by_person_and_by_exactly_the_unit(store: Store) -> None:
    mine, others = await assigned(store, STAFF), await assigned(store, HEAD)
    async with store.reading(now=MONDAY) as books:
        assert [task.number for task in await books.tasks.open_of(STAFF)] == [mine]
        assert [task.number for task in await books.tasks.assigned_by(COORDINATOR.id)] == [mine, others]
        assert [task.number for task in await books.tasks.overdue(FRIDAY + timedelta(seconds=1))] == [mine, others]
        assert await books.tasks.overdue(FRIDAY) == ()
        assert [task.number for task in await books.tasks.find("经济运行", number="2")] == [others]


def test_cancelled_work_is_rolled_back_and_leaves_nothing_running(office_url: str) -> None:
    """The event loop can be closed right after the store; pytest fails on what a thread reports to it later."""

    async def cancelled() -> int:
        store = await Store.open(office_url, house=HOUSE)
        work = [asyncio.create_task(assigned(store)) for _ in range(5)]
        await asyncio.sleep(0.01)
        for task in work:
            task.cancel()
        await asyncio.gather(*work, return_exceptions=True)
        async with store.reading(now=MONDAY) as books:
            found = len(await books.tasks.open_all())
        await store.close()
        return found

    assert asyncio.run(cancelled()) <= 5
