"""Questions about tasks: whose, which, and what a message is about."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, or_, select, union_all
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.house import House
from ledger.people import Person, PersonId, Roster, UnitId
from ledger.queries import NOTHING_HEARD, State, TaskQuery, holds_text, matches, rank
from ledger.tasks import Status, Task
from storage import message_links, task_rows
from storage.entry_rows import chunks
from storage.facts import last_words
from storage.message_links import MessageLink
from storage.narrowing import narrowed
from storage.tables import branches, entries, tasks

_UNDER_WAY = (Status.ASSIGNED, Status.ACTIVE)
AT_ONCE = 500


class TaskQueries:
    """Lists of tasks, by deadline; those without one come last."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def open_of(self, person: Person) -> tuple[Task, ...]:
        """Return the open tasks with a branch of the person or of exactly the person's unit."""
        mine = branches.c.person == person.id
        if person.unit is not None:
            mine = or_(mine, branches.c.unit == person.unit)
        numbers = select(branches.c.task).where(mine, branches.c.task_open.is_(True))
        return await self._listed(tasks.c.number.in_(numbers))

    async def open_with(self, person: PersonId) -> tuple[Task, ...]:
        """Return the open tasks with a branch that the person holds, or was asked to take over."""
        held = select(branches.c.task).where(branches.c.person == person, branches.c.task_open.is_(True))
        return await self._listed(tasks.c.number.in_(held))

    async def open_all(self) -> tuple[Task, ...]:
        """Return every open task."""
        return await self._listed(tasks.c.is_open.is_(True))

    async def unsigned(self) -> tuple[Task, ...]:
        """Return the open tasks with a branch whose receipt is owed."""
        owed = select(branches.c.task).where(branches.c.status == Status.ASSIGNED, branches.c.task_open.is_(True))
        return await self._listed(tasks.c.number.in_(owed))

    async def owed(self, now: datetime) -> AsyncIterator[tuple[Task, ...]]:
        """Yield, some at a time, the open tasks with a receipt that is owed, or that are late and under way.

        They are fetched as they are read: of a hundred thousand the numbers alone would be twenty megabytes.
        """
        late = and_(tasks.c.is_open.is_(True), tasks.c.deadline < now, tasks.c.status.in_(_UNDER_WAY))
        unsigned = select(branches.c.task).where(branches.c.status == Status.ASSIGNED, branches.c.task_open.is_(True))
        wanted = union_all(
            _states().where(late), _states().where(tasks.c.number.in_(unsigned), case((late, 0), else_=1) == 1)
        )
        async with self._connection.stream(wanted) as result:
            async for states in result.scalars().partitions(AT_ONCE):
                yield await task_rows.read_all(states)

    async def as_of(self, versions: Iterable[int]) -> AsyncIterator[tuple[Task, ...]]:
        """Yield, some at a time, the tasks whose last entries these are."""
        for some in chunks(versions):
            yield await task_rows.load_all(self._connection, _states().where(tasks.c.version.in_(some)))

    async def changed_after(self, seq: int) -> tuple[Task, ...]:
        """Return the tasks that have a later entry."""
        return await task_rows.load_all(self._connection, _states().where(tasks.c.version > seq))

    async def due_at(self, deadline: datetime) -> tuple[Task, ...]:
        """Return the open tasks with exactly this deadline."""
        return await self._listed(and_(tasks.c.is_open.is_(True), tasks.c.deadline == deadline))

    async def claimed(self) -> tuple[Task, ...]:
        """Return the tasks that wait for a reviewer."""
        return await self._listed(tasks.c.status == Status.CLAIMED)

    async def closed_before(self, moment: datetime, *, limit: int) -> tuple[Task, ...]:
        """Return tasks that are closed and not archived, and whose last entry was sent before; at most so many."""
        untouched = _states().where(tasks.c.status == Status.CLOSED, tasks.c.last_at < moment)
        return await task_rows.load_all(self._connection, untouched.order_by(tasks.c.last_at).limit(limit))

    async def overdue(self, now: datetime) -> tuple[Task, ...]:
        """Return the open tasks whose deadline has passed without a standing claim."""
        late = await self._listed(and_(tasks.c.is_open.is_(True), tasks.c.deadline < now))
        return tuple(task for task in late if task.is_overdue(now))

    async def assigned_by(self, person: PersonId) -> tuple[Task, ...]:
        """Return the open tasks that the person assigned."""
        return await self._listed(and_(tasks.c.assigned_by == person, tasks.c.is_open.is_(True)))

    async def find(
        self, text: str = "", *, number: str | None = None, unit: UnitId | None = None, limit: int = 50
    ) -> tuple[Task, ...]:
        """Return tasks, open or not, whose title holds the text, that end in the number, or lie with the unit."""
        where: list[ColumnElement[bool]] = []
        if text:
            where.append(tasks.c.title.contains(text, autoescape=True))
        if number:
            where.append(or_(tasks.c.number == number, tasks.c.number.endswith(f"-{number}", autoescape=True)))
        if unit is not None:
            where.append(exists().where(branches.c.task == tasks.c.number, branches.c.unit == unit))
        query = _states().where(*where).order_by(tasks.c.assigned_at.desc(), tasks.c.version.desc()).limit(limit)
        return await task_rows.load_all(self._connection, query)

    async def matching(self, query: TaskQuery, *, now: datetime, roster: Roster, house: House) -> tuple[Task, ...]:
        """Return the tasks for which the query holds at ``now``, open ones first, then by deadline.

        Indexes leave out what cannot be meant; lights and claims are derived, so ``ledger.queries`` has the last word.
        """
        wanted = narrowed(query, now=now, roster=roster, hours=house.hours)
        if query.text:
            titles = await self._connection.execute(select(tasks.c.number, tasks.c.title).where(*wanted))
            wanted = [tasks.c.number.in_([row.number for row in titles if holds_text(row.title, query.text)])]
        found = await task_rows.load_all(self._connection, _states().where(*wanted))
        heard = await self._heard(query, found, now)
        kept = (task for task in found if matches(query, task, now=now, roster=roster, house=house, heard=heard))
        return tuple(sorted(kept, key=rank))

    async def _heard(self, query: TaskQuery, found: Iterable[Task], now: datetime) -> Mapping[str, datetime]:
        """Return when a word was last said about each of them, where that is asked for."""
        if query.state is not State.SILENT:
            return NOTHING_HEARD
        return await last_words(self._connection, [task.number for task in found], entries.c.at <= now)

    async def get(self, number: str) -> Task | None:
        """Return the task as it stands, without holding it; ``None`` where there is none."""
        return await task_rows.load(self._connection, number)

    async def these(self, numbers: Iterable[str]) -> tuple[Task, ...]:
        """Return the tasks of these numbers as they stand."""
        wanted = [_states().where(tasks.c.number.in_(some)) for some in chunks(numbers)]
        return tuple([task for query in wanted for task in await task_rows.load_all(self._connection, query)])

    async def by_message(self, chat: int, message: int) -> MessageLink | None:
        """Return what a reply to the message is about."""
        return await message_links.linked(self._connection, chat, message)

    async def carried(self, link: MessageLink) -> tuple[str, ...]:
        """Return the tasks that a message which says several confirmations tells of."""
        return await message_links.carried(self._connection, link)

    async def link(self, chat: int, message: int, *, task: str | None, purpose: str) -> None:
        """Remember what a person's own message is about."""
        await message_links.link(self._connection, chat, message, task=task, purpose=purpose)

    async def _listed(self, where: ColumnElement[bool]) -> tuple[Task, ...]:
        query = (
            _states()
            .where(where)
            .order_by(tasks.c.deadline.is_(None), tasks.c.deadline, tasks.c.assigned_at, tasks.c.version)
        )
        return await task_rows.load_all(self._connection, query)


def _states() -> Select[Any]:
    return select(task_rows.STATE)
