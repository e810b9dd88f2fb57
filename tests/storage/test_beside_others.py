"""Another process that comes to the same SQLite file and leaves it again takes nothing away from this one."""

from __future__ import annotations

import subprocess
import sys
from contextlib import AsyncExitStack
from pathlib import Path

from sqlalchemy import text

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
