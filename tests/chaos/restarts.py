"""``restarts``: PostgreSQL ends every session, or itself as by a power cut, in the middle of work, and comes back.

Or it comes back as a standby, which answers and takes no writes, and is promoted a while later.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import LiteralString

import psycopg

from tests.chaos import conserved, oracle
from tests.chaos.load import Crowd
from tests.chaos.office import Office, at, opened
from tests.chaos.run import Figure, Run, at_least, at_most
from tests.chaos.seeding import Plan
from tests.chaos.withheld import ASKS, BACK
from tests.chaos.working import finish, rest, warm_up
from tests.support.databases import databases_on
from tests.support.postgres import Server, own_postgres

Strike = Callable[[], bool]
"""Does what is to be survived, and tells whether it took effect."""
PLAN = Plan(groups=4, start=at("2026-11-26 09:00"))
KEEPS_ITS_WORD = "synchronous_commit=on"
"""The tests' other servers answer before a commit is written; a power cut would make them forget it."""
TERMINATE = (
    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()"
)
STARTED, IS_STANDBY = "SELECT pg_postmaster_start_time()", "SELECT pg_is_in_recovery()"
RESTART, SESSIONS, STANDBY = "restart", "sessions", "standby"
AS_STANDBY = 3.0
"""Seconds for which it is a standby: long enough for three tries of an update."""


@dataclass(frozen=True)
class Size:
    """How often the server restarts, ends all sessions of the bot, and comes back as a standby."""

    restarts: int
    terminations: int
    standbys: int


FULL, SHORT = Size(50, 50, 10), Size(1, 1, 0)


async def restarts(run: Run) -> list[Figure]:
    """Strike in the middle of work, and see how long what is said then has to wait."""
    size = SHORT if run.short else FULL
    async with _own_server(run) as (server, there), opened(there, PLAN) as office:
        crowd, chance = Crowd(office, run.chance("crowd"), tasks_wanted=1000), run.chance("blows")
        await warm_up(office, crowd)
        blows = [RESTART] * size.restarts + [SESSIONS] * size.terminations + [STANDBY] * size.standbys
        chance.shuffle(blows)
        struck = [await _struck(office, crowd, chance, partial(_STRIKES[blow], server, office)) for blow in blows]
        await rest(office, crowd)
        await finish(office, crowd)
        meant = [] if run.short else await conserved.check(office, crowd)
        return [
            at_least("blows that took effect", sum(effect for effect, _ in struck), len(blows)),
            at_most("seconds until the bot worked again, at most", round(max(took for _, took in struck), 1), BACK),
            *meant,
            *await oracle.check(office),
        ]


@asynccontextmanager
async def _own_server(run: Run) -> AsyncIterator[tuple[Server, Run]]:
    """Start a server that may be ended, and yield the run with its databases there."""
    with own_postgres(KEEPS_ITS_WORD) as server:
        for databases in databases_on(server.url):
            yield server, replace(run, databases=databases)


async def _struck(office: Office, crowd: Crowd, chance: random.Random, strike: Strike) -> tuple[bool, float]:
    """Strike while the bot works; return whether it took effect, and for how long the bot had to be waited for then."""
    for _ in range(chance.randrange(4, 12)):
        crowd.step()
    await asyncio.sleep(chance.uniform(0, 0.6))
    effect = await asyncio.to_thread(strike)
    began, before = time.monotonic(), office.world.journal.seq
    office.says(ASKS, "我的待办")
    await office.until(lambda: bool(office.world.journal.since(before, "sendMessage")))
    return effect, time.monotonic() - began


def _restart(server: Server, _office: Office) -> bool:
    before = _asked(server, STARTED)
    server.stop()
    server.start()
    return _asked(server, STARTED) != before


def _terminate(server: Server, office: Office) -> bool:
    """End every session on the office's database; tell whether there was any."""
    name = office.environment["TAIZHANG_DATABASE_URL"].rpartition("/")[2]
    return bool(_asked(server, TERMINATE, name))


def _stand_by(server: Server, _office: Office) -> bool:
    server.stop()
    server.start(as_standby=True)
    is_standby = _asked(server, IS_STANDBY)
    time.sleep(AS_STANDBY)
    server.promote()
    return bool(is_standby)


def _asked(server: Server, query: LiteralString, *values: str) -> object:
    """Return the only value of the answer."""
    with psycopg.connect(server.url, autocommit=True) as connection:
        row = connection.execute(query, values).fetchone()
    return row[0] if row else None


_STRIKES = {RESTART: _restart, SESSIONS: _terminate, STANDBY: _stand_by}
