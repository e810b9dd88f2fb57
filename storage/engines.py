"""The database behind the store: engines, what is asserted of every connection, and the one writer."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import cache, partial
from threading import Thread
from typing import Any

from sqlalchemy import Connection, Engine, NullPool, Table, case, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from storage.driver import note_driver
from storage.group_commit import GroupCommit
from storage.one_trip import WAITS, OneTripConnection
from storage.prepared import Given, Prepared
from storage.same_file import SameFile
from storage.warm import Warm

BEGIN = "taizhang_begin"
KEPT = 24  # Connections that stay open on SQLite: opening one costs as much as dealing with an update.
JOIN = 5.0  # Seconds that closing waits for a connection's thread.

PRAGMAS = {
    "journal_mode": ("WAL", "wal"),
    "synchronous": ("FULL", 2),
    "foreign_keys": ("ON", 1),
    "secure_delete": ("ON", 1),  # What is erased or pruned is overwritten, not merely unlinked from its page.
    "temp_store": ("MEMORY", 2),  # Else each savepoint copies the pages that it changes to a file beside the disk's.
    "recursive_triggers": ("ON", 1),  # Without it, INSERT OR REPLACE slips past the append-only triggers.
}
"""What each SQLite connection is told, and what it must then say."""


class UnsafeConnection(RuntimeError):  # noqa: N818 - what is so
    """The database refused a setting without which a commit could be lost."""


def async_url(url: str) -> URL:
    """Return the URL with the asynchronous driver of its kind."""
    parsed = make_url(url)
    drivers = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}
    kind = parsed.drivername.partition("+")[0]
    if kind not in drivers:
        raise ValueError(f"unknown kind of database: {kind}")
    return parsed.set(drivername=drivers[kind])


class Database:
    """One database: transactions for writing and for reading, and the few words in which the two kinds differ."""

    def __init__(self, url: str) -> None:
        self.url = async_url(url)
        self.dialect = self.url.get_backend_name()
        self._threads: set[Thread] = set()
        in_file = self.dialect == "sqlite"
        self._file = SameFile(self.url.database if in_file else None)
        self.engine: AsyncEngine = _sqlite(self.url, self._opened, self._file) if in_file else _postgresql(self.url)
        self._opening = asyncio.Lock()
        self._looking: AsyncConnection | None = None  # Outside of any transaction: each look sees what is committed.
        self._writers = GroupCommit(self.engine) if in_file else None
        self._warm = Warm(self.engine)

    def writing(self) -> AbstractAsyncContextManager[AsyncConnection]:
        """Give a connection inside one write transaction; an exception rolls everything back."""
        return self._writers.writing() if self._writers else self._warm.writing()

    @asynccontextmanager
    async def rebuilding(self) -> AsyncIterator[AsyncConnection]:
        """Yield a connection inside one write transaction, in which more may be sorted than memory should hold.

        In SQLite no other writer of this process queues behind it; they may find the database locked for a while.
        """
        if self._writers is None:
            async with self._warm.writing() as connection:
                yield connection
            return
        async with self.engine.connect() as connection:
            driver: Any = (await connection.get_raw_connection()).driver_connection
            await driver.does(lambda plain: plain.execute("PRAGMA temp_store=FILE"))
            try:
                async with connection.begin():
                    yield connection
            finally:
                await driver.does(lambda plain: plain.execute(f"PRAGMA temp_store={PRAGMAS['temp_store'][0]}"))

    @property
    def losses(self) -> int:
        """How often a transaction was lost that others than its writer may have read in."""
        return self._writers.losses if self._writers else 0

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """Yield a connection that sees one moment of the database and changes nothing."""
        async with self.engine.connect() as connection:
            if self.dialect == "sqlite":
                await connection.execution_options(**{BEGIN: "BEGIN"})
            else:
                await connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            async with connection.begin():
                yield connection

    async def look(self, statement: Prepared, given: Given) -> Sequence[Any]:
        """Return the rows of one statement that changes nothing; it sees one moment by itself."""
        if self.dialect != "sqlite":
            async with self._warm.connection() as connection:
                return (await statement.alone(connection, given))[0]
        return await statement.rows(self._looking or await self._opened_looking(), given)

    async def change(self, statement: Prepared, given: Given) -> int:
        """Commit what one statement changes, and return how many rows that is."""
        if self.dialect != "sqlite":
            async with self._warm.connection() as connection:
                return (await statement.alone(connection, given))[1]
        async with self.writing() as connection:
            return await statement.changed(connection, given)

    async def _opened_looking(self) -> AsyncConnection:
        async with self._opening:
            if self._looking is None:
                self._looking = await self.engine.connect()
            return self._looking

    async def close(self) -> None:
        """Close all connections, also those of work that was cancelled."""
        if self._writers is not None:
            await self._writers.rest()
        if self._looking is not None:
            await self._looking.close()
            self._looking = None
        await self._warm.close()
        await self.engine.dispose()
        # A cancelled call goes on in its thread, which would report to an event loop that is closed by then.
        for thread in [thread for thread in self._threads if thread.is_alive()]:
            await asyncio.to_thread(thread.join, JOIN)
        self._threads.clear()

    def _opened(self, database: str, **how: Any) -> OneTripConnection:
        """Begin to open a connection; its thread is known from the start, for one that cannot be opened ends late."""
        self._file.check()  # Else an empty one would be made in its place.
        _close_to_others(database)
        connection = OneTripConnection.to(database, **how)
        self._threads = {thread for thread in self._threads if thread.is_alive()}
        self._threads.add(connection._thread)
        return connection


def read_only(url: URL) -> Engine:
    """Return an engine without an event loop, for one thread that reads: each transaction sees one moment."""
    if url.get_backend_name() != "sqlite":
        server = create_engine(url, poolclass=NullPool, isolation_level="REPEATABLE READ")
        return server.execution_options(postgresql_readonly=True)
    engine = create_engine(url.set(drivername="sqlite"), poolclass=NullPool)
    event.listen(engine, "connect", _only_reads)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    return engine


def _only_reads(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    connection.execute("PRAGMA query_only=ON")


def _close_to_others(database: str) -> None:
    """Let nobody else on the machine read a file that is made now; its WAL takes its rights from it.

    One that is there is never opened: closing it again would drop all locks that this process has on it (POSIX), and
    the next process to leave the database would take itself for the last one and remove the WAL under our hands.
    """
    if database in {"", ":memory:"}:
        return
    with contextlib.suppress(OSError):  # It is there; what else keeps it from being made, SQLite says better.
        os.close(os.open(database, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))


def insert_into(connection: AsyncConnection, table: Table) -> Any:
    """Return an INSERT that knows ON CONFLICT, which SQLAlchemy keeps apart by dialect."""
    return _insert(connection.dialect.name, table)


def replace_in(connection: AsyncConnection, table: Table, *, latest: str = "") -> Prepared:
    """Return the INSERT of a row that takes the place of the one with its key; ``latest`` never becomes smaller."""
    return _replace(connection.dialect.name, table, latest)


def _insert(dialect: str, table: Table) -> Any:
    if dialect == "sqlite":
        from sqlalchemy.dialects import sqlite  # Each loads a tenth of the library, and one of them is used.

        return sqlite.insert(table)
    from sqlalchemy.dialects import postgresql

    return postgresql.insert(table)


@cache
def _replace(dialect: str, table: Table, latest: str) -> Prepared:
    statement = _insert(dialect, table)
    row: dict[str, Any] = {one.name: statement.excluded[one.name] for one in table.columns if not one.primary_key}
    if latest:
        row[latest] = case((table.c[latest] > row[latest], table.c[latest]), else_=row[latest])
    return Prepared(statement.on_conflict_do_update(index_elements=list(table.primary_key), set_=row))


def _sqlite(url: URL, opened: Callable[..., OneTripConnection], file: SameFile) -> AsyncEngine:
    kept = {"pool_size": KEPT, "pool_use_lifo": True} if url.database not in {None, "", ":memory:"} else {}
    engine = create_async_engine(url, **kept, connect_args={"async_creator_fn": opened})
    event.listen(engine.sync_engine, "connect", _set_up)
    event.listen(engine.sync_engine, "connect", lambda *_: file.note())
    event.listen(engine.sync_engine, "connect", lambda adapted, place: note_driver(place, adapted.driver_connection))
    event.listen(engine.sync_engine, "begin", partial(_begin, file))
    return engine


def _postgresql(url: URL) -> AsyncEngine:
    from storage import server  # Its library is there only where it is wanted.

    return server.attended(create_async_engine(url, **server.how()))


def _set_up(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # The driver would begin transactions by itself, and deferred ones.
    cursor = connection.cursor()
    for name, (value, expected) in PRAGMAS.items():
        cursor.execute(f"PRAGMA {name}={value}")
        cursor.execute(f"PRAGMA {name}")
        found = cursor.fetchone()[0]
        if found != expected:
            raise UnsafeConnection(f"{name} is {found}, not {expected}")
    cursor.close()


def _begin(file: SameFile, connection: Connection) -> None:
    # A deferred transaction that turns to writing later fails at once when another process has written.
    how = connection.get_execution_options().get(BEGIN, WAITS)
    if how == WAITS:
        file.check()
    connection.exec_driver_sql(how)
