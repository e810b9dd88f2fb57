"""SQLite's connections: a statement and its rows in one trip to the connection's thread, where aiosqlite makes four."""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, TypeVar

import aiosqlite

T = TypeVar("T")

AHEAD = 1000
"""Rows that come with the statement; those behind them are fetched when they are asked for."""


class OneTripConnection(aiosqlite.Connection):
    """A connection whose cursors make one trip for what is asked of them at once."""

    @classmethod
    def to(cls, database: str, **how: Any) -> OneTripConnection:
        """Return a connection that opens when it is awaited."""
        return cls(partial(sqlite3.connect, database, **how), AHEAD)

    def cursor(self) -> OneTripCursor:  # type: ignore[override] # Nothing has to be awaited to get it.
        """Return a cursor, which is none of SQLite's before it has something to do."""
        return OneTripCursor(self)

    async def does(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Let the thread do some work on the connection."""
        done: T = await self._execute(work, self._conn)  # type: ignore[no-untyped-call]
        return done


class OneTripCursor:
    """What SQLAlchemy asks of a cursor of aiosqlite; SQLite's own is closed as soon as it has nothing more to say."""

    arraysize = 1

    def __init__(self, connection: OneTripConnection) -> None:
        self._connection = connection
        self._open: sqlite3.Cursor | None = None
        self._ahead: deque[Any] = deque()
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None

    async def __aenter__(self) -> OneTripCursor:
        return self

    async def execute(self, statement: str, parameters: Any = ()) -> None:
        """Execute the statement and fetch what it says first."""
        await self._connection.does(lambda plain: self._start(plain.cursor().execute, statement, parameters))

    async def executemany(self, statement: str, parameters: Iterable[Any]) -> None:
        """Execute the statement for each of the parameters."""
        await self._connection.does(lambda plain: self._start(plain.cursor().executemany, statement, parameters))

    async def fetchone(self) -> Any:
        """Return the next row; ``None`` after the last."""
        rows = await self.fetchmany(1)
        return rows[0] if rows else None

    async def fetchmany(self, size: int = 1) -> list[Any]:
        """Return the next rows, as many as there are."""
        if len(self._ahead) < size:
            await self._fetch(size - len(self._ahead))
        return [self._ahead.popleft() for _ in range(min(size, len(self._ahead)))]

    async def fetchall(self) -> list[Any]:
        """Return all rows that are left."""
        await self._fetch(-1)
        rows = list(self._ahead)
        self._ahead.clear()
        return rows

    async def close(self) -> None:
        """Let go of what was not fetched."""
        cursor, self._open = self._open, None
        self._ahead.clear()
        if cursor is not None:
            await self._connection.does(lambda _: cursor.close())

    async def _fetch(self, size: int) -> None:
        cursor = self._open
        if cursor is not None:
            await self._connection.does(lambda _: self._take(cursor, size))

    def _start(self, run: Callable[[str, Any], sqlite3.Cursor], statement: str, parameters: Any) -> None:
        cursor = run(statement, parameters)
        self.description, self._open = cursor.description, cursor
        self._take(cursor, AHEAD)
        self.rowcount, self.lastrowid = cursor.rowcount, cursor.lastrowid

    def _take(self, cursor: sqlite3.Cursor, size: int) -> None:
        rows = cursor.fetchall() if size < 0 else cursor.fetchmany(size)
        self._ahead.extend(rows)
        if size < 0 or len(rows) < size:
            cursor.close()
            self._open = None
