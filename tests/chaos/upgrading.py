"""A migration that dies: the process counts its steps, each statement and the commit, and is gone at the n-th.

Served by a nursery: ``URL STEP LOG`` brings the database's schema up to date; step 0 is none, and the number of steps
is written to the log.
"""

from __future__ import annotations

import asyncio
import importlib
import itertools
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import event

from storage.engines import Database
from storage.migrating import upgrade
from tests.support.nursery import serve


def main() -> None:
    """Migrate the database that the arguments name."""
    url, last, log = sys.argv[1:]
    asyncio.run(_upgrade(url, int(last), Path(log)))


async def _upgrade(url: str, last: int, log: Path) -> None:
    database, steps = Database(url), itertools.count(1)

    def step(*_: object) -> None:
        if next(steps) == last:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(database.engine.sync_engine, "before_cursor_execute", step)
    event.listen(database.engine.sync_engine, "commit", step)  # Told of before it is done.
    await upgrade(database)
    step()
    await database.close()
    await asyncio.to_thread(log.write_text, str(next(steps) - 1), "utf-8")


def _load() -> Callable[[], None]:
    for name in ("aiosqlite", "alembic.command", "psycopg", "storage.calendar_tables", "storage.mail_tables"):
        importlib.import_module(name)
    return main


if __name__ == "__main__":
    serve(sys.argv[1], _load)
