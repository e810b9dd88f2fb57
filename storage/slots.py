"""Slots (时段): the row decides who publishes a report, not the process."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.people import UnitId
from ledger.slots import DueSlot, Published, Slot, SlotState
from storage.engines import insert_into
from storage.mail_tables import slots
from storage.types import plain
from storage.versions import Versions


class Slots:
    """What was published or given up, once per report, chat and period."""

    def __init__(self, connection: AsyncConnection, *, now: datetime) -> None:
        self._connection = connection
        self._now = now

    async def claim(
        self,
        due: DueSlot,
        *,
        cut_off: datetime,
        since: datetime,
        body: str,
        head: str,
        figures: str = "",
        unit: UnitId | None = None,
        seen: int = 0,
    ) -> int | None:
        """Return the id of the slot's row; ``None`` where somebody else has published it or given it up.

        ``figures``, ``unit`` and ``seen`` (the last entry known when it was composed) let a report be updated later.
        """
        row = {
            "report": due.slot.report,
            "chat": due.slot.chat,
            "period": due.slot.period,
            "state": due.state,
            "due_at": due.due_at,
            "late": due.late,
            "reason": due.reason,
            "since": since,
            "cut_off": cut_off,
            "body": plain(body),
            "head": head,
            "unit": unit,
            "made_at": self._now,
            "figures": figures,
            "seen": seen,
        }
        statement = insert_into(self._connection, slots).values(row).on_conflict_do_nothing().returning(slots.c.id)
        found: int | None = (await self._connection.execute(statement)).scalar_one_or_none()
        return found

    async def published(self, *, since: datetime) -> Collection[Slot]:
        """Return every slot due since then that is settled: published, or given up."""
        query = select(slots.c.report, slots.c.chat, slots.c.period).where(slots.c.due_at >= since)
        return frozenset(Slot(*row) for row in (await self._connection.execute(query)).all())

    async def named(self, number: int) -> Slot | None:
        """Return the slot behind the id of a row."""
        query = select(slots.c.report, slots.c.chat, slots.c.period).where(slots.c.id == number)
        row = (await self._connection.execute(query)).one_or_none()
        return None if row is None else Slot(*row)

    async def last_cut_off(self, report: str, chat: int, *, before: datetime | None = None) -> datetime | None:
        """Return up to when the chat has been told by this report, or was by the one before that cut-off."""
        told = [slots.c.report == report, slots.c.chat == chat, slots.c.state == SlotState.PUBLISHED]
        query = select(func.max(slots.c.cut_off)).where(*told, *([slots.c.cut_off < before] if before else []))
        found: datetime | None = (await self._connection.execute(query)).scalar_one_or_none()
        return found

    async def body(self, slot: Slot, version: int | None = None) -> str | None:
        """Return what was published, as the version said it (without one: the latest); ``None`` where there is none."""
        known = await Versions(self._connection, now=self._now).of(slot)
        wanted = (one.body for one in reversed(known) if version in {None, one.number})
        return next(wanted, None)

    async def published_as(self, slot: Slot) -> Published | None:
        """Return what was published in the slot, frozen as of the cut-off; ``None`` where nothing was."""
        found = await self._published(
            slots.c.report == slot.report, slots.c.chat == slot.chat, slots.c.period == slot.period
        )
        return next(iter(found), None)

    async def all_published(self, report: str, period: str) -> tuple[Published, ...]:
        """Return what every chat was told by this report of that period."""
        return await self._published(slots.c.report == report, slots.c.period == period)

    async def last_published(self, report: str) -> tuple[Published, ...]:
        """Return what every chat was told by the latest of these reports."""
        newest = select(func.max(slots.c.due_at)).where(slots.c.report == report, slots.c.state == SlotState.PUBLISHED)
        return await self._published(slots.c.report == report, slots.c.due_at == newest.scalar_subquery())

    async def _published(self, *where: ColumnElement[bool]) -> tuple[Published, ...]:
        """Return the rows, each with the cut-off up to which its chat had been told when it was made."""
        earlier = slots.alias()
        told = (
            select(func.max(earlier.c.cut_off))
            .where(earlier.c.report == slots.c.report, earlier.c.chat == slots.c.chat, earlier.c.id < slots.c.id)
            .where(earlier.c.state == SlotState.PUBLISHED)
            .scalar_subquery()
        )
        query = select(slots, told.label("told")).where(slots.c.state == SlotState.PUBLISHED, *where)
        rows = (await self._connection.execute(query.order_by(slots.c.id))).all()
        return tuple([await self._latest(row) for row in rows])

    async def _latest(self, row: Any) -> Published:
        slot = Slot(row.report, row.chat, row.period)
        *_, last = await Versions(self._connection, now=self._now).of(slot)
        return Published(
            slot=slot,
            unit=row.unit,
            due_at=row.due_at,
            cut_off=row.cut_off,
            late=row.late,
            told=row.told,
            made_at=last.made_at if row.made_at is not None else None,
            version=last.number,
            body=last.body,
            hash=last.hash,
            head=last.head,
        )
