"""What SQLite's writer remembers is what its statement would find, whoever writes and whatever is undone."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, bindparam, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.driver import driver_of
from storage.engines import Database
from storage.group_commit import NotCommitted
from storage.one_trip import OneTripConnection
from storage.prepared import Prepared, Remembered, change_together
from storage.remembering import MOST
from tests.support.databases import SqliteDatabases

TABLE = Table("things", MetaData(), Column("id", Integer, primary_key=True), Column("n", Integer))
_N = Remembered(TABLE, select(TABLE.c.n).where(TABLE.c.id == bindparam("which")))
_SET = Prepared(update(TABLE).where(TABLE.c.id == bindparam("which")))
_PUT = Prepared(insert(TABLE).returning(TABLE.c.id))

Write = Callable[[AsyncConnection], object]


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    opened = Database(database_url)
    async with opened.writing() as connection:
        await connection.run_sync(TABLE.metadata.create_all)
        await _PUT.value(connection, {"id": 1, "n": 1})
    yield opened
    await opened.close()


@pytest.fixture
async def of_sqlite(sqlite_databases: SqliteDatabases) -> AsyncIterator[Database]:
    opened = Database(sqlite_databases.fresh())
    async with opened.writing() as connection:
        await connection.run_sync(TABLE.metadata.create_all)
        await _PUT.value(connection, {"id": 1, "n": 1})
    yield opened
    await opened.close()


async def n_of(connection: AsyncConnection, which: int = 1) -> int | None:
    found: int | None = await _N.value(connection, {"which": which})
    return found


async def seen_by_a_writer(database: Database) -> int | None:
    async with database.writing() as connection:
        return await n_of(connection)


async def test_it_is_asked_once_from_writer_to_writer(of_sqlite: Database) -> None:
    asked: list[str] = []
    await seen_by_a_writer(of_sqlite)
    async with of_sqlite.writing() as connection:
        driver = driver_of(connection)
        assert isinstance(driver, OneTripConnection)
        driver._conn.set_trace_callback(asked.append)
        assert (await n_of(connection), await n_of(connection)) == (1, 1)
    assert not [said for said in asked if "things" in said]


@pytest.mark.parametrize(
    "write",
    [
        lambda connection: _SET.changed(connection, {"which": 1, "n": 2}),
        lambda connection: _SET.changed_each(connection, [{"which": 1, "n": 2}]),
        lambda connection: change_together(connection, [(_SET, {"which": 1, "n": 2})]),
        lambda connection: connection.execute(update(TABLE).values(n=2)),
        lambda connection: connection.execute(text("UPDATE things SET n = 2")),
    ],
)
async def test_whoever_writes_sees_it_and_so_does_the_next(database: Database, write: Write) -> None:
    async with database.writing() as connection:
        assert await n_of(connection) == 1
        await write(connection)  # type: ignore[misc] # Each gives something that is awaited.
        assert await n_of(connection) == 2
    assert await seen_by_a_writer(database) == 2


async def test_what_was_not_there_is_seen_once_it_is(database: Database) -> None:
    async with database.writing() as connection:
        assert await n_of(connection, 2) is None
        await _PUT.value(connection, {"id": 2, "n": 5})
        assert await n_of(connection, 2) == 5


async def test_what_a_writer_undid_has_never_been_so(database: Database) -> None:
    with pytest.raises(ValueError, match="undone"):
        async with database.writing() as connection:
            await _SET.changed(connection, {"which": 1, "n": 2})
            assert await n_of(connection) == 2
            raise ValueError("undone")
    assert await seen_by_a_writer(database) == 1


async def test_what_a_group_lost_has_never_been_so(of_sqlite: Database) -> None:
    with pytest.raises(NotCommitted):
        async with of_sqlite.writing() as connection:
            await _SET.changed(connection, {"which": 1, "n": 2})
            assert await n_of(connection) == 2
            assert of_sqlite._writers is not None
            assert of_sqlite._writers._group is not None
            of_sqlite._writers._group.broken = True
    assert await seen_by_a_writer(of_sqlite) == 1


async def test_another_program_is_noticed(of_sqlite: Database) -> None:
    assert await seen_by_a_writer(of_sqlite) == 1
    other = sqlite3.connect(Path(of_sqlite.url.database or ""))
    other.execute("UPDATE things SET n = 7")
    other.commit()
    other.close()
    assert await seen_by_a_writer(of_sqlite) == 7


async def test_readers_ask_for_themselves(of_sqlite: Database) -> None:
    assert await seen_by_a_writer(of_sqlite) == 1
    async with of_sqlite.reading() as connection:
        driver = driver_of(connection)
        assert driver is not None
        assert driver.memory.of("things") is None
        assert await n_of(connection) == 1


async def test_it_does_not_grow_without_end(of_sqlite: Database) -> None:
    async with of_sqlite.writing() as connection:
        for which in range(2, MOST + 10):
            await n_of(connection, which)
        driver = driver_of(connection)
        assert driver is not None
        assert len(driver.memory.of("things") or ()) < MOST
