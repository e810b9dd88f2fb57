"""Denials: who was refused what, when and where; never a word of what was said, and few rows for one who insists."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.people import PersonId
from ledger.values import dataclass
from storage.roster_tables import denials

MOST_AN_HOUR = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Denial:
    """One refusal; ``user`` is the platform's id, ``person`` nobody where a stranger tried."""

    at: datetime
    user: int
    person: PersonId | None
    act: str
    chat: int


class Denials:
    """The record of refusals, inside the books' transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def note(self, denial: Denial) -> None:
        """Keep the refusal, unless the user has had the hour's share; it goes with the logs' term (``erasing``)."""
        recent = (denials.c.user == denial.user) & (denials.c.at > denial.at - timedelta(hours=1))
        count = (await self._connection.execute(select(func.count()).where(recent))).scalar_one()
        if count >= MOST_AN_HOUR:
            return
        row = {"at": denial.at, "user": denial.user, "person": denial.person, "act": denial.act, "chat": denial.chat}
        await self._connection.execute(insert(denials).values(row))

    async def since(self, moment: datetime) -> tuple[Denial, ...]:
        """Return the refusals from that moment on, in order."""
        query = select(denials).where(denials.c.at >= moment).order_by(denials.c.id)
        rows = (await self._connection.execute(query)).all()
        return tuple(Denial(at=row.at, user=row.user, person=row.person, act=row.act, chat=row.chat) for row in rows)
