"""Another process that comes to the same SQLite file and leaves it again takes nothing away from this one."""

from __future__ import annotations

import subprocess
import sys
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError, IntegrityError

from bot.cli.failing import DATABASE_DAMAGED, of_the_database
from bot.outages import is_outage
from storage.engines import Database

COUNTS = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
print(connection.execute('SELECT count(*) FROM words').fetchone()[0])
connection.close()
"""
"""The last of all connections to leave removes the WAL; this one must not take itself for that."""


def counted_by_another(file: Path) -> int:
    return int(subprocess.run([sys.executable, "-c", COUNTS, file], check=True, capture_output=True).stdout)


async def test_what_is_committed_after_somebody_left_is_in_the_file(tmp_path: Path) -> None:
    file = tmp_path / "ledger.db"
    database = Database(f"sqlite:///{file}")
    try:
        async with database.writing() as connection:
            await connection.execute(text("CREATE TABLE words (word TEXT)"))
        async with AsyncExitStack() as several:
            for _ in range(8):  # More than the pool keeps: some are opened late, and closed again.
                reader = await several.enter_async_context(database.reading())
                await reader.execute(text("SELECT 1 FROM words"))
        for already in range(3):
            assert counted_by_another(file) == already
            assert file.with_name("ledger.db-wal").exists()
            async with database.writing() as connection:
                await connection.execute(text("INSERT INTO words VALUES ('收到')"))
    finally:
        await database.close()
    assert counted_by_another(file) == 3


async def test_a_damaged_file_is_nobodys_message_and_the_command_says_to_restore(tmp_path: Path) -> None:
    file = tmp_path / "ledger.db"
    file.write_bytes(b"no database" * 100)
    database = Database(f"sqlite:///{file}")
    with pytest.raises(DatabaseError) as damaged:
        async with database.writing():
            pass
    await database.close()
    assert is_outage(damaged.value)
    assert of_the_database(damaged.value) == DATABASE_DAMAGED
    assert not is_outage(IntegrityError("INSERT", {}, ValueError()))
