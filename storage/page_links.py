"""Links to the leaders' page (看板链接): each opens once, for one browser, and for a short time; no token is kept."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.people import PersonId
from ledger.values import dataclass
from storage.roster_tables import page_links

KEPT = timedelta(days=180)
"""How long it is kept who made and opened a link: as long as refusals are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """Whose page a browser may show, the account that asked for the link, and until when."""

    person: PersonId
    user: int
    expires_at: datetime


class PageLinks:
    """The links of this database, inside one transaction."""

    def __init__(self, connection: AsyncConnection, *, now: datetime) -> None:
        self._connection = connection
        self._now = now

    async def make(self, person: PersonId, user: int, *, life: timedelta) -> str:
        """End the person's earlier links and return the token of a new one (43 characters, 256 bits)."""
        await self.end(person)
        await self._connection.execute(delete(page_links).where(page_links.c.expires_at < self._now - KEPT))
        token = secrets.token_urlsafe(32)
        row = {"digest": _digest(token), "person": person, "user": user, "made_at": self._now}
        await self._connection.execute(insert(page_links).values(**row, expires_at=self._now + life))
        return token

    async def is_free(self, token: str) -> bool:
        """Tell whether the link could be opened now; whoever guesses costs a reading and no writing."""
        query = select(page_links.c.person).where(self._free(token))
        return (await self._connection.execute(query)).one_or_none() is not None

    async def open(self, token: str) -> tuple[str, Visit] | None:
        """Spend the link and return the browser's own secret; nothing where it is unknown, spent, ended or expired.

        One statement, so that the database decides between two who try at once.
        """
        secret = secrets.token_urlsafe(32)
        spent = update(page_links).where(self._free(token)).values(opened_at=self._now, session=_digest(secret))
        row = (await self._connection.execute(spent.returning(page_links))).one_or_none()
        return None if row is None else (secret, _visit(row))

    async def visit(self, secret: str) -> Visit | None:
        """Return what the browser with this secret may show now; nothing where its time is over."""
        query = select(page_links).where(page_links.c.session == _digest(secret), self._holds())
        row = (await self._connection.execute(query)).one_or_none()
        return None if row is None else _visit(row)

    async def end(self, person: PersonId) -> int:
        """End every link of the person, opened or not; return how many still held."""
        mine = update(page_links).where(page_links.c.person == person, self._holds())
        return (await self._connection.execute(mine.values(ended_at=self._now))).rowcount

    async def leave(self, secret: str) -> None:
        """End the link by which this browser came."""
        mine = update(page_links).where(page_links.c.session == _digest(secret), page_links.c.ended_at.is_(None))
        await self._connection.execute(mine.values(ended_at=self._now))

    def _free(self, token: str) -> ColumnElement[bool]:
        return and_(page_links.c.digest == _digest(token), page_links.c.opened_at.is_(None), self._holds())

    def _holds(self) -> ColumnElement[bool]:
        return and_(page_links.c.ended_at.is_(None), page_links.c.expires_at > self._now)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def _visit(row: Any) -> Visit:
    return Visit(person=row.person, user=row.user, expires_at=row.expires_at)
