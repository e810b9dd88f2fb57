"""``latency`` and ``backlog``: how long people wait, on a usual day and after an outage."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from datetime import datetime
from pathlib import Path
from statistics import median

from tests.benchmarks.burst import entries_missing, once
from tests.benchmarks.contenders import WARM_UP, Standin, ours, result_of, started
from tests.benchmarks.office import FIRST_USER, Json, fill, messages
from tests.benchmarks.run import Bench, note
from tests.chaos.run import Figure, at_most, none

OFFERED = 50.0
"""Updates a second."""
PATIENCE = 600.0


async def latency(bench: Bench) -> list[Figure]:
    """Offer updates at a steady rate; a latency runs from the release of an update to the acceptance of its answer."""
    middle, tail = list[float](), list[float]()
    for _ in range(bench.rounds):
        url = await asyncio.to_thread(bench.databases.copy_of, "load", fill)
        found = (await once(bench, ours(url, bench.room("ours")), rate=OFFERED)).latencies
        middle.append(found[len(found) // 2] * 1000)
        tail.append(found[len(found) * 99 // 100] * 1000)
    return [
        at_most(f"median latency at {OFFERED:g}/s, in ms", round(median(middle), 1), 30),
        at_most(f"99th percentile at {OFFERED:g}/s, in ms", round(median(tail), 1), 150),
    ]


async def backlog(bench: Bench) -> list[Figure]:
    """Let everything wait at once, and one more person speak in private behind it."""
    kept, answered, newcomer, turned = list[float](), list[float](), list[float](), 0
    lost: list[str] = []
    for _ in range(bench.rounds):
        url = await asyncio.to_thread(bench.databases.copy_of, "load", fill)
        file, room = Path(url.removeprefix("sqlite:///")), bench.room("ours")
        async with Standin.running() as standin, started(ours(url, room), standin, room):
            began = time.time()
            await standin.give([*messages(bench.updates, first=1_000_000), _in_private(2_000_000)])
            await standin.until_answered(bench.updates + 1)
            state = await standin.state(whole=True)
        private = next(at for chat, _, _, at in state["messages"] if chat > 0)
        state["messages"] = [one for one in state["messages"] if one[0] < 0]
        result = result_of(state, cpu=0.0, server=0.0)
        first = min(released for *_, released, _ in state["messages"])
        kept.append(_last_received(file) - began)
        answered.append(result.wall)
        newcomer.append(private - first)
        turned += result.turned
        lost += entries_missing(file, bench.updates + 1 + WARM_UP)
    return [
        at_most(f"seconds until {bench.updates} updates are committed", round(median(kept), 2), 10),
        note("until all are answered", median(answered), "s"),
        at_most("a new message's wait, of the whole backlog's", round(median(newcomer) / median(answered), 2), 0.5),
        at_most("answers that overtook one of their chat", turned, 0),
        none("entries or messages missing", lost),
    ]


def _in_private(number: int) -> Json:
    """Return a message of the first of them in private, which comes last."""
    said = next(iter(messages(1, first=number)))
    return said | {"chat": {"id": FIRST_USER, "type": "private", "first_name": "赵"}}


def _last_received(file: Path) -> float:
    """Return the moment, in seconds since the epoch, at which the last update came into the inbox."""
    connection = sqlite3.connect(file)
    try:
        said = connection.execute("SELECT max(received_at) FROM inbox").fetchone()[0]
    finally:
        connection.close()
    return datetime.fromisoformat(f"{said}+00:00").timestamp()
