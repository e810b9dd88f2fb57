"""Troubles: what the administrators were alarmed of and is not over; the row decides which process tells, once."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String, cast, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.health import Cause
from ledger.slots import DueSlot, Slot, SlotState
from storage.mail_tables import slots
from storage.slots import Slots

_TROUBLE = "trouble."
_OPEN = "open"
_ALL = tuple(_TROUBLE + cause for cause in Cause)


class Troubles:
    """One row for each cause while it lasts, among the slots, as of the reports that did not arrive."""

    def __init__(self, connection: AsyncConnection, *, now: datetime) -> None:
        self._connection = connection
        self._now = now
        self._slots = Slots(connection, now=now)

    async def begin(self, cause: str, *, since: datetime) -> bool:
        """Note that the trouble has begun; ``False`` where that is known."""
        due = DueSlot(slot=Slot(_TROUBLE + cause, 0, _OPEN), due_at=since, state=SlotState.SKIPPED, reason=cause)
        return await self._slots.claim(due, cut_off=self._now, since=since, body="", head="") is not None

    async def end(self, cause: str) -> datetime | None:
        """Note that it is over and return since when it was there; ``None`` where another process was first."""
        row = update(slots).where(slots.c.report == _TROUBLE + cause, slots.c.period == _OPEN)
        over = row.values(period=cast(slots.c.id, String), cut_off=self._now).returning(slots.c.since)
        found: datetime | None = (await self._connection.execute(over)).scalar_one_or_none()
        return found

    async def was_told(self, cause: str, *, since: datetime) -> bool:
        """Tell whether such a trouble was noted as over after ``since``."""
        query = select(slots.c.id).where(slots.c.report == _TROUBLE + cause, slots.c.cut_off > since).limit(1)
        return (await self._connection.execute(query)).scalar_one_or_none() is not None

    async def open(self) -> frozenset[str]:
        """Return the causes that have begun and are not over."""
        query = select(slots.c.report).where(slots.c.report.in_(_ALL), slots.c.period == _OPEN)
        return frozenset(one.removeprefix(_TROUBLE) for one in (await self._connection.execute(query)).scalars())
