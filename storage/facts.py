"""Facts for the reports: the ledger as of a moment, by the time of sending, in a handful of bulk reads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Select, and_, case, false, func, or_, select, union_all
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.attendance import LEAVE, leaves_in_force
from ledger.chain import GENESIS
from ledger.entries import Entry, LeaveTaken, Recorded
from ledger.facts import ALL, Facts, Head, Wanted, aligned
from ledger.house import House
from ledger.information import Information, information_of
from ledger.information_entries import INFORMATION
from ledger.kinds import KINDS, NUDGES
from ledger.origin_entries import SiteVisit
from ledger.people import Roster
from ledger.queries import begun_before_silence
from ledger.tasks import Task
from ledger.undo_entries import Undone
from ledger.undoing import standing, undone_by
from storage.document_rows import known_at
from storage.entry_rows import beside, chunks, recorded
from storage.known import Known, replayed
from storage.month_ends import base_of, touched_since
from storage.narrowing import Conditions
from storage.sparely import held_once
from storage.tables import entries, tasks
from storage.task_rows import STATE, read_all

AT_ONCE = 2000
"""Tasks that are held as texts at a time: of a quarter's the texts alone would be a hundred megabytes."""
MANY = 8000
"""Tasks from which on equal parts of them are held once: a month has more, a week fewer."""
Window = tuple[ColumnElement[bool], ...]


async def read(
    connection: AsyncConnection,
    *,
    house: House,
    roster: Roster,
    since: datetime,
    at: datetime,
    upto: int | None = None,
    wanted: Wanted = ALL,
) -> Facts:
    """Return what the ledger knew at ``at``; entries sent later are not in it, of the period what is ``wanted``.

    ``upto`` leaves out what was recorded behind that link of the chain, however early it was sent.
    """
    known = Known(at, upto)
    window = (entries.c.at > since, *known.entries)
    told = await recorded(connection, *window, *_kinds_of(wanted), linked=wanted == ALL)
    found = await _tasks(connection, window, told, since=since, known=known, wanted=wanted)
    silent = _perhaps_silent(found, at, house) if wanted.silence else []
    return Facts(
        since=since,
        at=at,
        house=house,
        roster=roster,
        tasks=found,
        records=standing(told),
        leaves=await leaves(connection, *known.entries, first=house.hours.local(since).date()),
        head=await _head(connection, known),
        heard=await last_words(connection, silent, *known.entries),
        documents=await known_at(connection, *known.entries, since=since, at=at, upto=upto),
        information=await _information(connection, known),
        wanted=wanted,
    )


def _kinds_of(wanted: Wanted) -> Conditions:
    """Keep the entries that are wanted, and those that take entries back."""
    if wanted == ALL:
        return []
    whole = _is_one_of(*wanted.kinds, Undone)
    return [
        whole if wanted.since is None else or_(whole, and_(_is_one_of(*wanted.lately), entries.c.at > wanted.since))
    ]


def _is_one_of(*kinds: type[Entry]) -> ColumnElement[bool]:
    return entries.c.kind.in_([name for name, kind in KINDS.items() if issubclass(kind, kinds)])


async def _tasks(
    connection: AsyncConnection,
    window: Window,
    told: Sequence[Recorded],
    *,
    since: datetime,
    known: Known,
    wanted: Wanted,
) -> tuple[Task, ...]:
    """Open tasks, and those whose deadline or any entry falls after ``since``; touched later means replayed."""
    any_of = _any_of(since, known, wanted, _visited(told) if wanted.begun is not None else ())
    query = await _query(connection, since, known, any_of)
    found: dict[str, Task] = {}
    left: list[str] = []
    parts: dict[Any, Any] = {}
    async with connection.stream(query) as result:
        async for rows in result.partitions(AT_ONCE):
            states = [state for _, state in rows if state is not None]
            some = await read_all(states)
            if len(found) >= MANY:
                await beside(partial(held_once, some, parts), len(some))
            found |= {task.number: task for task in some}
            left += [number for number, state in rows if state is None] if len(states) < len(rows) else []
    found |= await replayed(connection, left, *known.entries)
    first = aligned(since, found.values())
    others = [number for number, task in found.items() if not _counts(task, first)]
    gone = set(others) - await _moved(connection, others, window, undone_by(told)) if others else set()
    chosen = (task for number, task in found.items() if number not in gone)
    return tuple(sorted(chosen, key=lambda task: (task.assigned_at, task.number)))


async def _moved(
    connection: AsyncConnection, numbers: Iterable[str], window: Window, undone: frozenset[int]
) -> frozenset[str]:
    """Return those of the tasks that an entry of the period is about which was not taken back."""
    stands = entries.c.seq.not_in(undone), entries.c.kind != Undone.__name__
    found: set[str] = set()
    for chunk in chunks(numbers):
        query = select(entries.c.task).distinct().where(entries.c.task.in_(chunk), *window, *stands)
        found |= set((await connection.execute(query)).scalars())
    return frozenset(found)


