"""The directory: which chat identity belongs to whom, and which groups the bot works in."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, bindparam, delete, func, insert, select, update

from ledger.office_entries import PersonBound
from ledger.people import Person, PersonId
from ledger.values import dataclass
from storage import invitations, rosters
from storage.chain import counts, next_count
from storage.chats import Chat, Chats
from storage.engines import replace_in
from storage.invitations import Invite
from storage.prepared import Prepared, Remembered
from storage.roster_rows import BINDINGS, SERIES
from storage.roster_tables import bindings, unreachable
from storage.types import plain

if TYPE_CHECKING:
    from ledger.roster_rows import RosterRows
    from storage.books import OpenBooks
    from storage.rosters import RosterChange

__all__ = ["Chat", "Directory", "Invite", "PendingBinding"]

PENDING, ACTIVE, ENDED = "pending", "active", "ended"

_BOUND = bindings.c.state == ACTIVE
_PERSON = Remembered(bindings, select(bindings.c.person).where(bindings.c.user == bindparam("behind"), _BOUND))
_USER = Remembered(bindings, select(bindings.c.user).where(bindings.c.person == bindparam("whose"), _BOUND))
_USERS = select(bindings.c.person, bindings.c.user).where(_BOUND)
_BLOCKED = select(unreachable.c.user).where(unreachable.c.user == bindparam("who"))
_ALL_BLOCKED = select(unreachable.c.user)
_REACHED = Prepared(delete(unreachable).where(unreachable.c.user == bindparam("who")))


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingBinding:
    """Somebody who says to be the person, and waits for approval."""

    id: int
    person: PersonId
    user: int
    via: str
    requested_at: datetime


class Directory(Chats):
    """Bindings, invitations and the roster; and the chats. What counts is also an entry of the ledger."""

    def __init__(self, books: OpenBooks) -> None:
        super().__init__(books)
        self._people = books

    async def person_of_user(self, user: int) -> Person | None:
        """Return the active person behind the numeric id; names and usernames never identify."""
        found = await _PERSON.value(self._connection, {"behind": user})
        if found is None:
            return None
        person = self._people.roster.person(found)
        return person if person.is_active else None

    async def user_of(self, person: PersonId) -> int | None:
        """Return the person's numeric id in the chats."""
        found: int | None = await _USER.value(self._connection, {"whose": person})
        return found

    async def users(self) -> Mapping[PersonId, int]:
        """Return everybody who is bound and has not left."""
        rows = await self._connection.execute(_USERS)
        active = {person.id for person in self._people.roster.active_people}
        return {PersonId(person): user for person, user in rows.all() if person in active}

    async def reachable(self, person: PersonId) -> bool:
        """Tell whether a private message can arrive."""
        user = await self.user_of(person)
        if user is None:
            return False
        blocked = await self._connection.execute(_BLOCKED, {"who": user})
        return blocked.scalar_one_or_none() is None

    async def all_reachable(self) -> Collection[PersonId]:
        """Return everybody to whom a private message can arrive."""
        blocked = {*(await self._connection.execute(_ALL_BLOCKED)).scalars()}
        return {person for person, user in (await self.users()).items() if user not in blocked}

    async def mark_unreachable(self, user: int, reason: str) -> None:
        """Remember that the person blocked the bot or never started it."""
        row = {"user": user, "reason": plain(reason)[:200]}
        await replace_in(self._connection, unreachable).changed(self._connection, row)

    async def mark_reachable(self, user: int) -> None:
        """Forget that nothing arrived: the person wrote to the bot."""
        await _REACHED.changed(self._connection, {"who": user})

    async def invite(self, person: PersonId, *, admin: bool = False, expires_at: datetime) -> str:
        """Return a one-time token of 128 bits for the person; only its SHA-256 is kept."""
        return await invitations.make(
            self._connection, person, admin=admin, expires_at=expires_at, now=self._people.now
        )

    async def look_up_invite(self, token: str, *, now: datetime) -> Invite | None:
        """Return the invitation if it can still be used."""
        return await invitations.look_up(self._connection, token, now=now)

    async def use_invite(self, token: str, *, user: int, now: datetime) -> Invite | None:
        """Use the invitation up; of two who try at once, one gets ``None``."""
        return await invitations.use(self._connection, token, user=user, now=now)

    async def request_binding(self, person: PersonId, user: int, *, via: str, now: datetime) -> int:
        """Let the binding wait for approval; an earlier request of the same two is replaced."""
        await self._end(PENDING, (bindings.c.person == person) & (bindings.c.user == user), now)
        row = {"person": person, "user": user, "state": PENDING, "via": via, "requested_at": now}
        made = await self._connection.execute(insert(bindings).values(row).returning(bindings.c.id))
        number: int = made.scalar_one()
        return number

    async def pending_bindings(self) -> tuple[PendingBinding, ...]:
        """Return those who wait for approval, the first first."""
        query = select(bindings).where(bindings.c.state == PENDING).order_by(bindings.c.id)
        return tuple(
            PendingBinding(id=row.id, person=row.person, user=row.user, via=row.via, requested_at=row.requested_at)
            for row in (await self._connection.execute(query)).all()
        )

    async def reject_binding(self, number: int, *, now: datetime) -> bool:
        """End a request that was not approved; ``False`` where it no longer waits."""
        return await self._end(PENDING, bindings.c.id == number, now) == 1

    async def bind(self, person: PersonId, user: int, *, approved_by: PersonId | None, now: datetime) -> None:
        """Bind person and numeric id one to one; older bindings of either end, and so do their requests.

        It is counted: whoever acts meanwhile by an older binding acts anew.
        """
        await self._people.hold()
        await next_count(self._connection, BINDINGS)
        either = (bindings.c.person == person) | (bindings.c.user == user)
        await self._end(ACTIVE, either, now)
        via = await self._requested_via(person, user)
        await self._end(PENDING, either, now)
        await self._connection.execute(
            insert(bindings).values(
                person=person,
                user=user,
                state=ACTIVE,
                via=via,
                requested_at=now,
                approved_by=approved_by,
                bound_at=now,
            )
        )
        await self._people.record(PersonBound(by=approved_by, at=now, person=person))

    async def bound_count(self) -> int:
        """Return how many people are bound."""
        query = select(func.count()).select_from(bindings).where(bindings.c.state == ACTIVE)
        number: int = (await self._connection.execute(query)).scalar_one()
        return number

    async def roster_version(self) -> int:
        """Return the number that every change of the roster raises."""
        return (await counts(self._connection, [SERIES]))[SERIES]

    async def import_roster(
        self, rows: RosterRows, *, by: PersonId | None, now: datetime, sha256: str, agreed: PersonId | None = None
    ) -> RosterChange:
        """Put the file's roster in the place of the old one; people who are missing from it have left."""
        return await rosters.import_rows(self._people, rows, by=by, now=now, sha256=sha256, agreed=agreed)

    async def _requested_via(self, person: PersonId, user: int) -> str:
        query = select(bindings.c.via).where(
            bindings.c.person == person, bindings.c.user == user, bindings.c.state == PENDING
        )
        return (await self._connection.execute(query)).scalar() or "command"

    async def _end(self, state: str, which: ColumnElement[bool], now: datetime) -> int:
        ended = update(bindings).where(bindings.c.state == state, which)
        return (await self._connection.execute(ended.values(state=ENDED, ended_at=now))).rowcount
