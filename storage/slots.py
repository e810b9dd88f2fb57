"""Slots (时段): the row decides who publishes a report, not the process."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.slots import DueSlot, Slot, SlotState
from storage.engines import insert_into
from storage.mail_tables import slots
from storage.types import plain


class Slots:
    """What was published or given up, once per report, chat and period."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def claim(self, due: DueSlot, *, cut_off: datetime, since: datetime, body: str, head: str) -> int | None:
        """Return the id of the slot's row; ``None`` where somebody else has published it or given it up."""
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
        }
        statement = insert_into(self._connection, slots).values(row).on_conflict_do_nothing().returning(slots.c.id)
        found: int | None = (await self._connection.execute(statement)).scalar_one_or_none()
        return found

    async def published(self, *, since: datetime) -> Collection[Slot]:
        """Return every slot due since then that is settled: published, or given up."""
        query = select(slots.c.report, slots.c.chat, slots.c.period).where(slots.c.due_at >= since)
        return frozenset(Slot(*row) for row in (await self._connection.execute(query)).all())

    async def last_cut_off(self, report: str, chat: int) -> datetime | None:
        """Return up to when the chat has been told by this report."""
        query = select(func.max(slots.c.cut_off)).where(
            slots.c.report == report, slots.c.chat == chat, slots.c.state == SlotState.PUBLISHED
        )
        found: datetime | None = (await self._connection.execute(query)).scalar_one_or_none()
        return found

    async def body(self, slot: Slot) -> str | None:
        """Return what was published, frozen as of the cut-off."""
        query = select(slots.c.body).where(
            slots.c.report == slot.report, slots.c.chat == slot.chat, slots.c.period == slot.period
        )
        found: str | None = (await self._connection.execute(query)).scalar_one_or_none()
        return found
