"""PostgreSQL's connections: a prepared statement and its rows are one trip, and so are several that are given at once.

They stand below SQLAlchemy's, in the same transaction, whose beginning goes with the first statement. What values
become on their way in and out is psycopg's, as for every other statement.
"""

from __future__ import annotations

import asyncio
from collections.abc import Generator, Sequence
from functools import cache
from typing import Any, NoReturn

from psycopg import AsyncConnection as OfPsycopg
from psycopg import DatabaseError, IsolationLevel
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


class ServerTrips(Driver):
    """A connection of psycopg's that makes one trip for what is asked of it at once."""

    errors = (Exception, asyncio.CancelledError)

    def __init__(self, connection: OfPsycopg[Any]) -> None:
        self.memory = Memory()
        self._connection = connection
        self._meanings = Transformer(connection)
        self._names: dict[str, bytes] = {}
        """What the server calls the statements that it has prepared."""

    async def runs(self, statement: str, values: Values) -> tuple[list[Any], int]:
        """Execute a statement; return all of its rows, and how many it has changed."""
        (said,) = await self.asks([(statement, values)])
        self._meanings.set_pgresult(said)
        return self._meanings.load_rows(0, said.ntuples, tuple), said.command_tuples or 0

    async def runs_each(self, statement: str, values: Sequence[Values]) -> int:
        """Execute a statement with each of the values; return how many rows it has changed in all."""
        return sum([said.command_tuples or 0 for said in await self.asks([(statement, one) for one in values])])

    async def runs_all(self, steps: Sequence[Words]) -> None:
        """Execute statements that return nothing, one after the other, with their values."""
        await self.asks(steps)

    def words(self, dialect: Dialect) -> Dialect:
        """Return PostgreSQL's dialect with the numbered places that its server knows."""
        return _numbered()

    async def tell(self, connection: AsyncConnection, statement: str, error: BaseException) -> NoReturn:
        """Let SQLAlchemy deal with the error as with its own: a connection that is lost takes the others with it."""
        await connection.run_sync(_told, statement, error)
        raise error

    async def asks(self, steps: Sequence[Words]) -> list[PGresult]:
        """Take the steps in one trip and return what each has said; the first that fails is the last, and is raised."""
        connection = self._connection
        async with connection.lock:
            for statement, _ in steps:
                if statement not in self._names:
                    await connection.wait(self._prepared(connection.pgconn, statement))
            return await connection.wait(self._taken(connection.pgconn, steps))

    def _prepared(self, pgconn: PGconn, statement: str) -> Generator[Any, Any, None]:
        name = b"taizhang_%d" % len(self._names)
        pgconn.send_prepare(name, statement.encode())
        (said,) = yield from execute(pgconn)
        self._refuse(said)
        self._names[statement] = name

    def _taken(self, pgconn: PGconn, steps: Sequence[Words]) -> Generator[Any, Any, list[PGresult]]:
        """Send all of it, the transaction's beginning before the rest, and then wait for what is said to each."""
        begins = not self._connection.autocommit and pgconn.transaction_status == TransactionStatus.IDLE
        pgconn.enter_pipeline_mode()
        if begins:
            pgconn.send_query_params(_begin(self._connection.isolation_level, self._connection.read_only), None)
        for statement, values in steps:
            sent = self._meanings.dump_sequence(values, [PyFormat.TEXT] * len(values))
            pgconn.send_query_prepared(self._names[statement], sent)
        pgconn.pipeline_sync()
        yield from send(pgconn)
        said = yield from self._heard(pgconn, begins + len(steps))
        pgconn.exit_pipeline_mode()
        for one in said:
            self._refuse(one)
        return said[begins:]

    def _heard(self, pgconn: PGconn, count: int) -> Generator[Any, Any, list[PGresult]]:
        """Return what was said to so many commands, and wait for the word that it was all."""
        said: list[PGresult] = []
        try:
            for _ in range(count):
                said += yield from fetch_many(pgconn)
            yield from fetch_many(pgconn)
        except DatabaseError:
            for one in said:  # Why the server has closed the connection says more than that it is closed.
                self._refuse(one)
            raise
        return said

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
    return PGDialectAsync_psycopg(paramstyle="numeric_dollar")


def _told(connection: Connection, statement: str, error: BaseException) -> None:
    connection._handle_dbapi_exception(error, statement, (), None, None)
