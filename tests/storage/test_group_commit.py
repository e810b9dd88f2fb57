"""Group commit: writers who queue share a transaction; each is told of its own fate, and only after the commit."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from sqlalchemy import event, text

from storage.engines import Database
from storage.group_commit import NotCommitted
from tests.support.databases import SqliteDatabases

INSERT = text("INSERT INTO numbers VALUES (:n)")


@pytest.fixture
async def database(sqlite_databases: SqliteDatabases) -> AsyncIterator[Database]:
    opened = Database(sqlite_databases.fresh())
    async with opened.writing() as connection:
        await connection.execute(text("CREATE TABLE numbers (n INTEGER PRIMARY KEY)"))
    yield opened
    await opened.close()


@pytest.fixture
def commits(database: Database) -> Iterator[list[Any]]:
    """Yield a list that grows with each commit."""
    made: list[Any] = []

    def note(connection: Any) -> None:
        made.append(connection)

    event.listen(database.engine.sync_engine, "commit", note)
    yield made
    event.remove(database.engine.sync_engine, "commit", note)


async def write(database: Database, n: int, *, fail: bool = False) -> None:
    async with database.writing() as connection:
        await connection.execute(INSERT, {"n": n})
        await asyncio.sleep(0)
        if fail:
            raise ValueError(n)


async def kept(database: Database) -> list[int]:
    async with database.reading() as connection:
        return list((await connection.execute(text("SELECT n FROM numbers ORDER BY n"))).scalars())


async def test_those_who_queue_are_committed_together(database: Database, commits: list[Any]) -> None:
    await asyncio.gather(*(write(database, n) for n in range(10)))
    assert await kept(database) == list(range(10))
    assert len(commits) < 5


@pytest.mark.parametrize("failing", [{0}, {4}, {0, 1}, {0, 4, 7}, {*range(8)}], ids=str)
async def test_one_that_fails_takes_nobody_with_it(database: Database, failing: set[int]) -> None:
    """Whether or not somebody has written before in the same transaction."""
    results = await asyncio.gather(*(write(database, n, fail=n in failing) for n in range(8)), return_exceptions=True)
    assert [type(one) for one in results if one is not None] == [ValueError] * len(failing)
    assert await kept(database) == [n for n in range(8) if n not in failing]


async def test_where_the_first_fails_others_may_write_before_the_second(database: Database) -> None:
    """Its transaction has ended, so what another process commits then is there for those who come behind it."""
    other = sqlite3.connect(database.url.database or "", isolation_level=None, check_same_thread=False)
    with pytest.raises(ValueError, match="1"):
        await write(database, 1, fail=True)
    await asyncio.to_thread(other.execute, "INSERT INTO numbers VALUES (2)")
    await write(database, 3)
    assert await kept(database) == [2, 3]
    other.close()


async def test_a_savepoint_copies_its_pages_in_memory(database: Database) -> None:
    """In a file they would be the ledger's words beside the ledger, and two calls of the system for each page."""
    async with database.writing() as connection:
        assert (await connection.execute(text("PRAGMA temp_store"))).scalar_one() == 2
    async with database.rebuilding() as connection:
        assert (await connection.execute(text("PRAGMA temp_store"))).scalar_one() == 1
    async with database.writing() as connection:
        assert (await connection.execute(text("PRAGMA temp_store"))).scalar_one() == 2


async def test_nobody_is_told_before_the_commit(database: Database) -> None:
    async def seen(n: int) -> bool:
        await write(database, n)
        return n in await kept(database)

    assert all(await asyncio.gather(*(seen(n) for n in range(10))))


async def test_a_commit_that_fails_is_told_to_all(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_plain: sqlite3.Connection) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    with monkeypatch.context() as patch:
        patch.setattr("storage.one_trip._commit", full)
        results = await asyncio.gather(*(write(database, n) for n in range(3)), return_exceptions=True)
    assert {type(one) for one in results} == {NotCommitted}
    assert database.losses == 1
    assert await kept(database) == []
    await write(database, 7)
    assert await kept(database) == [7]


async def test_one_that_is_cancelled_leaves_the_others_their_work(database: Database) -> None:
    going, waiting, last = (asyncio.create_task(write(database, n)) for n in range(3))
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.gather(going, last)
    assert await kept(database) == [0, 2]


async def test_the_last_in_the_queue_may_give_up(database: Database) -> None:
    going, last = (asyncio.create_task(write(database, n)) for n in range(2))
    await asyncio.sleep(0)
    last.cancel()
    await going
    assert await kept(database) == [0]
