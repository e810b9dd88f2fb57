"""``reports`` and ``push``: what a report costs on ledgers of any size, beside the bare SQL that fetches its rows."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from sqlalchemy import update

from bot.clock import ScaledClock
from bot.collecting import keep_what_is_there
from bot.publishing import Publishing
from ledger.facts import ALL, Facts, Wanted
from reports.composing import compose, wanted
from reports.files import FORMS
from reports.periods import period_of
from storage.roster_tables import chats
from storage.store import Store
from tests.benchmarks.large.filling import EVENING, MORNING, UNITS, Size
from tests.benchmarks.large.ledgers import ledger, opened, untouched, url_of
from tests.benchmarks.large.watching import Watch, watched
from tests.benchmarks.run import Bench, note, ratio
from tests.chaos.run import Figure, at_least, at_most

KINDS: Mapping[str, datetime] = {"dispatch": MORNING, "daily": EVENING, "weekly": EVENING}
MOST_BLOCKED, MOST_FORM, MOST_PUSH = 0.05, 0.3, 5.0
_STATES = (
    "SELECT state FROM tasks WHERE number IN (SELECT number FROM tasks WHERE is_open = 1 UNION"
    " SELECT number FROM tasks WHERE deadline > :since UNION SELECT number FROM tasks WHERE last_at > :since)"
)
_ENTRIES = "SELECT * FROM entries WHERE at > :since AND at <= :at ORDER BY seq"
_SOME_ENTRIES = "SELECT * FROM entries WHERE kind IN ({kinds}) AND at > :since AND at <= :at ORDER BY seq"


async def reports(bench: Bench) -> list[Figure]:
    """Make each report of the whole city on each ledger, in turns; then its files, beside the loop.

    The first report of a ledger reads pages that may not be in memory: it is told by itself, and counts for nothing.
    """
    files = {tasks: await asyncio.to_thread(ledger, bench.ledgers, Size(tasks)) for tasks in bench.tasks}
    stores = {tasks: await opened(url_of(file)) for tasks, file in files.items()}
    keep_what_is_there()  # As the program does at its start.
    figures: list[Figure] = []
    for kind, at in KINDS.items():
        await _cost(stores[min(files)], kind, at)  # Templates and statements are compiled once.
        first = {tasks: await _cost(stores[tasks], kind, at) for tasks in files}
        costs: dict[int, list[Cost]] = {tasks: [] for tasks in files}
        bare: dict[int, list[float]] = {tasks: [] for tasks in files}
        narrow: dict[int, list[float]] = {tasks: [] for tasks in files}
        for _ in range(bench.rounds):
            for tasks, file in files.items():
                costs[tasks].append(await _cost(stores[tasks], kind, at))
                period = period_of(kind, at, stores[tasks].house)
                bare[tasks].append(_bare(file, period.before, at))
                narrow[tasks].append(_bare(file, period.before, at, wanted(kind, period, stores[tasks].house)))
        whole = {tasks: [one.whole for one in found] for tasks, found in costs.items()}
        for tasks in files:
            name, found = f"{kind}, {tasks} tasks", costs[tasks]
            figures.append(note(f"{name}: ms of processor time", median(whole[tasks]) * 1000))
            figures.append(note(f"{name}: ms of which reading", median(one.read for one in found) * 1000))
            figures.append(note(f"{name}: ms of its JSON values besides", median(one.data for one in found) * 1000))
            figures.append(
                note(f"{name}: ms the first time, pages read from the disk or not", first[tasks].whole * 1000)
            )
            figures.append(ratio(f"{name}: of bare SQL", whole[tasks], bare[tasks], most=2.0))
            named = f"{name}: times bare SQL of its own kinds of entries alone"
            figures.append(note(named, median(whole[tasks]) / median(narrow[tasks])))
        *_, before, last = sorted(files)
        figures.append(ratio(f"{kind}: {last} tasks, of {before}", whole[last], whole[before], most=1.2))
    figures += await _forms(stores[max(files)])
    for store in stores.values():
        await store.close()
    return figures


@dataclass(frozen=True, slots=True)
class Cost:
    """Processor seconds of reading the facts, of the whole report as it is sent, and of its JSON values besides."""

    read: float
    whole: float
    data: float


async def _facts(store: Store, kind: str, at: datetime) -> Facts:
    period = period_of(kind, at, store.house)
    async with store.reading(now=at) as books:
        return await books.facts(since=period.before, at=at, wanted=wanted(kind, period, store.house))


async def _cost(store: Store, kind: str, at: datetime) -> Cost:
    began = time.process_time()
    facts = await _facts(store, kind, at)
    read = time.process_time() - began
    made = compose(kind, facts)
    whole = time.process_time() - began
    assert made.data["kind"] == kind
    return Cost(read, whole, time.process_time() - began - whole)


def _bare(file: Path, since: datetime, at: datetime, only: Wanted = ALL) -> float:
    """Return the processor seconds of fetching the rows and doing nothing with them: entries of all kinds, or these."""
    connection = sqlite3.connect(file)
    given = {"since": _stored(since), "at": _stored(at)}
    kinds = ",".join(f"'{kind.__name__}'" for kind in (*only.kinds, *only.lately))
    query = _ENTRIES if only == ALL else _SOME_ENTRIES.format(kinds=kinds)
    began = time.process_time()
    connection.execute(_STATES, given).fetchall()
    connection.execute(query, given).fetchall()
    taken = time.process_time() - began
    connection.close()
    return taken


def _stored(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S.000000}"


async def _forms(store: Store) -> list[Figure]:
    """Make the weekly summary's files in a thread, as the program does, and watch the loop; pictures are several."""
    made = compose("weekly", await _facts(store, "weekly", EVENING))
    figures: list[Figure] = []
    for form, write in FORMS.items():
        files = len((await asyncio.to_thread(write, made)).pages)  # Fonts and templates are loaded once.
        async with watched() as watch:
            await asyncio.to_thread(write, made)
        what = f"weekly as {form}, {files} of them, seconds of processor time each"
        figures.append(at_most(what, round(watch.cpu / files, 3), MOST_FORM))
        figures.append(
            at_most(f"weekly as {form}, seconds for which the loop stood", round(watch.blocked, 3), MOST_BLOCKED)
        )
    return figures


async def _bound_lately(store: Store) -> None:
    """Let nothing be owed to the groups but this morning's dispatch."""
    async with store.database.writing() as connection:
        await connection.execute(update(chats).values(bound_at=MORNING - timedelta(hours=1)))


async def push(bench: Bench) -> list[Figure]:
    """Let the bell ring at 08:30 for all groups of the city on the largest ledger."""
    file = await asyncio.to_thread(ledger, bench.ledgers, Size(max(bench.tasks)))
    clock = ScaledClock(MORNING + timedelta(seconds=1), speed=0.0)
    found: list[Watch] = []
    made = 0
    for _ in range(bench.rounds):
        with untouched(file) as url:
            store = await opened(url)
            await _bound_lately(store)
            keep_what_is_there()  # As the program does at its start.
            async with watched() as watch:
                await Publishing(store, clock, lambda: MORNING).ring()
            found.append(watch)
            made = (await store.outbox.counts()).get("waiting", 0)
            await store.close()
    return [
        at_most(
            "08:30, seconds until all groups' messages wait", round(median(one.wall for one in found), 2), MOST_PUSH
        ),
        note("08:30, seconds of processor time", median(one.cpu for one in found)),
        at_most("08:30, seconds for which the loop stood", round(max(one.blocked for one in found), 3), MOST_BLOCKED),
        at_least("08:30, messages", made, UNITS),
    ]
