"""SQLite's cursors: one trip for a statement, and all of its rows however many there are."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError

from storage.engines import Database
from storage.one_trip import OneTripConnection
from tests.support.databases import SqliteDatabases

MANY = 25


@pytest.fixture
async def database(sqlite_databases: SqliteDatabases, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Database]:
    """Yield a database with a table of numbers, whose statements bring only few rows with them."""
    monkeypatch.setattr("storage.one_trip.AHEAD", 10)
    monkeypatch.setattr("storage.one_trip.QUICK", 0.0)
    opened = Database(sqlite_databases.fresh())
    async with opened.writing() as connection:
        await connection.execute(text("CREATE TABLE numbers (n INTEGER PRIMARY KEY)"))
        await connection.execute(text("INSERT INTO numbers VALUES (:n)"), [{"n": n} for n in range(MANY)])
    yield opened
    await opened.close()


@pytest.fixture
def trips(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Return a list that grows with each trip to a connection's thread."""
    made: list[object] = []
    goes = OneTripConnection.does

    async def counted(self: OneTripConnection, work: Any) -> Any:
        made.append(work)
        return await goes(self, work)

    monkeypatch.setattr(OneTripConnection, "does", counted)
    return made


async def numbers(database: Database, where: str = "") -> list[int]:
    async with database.reading() as connection:
        return list((await connection.execute(text(f"SELECT n FROM numbers {where} ORDER BY n"))).scalars())  # noqa: S608


async def test_a_statement_and_its_rows_are_one_trip(database: Database, trips: list[object]) -> None:
    async with database.writing() as connection:
        trips.clear()
        assert len((await connection.execute(text("SELECT n FROM numbers WHERE n < 9"))).all()) == 9
        assert (await connection.execute(text("UPDATE numbers SET n = n + 100 WHERE n < 3"))).rowcount == 3
        returned = await connection.execute(text("INSERT INTO numbers VALUES (77) RETURNING n"))
        assert returned.scalar_one() == 77
        assert len(trips) == 3


async def test_a_statement_that_was_quick_makes_no_trip_the_next_time(
    database: Database, trips: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.one_trip.QUICK", 60.0)
    async with database.writing() as connection:
        await connection.execute(text("UPDATE numbers SET n = n WHERE n = 1"))
        trips.clear()
        await connection.execute(text("UPDATE numbers SET n = n WHERE n = 1"))
        assert trips == []
    assert len(trips) == 1  # The commit waits for the disk, and therefore elsewhere.


async def test_rows_beyond_the_first_are_fetched(database: Database) -> None:
    assert await numbers(database) == list(range(MANY))
    assert await numbers(database, "WHERE n < 10") == list(range(10))


async def test_a_stream_is_fetched_piece_by_piece_and_beside_other_statements(
    database: Database, trips: list[object]
) -> None:
    seen = []
    async with database.reading() as connection:
        stream = (await connection.stream(text("SELECT n FROM numbers ORDER BY n"))).scalars()
        trips.clear()
        async for n in stream:
            seen.append(n)
            assert (await connection.execute(text("SELECT count(*) FROM numbers"))).scalar_one() == MANY
    assert seen == list(range(MANY))
    assert len(trips) > MANY


async def test_a_stream_that_is_left_does_not_hold_up_what_follows(database: Database) -> None:
    async with database.reading() as connection:
        stream = await connection.stream(text("SELECT n FROM numbers ORDER BY n"))
        assert (await stream.fetchone()) == (0,)
        await stream.close()
    async with database.writing() as connection:
        await connection.execute(text("DROP TABLE numbers"))


async def test_a_statement_that_fails_leaves_the_connection_of_use(database: Database) -> None:
    async with database.writing() as connection:
        with pytest.raises(IntegrityError):
            await connection.execute(text("INSERT INTO numbers VALUES (0)"))
        with pytest.raises(OperationalError, match="no such table"):
            await connection.execute(text("SELECT * FROM nowhere"))
        await connection.execute(text("INSERT INTO numbers VALUES (99)"))
    assert (await numbers(database))[-1] == 99


async def test_steps_are_one_trip_and_none_is_taken_twice(
    database: Database, trips: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the second finds another process in its way, the thread goes on with it and not from the beginning."""
    monkeypatch.setattr("storage.one_trip.QUICK", 1.0)
    steps = [("UPDATE numbers SET n = n + 1000 WHERE n = ?", (n,)) for n in (1, 2, 3)]
    async with database.writing() as connection:
        driver = (await connection.get_raw_connection()).driver_connection
        assert isinstance(driver, OneTripConnection)
        await driver.runs_all(steps)  # For the first time in the thread: nobody knows yet how long it takes.
        trips.clear()
        found = OneInTheWay(driver._conn, at=2)
        with monkeypatch.context() as patched:
            patched.setattr(driver, "_connection", found)
            await driver.runs_all([(statement, (values[0] + 3,)) for statement, values in steps])
        assert (len(trips), found.executed) == (1, [4, 5, 6])
    assert await numbers(database, "WHERE n > 1000") == [1001, 1002, 1003, 1004, 1005, 1006]


class OneInTheWay:
    """A connection that finds another process in its way once, at one of the steps."""

    def __init__(self, plain: sqlite3.Connection, *, at: int) -> None:
        self._plain, self._left = plain, at
        self.executed: list[int] = []

    def execute(self, statement: str, values: tuple[int, ...] = ()) -> Any:
        """Execute it, or be refused."""
        if not values:
            return self._plain.execute(statement)
        self._left -= 1
        if not self._left:
            error = sqlite3.OperationalError("database is locked")
            error.sqlite_errorcode = sqlite3.SQLITE_BUSY
            raise error
        self.executed += values
        return self._plain.execute(statement, values)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._plain, name)
