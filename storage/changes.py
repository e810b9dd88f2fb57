"""Changes of the roster by the ledger's own entries: somebody left, has another post, or is on leave."""

from __future__ import annotations

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.entries import LeaveTaken
from ledger.office_entries import PersonLeft, PersonMoved
from storage.chain import next_count
from storage.roster_rows import SERIES
from storage.roster_tables import bindings, invites, people
from storage.types import plain


async def keep(connection: AsyncConnection, entry: PersonLeft | PersonMoved | LeaveTaken) -> None:
    """Let the entry hold from now on, in every process."""
    await next_count(connection, SERIES)
    if isinstance(entry, LeaveTaken):
        return  # The entry itself is what the absences are read from.
    row = update(people).where(people.c.id == entry.person)
    if isinstance(entry, PersonMoved):
        roles = sorted(role.value for role in entry.roles)
        await connection.execute(row.values(unit=entry.unit, title=plain(entry.title), roles=roles, superior=None))
        return
    await connection.execute(row.values(left_at=entry.at))
    bound = update(bindings).where(bindings.c.person == entry.person, bindings.c.state != "ended")
    await connection.execute(bound.values(state="ended", ended_at=entry.at))
    links = update(invites).where(invites.c.person == entry.person, invites.c.used_at.is_(None))
    await connection.execute(links.values(expires_at=entry.at))
