"""Versions (更新): what a published daily report says after a late return or red ink; the first lies in its slot."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from config.timetable import ReportKind
from ledger.calendar import LONGEST_RUN
from ledger.entries import Corrected, DailyReported, Entry, Recorded
from ledger.people import UnitId
from ledger.slots import Slot, SlotState
from ledger.undo_entries import Undone
from ledger.values import dataclass
from storage.entry_rows import recorded
from storage.mail_tables import slots, versions
from storage.tables import entries
from storage.types import plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """What the report said from ``made_at`` on; ``hash`` is the SHA-256 of the body, ``head`` the ledger's then."""

    number: int
    made_at: datetime
    body: str
    hash: str
    head: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stale:
    """A published report that entries bear on which it does not know; ``version`` and ``figures`` are the latest."""

    id: int
    slot: Slot
    unit: UnitId | None
    due_at: datetime
    cut_off: datetime
    late: bool
    seen: int
    version: int
    figures: str


_PUBLISHED = and_(
    slots.c.report == ReportKind.DAILY, slots.c.state == SlotState.PUBLISHED, slots.c.made_at.is_not(None)
)


class Versions:
    """The versions of published reports, inside the books' transaction."""

    def __init__(self, connection: AsyncConnection, *, now: datetime) -> None:
        self._connection = connection
        self._now = now

    async def of(self, slot: Slot) -> tuple[Version, ...]:
        """Return every version of what was published, the first one first; nothing where nothing was."""
        mine = and_(slots.c.report == slot.report, slots.c.chat == slot.chat, slots.c.period == slot.period)
        published = and_(mine, slots.c.state == SlotState.PUBLISHED)
        row = (await self._connection.execute(select(slots).where(published))).one_or_none()
        if row is None:
            return ()
        made_at = row.made_at or row.due_at
        first = Version(number=1, made_at=made_at, body=row.body, hash=digest(row.body), head=row.head)
        query = select(versions).where(versions.c.slot == row.id).order_by(versions.c.number)
        return first, *(_version(one) for one in (await self._connection.execute(query)).all())

    async def outdate(self, record: Recorded) -> None:
        """Mark the published reports that the entry bears on: a late return, red ink, or that taken back."""
        entry = record.entry
        if isinstance(entry, DailyReported):
            await self._mark(slots.c.period == entry.day.isoformat(), seen=record.seq)
        elif (moment := await self._inked(entry)) is not None:
            await self._mark(slots.c.id.in_(await self._told_of(moment)), seen=record.seq)

    async def behind(self, *, since: datetime) -> tuple[int, ...]:
        """Return the reports due since then that missed an entry sent before their cut-off, or of their own day."""
        missed = or_(entries.c.at <= slots.c.cut_off, entries.c.kind == DailyReported.__name__)
        unknown = exists().where(entries.c.seq > slots.c.seen, missed)
        query = select(slots.c.id).where(_PUBLISHED, slots.c.due_at >= since, slots.c.stale.is_(None), unknown)
        return tuple((await self._connection.execute(query)).scalars())

    async def outdate_all(self, numbers: Sequence[int]) -> None:
        """Mark the reports of these slots."""
        last = select(func.max(entries.c.seq)).scalar_subquery()
        await self._mark(slots.c.id.in_(numbers), seen=last)

    async def stale(self, *, before: datetime) -> tuple[Stale, ...]:
        """Return the reports that have been out of date since ``before`` or longer."""
        query = select(slots).where(slots.c.stale <= before, _PUBLISHED).order_by(slots.c.id)
        return tuple([await self._stale(row) for row in (await self._connection.execute(query)).all()])

    async def settle(self, stale: Stale, *, seen: int) -> bool:
        """Take the report as up to date with the entries up to ``seen``; ``False`` where that is not so (any more)."""
        mine = update(slots).where(slots.c.id == stale.id, slots.c.stale.is_not(None), slots.c.seen == stale.seen)
        return (await self._connection.execute(mine.values(stale=None, seen=seen))).rowcount == 1

    async def add(self, stale: Stale, *, body: str, figures: str, head: str) -> None:
        """Keep the next version; the one before stays as it was."""
        row = {
            "slot": stale.id,
            "number": stale.version + 1,
            "made_at": self._now,
            "body": plain(body),
            "hash": digest(plain(body)),
            "figures": figures,
            "head": head,
        }
        await self._connection.execute(insert(versions).values(row))

    async def _mark(self, which: ColumnElement[bool], *, seen: Any) -> None:
        values = {"stale": func.coalesce(slots.c.stale, self._now), "seen": seen}
        await self._connection.execute(update(slots).where(_PUBLISHED, which).values(values))

    async def _told_of(self, moment: datetime) -> tuple[int, ...]:
        """Return the report of each group that tells what was sent at that moment: the first one cut off after it."""
        soon = slots.c.due_at.between(moment, moment + timedelta(days=LONGEST_RUN))
        query = select(slots.c.chat, slots.c.id).where(_PUBLISHED, soon, slots.c.cut_off >= moment)
        found = (await self._connection.execute(query.order_by(slots.c.cut_off.desc()))).all()
        return tuple({row.chat: row.id for row in found}.values())

    async def _inked(self, entry: Entry) -> datetime | None:
        """Return when the progress was told that red ink corrects, or that the end of red ink restores."""
        if isinstance(entry, Undone) and entry.kind == Corrected.__name__:
            (found,) = await recorded(self._connection, entries.c.seq == entry.undoes)
            entry = found.entry
        if not isinstance(entry, Corrected):
            return None
        at: datetime = (
            await self._connection.execute(select(entries.c.at).where(entries.c.seq == entry.corrects))
        ).scalar_one()
        return at

    async def _stale(self, row: Any) -> Stale:
        query = select(versions.c.number, versions.c.figures).where(versions.c.slot == row.id)
        last = (await self._connection.execute(query.order_by(versions.c.number.desc()).limit(1))).one_or_none()
        return Stale(
            id=row.id,
            slot=Slot(row.report, row.chat, row.period),
            unit=row.unit,
            due_at=row.due_at,
            cut_off=row.cut_off,
            late=row.late,
            seen=row.seen,
            version=last.number if last else 1,
            figures=last.figures if last else row.figures,
        )


def digest(body: str) -> str:
    """Return the hash by which a published text is known."""
    return hashlib.sha256(body.encode()).hexdigest()


def _version(row: Any) -> Version:
    return Version(number=row.number, made_at=row.made_at, body=row.body, hash=row.hash, head=row.head)
