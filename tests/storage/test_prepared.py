"""Prepared statements mean what they mean to SQLAlchemy, whatever the values become on their way."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Boolean, Column, Integer, MetaData, String, Table, bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError

from storage.driver import driver_of
from storage.engines import Database, replace_in
from storage.prepared import Prepared, change_together
from storage.types import Json, Moment

NOON = datetime(2026, 11, 27, 4, 0, 0, 250_000, tzinfo=UTC)
TABLE = Table(
    "things",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("kind", String(20), nullable=False, unique=True),
    Column("at", Moment),
    Column("args", Json),
    Column("ready", Boolean, nullable=False),
)
KINDS = ("a", "b")
_PUT = Prepared(insert(TABLE).returning(TABLE.c.id))
_OF_KIND = Prepared(select(TABLE).where(TABLE.c.kind == bindparam("wanted"), TABLE.c.kind.in_(KINDS)).limit(3))
_SINCE = Prepared(select(TABLE.c.kind).where(TABLE.c.at >= bindparam("since", type_=Moment())))
_ALL = Prepared(select(TABLE).order_by(TABLE.c.kind))
_CONSTANT = "it's 100% $1 :x ?"
_THAT = Prepared(select(TABLE.c.id).where(TABLE.c.kind == _CONSTANT, TABLE.c.ready == bindparam("is_ready")))
_PUT_ALONE = Prepared(insert(TABLE))
_CHANGE = Prepared(update(TABLE).where(TABLE.c.kind == bindparam("wanted")))


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    opened = Database(database_url)
    async with opened.writing() as connection:
        await connection.run_sync(TABLE.metadata.create_all)
    yield opened
    await opened.close()


def row(kind: str, **more: Any) -> dict[str, Any]:
    return {"kind": kind, "at": NOON, "args": {"甲": [1, None]}, "ready": True} | more


async def test_values_and_rows_are_what_sqlalchemy_makes_of_them(database: Database) -> None:
    async with database.writing() as connection:
        assert await _PUT.value(connection, row("a")) == 1
        assert await _PUT.value(connection, row("b", at=None, args=None, ready=False)) == 2
        for kind in (*KINDS, "c"):
            usual = (await connection.execute(_OF_KIND.statement, {"wanted": kind})).one_or_none()
            found = await _OF_KIND.one(connection, {"wanted": kind})
            assert (found and tuple(found)) == (usual and tuple(usual))
        one = await _OF_KIND.one(connection, {"wanted": "a"})
        assert one is not None
        assert (one.kind, one.at, one.args, bool(one.ready)) == ("a", NOON, {"甲": [1, None]}, True)
        assert [found.kind for found in await _SINCE.rows(connection, {"since": NOON})] == ["a"]


async def test_it_says_how_many_rows_were_changed(database: Database) -> None:
    async with database.writing() as connection:
        await _PUT.value(connection, row("a"))
        assert await _CHANGE.changed(connection, {"wanted": "a", "ready": False}) == 1
        assert await _CHANGE.changed(connection, {"wanted": "c", "ready": False}) == 0
        assert await _CHANGE.changed(connection, {"wanted": "a", "at": None, "args": 7}) == 1
        found = await _OF_KIND.one(connection, {"wanted": "a"})
    assert found is not None
    assert (found.at, found.args, bool(found.ready)) == (None, 7, False)


async def test_it_says_how_many_rows_were_changed_by_several(database: Database) -> None:
    """What somebody else has changed meanwhile shows in the sum."""
    async with database.writing() as connection:
        for kind in KINDS:
            await _PUT.value(connection, row(kind))
        assert await _CHANGE.changed_each(connection, []) == 0
        given = [{"wanted": kind, "args": kind, "ready": False} for kind in ("a", "c", "b")]
        assert await _CHANGE.changed_each(connection, given) == 2
        assert [one.args for one in await _ALL.rows(connection, {})] == ["a", "b"]


async def test_a_row_takes_the_place_of_another(database: Database) -> None:
    async with database.writing() as connection:
        await replace_in(connection, TABLE).changed(connection, {"id": 5} | row("a"))
        await replace_in(connection, TABLE).changed(connection, {"id": 5} | row("b"))
        assert [found.kind for found in await _SINCE.rows(connection, {"since": NOON})] == ["b"]


async def test_a_look_sees_what_is_committed(database: Database) -> None:
    async with database.writing() as connection:
        await _PUT.value(connection, row("a"))
        assert list(await database.look(_OF_KIND, {"wanted": "a"})) == []
    assert [found.id for found in await database.look(_OF_KIND, {"wanted": "a"})] == [1]


async def test_what_the_database_refuses_is_refused_in_the_same_words(database: Database) -> None:
    with pytest.raises(IntegrityError):
        async with database.writing() as connection:
            await _PUT.value(connection, row("a"))
            await _PUT.value(connection, row("a"))


async def test_steps_taken_together_are_taken_in_their_order(database: Database) -> None:
    async with database.writing() as connection:
        steps = [(_PUT_ALONE, row("a")), (_PUT_ALONE, row("b")), (_CHANGE, {"wanted": "a", "ready": False})]
        await change_together(connection, steps)
        usual = (await connection.execute(select(TABLE.c.kind, TABLE.c.at, TABLE.c.ready).order_by(TABLE.c.kind))).all()
        assert [(one.kind, one.at, bool(one.ready)) for one in usual] == [("a", NOON, False), ("b", NOON, True)]


async def test_a_step_that_is_refused_is_raised_as_usual(database: Database) -> None:
    with pytest.raises(IntegrityError):
        async with database.writing() as connection:
            await change_together(connection, [(_PUT_ALONE, row("a")), (_PUT_ALONE, row("a"))])
    async with database.reading() as connection:
        assert (await connection.execute(select(TABLE.c.id))).all() == []


async def test_a_word_that_is_always_the_same_stands_in_the_statement_whatever_is_in_it(database: Database) -> None:
    """So that SQLite can use an index of those rows alone, and need not plan anew for each value."""
    async with database.writing() as connection:
        number = await _PUT.value(connection, row(_CONSTANT))
        await _PUT.value(connection, row("its 100%"))
        assert await _THAT.value(connection, {"is_ready": True}) == number
        assert await _THAT.value(connection, {"is_ready": False}) is None
        driver = driver_of(connection)
        words = _THAT.plain(driver, connection, {"is_ready": True}).sql
    assert "it''s" in words
