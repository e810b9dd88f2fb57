"""Migrations up, down and up again; what every connection is told."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from storage.engines import PRAGMAS, Database, UnsafeConnection
from storage.migrating import PLACE, current, downgrade, newest, upgrade
from storage.types import METADATA
from tests.support.databases import PostgresDatabases


def _differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": False})
    return list(compare_metadata(context, METADATA))


def _tables(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names()) - {"alembic_version", "sqlite_sequence"}


def test_the_last_file_is_the_last_step() -> None:
    """Which one that is, is known from the names: reading them all takes a tenth of the start's memory."""
    assert newest() == ScriptDirectory(str(PLACE)).get_current_head()


async def test_the_steps_lead_up_down_and_up_again(database_url: str) -> None:
    database = Database(database_url)
    try:
        for number in ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010", "0011"):
            await upgrade(database, number)
            assert await current(database) == number
        for number in ("0010", "0009", "0008", "0007", "0006", "0005", "0004", "0003", "0002", "0001", "base"):
            await downgrade(database, number)
        async with database.reading() as connection:
            assert await connection.run_sync(_tables) == set()
        await upgrade(database)
        async with database.reading() as connection:
            assert await connection.run_sync(_tables) == set(METADATA.tables)
            assert await connection.run_sync(_differences) == []
    finally:
        await database.close()


async def test_two_processes_that_start_at_once_upgrade_once(database_url: str) -> None:
    first, second = Database(database_url), Database(database_url)
    try:
        await asyncio.gather(upgrade(first), upgrade(second))
        assert await current(first) == await current(second)
    finally:
        await first.close()
        await second.close()


@pytest.mark.postgres
async def test_many_databases_of_one_process_are_upgraded_at_once(postgres_databases: PostgresDatabases) -> None:
    """Alembic keeps the migration under way in globals; on several connections at once they went astray."""
    several = [Database(postgres_databases.fresh()) for _ in range(6)]
    try:
        await asyncio.gather(*map(upgrade, several))
        await asyncio.gather(*map(upgrade, several))
        assert len({await current(one) for one in several}) == 1
    finally:
        for one in several:
            await one.close()


async def test_every_sqlite_connection_is_safe(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'ledger.db'}")
    async with database.reading() as connection:
        for name, (_, expected) in PRAGMAS.items():
            assert (await connection.execute(text(f"PRAGMA {name}"))).scalar_one() == expected
    await database.close()


async def test_a_connection_that_is_not_safe_is_refused() -> None:
    """A database in memory has no WAL: what is asserted of every connection is refused where it is not so."""
    database = Database("sqlite:///:memory:")
    with pytest.raises(UnsafeConnection, match="journal_mode is memory"):
        async with database.reading():
            pass
    await database.close()


async def test_a_write_transaction_holds_the_lock_from_its_first_moment(tmp_path: Path) -> None:
    """BEGIN IMMEDIATE: a deferred one would fail at its first write, after it has read what is stale by then."""
    file = tmp_path / "ledger.db"
    database = Database(f"sqlite:///{file}")
    other = sqlite3.connect(file, timeout=0, isolation_level=None)
    async with database.reading():
        other.execute("BEGIN IMMEDIATE")
        other.execute("ROLLBACK")
    async with database.writing():
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
    other.close()
    await database.close()
