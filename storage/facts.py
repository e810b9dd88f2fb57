"""Facts for the reports: the ledger as of a moment, by the time of sending, in a handful of bulk reads."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.chain import GENESIS
from ledger.entries import Assigned, LeaveTaken, Recorded, TaskEntry
from ledger.facts import Facts, Head
from ledger.folding import replay
from ledger.house import House
from ledger.kinds import NUDGES
from ledger.people import Roster
from ledger.tasks import Task
from ledger.undo_entries import Undone
from ledger.undoing import standing, undone_by
from storage.codec import load_task
from storage.entry_rows import chunks, recorded
from storage.tables import entries, tasks


async def read(connection: AsyncConnection, *, house: House, roster: Roster, since: datetime, at: datetime) -> Facts:
    """Return what the ledger knew at ``at``; entries sent later are not in it."""
    records = standing(await recorded(connection, entries.c.at > since, entries.c.at <= at))
    known = await _tasks(connection, records, since=since, at=at)
    return Facts(
        since=since,
        at=at,
        house=house,
        roster=roster,
        tasks=known,
        records=records,
        leaves=await leaves(connection, at=at, first=house.hours.local(since).date()),
        head=await _head(connection, at),
        heard=await _heard(connection, [task.number for task in known if task.is_open], at=at),
    )


async def _tasks(
    connection: AsyncConnection, records: Iterable[Recorded], *, since: datetime, at: datetime
) -> tuple[Task, ...]:
    """Open tasks, and those whose deadline or any entry falls after ``since``; touched later means replayed."""
    wanted = or_(tasks.c.is_open.is_(True), tasks.c.deadline > since, tasks.c.last_at > since)
    query = select(tasks.c.number, tasks.c.state, tasks.c.last_at).where(wanted, tasks.c.assigned_at <= at)
    rows = (await connection.execute(query)).all()
    found = {row.number: load_task(row.state) for row in rows if row.last_at <= at}
    found |= await _replayed(connection, [row.number for row in rows if row.last_at > at], at=at)
    moved = {record.entry.number for record in records if isinstance(record.entry, TaskEntry)}
    chosen = (task for task in found.values() if task.number in moved or _counts(task, since))
    return tuple(sorted(chosen, key=lambda task: (task.assigned_at, task.number)))


def _counts(task: Task, since: datetime) -> bool:
    return task.is_open or (task.deadline is not None and task.deadline > since)


async def _replayed(connection: AsyncConnection, numbers: list[str], *, at: datetime) -> dict[str, Task]:
    found: dict[str, list[Recorded]] = {}
    for chunk in chunks(numbers):
        for record in await recorded(connection, entries.c.task.in_(chunk), entries.c.at <= at):
            if isinstance(record.entry, TaskEntry):
                found.setdefault(record.entry.number, []).append(record)
    begun = {number: records for number, records in found.items() if isinstance(records[0].entry, Assigned)}
    return {number: replay(records) for number, records in begun.items()}


async def leaves(connection: AsyncConnection, *, first: date, at: datetime | None = None) -> tuple[LeaveTaken, ...]:
    """Return the leaves (known at ``at``) that were not over before the first day."""
    known = (entries.c.kind == LeaveTaken.__name__, *(() if at is None else (entries.c.at <= at,)))
    records = await recorded(connection, *known)
    taken = (record.entry for record in records if isinstance(record.entry, LeaveTaken))
    return tuple(leave for leave in taken if leave.last >= first)


async def _heard(connection: AsyncConnection, numbers: list[str], *, at: datetime) -> dict[str, datetime]:
    """Return when somebody last said something about each task, by the time of sending."""
    found: dict[str, datetime] = {}
    by_somebody = (entries.c.by.is_not(None), entries.c.kind.not_in(NUDGES), entries.c.at <= at)
    for chunk in chunks(numbers):
        mine = entries.c.task.in_(chunk)
        gone = await recorded(connection, mine, entries.c.kind == Undone.__name__, entries.c.at <= at)
        stands = entries.c.seq.not_in([*undone_by(gone), *(one.seq for one in gone)])
        query = select(entries.c.task, func.max(entries.c.at).label("last")).where(mine, stands, *by_somebody)
        found |= {row.task: row.last for row in (await connection.execute(query.group_by(entries.c.task))).all()}
    return found


async def _head(connection: AsyncConnection, at: datetime) -> Head:
    query = select(entries.c.seq, entries.c.hash).where(entries.c.at <= at).order_by(entries.c.seq.desc()).limit(1)
    row = (await connection.execute(query)).one_or_none()
    return Head(row.seq, row.hash) if row else Head(0, GENESIS)
