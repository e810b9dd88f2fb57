"""``processes``: one PostgreSQL, and one, two or four processes of the same program on it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median

import psycopg

from tests.benchmarks.contenders import WARM_UP, Result, Standin, measured, ours, started
from tests.benchmarks.office import fill
from tests.benchmarks.run import Bench, note, ratio
from tests.chaos.run import Figure, at_most, none
from tests.support.databases import PostgresDatabases
from tests.support.postgres import running_postgres

COUNTS = (1, 2, 4)


async def processes(bench: Bench) -> list[Figure]:
    """Let each number of processes run once in each round; the server's own processor time is not counted."""
    found: dict[int, list[Result]] = {count: [] for count in COUNTS}
    wrong: list[str] = []
    with _server() as databases:
        for _ in range(bench.rounds):
            for count, some in found.items():
                url = await asyncio.to_thread(databases.copy_of, "load", fill)
                some.append(await _once(bench, url, count))
                wrong += _entries_wrong(url, bench.updates + WARM_UP)
    figures = [note(f"{count}: updates/s", median(one.rate for one in some)) for count, some in found.items()]
    figures += [
        note(f"{count}: ms of processor time", median(one.cost for one in some)) for count, some in found.items()
    ]
    return [
        *figures,
        ratio("throughput of 2, of 1", *([one.rate for one in found[count]] for count in (2, 1)), least=1.5),
        at_most(
            "answers that overtook one of their chat", sum(one.turned for some in found.values() for one in some), 0
        ),
        none("entries too many or too few", wrong),
    ]


async def _once(bench: Bench, url: str, count: int) -> Result:
    room = bench.room("processes")
    async with Standin.running() as standin, started(ours(url, room), standin, room, processes=count) as pids:
        return await measured(standin, pids, bench.updates)


@contextmanager
def _server() -> Iterator[PostgresDatabases]:
    with running_postgres() as server:
        databases = PostgresDatabases(server)
        try:
            yield databases
        finally:
            databases.close()


def _entries_wrong(url: str, updates: int) -> list[str]:
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT count(*) FROM entries WHERE kind = 'ProgressNoted'").fetchone()
    count = row[0] if row else 0
    return [] if count == updates else [f"{count} of {updates}"]
