"""``disk``: how often an update waits for the disk while many wait, and what a slower disk does to the throughput."""

from __future__ import annotations

import asyncio
import subprocess
from dataclasses import replace
from pathlib import Path
from statistics import median

from tests.benchmarks.burst import entries_missing
from tests.benchmarks.contenders import WARM_UP, Contender, Result, Standin, measured, ours, started
from tests.benchmarks.office import fill
from tests.benchmarks.run import Bench, note, ratio
from tests.chaos.run import Figure, at_most, none

SLOWER = 5000
"""Microseconds by which each wait for the disk is made longer."""
SHIM = Path(__file__).parent / "fsync_shim.c"


async def disk(bench: Bench) -> list[Figure]:
    """Count waits on the disk as it is, and run in turns on one that is slower."""
    shim = bench.folder / "fsync_shim.so"
    subprocess.run(["gcc", "-O2", "-shared", "-fPIC", "-o", shim, SHIM, "-ldl"], check=True)  # noqa: ASYNC221
    waits: list[float] = []
    rates: dict[int, list[float]] = {0: [], SLOWER: []}
    lost: list[str] = []
    for _ in range(bench.rounds):
        for delay, found in rates.items():
            url = await asyncio.to_thread(bench.databases.copy_of, "load", fill)
            result, waited = await _once(bench, url, shim, delay)
            found.append(result.rate)
            lost += entries_missing(Path(url.removeprefix("sqlite:///")), bench.updates + WARM_UP)
            if not delay:
                waits.append(waited / result.updates)
    return [
        at_most("waits for the disk per update", round(median(waits), 3), 0.1),
        note("updates/s on the disk as it is", median(rates[0])),
        note(f"updates/s where each wait takes {SLOWER // 1000} ms longer", median(rates[SLOWER])),
        ratio("throughput on the slower disk", rates[SLOWER], rates[0], least=0.6),
        none("entries or messages missing", lost),
    ]


async def _once(bench: Bench, url: str, shim: Path, delay: int) -> tuple[Result, int]:
    """Return the result of one run, and how often it waited for the disk."""
    room = bench.room("disk")
    count = room / "waits"
    count.write_bytes(bytes(8))
    more = {"LD_PRELOAD": str(shim), "FSYNC_COUNT": str(count), "FSYNC_DELAY": str(delay)}
    contender = _with(ours(url, room), more)
    async with Standin.running() as standin, started(contender, standin, room) as pids:
        before = _read(count)
        result = await measured(standin, pids, bench.updates)
        return result, _read(count) - before


def _with(contender: Contender, more: dict[str, str]) -> Contender:
    return replace(contender, environment=lambda url: contender.environment(url) | more)


def _read(count: Path) -> int:
    return int.from_bytes(count.read_bytes(), "little")
