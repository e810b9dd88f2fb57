"""Changes of the roster from the chat: somebody came, left, has another post, name or role, or is on leave."""

from __future__ import annotations

from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.entries import LeaveEnded, LeaveTaken
from ledger.office_entries import PersonLeft, PersonMoved
from ledger.people import NEWCOMER, Person, PersonId
from storage.chain import next_count
from storage.roster_rows import SERIES
from storage.roster_tables import bindings, invites, people
from storage.types import plain


async def keep(connection: AsyncConnection, entry: PersonLeft | PersonMoved | LeaveTaken | LeaveEnded) -> None:
    """Let the entry hold from now on, in every process."""
    await next_count(connection, SERIES)
    if isinstance(entry, LeaveTaken | LeaveEnded):
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


async def put(connection: AsyncConnection, person: Person) -> PersonId:
    """Let the roster say this of the person from now on; a newcomer stands at its end."""
    await next_count(connection, SERIES)
    values = {
        "name": plain(person.name),
        "unit": person.unit,
        "roles": sorted(role.value for role in person.roles),
        "title": plain(person.title),
        "phone": plain(person.phone),
        "aliases": [plain(one) for one in person.aliases],
        "superior": person.superior,
        "fields": list(person.fields),
    }
    if person.id != NEWCOMER:
        await connection.execute(update(people).where(people.c.id == person.id).values(values))
        return person.id
    last = (await connection.execute(select(func.coalesce(func.max(people.c.position), 0)))).scalar_one()
    made = await connection.execute(insert(people).values(position=last + 1, **values).returning(people.c.id))
    return PersonId(made.scalar_one())