def _any_of(since: datetime, known: Known, wanted: Wanted, visited: Sequence[str]) -> Conditions:
    """Return conditions of which each task meets one that may count."""
    touched = [] if known.upto is None else [tasks.c.version > known.upto]
    if wanted.since is not None:
        return [tasks.c.last_at > wanted.since, *touched]
    if wanted.begun is None:
        return [tasks.c.is_open.is_(True), tasks.c.last_at > since, tasks.c.deadline > since, *touched]
    # What was touched behind the moment may have been open then.
    begun = and_(tasks.c.last_at > wanted.begun, or_(tasks.c.assigned_at > wanted.begun, tasks.c.last_at > known.at))
    return [tasks.c.is_open.is_(True), begun, *([tasks.c.number.in_(visited)] if visited else []), *touched]


def _visited(told: Iterable[Recorded]) -> tuple[str, ...]:
    visits = (one.entry for one in told if isinstance(one.entry, SiteVisit))
    return tuple({visit.about for visit in visits if visit.about is not None})


async def _query(
    connection: AsyncConnection, since: datetime, known: Known, any_of: Conditions
) -> Select[Any] | CompoundSelect[Any]:
    """Return what selects number and state of the tasks that may count, each once; no state of what is to be replayed.

    Of today each part of the condition is asked by itself, for each has its own index: of several in one OR a planner
    may make a scan, and numbers that are gathered first are looked up a second time. Of a moment long past they are
    looked for among what the month's end before it names, and what was touched since.
    """
    rows = select(tasks.c.number, case((known.whole, STATE), else_=None)).where(tasks.c.assigned_at <= known.at)
    base = await base_of(connection, since=since, known=known)
    if base is None:
        parts = (rows.where(one, ~_is_any(any_of[:place])) for place, one in enumerate(any_of))
        return union_all(*parts)
    return rows.where(tasks.c.number.in_(touched_since(base, until=known.at)), _is_any(any_of))


def _is_any(conditions: Conditions) -> ColumnElement[bool]:
    """Return that one of them holds, in a form for which no planner looks for an index."""
    return case((or_(false(), *conditions), 1), else_=0) == 1


def _counts(task: Task, since: datetime) -> bool:
    return task.is_open or (task.deadline is not None and task.deadline > since)


def _perhaps_silent(found: Iterable[Task], at: datetime, house: House) -> list[str]:
    begun = aligned(begun_before_silence(at, house), found)
    return [task.number for task in found if task.is_open and task.assigned_at < begun]


async def _information(connection: AsyncConnection, known: Known) -> tuple[Information, ...]:
    """Return everything that was submitted, also long ago: what is adopted in a period may be older."""
    kinds = entries.c.kind.in_([kind.__name__ for kind in INFORMATION])
    return tuple(information_of(await recorded(connection, kinds, *known.entries)).values())


async def leaves(connection: AsyncConnection, *known: ColumnElement[bool], first: date) -> tuple[LeaveTaken, ...]:
    """Return the leaves (those for which the conditions hold) that were not over before the first day."""
    said = await recorded(connection, entries.c.kind.in_([kind.__name__ for kind in LEAVE]), *known)
    return tuple(leave for leave in leaves_in_force(record.entry for record in said) if leave.last >= first)


async def last_words(
    connection: AsyncConnection, numbers: Iterable[str], *known: ColumnElement[bool]
) -> dict[str, datetime]:
    """Return when somebody last said something about each task, by the time of sending; ``known``: what counts."""
    found: dict[str, datetime] = {}
    by_somebody = (entries.c.by.is_not(None), entries.c.kind.not_in(NUDGES), *known)
    for chunk in chunks(numbers):
        mine = entries.c.task.in_(chunk)
        gone = await recorded(connection, mine, entries.c.kind == Undone.__name__, *known)
        stands = entries.c.seq.not_in([*undone_by(gone), *(one.seq for one in gone)])
        query = select(entries.c.task, func.max(entries.c.at).label("last")).where(mine, stands, *by_somebody)
        found |= {row.task: row.last for row in (await connection.execute(query.group_by(entries.c.task))).all()}
    return found


async def _head(connection: AsyncConnection, known: Known) -> Head:
    query = select(entries.c.seq, entries.c.hash).where(*known.entries).order_by(entries.c.seq.desc()).limit(1)
    row = (await connection.execute(query)).one_or_none()
    return Head(row.seq, row.hash) if row else Head(0, GENESIS)
