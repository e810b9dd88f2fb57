"""``locked``: another writer holds the database for half a minute; what is said meanwhile waits at the platform."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing

import psycopg

from tests.chaos import conserved, oracle
from tests.chaos.load import Crowd
from tests.chaos.office import Office, at, opened
from tests.chaos.run import Figure, Run
from tests.chaos.seeding import Plan
from tests.chaos.withheld import withheld
from tests.chaos.working import finish, warm_up

PLAN = Plan(groups=2, start=at("2026-11-26 09:00"))
SECONDS, SHORT = 30.0, 12.0
"""How long it is held; the short time, too, is longer than a connection waits for another writer."""
TABLES = "inbox, outbox, entries, chain, slots, actions"


async def locked(run: Run) -> list[Figure]:
    """Let another program write and not end, then let it go."""
    async with opened(run, PLAN) as office:
        crowd = Crowd(office, run.chance("crowd"))
        await warm_up(office, crowd, tasks=1 if run.short else 4)
        seen = await withheld(office, crowd, "locked", lambda: _lock(office), SHORT if run.short else SECONDS)
        await finish(office, crowd)
        meant = [] if run.short else await conserved.check(office, crowd)
        return [*seen.figures(), *meant, *await oracle.check(office)]


@asynccontextmanager
async def _lock(office: Office) -> AsyncIterator[None]:
    """Hold the database as another writer would; on PostgreSQL nobody can even read the tables."""
    url = office.environment["TAIZHANG_DATABASE_URL"]
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"), timeout=10, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            yield
            other.execute("ROLLBACK")
        return
    async with await psycopg.AsyncConnection.connect(url) as connection:
        await _lock_tables(connection)
        yield
        await connection.rollback()


async def _lock_tables(connection: psycopg.AsyncConnection) -> None:
    """Lock them all; the bot works on them in another order, so that one of the two may have to begin anew."""
    while True:
        with contextlib.suppress(psycopg.errors.DeadlockDetected):
            await connection.execute(f"LOCK TABLE {TABLES} IN ACCESS EXCLUSIVE MODE")
            return
        await connection.rollback()
