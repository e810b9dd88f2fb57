"""Many tasks that are read at once hold equal parts once, and say the same as before; reports read no links."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ledger.entries import ProgressNoted
from ledger.facts import Wanted
from ledger.replacing import replace
from storage import facts as reading
from storage.codec import dump_state, read_task
from storage.sparely import held_once
from storage.store import Store
from tests.ledger.house import FRIDAY, MONDAY, STAFF, person
from tests.ledger.house import assigned as agreed
from tests.storage.ledgers import assigned, progressed, received

HOUR = timedelta(hours=1)


@pytest.fixture
async def told(store: Store) -> Store:
    """Return a store with three tasks of one person, two of them under way."""
    for number in [await assigned(store) for _ in range(3)][:2]:
        await received(store, number, at=MONDAY + HOUR)
        await progressed(store, number, at=MONDAY + 2 * HOUR)
    return store


async def test_many_tasks_are_what_few_are(told: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    at = MONDAY + 3 * HOUR
    async with told.reading(now=at) as books:
        few = await books.facts(since=MONDAY - HOUR, at=at)
        monkeypatch.setattr(reading, "MANY", 0)
        many = await books.facts(since=MONDAY - HOUR, at=at)
    assert many == few
    first, second, _ = many.tasks
    assert first.branches[0].doers is second.branches[0].doers
    assert first.branches[0].since is first.assigned_at
    assert few.tasks[0].branches[0].doers is not few.tasks[1].branches[0].doers


def test_a_deadline_that_was_moved_stays_apart() -> None:
    moved = replace(agreed(person(STAFF)), deadline=FRIDAY + HOUR)
    read = read_task(dump_state(moved))
    held_once([read], {})
    assert read == moved
    assert (read.deadline, read.original_deadline) == (FRIDAY + HOUR, FRIDAY)


async def test_entries_of_a_report_bear_no_links(told: Store) -> None:
    at = MONDAY + 3 * HOUR
    async with told.reading(now=at) as books:
        whole = await books.facts(since=MONDAY - HOUR, at=at)
        some = await books.facts(since=MONDAY - HOUR, at=at, wanted=Wanted((ProgressNoted,)))
    assert all(record.hash for record in whole.records)
    assert [record.hash for record in some.records] == ["", ""]
