"""SQLite's connections: a statement and its rows in one trip to the connection's thread, where aiosqlite makes four.

A statement that was quick lately makes none at all: the way to the thread costs many times what it does. There
it waits for nobody; where another process is in the way it goes to the thread, which is patient, as does what
waits for the disk.
"""

from __future__ import annotations

import sqlite3
import time
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Sequence
from functools import cache, partial
from typing import Any, NoReturn, TypeVar

import aiosqlite
from sqlalchemy import Dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.driver import Driver, Values, Words
from storage.remembering import Memory

T = TypeVar("T")
V = TypeVar("V")

PATIENCE = 10_000
"""Milliseconds for which the thread waits for another process's lock."""
QUICK = 0.002
"""Seconds; a statement that took longer the last two times, rows included, would hold up everybody else."""
KNOWN = 5000
"""Statements whose time is remembered."""
WAITS = "BEGIN IMMEDIATE"
_READS = "BEGIN"
_CHANGES_NOTHING = ("SELECT", _READS)
_PATIENT, _IMPATIENT = f"PRAGMA busy_timeout={PATIENCE}", "PRAGMA busy_timeout=0"
_TWICE = 2
_slow: dict[str, int] = {}
"""How often in a row a statement was slow, up to now; one that is not known counts as slow."""
_PRIMARY = 0xFF  # SQLite's error codes carry details above.

AHEAD = 1000
"""Rows that come with the statement; those behind them are fetched when they are asked for."""


