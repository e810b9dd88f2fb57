"""Month ends (月结): which tasks a moment of the past may have to know of, kept for the end of each month.

A month's tasks are those that were open at its end, or due later, by what was sent until then and recorded by its link
``seq``; and every task about which something was recorded behind that link that had been sent before the month's end.
So a moment after it needs no others than these and the ones of which an entry was sent in between, whatever was
recorded late: an entry that comes late adds its task in its own transaction (``note_late``). All of it is derived from
the entries; what is missing costs time and never a figure.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import CompoundSelect, bindparam, delete, func, insert, literal, select, union, update
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.values import dataclass
from storage.engines import insert_into
from storage.entry_rows import chunks
from storage.known import Known, replayed
from storage.proving import last_link
from storage.tables import chain, entries, month_end_tasks, month_ends, tasks


@dataclass(frozen=True, slots=True)
class MonthEnd:
    """The end of a month that is closed, and the last link that was recorded by then."""

    ends_at: datetime
    seq: int

    @property
    def known(self) -> Known:
        """The entries by which its tasks stand."""
        return Known(self.ends_at, self.seq)


async def base_of(connection: AsyncConnection, *, since: datetime, known: Known) -> MonthEnd | None:
    """Return the last end of a month from which the moment can be read; ``None`` where today is nearer to it."""
    closed_until = (await connection.execute(select(chain.c.closed_until))).scalar_one()
    if closed_until is None or closed_until < known.at:
        return None
    before = [month_ends.c.ends_at <= since, *([] if known.upto is None else [month_ends.c.seq <= known.upto])]
    return await _last(connection, *before)


def touched_since(base: MonthEnd | None, *, until: datetime) -> CompoundSelect[Any]:
    """Return the numbers of the month's tasks, and of all that an entry sent from its end until then is about."""
    after = [] if base is None else [entries.c.at > base.ends_at]
    kept = literal(None) if base is None else base.ends_at
    return union(
        select(month_end_tasks.c.task).where(month_end_tasks.c.ends_at == kept),
        select(entries.c.task).where(entries.c.task.is_not(None), entries.c.at <= until, *after),
    )


async def closed(connection: AsyncConnection) -> tuple[MonthEnd, ...]:
    """Return every month that is closed, the first one first."""
    rows = await connection.execute(select(month_ends).order_by(month_ends.c.ends_at))
    return tuple(MonthEnd(row.ends_at, row.seq) for row in rows)


async def last_closed(connection: AsyncConnection) -> MonthEnd | None:
    """Return the last month that is closed."""
    return await _last(connection)


async def _last(connection: AsyncConnection, *where: Any) -> MonthEnd | None:
    query = select(month_ends).where(*where).order_by(month_ends.c.ends_at.desc()).limit(1)
    row = (await connection.execute(query)).one_or_none()
    return None if row is None else MonthEnd(row.ends_at, row.seq)


async def first_sent(connection: AsyncConnection) -> datetime | None:
    """Return when the earliest entry was sent."""
    found: datetime | None = (await connection.execute(select(func.min(entries.c.at)))).scalar()
    return found


async def needed(connection: AsyncConnection, month: MonthEnd, before: MonthEnd | None) -> frozenset[str]:
    """Return the tasks that were open at the month's end or due later, found from the month before it."""
    found: set[str] = set()
    left: list[str] = []
    numbers = (await connection.execute(touched_since(before, until=month.ends_at))).scalars().all()
    row = select(tasks.c.number, tasks.c.is_open, tasks.c.deadline, tasks.c.last_at, tasks.c.version)
    for chunk in chunks(sorted(numbers)):
        for task in (await connection.execute(row.where(tasks.c.number.in_(chunk)))).all():
            if not month.known.is_all(task):
                left.append(task.number)
            elif _matters(task, month.ends_at):
                found.add(task.number)
    then = await replayed(connection, left, *month.known.entries)
    return frozenset(found | {number for number, task in then.items() if _matters(task, month.ends_at)})


def _matters(task: Any, ends_at: datetime) -> bool:
    return task.is_open or (task.deadline is not None and task.deadline > ends_at)


async def recorded_late(connection: AsyncConnection, before: MonthEnd, upto: int) -> tuple[tuple[str, datetime], ...]:
    """Return the tasks, and the moments, of what was recorded behind the month's link and sent before its end."""
    behind = entries.c.seq.between(before.seq + 1, upto), entries.c.at <= before.ends_at
    query = select(entries.c.task, entries.c.at).where(*behind, entries.c.task.is_not(None))
    return tuple((row.task, row.at) for row in await connection.execute(query))


async def keep(connection: AsyncConnection, month: MonthEnd, numbers: Iterable[str], late: Iterable[Any]) -> None:
    """Close the month with these tasks, and add what was recorded ``late`` to this month and those before it."""
    await connection.execute(insert(month_ends), {"ends_at": month.ends_at, "seq": month.seq})
    rows = [{"ends_at": month.ends_at, "task": number} for number in sorted(numbers)]
    if rows:
        await connection.execute(insert(month_end_tasks), rows)
    for number, at in late:
        await note_late(connection, number, at)


async def complete(connection: AsyncConnection, month: MonthEnd) -> None:
    """Let the months be read from now on: the chain is held, and nothing that came late is missing in them."""
    seq = (await last_link(connection)).seq
    for number, at in await recorded_late(connection, month, seq):
        await note_late(connection, number, at)
    await connection.execute(update(chain).values(closed_until=month.ends_at))


async def note_late(connection: AsyncConnection, number: str, at: datetime) -> None:
    """Add the task to every month that ended when the entry had been sent, and not yet been recorded."""
    mine = select(month_ends.c.ends_at, bindparam("late", number).label("task")).where(month_ends.c.ends_at >= at)
    adding = insert_into(connection, month_end_tasks).from_select(["ends_at", "task"], mine)
    await connection.execute(adding.on_conflict_do_nothing())


async def _looked_through(connection: AsyncConnection) -> int:
    """Return the link up to which what came late is in the months: the chain's last, once all of them are closed."""
    closed_until = (await connection.execute(select(chain.c.closed_until))).scalar_one()
    last = await last_closed(connection)
    return last.seq if last is not None and last.ends_at != closed_until else (await last_link(connection)).seq


async def forget(connection: AsyncConnection) -> None:
    """Forget every month; the past is read from what is there today until they are made again."""
    await connection.execute(update(chain).values(closed_until=None))
    await connection.execute(delete(month_end_tasks))
    await connection.execute(delete(month_ends))


async def wrong(connection: AsyncConnection, *, after: int) -> tuple[datetime, ...]:
    """Return the ends of the months that lack a task; those whose link is not behind ``after`` are left alone."""
    found: list[datetime] = []
    months, until = await closed(connection), await _looked_through(connection)
    late: dict[datetime, set[str]] = {month.ends_at: set() for month in months}
    for month, then in zip(months, [*(one.seq for one in months[1:]), until], strict=False):
        for number, at in await recorded_late(connection, month, then) if then > after else ():
            for one in months:
                late[one.ends_at] |= {number} if at <= one.ends_at <= month.ends_at else set()
    for before, month in zip([None, *months], months, strict=False):
        lacking = late[month.ends_at] | (await needed(connection, month, before) if month.seq > after else set())
        query = select(month_end_tasks.c.task).where(month_end_tasks.c.ends_at == month.ends_at)
        if not lacking <= set((await connection.execute(query)).scalars()):
            found.append(month.ends_at)
    return tuple(found)
