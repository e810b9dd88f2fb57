"""Unknown sends: what people have found out about a message of which nobody could tell whether it arrived."""

from __future__ import annotations

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.delivery import OutboxState
from storage.mail_tables import outbox


async def settle_unknown(connection: AsyncConnection, number: int, *, arrived: bool) -> bool:
    """Record that the message is there, or let it be sent again; ``False`` where it was settled before."""
    state = OutboxState.SENT if arrived else OutboxState.WAITING
    unknown = update(outbox).where(outbox.c.id == number, outbox.c.state == OutboxState.UNKNOWN)
    settled = await connection.execute(unknown.values(state=state, next_try=None, expires_at=None))
    return settled.rowcount == 1
