"""Tasks and their branches as rows: a cache of the fold, written with every entry of a task."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, Text, bindparam, delete, insert, select, type_coerce
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.tasks import Task
from storage.codec import dump_state, read_task
from storage.engines import replace_in
from storage.entry_rows import beside
from storage.prepared import Prepared, Step, change_together
from storage.tables import branches, tasks

STATE = type_coerce(tasks.c.state, Text).label("state")
"""A task as the text that is stored, which is read in one go."""
_STATE = Prepared(select(STATE).where(tasks.c.number == bindparam("wanted")))
_NO_BRANCHES = delete(branches).where(branches.c.task == bindparam("whole"))
_BRANCH = insert(branches)


_seen: dict[str, tuple[str, Task]] = {}
"""The tasks that were loaded or saved lately, with the text that each was made of: the same text is the same task."""
SEEN = 2000


async def load(connection: AsyncConnection, number: str) -> Task | None:
    """Return the task as it stands, ``None`` where there is none."""
    look, given = look_at(number)
    return made_of(number, await look.rows(connection, given))


def look_at(number: str) -> Step:
    """Return the look for a task, whose rows ``made_of`` reads."""
    return _STATE, {"wanted": number}


def made_of(number: str, rows: Sequence[Any]) -> Task | None:
    """Return the task that was found; what was saved or loaded lately and has not changed since is not made anew."""
    if not rows:
        return None
    state: str = rows[0].state
    known = _seen.get(number)
    if known is not None and known[0] == state:
        return known[1]
    return _remembered(number, state, read_task(state))


def _remembered(number: str, state: str, task: Task) -> Task:
    if len(_seen) >= SEEN and number not in _seen:
        _seen.clear()
    _seen[number] = state, task
    return task


async def load_all(connection: AsyncConnection, query: Select[Any]) -> tuple[Task, ...]:
    """Return the tasks whose ``STATE`` the query selects, in its order."""
    return await read_all((await connection.execute(query)).scalars().all())


async def read_all(states: Sequence[str]) -> tuple[Task, ...]:
    """Return the tasks, read beside the loop where they are many."""
    return await beside(lambda: tuple(map(read_task, states)), len(states))


async def save(
    connection: AsyncConnection,
    task: Task,
    *,
    last_at: datetime,
    before: Task | None = None,
    behind: Sequence[Step] = (),
) -> None:
    """Put the task in the place of ``before``, where that is known; ``last_at`` is the sending time of the entry.

    The steps ``behind`` which it comes, those that write the entry, are taken on the way.
    """
    state = dump_state(task)
    row = {**columns_of(task), "last_at": last_at, "state": state}
    await change_together(connection, [*behind, (replace_in(connection, tasks, latest="last_at"), row)])
    _remembered(task.number, state, task)
    if before is None or _shape(task) != _shape(before):
        await _save_branches(connection, task.number, branches_of(task))


async def _save_branches(connection: AsyncConnection, number: str, rows: list[dict[str, Any]]) -> None:
    await connection.execute(_NO_BRANCHES, {"whole": number})
    if rows:
        await connection.execute(_BRANCH, rows)


def _shape(task: Task) -> tuple[Any, ...]:
    """Return what the rows of the branches tell of the task."""
    return task.is_open, *[(branch.assignee, branch.part, branch.status) for branch in task.held]


def columns_of(task: Task) -> dict[str, Any]:
    """Return what the columns beside the state say, by which tasks are found."""
    return {
        "number": task.number,
        "version": task.version,
        "status": task.status,
        "is_open": task.is_open,
        "deadline": task.deadline,
        "assigned_at": task.assigned_at,
        "assigned_by": task.assigned_by,
        "title": task.title,
    }


def branches_of(task: Task) -> list[dict[str, Any]]:
    """Return the rows of the task's branches, by which what people and units hold is found."""
    return [
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
