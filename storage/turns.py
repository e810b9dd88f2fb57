"""Turns: of several processes on one PostgreSQL one polls, one sends, one rings; a dead or paused one frees it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from enum import IntEnum

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.engines import Database
from storage.lock import HeldByAnother


class Key(IntEnum):
    """What there is one turn of; any numbers, as long as every process of the program means the same."""

    POLLER = 7_233_190_554_012_001
    SENDER = 7_233_190_554_012_002
    TICKER = 7_233_190_554_012_003


SILENCE = timedelta(seconds=20)
"""A holder that has not said for so long that it is there is paused; PostgreSQL (from 14 on) then ends its session."""

_LIMIT = text("SELECT set_config(name, :limit, false) FROM pg_settings WHERE name = 'idle_session_timeout'")
_HOLDER = text(
    "SELECT a.pid, host(a.client_addr) AS host, a.backend_start AS since FROM pg_locks l JOIN pg_stat_activity a"
    " ON a.pid = l.pid WHERE l.locktype = 'advisory' AND l.granted"
    " AND (l.classid::bigint << 32) + l.objid::bigint = :key"
)


class Turn:
    """A session's advisory lock; on SQLite there is one process, and it is always its turn."""

    def __init__(self, database: Database, key: Key, *, silence: timedelta = SILENCE) -> None:
        self._database = database
        self._key = int(key)
        self._silence = silence
        self._connection: AsyncConnection | None = None

    @property
    def held(self) -> bool:
        """Whether the turn was ours when we last looked."""
        return self._database.dialect == "sqlite" or self._connection is not None

    async def take(self) -> bool:
        """Try to get the turn; return whether it is ours now."""
        if self._database.dialect == "sqlite" or self._connection is not None:
            return True
        connection = await self._database.engine.connect()
        try:
            await connection.execution_options(isolation_level="AUTOCOMMIT")
            query = text("SELECT pg_try_advisory_lock(:key)")
            if (await connection.execute(query, {"key": self._key})).scalar_one():
                await connection.execute(_LIMIT, {"limit": f"{self._silence // timedelta(milliseconds=1)}ms"})
                self._connection = connection
        finally:
            if self._connection is None:
                await connection.close()
        return self._connection is not None

    async def is_ours(self) -> bool:
        """Tell whether the session that holds the turn is still alive; a broken one has lost it."""
        if self._database.dialect == "sqlite":
            return True
        if self._connection is None:
            return False
        try:
            await self._connection.execute(text("SELECT 1"))
        except SQLAlchemyError:
            await self.release()
            return False
        return True

    async def release(self) -> None:
        """Give the turn back; a session that cannot say so any more has lost it."""
        connection, self._connection = self._connection, None
        if connection is None:
            return
        try:
            await connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": self._key})
            await connection.execute(_LIMIT, {"limit": "0"})  # It goes back to the pool, where it may rest.
        except SQLAlchemyError:
            await connection.invalidate()
        finally:
            await connection.close()


@asynccontextmanager
async def nobody_else(database: Database) -> AsyncIterator[None]:
    """Keep every turn meanwhile, so that no bot works on the PostgreSQL; ``HeldByAnother`` where one does.

    On SQLite the lock beside the file does that.
    """
    async with AsyncExitStack() as held:
        for key in Key:
            turn = Turn(database, key, silence=timedelta())
            held.push_async_callback(turn.release)
            if not await turn.take():
                raise HeldByAnother(await _holder(database, key))
        yield


async def _holder(database: Database, key: Key) -> str:
    async with database.reading() as connection:
        found = (await connection.execute(_HOLDER, {"key": int(key)})).first()
    if found is None:  # It has just gone.
        return "unknown"
    return f"session {found.pid} on {found.host or 'localhost'} since {found.since.isoformat(timespec='seconds')}"