class OneTripConnection(aiosqlite.Connection, Driver):
    """A connection whose cursors make one trip for what is asked of them at once."""

    _given = _finished = 0
    reads_only = False
    errors = (sqlite3.Error,)

    def __init__(self, connector: Callable[[], sqlite3.Connection], iter_chunk_size: int) -> None:
        super().__init__(connector, iter_chunk_size)
        self.memory = Memory()

    @classmethod
    def to(cls, database: str, **how: Any) -> OneTripConnection:
        """Return a connection that opens when it is awaited."""
        return cls(partial(sqlite3.connect, database, **{**how, "check_same_thread": False, "timeout": 0}), AHEAD)

    def cursor(self) -> OneTripCursor:  # type: ignore[override] # Nothing has to be awaited to get it.
        """Return a cursor, which is none of SQLite's before it has something to do."""
        return OneTripCursor(self)

    async def does(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Let the thread do some work on the connection."""
        self._given += 1
        done: T = await self._execute(self._counted, work)  # type: ignore[no-untyped-call]
        return done

    async def does_soon(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Do a little work at once, but behind what the thread is still doing for somebody who was cancelled."""
        return work(self._conn) if self.is_idle else await self.does(work)

    def at_once(self, statement: str, values: Values) -> tuple[list[Any], int] | None:
        """Execute a statement that was quick lately, unless somebody is in the way."""
        if self._given != self._finished or _slow.get(statement, _TWICE) >= _TWICE:
            return None
        try:
            return _whole(self._conn, statement, values)
        except sqlite3.Error as error:
            if _is_busy(error):
                return None
            raise _told(statement, error) from error

    def runs(self, statement: str, values: Values) -> Awaitable[tuple[list[Any], int]]:
        """Execute a statement; return all of its rows, and how many it has changed."""
        return self.tries(_whole, statement, values)

    def runs_each(self, statement: str, values: Sequence[Values]) -> Awaitable[int]:
        """Execute a statement with each of the values; return how many rows it has changed in all."""
        return self.tries(_each, statement, values)

    def runs_all(self, steps: Sequence[Words]) -> Awaitable[None]:
        """Execute statements that return nothing, one after the other, with their values."""
        return self.tries(_all, _joined(tuple([statement for statement, _ in steps])), deque(steps))

    def words(self, dialect: Dialect) -> Dialect:
        """Return SQLite's dialect as it is."""
        return dialect

    async def tell(self, connection: AsyncConnection, statement: str, error: BaseException) -> NoReturn:
        """Raise it in SQLAlchemy's words."""
        raise _told(statement, error) from error

    async def tries(self, work: Callable[[sqlite3.Connection, str, V], T], statement: str, values: V) -> T:
        """Execute a statement by ``work``: here if it was quick lately and nobody is in the way, else in the thread."""
        if self._given == self._finished and _slow.get(statement, _TWICE) < _TWICE:
            try:
                return work(self._conn, statement, values)
            except sqlite3.OperationalError as error:
                if not _is_busy(error):
                    raise
        return await self.does(lambda plain: work(plain, statement, values))

    @property
    def is_idle(self) -> bool:
        """Whether the thread has nothing to do."""
        return self._given == self._finished

    async def commit(self) -> None:
        """Commit; the disk is waited for in the thread, where anything may have been written."""
        await (self.does_soon(_commit) if self.reads_only else self.does(_commit))

    async def rollback(self) -> None:
        """Undo the transaction, which the disk need not know."""
        await self.does_soon(_roll_back)

    def _counted(self, work: Callable[[sqlite3.Connection], T]) -> T:
        try:
            self._conn.execute(_PATIENT)
            return work(self._conn)
        finally:
            self._conn.execute(_IMPATIENT)
            self._finished += 1  # By this thread alone, as ``_given`` is by the other.


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
        await self._run(self._start, statement, parameters)

    async def executemany(self, statement: str, parameters: Iterable[Any]) -> None:
        """Execute the statement for each of the parameters."""
        await self._run(self._start_each, statement, parameters)

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
            await self._connection.does_soon(lambda _: cursor.close())

    async def _run(self, work: Callable[[sqlite3.Connection, str, Any], None], statement: str, values: Any) -> None:
        connection = self._connection
        if statement in (_READS, WAITS):
            connection.reads_only = statement == _READS
        try:
            await connection.tries(work, statement, values)
        finally:
            if not statement.startswith(_CHANGES_NOTHING):
                connection.memory.forget_all()

    async def _fetch(self, size: int) -> None:
        cursor = self._open
        if cursor is not None:
            await self._connection.does(lambda _: self._take(cursor, size))

    def _start(self, plain: sqlite3.Connection, statement: str, parameters: Any) -> None:
        self._begin(plain.cursor().execute, statement, parameters)

    def _start_each(self, plain: sqlite3.Connection, statement: str, parameters: Any) -> None:
        self._begin(plain.cursor().executemany, statement, parameters)

    def _begin(self, run: Callable[[str, Any], sqlite3.Cursor], statement: str, parameters: Any) -> None:
        began = time.perf_counter()
        cursor = run(statement, parameters)
        self.description, self._open = cursor.description, cursor
        self._take(cursor, AHEAD)
        self.rowcount, self.lastrowid = cursor.rowcount, cursor.lastrowid
        if statement != WAITS:
            _remember(statement, time.perf_counter() - began)

    def _take(self, cursor: sqlite3.Cursor, size: int) -> None:
        rows = cursor.fetchall() if size < 0 else cursor.fetchmany(size)
        self._ahead.extend(rows)
        if size < 0 or len(rows) < size:
            cursor.close()
            self._open = None


def _is_busy(error: sqlite3.Error) -> bool:
    """Tell whether another process is in the way; what the driver itself finds wrong has no code."""
    return getattr(error, "sqlite_errorcode", 0) & _PRIMARY == sqlite3.SQLITE_BUSY


def _told(statement: str, error: BaseException) -> BaseException:
    return DBAPIError.instance(statement, (), error, sqlite3.Error, hide_parameters=True)


def _whole(plain: sqlite3.Connection, statement: str, values: Values) -> tuple[list[Any], int]:
    began = time.perf_counter()
    cursor = plain.execute(statement, values)
    rows = cursor.fetchall()
    _remember(statement, time.perf_counter() - began)
    return rows, cursor.rowcount


def _each(plain: sqlite3.Connection, statement: str, values: Sequence[Values]) -> int:
    began = time.perf_counter()
    changed = plain.executemany(statement, values).rowcount
    _remember(statement, time.perf_counter() - began)
    return changed


def _all(plain: sqlite3.Connection, name: str, left: deque[tuple[str, Values]]) -> None:
    """Execute what is left; what was in another process's way is left still."""
    began = time.perf_counter()
    while left:
        plain.execute(*left[0])
        left.popleft()
    _remember(name, time.perf_counter() - began)


@cache
def _joined(statements: tuple[str, ...]) -> str:
    """Return the one name under which the time of these statements is remembered."""
    return "; ".join(statements)


def _remember(statement: str, seconds: float) -> None:
    if seconds < QUICK and statement in _slow:
        _slow[statement] = 0
        return
    if len(_slow) >= KNOWN and statement not in _slow:
        _slow.clear()
    _slow[statement] = 0 if seconds < QUICK else _slow.get(statement, _TWICE - 1) + 1


def _commit(plain: sqlite3.Connection) -> None:
    plain.commit()


def _roll_back(plain: sqlite3.Connection) -> None:
    plain.rollback()
