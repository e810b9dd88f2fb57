"""The ledger at a past moment is the fold of what was recorded until then, whenever it was sent."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from random import Random

import pytest

from ledger import entries as e
from ledger.entries import Recorded, TaskEntry
from ledger.folding import replay
from ledger.refusals import NoSuchTask
from ledger.tasks import Task
from ledger.terms import Term
from storage.entry_rows import recorded
from storage.export import entry_objects, task_lines
from storage.store import Store
from tests.ledger.house import COORDINATOR, FRIDAY, MONDAY, STAFF, person
from tests.storage.ledgers import any_entry
from tests.support.twins import some

STEPS = 60
ONE_IN = 4
"""Of the moments so many are looked at, with each seed others."""


async def _walk(store: Store, seed: int) -> list[datetime]:
    """Fill the ledger, each entry at a later moment of recording and sent at any moment before; return the moments."""
    dice, now, numbers, moments = Random(seed), MONDAY, list[str](), list[datetime]()
    for _ in range(STEPS):
        now += timedelta(minutes=dice.randrange(1, 90))
        moments.append(now)
        sent = now - timedelta(minutes=dice.randrange(600))
        async with store.books(now=now) as books:
            if not numbers or dice.random() < 0.2:
                number = await books.next_number(2026)
                numbers.append(number)
                limit = {"term": Term.parse("+2wd")} if dice.random() < 0.5 else {"deadline": FRIDAY}
                await books.append(
                    e.Assigned(number=number, by=COORDINATOR.id, at=sent, title="方案", lead=(person(STAFF),), **limit)
                )
            else:
                await books.append(any_entry(dice, dice.choice(numbers), sent))
    return moments


def _projected(records: Iterable[Recorded], moment: datetime) -> dict[str, Task]:
    found: dict[str, list[Recorded]] = {}
    for record in records:
        if isinstance(record.entry, TaskEntry) and record.recorded_at <= moment:
            found.setdefault(record.entry.number, []).append(record)
    return {number: replay(known) for number, known in found.items()}


@pytest.mark.parametrize("seed", range(4))
async def test_the_ledger_at_any_moment_is_the_projection_of_what_was_recorded(store: Store, seed: int) -> None:
    moments = await _walk(store, seed)
    async with store.reading(now=moments[-1]) as books:
        records = await recorded(books.connection)
        for moment in some([MONDAY, *moments, *(one - timedelta(seconds=1) for one in moments)], ONE_IN):
            then = {task.number: task for task in await books.tasks_at(moment)}
            assert then == _projected(records, moment)
        assert await books.tasks_at(MONDAY) == ()


async def test_what_was_sent_before_and_recorded_later_was_not_known(store: Store) -> None:
    noon, evening = MONDAY + timedelta(hours=2), MONDAY + timedelta(hours=8)
    async with store.books(now=evening) as books:
        number = await books.next_number(2026)
        await books.append(e.Assigned(number=number, by=COORDINATOR.id, at=MONDAY, title="方案", lead=(person(STAFF),)))
    async with store.reading(now=evening) as books:
        assert await books.tasks_at(noon) == ()
        with pytest.raises(NoSuchTask):
            await books.task_as_of(number, noon)
        assert await task_lines(books, as_of=noon) == ()
        assert [line["task"] async for line in entry_objects(books, as_of=noon)] == [None]
        assert [line.task.number for line in await task_lines(books, as_of=evening)] == [number]
        assert (await books.task_as_of(number, evening)).number == number
        assert [task.number for task in await books.tasks_at(evening)] == [number]
