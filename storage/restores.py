"""Restores: what the books know of backups that were restored into this database."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.values import dataclass
from storage.delivery import OutboxState
from storage.mail_tables import outbox, restores


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What happened between ``made_at`` and ``restored_at`` is not known; ``held`` messages wait for a word."""

    id: int
    made_at: datetime
    restored_at: datetime
    held: int


class Restores:
    """The restores of this database, inside one transaction."""

    def __init__(self, connection: AsyncConnection, *, now: datetime) -> None:
        self._connection = connection
        self._now = now

    async def untold(self) -> Restored | None:
        """Return the latest restore as long as nobody was told of it."""
        query = select(restores).where(restores.c.told_at.is_(None)).order_by(restores.c.id.desc()).limit(1)
        row = (await self._connection.execute(query)).one_or_none()
        if row is None:
            return None
        return Restored(id=row.id, made_at=row.made_at, restored_at=row.restored_at, held=row.held)

    async def told(self, one: Restored) -> bool:
        """Note that people know; ``False`` where another process was first."""
        mine = update(restores).where(restores.c.id <= one.id, restores.c.told_at.is_(None))
        return (await self._connection.execute(mine.values(told_at=self._now))).rowcount > 0

    async def settle(self, *, send: bool) -> int:
        """Send what waited for a word, or drop it; return how many messages that were, 0 where it was done before."""
        held = update(outbox).where(outbox.c.state == OutboxState.RESTORED)
        state = OutboxState.WAITING if send else OutboxState.SKIPPED
        values = {"state": state, "next_try": None, "expires_at": None, "reason": None if send else "restored"}
        return (await self._connection.execute(held.values(values))).rowcount
