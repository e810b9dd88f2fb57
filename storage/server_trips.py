"""PostgreSQL's connections: a prepared statement and its rows are one trip, and so are several that are given at once.

They stand below SQLAlchemy's, in the same transaction, whose beginning goes with the first statement. What values
become on their way in and out is psycopg's, as for every other statement.
"""

from __future__ import annotations

import asyncio
import select
import time
from collections.abc import Generator, Sequence
from functools import cache
from typing import Any, NoReturn

from psycopg import AsyncConnection as OfPsycopg
from psycopg import DatabaseError, IsolationLevel, OperationalError
from psycopg.adapt import PyFormat, Transformer
from psycopg.errors import error_from_result
from psycopg.generators import execute, fetch_many, send
from psycopg.pq import ExecStatus, TransactionStatus
from psycopg.pq.abc import PGconn, PGresult
from sqlalchemy import Connection, Dialect
from sqlalchemy.dialects.postgresql.psycopg import PGDialectAsync_psycopg
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.driver import Driver, Values, Words
from storage.remembering import Memory

FRESH = 1.0
"""Seconds for which a connection that was of use is taken to be there still."""
_COMMIT = "COMMIT"


class ServerConnection(OfPsycopg[Any]):
    """A connection of psycopg's whose transactions end in the trip that takes what was put off."""

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.trips = ServerTrips(self)

    async def commit(self) -> None:
        """Do what was put off, and commit."""
        await self.trips.commit()

    async def rollback(self) -> None:
        """Undo the transaction with all that was put off."""
        self.trips.forget()
        await super().rollback()


