"""``append``, ``verify``, ``start`` and ``memory``: what it costs to keep a ledger that has become large."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from asyncio.subprocess import DEVNULL, PIPE, create_subprocess_exec
from datetime import timedelta
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median

from bot.bell import USUAL
from ledger.acts.acknowledging import acknowledge
from ledger.acts.assigning import assign
from ledger.acts.requests import AcknowledgeTask, AssignTask
from ledger.people import Assignee, Role
from storage.store import Store
from storage.verify import verify as verified
from tests.benchmarks.contenders import Standin, cpu_of, ours
from tests.benchmarks.large.filling import EVENING, Size
from tests.benchmarks.large.ledgers import ledger, opened, untouched, url_of
from tests.benchmarks.large.watching import Watch, watched
from tests.benchmarks.run import Bench, note, ratio
from tests.chaos.memory import resident
from tests.chaos.memory import watched as memory_of
from tests.chaos.run import Figure, at_least, at_most, none
from tests.support.bot_process import ROOT

WARM, APPENDED = 100, 500
"""Tasks that begin and are signed for on each ledger before the clock runs, and while it does."""
LOOKS, IDLE, MOST = 8.0, 0.4, 40
"""Who spends no more than so many seconds of processor time from one look to the next, in seconds, is at rest."""
RATE, FLAT, HELPER, DAY_OF = 100_000, 60.0, 200.0, 0.05


async def append(bench: Bench) -> list[Figure]:
    """Let tasks begin and be signed for on the smallest and on the largest ledger, in turns."""
    sizes = min(bench.tasks), max(bench.tasks)
    files = {tasks: await asyncio.to_thread(ledger, bench.ledgers, Size(tasks)) for tasks in sizes}
    cpu: dict[int, list[float]] = {tasks: [] for tasks in sizes}
    wall: dict[int, list[float]] = {tasks: [] for tasks in sizes}
    for _ in range(bench.rounds):
        for tasks, file in files.items():
            with untouched(file) as url:
                store = await opened(url)
                for _ in range(WARM):
                    await _appended(store)  # Statements are compiled, and the pages read that all others meet, too.
                async with watched() as watch:
                    for _ in range(APPENDED):
                        await _appended(store)
                await store.close()
            cpu[tasks].append(watch.cpu / APPENDED / 2)
            wall[tasks].append(watch.wall / APPENDED / 2)
    small, large = sizes
    return [
        *(note(f"{tasks} tasks: ms of processor time per entry", median(some) * 1000) for tasks, some in cpu.items()),
        ratio(f"one entry at {large} tasks, of {small}: processor time", cpu[large], cpu[small], most=1.2),
        ratio(f"one entry at {large} tasks, of {small}: real time", wall[large], wall[small], most=1.2),
    ]


async def _appended(store: Store) -> None:
    async with store.books(now=EVENING) as books:
        giver = books.roster.holders(Role.COORDINATOR)[0].id
        person = next(one.id for one in books.roster.people if one.roles == {Role.STAFF})
        lead = (Assignee(person=person),)
        deadline = EVENING + timedelta(days=30)
        request = AssignTask(person=giver, sent_at=EVENING, title="报送分析材料", lead=lead, deadline=deadline)
        task = await assign(books, request)
    async with store.books(now=EVENING) as books:
        await acknowledge(books, AcknowledgeTask(person=person, sent_at=EVENING, number=task.number))


async def verify(bench: Bench) -> list[Figure]:
    """Verify the largest ledger: its chain alone, then chain and states, each by all cores; then its last day."""
    file = await asyncio.to_thread(ledger, bench.ledgers, Size(max(bench.tasks)))
    store = await opened(url_of(file))
    async with memory_of(os.getpid()) as memory:
        began = resident(os.getpid())
        async with watched() as links:
            chain = await verified(store, folded=False)
        async with watched() as whole:
            verdict = await verified(store)
    largest = getrusage(RUSAGE_CHILDREN).ru_maxrss / 1024
    async with watched() as day:
        last = await verified(store, since=EVENING - timedelta(days=1))
    await store.close()
    seen = last.entries - last.first + 1
    return [
        note("entries", verdict.entries),
        *_rates("chain alone", verdict.entries, links),
        *_rates("chain and states", verdict.entries, whole),
        at_most("MiB that the memory grows by", round(memory.most - began, 1), FLAT),
        at_most("MiB of the largest process that helps", round(largest, 1), HELPER),
        none("ledgers that are not whole", [one for one in (chain, verdict, last) if not one.is_whole]),
        at_most(f"the last day's {seen} entries, share of the whole", round(day.cpu / whole.cpu, 4), DAY_OF),
    ]


def _rates(what: str, entries: int, watch: Watch) -> list[Figure]:
    return [
        at_least(f"{what}: entries a second", round(entries / watch.wall), RATE),
        note(f"{what}: us of processor time an entry", watch.cpu / entries * 1e6),
    ]


async def memory(bench: Bench) -> list[Figure]:
    """Let a day of the city pass in a process of its own, and every report be made in every form."""
    file = await asyncio.to_thread(ledger, bench.ledgers, Size(100_000))
    with untouched(file) as url:
        process = await create_subprocess_exec(
            *(sys.executable, "-m", "tests.benchmarks.large.day", url), cwd=ROOT, stdin=DEVNULL, stdout=PIPE
        )
        told, _ = await process.communicate()
    held = json.loads(told.splitlines()[-1])
    return [
        at_most("MiB after the first round of the bell", held["idle"], 120.0),
        at_most("MiB at most on a day of the city", held["day"], 200.0),
        at_most("MiB at most while every report is made", held["reports"], 300.0),
    ]


async def start(bench: Bench) -> list[Figure]:
    """Start the bot on 100,000 open tasks, and measure until it asks for updates; then what it holds at rest.

    The first start leaves the byte code behind, and does not count.
    """
    file = await asyncio.to_thread(ledger, bench.ledgers, Size(100_000, is_open=True))
    found: list[tuple[float, float, float]] = []
    for _ in range(bench.rounds + 1):
        with untouched(file) as url:
            found.append(await _started(bench.room("start"), url))
    walls, spent, idle = zip(*found[1:], strict=True)
    return [
        at_most("seconds from start to first poll", round(median(walls), 2), 2.0),
        note("seconds of processor time until then", median(spent)),
        at_most("MiB at rest", round(median(idle), 1), 120.0),
    ]


async def _at_rest(pid: int) -> None:
    """Wait until the first round of the bell is over, which belongs to the start and takes seconds of its own."""
    await asyncio.sleep(USUAL)
    for _ in range(MOST):
        spent = cpu_of(pid)
        await asyncio.sleep(LOOKS)
        if cpu_of(pid) - spent <= IDLE:
            return
    raise TimeoutError("the bot does not come to rest")


async def _started(room: Path, url: str) -> tuple[float, float, float]:
    """Return the seconds until the first poll, by the clock and of processor time, and the MiB held at rest."""
    async with Standin.running() as standin:
        bot = ours(url, room)
        environment = {**os.environ, "PYTHONPATH": str(ROOT), **bot.environment(standin.url)}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # An installed program has its byte code.
        began = time.monotonic()
        process = await create_subprocess_exec(
            sys.executable, "-m", "bot", "run", cwd=room, env=environment, stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL
        )
        try:
            await standin.until_polled()
            taken, spent = time.monotonic() - began, cpu_of(process.pid)
            await _at_rest(process.pid)
            return taken, spent, resident(process.pid)
        finally:
            process.terminate()
            await process.wait()
