"""A task that is known from before is what its row says, whoever has changed that meanwhile."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select, type_coerce, update
from sqlalchemy.types import Text

from ledger.entries import Assigned
from storage import task_rows
from storage.codec import dump_state
from storage.store import Store
from storage.tables import tasks
from tests.ledger.house import COORDINATOR, FRIDAY, MONDAY, STAFF, person


async def _assigned(store: Store, title: str) -> str:
    async with store.books(now=MONDAY) as books:
        number = await books.next_number(2026)
        by = {"number": number, "by": COORDINATOR.id, "at": MONDAY}
        await books.append(Assigned(**by, title=title, lead=(person(STAFF),), deadline=FRIDAY))
    return number


async def test_what_another_process_wrote_is_read(store: Store):
    number = await _assigned(store, "方案")

    async with store.database.writing() as connection:
        task = await task_rows.load(connection, number)
        assert task is not None
        other = replace(task, title="总结")
        await connection.execute(update(tasks).where(tasks.c.number == number).values(state=dump_state(other)))

    async with store.reading(now=MONDAY) as books:
        assert await task_rows.load(books.connection, number) == other


async def test_what_was_never_said_of_a_task_is_not_written(store: Store):
    number = await _assigned(store, "半个字\ud800")

    async with store.reading(now=MONDAY) as books:
        query = select(type_coerce(tasks.c.state, Text)).where(tasks.c.number == number)
        text = str((await books.connection.execute(query)).scalar_one())
        assert text.isascii()
        assert "withdrawn_at" not in text
        assert await task_rows.load_all(books.connection, select(task_rows.STATE)) == (
            await task_rows.load(books.connection, number),
        )
