"""The export: anyone can recompute the chain from it, and each task is one line."""

from __future__ import annotations

import json
from datetime import timedelta

from ledger.chain import Link, first_break
from storage.export import entry_objects, task_lines
from storage.store import Store
from tests.ledger.house import COORDINATOR, FRIDAY, GENERAL, MONDAY, STAFF
from tests.storage.ledgers import assigned, kept, progressed

HASHED = ("seq", "kind", "task", "at", "recorded_at", "by", "source", "data")


async def test_the_chain_can_be_recomputed_from_the_exported_lines(store: Store) -> None:
    await progressed(store, await assigned(store), at=MONDAY)
    async with store.reading(now=MONDAY) as books:
        lines = [json.loads(json.dumps(one)) async for one in entry_objects(books)]
        head = await books.head()
    links = [Link(one["seq"], {name: one[name] for name in HASHED}, one["prev"], one["hash"]) for one in lines]
    assert first_break(links) is None
    assert (links[-1].hash, len(links)) == (head.hash, 3)
    assert (lines[1]["by_name"], lines[1]["texts"]) == (COORDINATOR.name, {"title": "报送三季度经济运行分析"})


async def test_an_entry_names_the_message_it_came_from(store: Store) -> None:
    row = await kept(store, 5)
    async with store.books(now=MONDAY, source=row) as books:
        await books.directory.bind(STAFF.id, 7, approved_by=None, now=MONDAY)
    async with store.reading(now=MONDAY) as books:
        lines = [one async for one in entry_objects(books)]
    assert (lines[-1]["kind"], lines[-1]["source"]) == ("PersonBound", {"chat": 7, "message": 5})


async def test_a_line_names_those_who_answer_for_the_task_as_of_a_moment(store: Store) -> None:
    number = await assigned(store)
    await progressed(store, number, at=MONDAY + timedelta(hours=2), percent=80)
    async with store.reading(now=FRIDAY) as books:
        (then,) = await task_lines(books, as_of=MONDAY + timedelta(hours=1))
        (now,) = await task_lines(books)
        assert await task_lines(books, as_of=MONDAY - timedelta(hours=1)) == ()
    assert (then.task.percent, now.task.percent) == (None, 80)
    assert (now.people, now.lead_units, now.assigned_by) == ((STAFF.name,), (GENERAL.name,), COORDINATOR.name)
