"""``burst`` and ``far``: everything waits at once; ours with its ledger beside bots that keep nothing.

Update read, reading, entry and outgoing message committed (synchronous=FULL), reply accepted. The contenders take
turns, and each run has a process, a stand-in and a database of its own.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tests.benchmarks.contenders import (
    WARM_UP,
    Contender,
    Result,
    Standin,
    aiogram,
    measured,
    ours,
    started,
    stock,
    stock_orm,
)
from tests.benchmarks.office import fill
from tests.benchmarks.run import Bench, note, ratio
from tests.chaos.run import Figure, at_most, none
from tests.support.databases import SqliteDatabases

FAR = 50.0
"""Milliseconds of a round trip to a platform that is far away."""
SPARE = 0.5
"""The stand-in must be idle for half of the time, or it would be what is measured."""

Results = dict[str, list[Result]]


async def burst(bench: Bench) -> list[Figure]:
    """Measure on the loopback."""
    found, lost = await rounds(bench, delay=0.0)
    return [*_costs(found), *_rates(found), *_sound(found, lost)]


async def far(bench: Bench) -> list[Figure]:
    """Measure with a round trip of 50 ms; only what keeps each chat's order is compared by its speed alone."""
    found, lost = await rounds(bench, delay=FAR)
    figures = [note(f"{name}, updates/s", median(one.rate for one in some)) for name, some in found.items()]
    figures += [note(f"{name}, processor time", median(one.cost for one in some), "ms") for name, some in found.items()]
    figures.append(note("our messages per update", median(one.sends / one.updates for one in found["ours"])))
    if "aiogram" in found:
        rates = [[one.rate for one in found[name]] for name in ("ours", "aiogram")]
        figures.append(ratio("throughput at 50 ms, of aiogram's bare echo", *rates, least=0.9))
    return [*figures, *_sound(found, lost)]


async def rounds(bench: Bench, *, delay: float) -> tuple[Results, list[str]]:
    """Let every contender run once in each round; return the results, and what is wrong with our ledgers."""
    found: Results = {}
    lost: list[str] = []
    for _ in range(bench.rounds):
        url = await asyncio.to_thread(bench.databases.copy_of, "load", fill)
        for contender, file in _contenders(bench, url):
            result = await once(bench, contender, delay=delay)
            found.setdefault(contender.name, []).append(result)
            if contender.name == "ours":
                lost += entries_missing(file, bench.updates + WARM_UP)
    return found, lost


async def once(bench: Bench, contender: Contender, *, delay: float = 0.0, rate: float = 0.0) -> Result:
    """Let one contender run once."""
    async with (
        Standin.running(delay) as standin,
        started(contender, standin, bench.room("run")) as pids,
    ):
        return await measured(standin, pids, bench.updates, rate=rate)


def _contenders(bench: Bench, url: str) -> Iterator[tuple[Contender, Path]]:
    """Yield the contenders of one round, each with its database file where it has one."""
    databases = SqliteDatabases(bench.room("databases"))
    yield ours(url, bench.room("ours")), Path(url.removeprefix("sqlite:///"))
    yield stock(), Path()
    file = Path(databases.fresh().removeprefix("sqlite:///"))
    yield stock_orm(file), file
    if bench.aiogram is not None:
        yield aiogram(bench.aiogram), Path()


def entries_missing(file: Path, updates: int) -> list[str]:
    """Return what an SQLite ledger lacks after so many updates: each must have left one entry, and a message sent."""
    connection = sqlite3.connect(file)
    try:
        told = "SELECT count(*) FROM entries WHERE kind = 'ProgressNoted'"
        gone = "SELECT count(*) FROM outbox WHERE state IN ('sent', 'gathered')"
        counts = {name: connection.execute(query).fetchone()[0] for name, query in (("entries", told), ("sent", gone))}
    finally:
        connection.close()
    return [f"{name}: {count} of {updates}" for name, count in counts.items() if count != updates]


def _costs(found: Results) -> Iterator[Figure]:
    costs = {name: [one.cost for one in some] for name, some in found.items()}
    for name, some in costs.items():
        yield note(f"{name}, processor time per update", median(some), "ms")
    yield ratio("processor time per update, of stock's bare echo", costs["ours"], costs["stock"], most=0.5)
    yield ratio("processor time per update, of stock with an ORM", costs["ours"], costs["stock with ORM"], most=0.2)
    if "aiogram" in costs:
        yield ratio("processor time per update, of aiogram's bare echo", costs["ours"], costs["aiogram"], most=1.0)


def _rates(found: Results) -> Iterator[Figure]:
    rates = {name: [one.rate for one in some] for name, some in found.items()}
    for name, some in rates.items():
        yield note(f"{name}, updates/s", median(some))
    yield ratio("throughput, of stock's bare echo", rates["ours"], rates["stock"], least=2.0)
    if "aiogram" in rates:
        yield ratio("throughput, of aiogram's bare echo", rates["ours"], rates["aiogram"], least=1.0)


def _sound(found: Results, lost: list[str]) -> Iterator[Figure]:
    """Yield that nothing is missing, the order is kept, and the stand-in was not what was measured."""
    yield none("entries or messages missing", lost)
    yield at_most("our answers that overtook one of their chat", sum(one.turned for one in found["ours"]), 0)
    busiest = max(one.server for some in found.values() for one in some)
    yield at_most("busiest stand-in, share of a processor", round(busiest, 3), SPARE)
