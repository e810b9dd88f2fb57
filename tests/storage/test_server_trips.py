"""Prepared statements below SQLAlchemy on PostgreSQL: one transaction, the same errors, and few trips."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import psycopg
import pytest
from sqlalchemy import Column, Integer, MetaData, String, Table, bindparam, func, insert, select, text
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, OperationalError

from bot.outages import is_outage
from storage.driver import driver_of
from storage.engines import Database
from storage.prepared import Prepared, rows_together
from storage.server_trips import ServerTrips
from tests.support.databases import PostgresDatabases

TABLE = Table("things", MetaData(), Column("id", Integer, primary_key=True), Column("word", String(9)))
_PUT = Prepared(insert(TABLE))
_WORDS = Prepared(select(TABLE.c.word).order_by(TABLE.c.id))
_IDS = Prepared(select(TABLE.c.id).order_by(TABLE.c.id))
_END = Prepared(select(func.pg_terminate_backend(bindparam("whom", type_=Integer))))
_WHO = Prepared(select(func.pg_backend_pid()))


@pytest.fixture
async def database(postgres_databases: PostgresDatabases) -> AsyncIterator[Database]:
    opened = Database(postgres_databases.fresh())
    async with opened.writing() as connection:
        await connection.run_sync(TABLE.metadata.create_all)
    yield opened
    await opened.close()


@pytest.fixture
def trips(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Return a list that grows with each trip below SQLAlchemy, by the statements that it took."""
    made: list[list[str]] = []
    takes = ServerTrips._taken

    def counted(self: ServerTrips, pgconn: Any, steps: Any, alone: bool) -> Any:
        made.append([statement.split()[0] for statement, _ in steps])
        return takes(self, pgconn, steps, alone)

    monkeypatch.setattr(ServerTrips, "_taken", counted)
    return made


async def words(database: Database) -> list[str | None]:
    return [row.word for row in await database.look(_WORDS, {})]


async def test_a_savepoint_takes_back_what_went_straight(database: Database) -> None:
    async with database.writing() as connection:
        await _PUT.changed(connection, {"id": 1, "word": "a"})
        await connection.execute(text("SAVEPOINT here"))
        await _PUT.changed(connection, {"id": 2, "word": "b"})
        await _PUT.change(connection, {"id": 3, "word": "c"})
        await connection.execute(text("ROLLBACK TO here"))
        await _PUT.change(connection, {"id": 4, "word": None})
    assert await words(database) == ["a", None]


async def test_an_exception_takes_back_all_of_it(database: Database) -> None:
    with pytest.raises(LookupError):
        async with database.writing() as connection:
            await _PUT.changed(connection, {"id": 1, "word": "a"})
            await _PUT.change(connection, {"id": 2, "word": "b"})
            raise LookupError
    await _put(database, 3)
    assert await words(database) == ["a3"]


async def _put(database: Database, number: int) -> None:
    async with database.writing() as connection:
        await _PUT.changed(connection, {"id": number, "word": f"a{number}"})


async def test_what_was_put_off_goes_with_the_commit_and_ahead_of_anything_else(
    database: Database, trips: list[list[str]]
) -> None:
    async with database.writing() as connection:
        await _PUT.change(connection, {"id": 1, "word": "a"})
        assert (await connection.execute(select(TABLE.c.word))).scalars().all() == ["a"]
        await _PUT.change(connection, {"id": 2, "word": "b"})
        assert len(await _WORDS.rows(connection, {})) == 2
        await _PUT.change(connection, {"id": 3, "word": "c"})
    assert trips == [["INSERT"], ["INSERT", "SELECT"], ["INSERT", "COMMIT"]]
    assert await words(database) == ["a", "b", "c"]


async def test_what_was_put_off_and_is_refused_is_refused_by_the_commit(database: Database) -> None:
    with pytest.raises(IntegrityError):
        async with database.writing() as connection:
            await _PUT.changed(connection, {"id": 1, "word": "a"})
            await _PUT.change(connection, {"id": 1, "word": "b"})
    assert await words(database) == []


async def test_what_was_put_off_and_is_refused_is_refused_where_it_is_caught_up_with(database: Database) -> None:
    for look in (
        lambda connection: connection.execute(select(TABLE.c.id)),
        lambda connection: _IDS.rows(connection, {}),
    ):
        with pytest.raises(IntegrityError):
            async with database.writing() as connection:
                await _PUT.changed(connection, {"id": 1, "word": "a"})
                await _PUT.change(connection, {"id": 1, "word": "b"})
                await look(connection)
    assert await words(database) == []


async def test_looks_that_are_asked_together_are_one_trip(database: Database, trips: list[list[str]]) -> None:
    async with database.writing() as connection:
        await _PUT.change(connection, {"id": 1, "word": "a"})
        found = await rows_together(connection, [(_WORDS, {}), (_IDS, {})])
    assert [[tuple(row) for row in rows] for rows in found] == [[("a",)], [(1,)]]
    assert trips == [["INSERT", "SELECT", "SELECT"], ["COMMIT"]]


async def test_what_stands_alone_is_committed_by_itself(database: Database, trips: list[list[str]]) -> None:
    assert await database.change(_PUT, {"id": 1, "word": "a"}) == 1
    assert trips == [["INSERT"]]
    with pytest.raises(IntegrityError):
        await database.change(_PUT, {"id": 1, "word": "a"})
    await _put(database, 2)
    assert await words(database) == ["a", "a2"]


async def test_a_text_with_nul_is_refused_as_usual_and_leaves_the_connection_of_use(database: Database) -> None:
    async with database.writing() as connection:
        with pytest.raises(DataError):
            await _PUT.changed(connection, {"id": 1, "word": "\0"})
        await _PUT.changed(connection, {"id": 1, "word": "a"})
    with pytest.raises(DataError):
        await database.change(_PUT, {"id": 2, "word": "much too long"})
    assert await words(database) == ["a"]


async def test_a_connection_that_is_lost_is_an_outage_and_the_next_one_is_another(database: Database) -> None:
    with pytest.raises(OperationalError) as lost:
        async with database.writing() as connection:
            me = await _WHO.value(connection, {})
            assert await database.look(_END, {"whom": me}) == [(True,)]
            await _PUT.changed(connection, {"id": 1, "word": "a"})
    assert is_outage(lost.value)
    assert lost.value.connection_invalidated
    await _put(database, 2)
    assert await words(database) == ["a2"]


async def test_a_server_that_takes_no_writes_is_left(database: Database) -> None:
    """As after a failover: what it says is an outage, and its connections are made anew."""
    async with database.writing() as connection:
        before = await _WHO.value(connection, {})
    with pytest.raises(DBAPIError) as refused:
        async with database.writing() as connection:
            await connection.execute(text("SET TRANSACTION READ ONLY"))
            await _PUT.changed(connection, {"id": 1, "word": "a"})
    assert is_outage(refused.value)
    async with database.writing() as connection:
        assert await _WHO.value(connection, {}) != before


async def test_one_that_ended_while_it_rested_is_noticed_before_it_is_used(
    database: Database, postgres_databases: PostgresDatabases
) -> None:
    async with database.writing() as connection:
        me = await _WHO.value(connection, {})
        assert driver_of(connection).is_fresh
    with psycopg.connect(database.url.set(drivername="postgresql").render_as_string(), autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [me])
    await _put(database, 1)
    assert await words(database) == ["a1"]
