"""The ledger at a past moment: what it held then, by the time of recording, whatever was sent or learnt later."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.entries import Recorded, TaskEntry
from ledger.folding import replay
from ledger.tasks import Task
from storage.entry_rows import chunks, recorded
from storage.tables import entries, tasks
from storage.task_rows import STATE, load_all


async def tasks_at(connection: AsyncConnection, moment: datetime) -> tuple[Task, ...]:
    """Return every task that was in the ledger at the moment, as the entries recorded until then leave it.

    Tasks to which nothing was added since stand as they stood; only the others are replayed.
    """
    later = select(entries.c.task).where(entries.c.task.is_not(None), entries.c.recorded_at > moment).distinct()
    touched = list((await connection.execute(later)).scalars())
    same = await load_all(connection, select(STATE).where(tasks.c.number.not_in(later)))
    found = [*same, *await _replayed(connection, touched, moment)]
    return tuple(sorted(found, key=lambda task: (task.assigned_at, task.version)))


async def _replayed(connection: AsyncConnection, numbers: list[str], moment: datetime) -> tuple[Task, ...]:
    found: dict[str, list[Recorded]] = {}
    for chunk in chunks(numbers):
        for record in await recorded(connection, entries.c.task.in_(chunk), entries.c.recorded_at <= moment):
            if isinstance(record.entry, TaskEntry):
                found.setdefault(record.entry.number, []).append(record)
    return tuple(replay(records) for records in found.values())
