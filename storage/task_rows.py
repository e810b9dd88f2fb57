"""Tasks and their branches as rows: a cache of the fold, written with every entry of a task."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.tasks import Task
from storage.codec import dump_task, load_task
from storage.engines import insert_into
from storage.tables import branches, tasks


async def load(connection: AsyncConnection, number: str) -> Task | None:
    """Return the task as it stands."""
    found = (await connection.execute(select(tasks.c.state).where(tasks.c.number == number))).scalar_one_or_none()
    return None if found is None else load_task(found)


async def load_all(connection: AsyncConnection, query: Select[Any]) -> tuple[Task, ...]:
    """Return the tasks whose states the query selects, in its order."""
    return tuple(load_task(state) for state in (await connection.execute(query)).scalars())


async def save(connection: AsyncConnection, task: Task, *, last_at: datetime) -> None:
    """Put the task in the place of what stood there; ``last_at`` is the sending time of the entry."""
    known = (await connection.execute(select(tasks.c.last_at).where(tasks.c.number == task.number))).scalar()
    row = {
        "number": task.number,
        "version": task.version,
        "status": task.status,
        "is_open": task.is_open,
        "deadline": task.deadline,
        "assigned_at": task.assigned_at,
        "assigned_by": task.assigned_by,
        "last_at": max(known, last_at) if known else last_at,
        "title": task.title,
        "state": dump_task(task),
    }
    statement = insert_into(connection, tasks).values(row)
    await connection.execute(statement.on_conflict_do_update(index_elements=[tasks.c.number], set_=row))
    await _save_branches(connection, task)


async def _save_branches(connection: AsyncConnection, task: Task) -> None:
    await connection.execute(delete(branches).where(branches.c.task == task.number))
    rows = [
        {
            "task": task.number,
            "n": n,
            "person": branch.assignee.person,
            "unit": branch.assignee.unit,
            "part": branch.part,
            "status": branch.status,
            "task_open": task.is_open,
        }
        for n, branch in enumerate(task.held)
    ]
    if rows:
        await connection.execute(insert(branches), rows)
