"""Extensions, suspensions and offers in the database: the cache agrees with the fold, both handlers find the task."""

from __future__ import annotations

from datetime import timedelta

from ledger.acts import requests as r
from ledger.acts.changing import reassign
from ledger.acts.declining import decline
from ledger.acts.extending import decide_extension, request_extension
from ledger.acts.suspending import resume, suspend
from ledger.folding import replay
from ledger.tasks import Status
from storage.store import Store
from storage.verify import verify
from tests.ledger.house import COLLEAGUE, COORDINATOR, FRIDAY, LEADER, MONDAY, STAFF, person
from tests.storage.ledgers import assigned

LATER = MONDAY + timedelta(hours=1)
WEDNESDAY = FRIDAY + timedelta(days=5)


async def test_an_extension_and_a_suspension_agree_with_the_fold(store: Store) -> None:
    number = await assigned(store)
    known = {"number": number, "sent_at": LATER}
    async with store.books(now=LATER) as books:
        asked = r.RequestExtension(person=STAFF.id, deadline=WEDNESDAY, reason="数据未核实", **known)
        await request_extension(books, asked)
        await decide_extension(books, r.DecideExtension(person=LEADER.id, granted=True, **known))
        await suspend(books, r.SuspendTask(person=COORDINATOR.id, awaiting="省里批复", **known))
    async with store.reading(now=LATER) as books:
        (task,) = await books.tasks.open_all()
        assert task.status is Status.SUSPENDED
        assert await books.tasks.overdue(WEDNESDAY + timedelta(days=9)) == ()
        assert task == replay(await books.entries_of(number))

    tuesday = MONDAY + timedelta(days=1)
    async with store.books(now=tuesday) as books:
        task = await resume(books, r.ResumeTask(person=COORDINATOR.id, number=number, sent_at=tuesday))
    assert (task.deadline, task.original_deadline) == (WEDNESDAY + timedelta(days=1), FRIDAY)
    async with store.reading(now=tuesday) as books:
        assert (await books.task_as_of(number, LATER)).status is Status.SUSPENDED
    assert (await verify(store)).is_whole


async def test_an_offer_is_among_the_tasks_of_both(store: Store) -> None:
    number = await assigned(store)
    async with store.books(now=LATER) as books:
        await decline(books, r.DeclineTask(person=STAFF.id, number=number, sent_at=LATER, reason="不归我科"))
        await reassign(
            books, r.ReassignTask(person=COORDINATOR.id, number=number, sent_at=LATER, new=person(COLLEAGUE))
        )
    async with store.reading(now=LATER) as books:
        for who in (STAFF, COLLEAGUE):
            assert [task.number for task in await books.tasks.open_of(who)] == [number]
    assert (await verify(store)).is_whole
