"""``migrations``: an old ledger is brought up to date and killed over it, anywhere; it is old or new, never between."""

from __future__ import annotations

import asyncio
import random
import signal
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from storage.backing_up import back_up
from storage.engines import Database
from storage.migrating import current, downgrade
from storage.restoring import restore
from tests.chaos import oracle
from tests.chaos.copies import leads_to
from tests.chaos.load import Crowd
from tests.chaos.office import Office, at, opened
from tests.chaos.run import Figure, Run, at_least, none
from tests.chaos.seeding import Plan
from tests.chaos.working import finish, warm_up, work
from tests.support.everything import Rows, rows_of
from tests.support.nursery import Forked, Nursery, Wanted

PLAN = Plan(groups=2, start=at("2026-11-26 09:00"))
FIRST = "0004"
"""The first schema with which a bot could live a day: ledger, office and mail."""


@dataclass(frozen=True)
class Size:
    """How many updates the day has, how many kills fall at random, and at how many of the steps; 0 for all.

    A day of 0 updates is an office just set up, for a bot to live it takes longest.
    """

    updates: int
    kills: int
    steps: int


FULL, SHORT = Size(300, 20, 0), Size(0, 1, 2)


@dataclass
class Seen:
    """What became of the killed migrations."""

    old: int = 0
    new: int = 0
    between: list[str] = field(default_factory=list)
    differ: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)


async def migrations(run: Run) -> list[Figure]:
    """Live a day, take its ledger back to the first schema, and kill its way up to the newest one."""
    size = SHORT if run.short else FULL
    async with opened(run, PLAN) as office:
        day = await _lived(run, office, size)
        conserved = await oracle.check(office)
        trials = await _Trials.begun(run, office, day)
        try:
            steps = await trials.undisturbed()
            for after in trials.moments(size.kills):
                await trials.killed(after=after)
            for step in trials.places(steps, size.steps):
                await trials.killed(step=step)
        finally:
            await asyncio.to_thread(trials.nursery.close)
    seen, wanted = trials.seen, size.kills + (size.steps or steps)
    return [
        at_least("entries of the day", len(trials.old["entries"]), size.updates / 10),
        at_least("steps of the migration", steps, 30),
        at_least("migrations that were killed and looked at", seen.old + seen.new, wanted),
        at_least("that were killed before they were done", seen.old, wanted / 2),
        none("databases that were neither old nor new", seen.between),
        none("data that a start did not bring to what it becomes undisturbed", seen.differ),
        none("ledgers that do not verify afterwards", seen.broken),
        *conserved,
    ]


async def _lived(run: Run, office: Office, size: Size) -> Path:
    """Let the crowd work, and return a backup of its day."""
    if size.updates:
        crowd = Crowd(office, run.chance("crowd"))
        await warm_up(office, crowd)
        await work(office, crowd, lambda: office.updates >= size.updates)
        await finish(office, crowd)
    file, database = office.folder / "day.zip", Database(office.environment["TAIZHANG_DATABASE_URL"])
    await back_up(database, file, evidence=office.folder / "none", at=office.clock.now())
    await database.close()
    return file


@dataclass
class _Trials:
    """Migrates copies of the old ledger, each in a process of its own."""

    run: Run
    office: Office
    day: Path
    nursery: Nursery
    chance: random.Random
    old: Rows = field(default_factory=dict)
    new: Rows = field(default_factory=dict)
    newest: str | None = None
    takes: float = 0.0
    seen: Seen = field(default_factory=Seen)

    @classmethod
    async def begun(cls, run: Run, office: Office, day: Path) -> _Trials:
        """Open the process that migrations are forked from."""
        nursery = await asyncio.to_thread(Nursery, office.bot.environment, serving="tests.chaos.upgrading")
        return cls(run, office, day, nursery, run.chance("kills"))

    async def undisturbed(self) -> int:
        """Migrate one copy without a kill; return how many steps that takes."""
        url, log = await self._copy(), self.office.folder / "steps"
        _, self.old = await _looked_at(url)
        began = time.monotonic()
        if code := await (await self._born(url, "0", log)).wait():
            raise RuntimeError(f"the undisturbed migration ended with {code}")
        self.takes = time.monotonic() - began
        self.newest, self.new = await _looked_at(url)
        return int(await asyncio.to_thread(log.read_text, "utf-8"))

    async def _born(self, url: str, step: str, steps: Path) -> Forked:
        folder = self.office.folder
        log = str(folder / "migrations.log")
        return await self.nursery.bear(
            Wanted((url, step, str(steps)), self.office.bot.environment, str(folder), log, log)
        )

    def moments(self, kills: int) -> list[float]:
        """Return the seconds after which the migration is killed each time."""
        return [self.chance.uniform(0, self.takes) for _ in range(kills)]

    def places(self, steps: int, wanted: int) -> Sequence[int]:
        """Return the steps at which it is killed: some that the seed draws, or all."""
        every = range(1, steps + 1)
        return self.chance.sample(every, wanted) if wanted else every

    async def killed(self, *, after: float | None = None, step: int = 0) -> None:
        """Kill the migration of a copy after so many seconds or at a step, look at it, and let a start complete it."""
        url = await self._copy()
        process = await self._born(url, str(step), self.office.folder / "ignored")
        if after is not None:
            await asyncio.sleep(after)
            process.send_signal(signal.SIGKILL)
        await process.wait()
        name = f"{after} s" if after is not None else f"step {step}"
        self._judge(name, *await _looked_at(url))
        there = await leads_to(url, head=None)  # What opens the ledger is what a start does.
        self.seen.broken += [f"{name}: {wrong}" for wrong in there.wrong]
        if (await _looked_at(url)) != (self.newest, self.new):
            self.seen.differ.append(name)

    def _judge(self, name: str, revision: str | None, rows: Rows) -> None:
        self.seen.old += revision == FIRST
        self.seen.new += revision == self.newest
        if (revision, rows) not in ((FIRST, self.old), (self.newest, self.new)):
            self.seen.between.append(f"{name}: {revision}")

    async def _copy(self) -> str:
        return await asyncio.to_thread(self.run.databases.copy_of, f"old-{self.day.parent.name}", self._fill)

    def _fill(self, url: str) -> None:
        asyncio.run(self._taken_back(url))

    async def _taken_back(self, url: str) -> None:
        database = Database(url)
        await restore(self.day, database, evidence=self.office.folder / "none", at=self.office.clock.now())
        await downgrade(database, FIRST)
        await database.close()


async def _looked_at(url: str) -> tuple[str | None, Rows]:
    database = Database(url)
    try:
        return await current(database), await rows_of(database)
    finally:
        await database.close()
