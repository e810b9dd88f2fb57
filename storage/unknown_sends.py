"""Unknown sends: what people have found out about a message of which nobody could tell whether it arrived."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.delivery import POSTED, OutboxState, is_channel
from storage.mail_tables import outbox


async def settle_unknown(connection: AsyncConnection, number: int, *, arrived: bool) -> bool:
    """Record that the message is there, or let it be sent again; ``False`` where it was settled before."""
    unknown = outbox.c.id == number, outbox.c.state == OutboxState.UNKNOWN
    row = (await connection.execute(select(outbox.c.chat, outbox.c.payload).where(*unknown))).one_or_none()
    if row is None:
        return False
    values: dict[str, Any] = {"state": OutboxState.SENT if arrived else OutboxState.WAITING}
    if arrived and is_channel(row.chat):  # It was one piece that is there; the ones after it are still to go.
        values = {"state": OutboxState.WAITING, "payload": {**row.payload, POSTED: row.payload.get(POSTED, 0) + 1}}
    settled = await connection.execute(update(outbox).where(*unknown).values(**values, next_try=None, expires_at=None))
    return settled.rowcount == 1
