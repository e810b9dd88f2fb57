"""Alarms: which reports did not arrive in time; each has a row of its own beside the report's slot."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from config.timetable import GROUP_REPORTS
from ledger.slots import LOOK_BACK, DueSlot, Slot, SlotState
from ledger.watching import Missing, OnItsWay, Unseen
from storage.delivery import OutboxState
from storage.mail_tables import outbox, slots
from storage.slots import Slots

_ALARM = "alarm."
_WHY = {
    OutboxState.WAITING: Missing.WAITING,
    OutboxState.SENDING: Missing.WAITING,
    OutboxState.HELD: Missing.WAITING,
    OutboxState.UNKNOWN: Missing.UNKNOWN,
    OutboxState.RESTORED: Missing.UNKNOWN,
    OutboxState.UNDELIVERABLE: Missing.REFUSED,
    OutboxState.SKIPPED: Missing.REFUSED,
    OutboxState.EXPIRED: Missing.EXPIRED,
}


class Alarms:
    """What did not arrive, inside the books' transaction."""

    def __init__(self, connection: AsyncConnection, *, now: datetime) -> None:
        self._connection = connection
        self._slots = Slots(connection, now=now)

    async def claim(self, one: Unseen) -> bool:
        """Record that the report did not arrive; ``False`` where that is known."""
        slot = Slot(_ALARM + one.slot.report, one.slot.chat, one.slot.period)
        due = DueSlot(slot=slot, due_at=one.due_at, state=SlotState.SKIPPED, reason=one.why)
        return await self._slots.claim(due, cut_off=one.due_at, since=one.due_at, body="", head="") is not None

    async def on_their_way(self, *, since: datetime) -> dict[Slot, OnItsWay]:
        """Return the reports due since then of which some message has not arrived."""
        query = (
            select(slots.c.report, slots.c.chat, slots.c.period, slots.c.made_at, outbox.c.state, outbox.c.reason)
            .join(outbox, outbox.c.slot == slots.c.id)
            .where(slots.c.due_at >= since, slots.c.report.in_(GROUP_REPORTS), slots.c.made_at.is_not(None))
            .where(outbox.c.state != OutboxState.SENT, outbox.c.method.startswith("send"), outbox.c.part > 0)
            .order_by(outbox.c.id.desc())
        )
        return {Slot(row.report, row.chat, row.period): _on_its_way(row) for row in await self._all(query)}

    async def since(self, moment: datetime) -> frozenset[Slot]:
        """Return the reports due since then that are known not to have arrived."""
        query = select(slots).where(slots.c.due_at >= moment, slots.c.report.startswith(_ALARM))
        return frozenset(_unseen(row).slot for row in await self._all(query))

    async def before(self, chat: int, due_at: datetime) -> tuple[Unseen, ...]:
        """Return what the group did not get since the last report that reached it before ``due_at``."""
        alarm = slots.alias()
        same = (alarm.c.chat == slots.c.chat, alarm.c.period == slots.c.period)
        alarmed = select(alarm.c.id).where(*same, alarm.c.report == _ALARM + slots.c.report).exists()
        reached = and_(slots.c.report.in_(GROUP_REPORTS), slots.c.state == SlotState.PUBLISHED, ~alarmed)
        lately = (slots.c.due_at < due_at, slots.c.due_at >= due_at - 2 * LOOK_BACK)
        mine: tuple[ColumnElement[bool], ...] = (slots.c.chat == chat, *lately)
        last = (await self._connection.execute(select(func.max(slots.c.due_at)).where(*mine, reached))).scalar_one()
        later = [] if last is None else [slots.c.due_at > last]
        query = select(slots).where(*mine, slots.c.report.startswith(_ALARM), *later)
        return tuple(_unseen(row) for row in await self._all(query.order_by(slots.c.due_at, slots.c.id)))

    async def _all(self, query: Any) -> Any:
        return (await self._connection.execute(query)).all()


def _on_its_way(row: Any) -> OnItsWay:
    return OnItsWay(_WHY[OutboxState(row.state)], row.made_at, row.reason or "")


def _unseen(row: Any) -> Unseen:
    slot = Slot(row.report.removeprefix(_ALARM), row.chat, row.period)
    return Unseen(slot, row.due_at, Missing(row.reason))
