"""The ledger at a past moment: what it held then, by the time of recording, whatever was sent or learnt later."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.tasks import Task
from storage.known import replayed
from storage.proving import last_before, last_link
from storage.tables import entries, tasks
from storage.task_rows import STATE, load_all

_TICK = timedelta(microseconds=1)
"""What was recorded at the very moment was in the ledger."""


async def tasks_at(connection: AsyncConnection, moment: datetime) -> tuple[Task, ...]:
    """Return every task that was in the ledger at the moment, as the entries recorded until then leave it.

    Tasks to which nothing was added since stand as they stood; only the others are replayed.
    """
    seq = await last_before(connection, moment + _TICK, last=(await last_link(connection)).seq)
    same = await load_all(connection, select(STATE).where(tasks.c.version <= seq))
    touched = (await connection.execute(select(tasks.c.number).where(tasks.c.version > seq))).scalars()
    then = await replayed(connection, touched, entries.c.seq <= seq)
    return tuple(sorted((*same, *then.values()), key=lambda task: (task.assigned_at, task.version)))
