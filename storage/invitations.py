"""Invitations: one-time links to bind a chat identity; the database never sees the token itself."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.people import PersonId
from ledger.values import dataclass
from storage.roster_tables import invites

LINK_LIFE = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Invite:
    """Whom the link is for; ``admin``: it makes the first administrator, for whom nobody can vouch yet."""

    person: PersonId
    admin: bool
    expires_at: datetime


async def make(
    connection: AsyncConnection, person: PersonId, *, admin: bool, expires_at: datetime, now: datetime
) -> str:
    """Return a new token (22 characters of the alphabet that a start parameter may hold)."""
    token = secrets.token_urlsafe(16)
    row = {"digest": _digest(token), "person": person, "admin": admin, "made_at": now, "expires_at": expires_at}
    await connection.execute(insert(invites).values(row))
    return token


async def look_up(connection: AsyncConnection, token: str, *, now: datetime) -> Invite | None:
    """Return the invitation unless it is unknown, used or expired."""
    query = select(invites).where(
        invites.c.digest == _digest(token), invites.c.used_at.is_(None), invites.c.expires_at > now
    )
    row = (await connection.execute(query)).one_or_none()
    return None if row is None else _invite(row)


async def use(connection: AsyncConnection, token: str, *, user: int, now: datetime) -> Invite | None:
    """Mark it used in one statement, so that the database decides between two who try at once."""
    free = (invites.c.digest == _digest(token)) & invites.c.used_at.is_(None) & (invites.c.expires_at > now)
    used = update(invites).where(free).values(used_by=user, used_at=now).returning(invites)
    row = (await connection.execute(used)).one_or_none()
    return None if row is None else _invite(row)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def _invite(row: Any) -> Invite:
    return Invite(person=row.person, admin=row.admin, expires_at=row.expires_at)