class ServerTrips(Driver):
    """What such a connection does in one trip."""

    is_far = True
    errors = (Exception, asyncio.CancelledError)

    def __init__(self, connection: OfPsycopg[Any]) -> None:
        self.memory = Memory()
        self._connection = connection
        self._meanings = Transformer(connection)
        self._names: dict[str, bytes] = {}
        """What the server calls the statements that it has prepared."""
        self._put_off: list[Words] = []
        self._used = time.monotonic()
        self._poll = select.poll()
        self._poll.register(connection.pgconn.socket, select.POLLIN)

    @property
    def is_fresh(self) -> bool:
        """Whether it was of use just now, and nothing has come since: a server that ends says so."""
        return time.monotonic() - self._used < FRESH and not self._poll.poll(0)

    @property
    def is_behind(self) -> bool:
        """Whether anything was put off."""
        return bool(self._put_off)

    async def runs(self, statement: str, values: Values) -> tuple[list[Any], int]:
        """Execute a statement; return all of its rows, and how many it has changed."""
        (said,) = await self._asks([(statement, values)])
        return self._found(said)

    async def runs_alone(self, statement: str, values: Values) -> tuple[list[Any], int]:
        """Do so outside of any transaction: what it changes is committed once it returns."""
        (said,) = await self._asks([(statement, values)], alone=True)
        return self._found(said)

    async def runs_each(self, statement: str, values: Sequence[Values]) -> int:
        """Execute a statement with each of the values; return how many rows it has changed in all."""
        return sum([said.command_tuples or 0 for said in await self._asks([(statement, one) for one in values])])

    async def runs_asked(self, steps: Sequence[Words]) -> list[list[Any]]:
        """Execute statements one after the other; return the rows of each."""
        return [self._found(said)[0] for said in await self._asks(steps)]

    async def runs_all(self, steps: Sequence[Words]) -> None:
        """Execute statements that return nothing, one after the other, ahead of the next one or of the commit."""
        self._put_off += steps

    async def puts_off(self, statement: str, values: Values) -> None:
        """Execute a statement, which returns nothing, ahead of the next one or of the commit."""
        self._put_off.append((statement, values))

    async def catch_up(self) -> None:
        """Do what was put off."""
        await self._asks([])

    async def commit(self) -> None:
        """Do what was put off, and commit; nothing where no transaction has begun."""
        if self._put_off or self._connection.pgconn.transaction_status != TransactionStatus.IDLE:
            await self._asks([(_COMMIT, ())])

    def forget(self) -> None:
        """Never do what was put off."""
        self._put_off.clear()

    def words(self, dialect: Dialect) -> Dialect:
        """Return PostgreSQL's dialect with the numbered places that its server knows."""
        return _numbered()

    async def tell(self, connection: AsyncConnection, statement: str, error: BaseException) -> NoReturn:
        """Let SQLAlchemy deal with the error as with its own: a connection that is lost takes the others with it."""
        await connection.run_sync(told, statement, error)
        raise error

    async def _asks(self, steps: Sequence[Words], *, alone: bool = False) -> list[PGresult]:
        """Take the steps in one trip behind what was put off, and return what each has said.

        The first that fails is the last, and is raised.
        """
        connection, ahead = self._connection, self._put_off
        self._put_off = []
        async with connection.lock:
            for statement, _ in (*ahead, *steps):
                if statement not in self._names:
                    await connection.wait(self._prepared(connection.pgconn, statement))
            said = await connection.wait(self._taken(connection.pgconn, [*ahead, *steps], alone))
        self._used = time.monotonic()
        return said[len(said) - len(steps) :]

    def _prepared(self, pgconn: PGconn, statement: str) -> Generator[Any, Any, None]:
        name = b"taizhang_%d" % len(self._names)
        pgconn.send_prepare(name, statement.encode())
        (said,) = yield from execute(pgconn)
        self._refuse(said)
        self._names[statement] = name

    def _taken(self, pgconn: PGconn, steps: Sequence[Words], alone: bool) -> Generator[Any, Any, list[PGresult]]:
        """Send all of it, the transaction's beginning before the rest, and then wait for what is said to each."""
        sent = [(self._names[statement], self._sent(values)) for statement, values in steps]
        begins = not alone and not self._connection.autocommit and pgconn.transaction_status == TransactionStatus.IDLE
        pgconn.enter_pipeline_mode()
        if begins:
            pgconn.send_query_params(_begin(self._connection.isolation_level, self._connection.read_only), None)
        for name, values in sent:
            pgconn.send_query_prepared(name, values)
        pgconn.pipeline_sync()
        yield from send(pgconn)
        said = yield from self._heard(pgconn)
        pgconn.exit_pipeline_mode()
        for one in said:
            self._refuse(one)
        return said

    def _heard(self, pgconn: PGconn) -> Generator[Any, Any, list[PGresult]]:
        """Return what was said up to the word that it was all, which comes behind the commit of what stands alone."""
        said: list[PGresult] = []
        try:
            while True:
                found = yield from fetch_many(pgconn)
                if not found:  # Nothing will ever come: without this, asking again would have no end.
                    pgconn.finish()
                    raise OperationalError("the connection is lost")
                if found[-1].status == ExecStatus.PIPELINE_SYNC:
                    return said
                said += found
        except DatabaseError:
            for one in said:  # Why the server has closed the connection says more than that it is closed.
                self._refuse(one)
            raise

    def _sent(self, values: Values) -> Sequence[Any]:
        return self._meanings.dump_sequence(values, [PyFormat.TEXT] * len(values))

    def _found(self, said: PGresult) -> tuple[list[Any], int]:
        self._meanings.set_pgresult(said)
        return self._meanings.load_rows(0, said.ntuples, tuple), said.command_tuples or 0

    def _refuse(self, said: PGresult) -> None:
        if said.status not in (ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK):
            raise error_from_result(said, encoding=self._connection.info.encoding)


@cache
def _begin(level: IsolationLevel | None, read_only: bool | None) -> bytes:
    """Return the words with which psycopg begins a transaction, too."""
    how = "" if level is None else f" ISOLATION LEVEL {level.name.replace('_', ' ')}"
    return f"BEGIN{how}{'' if read_only is None else ' READ ONLY' if read_only else ' READ WRITE'}".encode()


@cache
def _numbered() -> Dialect:
    made: Dialect = PGDialectAsync_psycopg(paramstyle="numeric_dollar")  # type: ignore[no-untyped-call]
    return made


def told(connection: Connection, statement: str, error: BaseException) -> None:
    """Raise what the driver has refused as SQLAlchemy does, which lets go of connections that are lost."""
    connection._handle_dbapi_exception(error, statement, (), None, None)
