"""The store: one database, opened once; books for writing and reading, inbox and outbox beside them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.house import House
from ledger.languages import Languages
from ledger.people import Roster
from ledger.values import dataclass
from storage import calendars, languages, roster_rows
from storage.books import OpenBooks
from storage.calendars import HouseInForce
from storage.chain import as_counts, counts, look_at
from storage.chat_locks import ChatLocks
from storage.engines import Database
from storage.gathering import Gathering
from storage.inbox import AlreadyDealt, Inbox, Incoming, settle, take
from storage.languages import LanguagesInForce
from storage.migrating import upgrade
from storage.outbox import Outbox
from storage.papers import Papers
from storage.roster_rows import RosterCache

__all__ = ["AlreadyDealt", "OpenBooks", "Store"]


_SERIES = (roster_rows.SERIES, roster_rows.BINDINGS, calendars.SERIES, languages.SERIES)


@dataclass(frozen=True, slots=True)
class _Standing:
    """What was in force the last time: where the counters stood, the rules as shipped, when the day began and ends."""

    versions: Mapping[str, int]
    shipped: House
    day: tuple[datetime, datetime]
    in_force: tuple[Roster, House, Languages]

    def holds(self, versions: Mapping[str, int], shipped: House, now: datetime) -> bool:
        """Tell whether nothing has changed since."""
        begins, ends = self.day
        return begins <= now < ends and versions == self.versions and shipped is self.shipped


class Store:
    """Everything that the program remembers; ``house`` holds the calendar as shipped, the books the one in force."""

    _found: Sequence[Any]
    _counts: Mapping[str, int]
    _standing: _Standing | None

    def __init__(self, database: Database, *, url: str, house: House, evidence: Path | None = None) -> None:
        self.database = database
        self.url = url
        self.dialect = database.dialect
        self.house = house
        self.evidence = evidence
        self.inbox = Inbox(database)
        self.outbox = Outbox(database)
        self.gathering = Gathering(database)
        self.chat_locks = ChatLocks(database)
        self.papers = Papers(database)
        self._forget(database.losses)

    @classmethod
    async def open(cls, url: str, *, house: House, evidence: Path | None = None) -> Store:
        """Connect, bring the schema up to date, and return the store; ``evidence`` is the folder of the files."""
        database = Database(url)
        try:
            await upgrade(database)
        except BaseException:
            await database.close()
            raise
        return cls(database, url=url, house=house, evidence=evidence)

    async def close(self) -> None:
        """Close all connections."""
        await self.database.close()

    @asynccontextmanager
    async def books(self, *, now: datetime, source: Incoming | None = None) -> AsyncIterator[OpenBooks]:
        """Open the books for one write transaction; an exception rolls everything back.

        With ``source`` the inbox row is held, checked (``AlreadyDealt``) and settled in the same transaction, and
        ``Overtaken`` is raised where the roster changes before anything can be written (on SQLite it cannot). Inside,
        never touch ``inbox`` or ``outbox`` of the store: on SQLite they wait for this transaction.
        """
        async with self.database.writing() as connection:
            seen = await self._versions(connection, source)
            roster, house, spoken = await self._in_force(connection, now, seen)
            is_alone = source is None or self.dialect == "sqlite"  # Of SQLite's writers there is one at a time.
            watched = None if is_alone else {one: seen[one] for one in (roster_rows.SERIES, roster_rows.BINDINGS)}
            how: dict[str, Any] = {"roster": roster, "spoken": spoken, "now": now, "source": source, "seen": watched}
            yield (books := OpenBooks(connection, house=house, shipped=self.house, **how))
            if source is not None:
                state, reason = books.settled
                await settle(connection, source, state=state, reason=reason)

    @asynccontextmanager
    async def reading(self, *, now: datetime) -> AsyncIterator[OpenBooks]:
        """Open the books as they stand at one moment; writing to the ledger raises ``ReadOnly``."""
        async with self.database.reading() as connection:
            roster, house, spoken = await self._in_force(connection, now, await self._versions(connection))
            yield OpenBooks(connection, house=house, roster=roster, spoken=spoken, now=now, writable=False)

    async def _versions(self, connection: AsyncConnection, source: Incoming | None = None) -> Mapping[str, int]:
        """Return where roster, rules and languages stand, once the inbox row is held.

        What was read in a transaction that was lost is forgotten.
        """
        if self.database.losses != self._losses:
            self._forget(self.database.losses)
        if source is None:
            return await counts(connection, _SERIES)
        found = await take(connection, source, look_at(_SERIES))
        if found is not self._found:  # SQLite's writer remembers the very rows.
            self._found, self._counts = found, as_counts(_SERIES, found)
        return self._counts

    async def _in_force(
        self, connection: AsyncConnection, now: datetime, versions: Mapping[str, int]
    ) -> tuple[Roster, House, Languages]:
        """Return roster, rules and languages as committed; nothing is read while they are unchanged.

        The versions come first: rows that are newer than theirs are only read once more, never kept too long.
        """
        standing = self._standing
        if standing is None or not standing.holds(versions, self.house, now):
            today = self.house.hours.local(now).date()
            roster = await self._rosters.current(connection, today, version=versions[roster_rows.SERIES])
            house = await self._rules.current(connection, self.house, version=versions[calendars.SERIES])
            spoken = await self._languages.current(connection, version=versions[languages.SERIES])
            whole = self.house.hours.day(today)
            standing = self._standing = _Standing(versions, self.house, whole, (roster, house, spoken))
        return standing.in_force

    def _forget(self, losses: int) -> None:
        """Begin anew: what was read in a transaction that was lost has never been so."""
        self._losses = losses
        self._found, self._counts, self._standing = (), {}, None
        self._rosters = RosterCache()
        self._rules = HouseInForce(self.house)
        self._languages = LanguagesInForce()
