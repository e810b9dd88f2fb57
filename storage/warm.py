"""Connections of PostgreSQL kept at hand between two transactions: the pool does more than these need."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from storage.driver import driver_of

MOST = 6
"""So many are kept at most; the pool has more, for whoever needs one for longer."""


class Warm:
    """Connections that were of use just now; one that was not goes back to the pool, which asks whether it is there."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._kept: list[AsyncConnection] = []

    @asynccontextmanager
    async def connection(self) -> AsyncIterator[AsyncConnection]:
        """Yield a connection outside of any transaction."""
        connection = await self._taken()
        try:
            yield connection
        except BaseException:
            await connection.close()
            raise
        if len(self._kept) < MOST and not connection.invalidated:
            self._kept.append(connection)
        else:
            await connection.close()

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """Yield a connection inside a transaction; an exception rolls everything back."""
        async with self.connection() as connection, connection.begin():
            yield connection

    async def close(self) -> None:
        """Give all of them back."""
        while self._kept:
            await self._kept.pop().close()

    async def _taken(self) -> AsyncConnection:
        while self._kept:
            connection = self._kept.pop()
            if driver_of(connection).is_fresh:
                return connection
            await connection.close()
        return await self._engine.connect()
