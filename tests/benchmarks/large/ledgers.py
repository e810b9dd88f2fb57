"""The large ledgers of a run: made once, kept in a folder, and left as they were by whoever writes to them."""

from __future__ import annotations

import asyncio
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from bot.house import house_of
from config.settings import Settings
from storage.codec import dump_state, read_task
from storage.store import Store
from tests.benchmarks.large.filling import Size, fill

_HOLDER = """
import sqlite3, sys
file = sqlite3.connect(sys.argv[1], isolation_level=None)
file.execute("BEGIN")
file.execute("SELECT seq FROM chain").fetchone()
print("held", flush=True)
sys.stdin.read()
"""


def ledger(folder: Path, size: Size) -> Path:
    """Return the file of a ledger of that size with the tables of today; what is there is not made again.

    Unless its tasks are not as today's program writes them: a ledger of long rows beside one of short ones, both kept
    from different days, would be told as what comes with size.
    """
    file = folder / f"city-{size.tasks}{'-open' if size.is_open else ''}.db"
    if not file.exists() or not _is_of_today(file):
        folder.mkdir(parents=True, exist_ok=True)
        new = file.with_suffix(".new")
        new.unlink(missing_ok=True)
        fill(url_of(new), size)
        new.rename(file)
    asyncio.run(_brought_up_to_date(url_of(file)))
    return file


def _is_of_today(file: Path) -> bool:
    with closing(sqlite3.connect(f"file:{file.absolute()}?mode=ro", uri=True)) as connection:
        (newest,) = connection.execute("SELECT state FROM tasks ORDER BY version DESC LIMIT 1").fetchone()
    return bool(newest == dump_state(read_task(newest)))


def url_of(file: Path) -> str:
    """Return the URL of a database file."""
    return f"sqlite:///{file.absolute()}"


async def opened(url: str) -> Store:
    """Open a ledger as the program does."""
    return await Store.open(url, house=house_of(Settings(database_url=url)))


async def _brought_up_to_date(url: str) -> None:
    await (await opened(url)).close()


@contextmanager
def untouched(file: Path) -> Iterator[str]:
    """Yield the URL of a ledger in which one may write: while somebody reads the old state nothing reaches the file.

    Everything new lies in the log beside it, which is thrown away at the end; a copy of gigabytes would take longer.
    Nobody else may have the ledger open meanwhile.
    """
    holder = subprocess.Popen([sys.executable, "-c", _HOLDER, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert holder.stdout is not None
    holder.stdout.readline()
    try:
        yield url_of(file)
    finally:
        holder.kill()
        holder.communicate()
        for ending in ("-wal", "-shm"):
            file.with_name(file.name + ending).unlink(missing_ok=True)
