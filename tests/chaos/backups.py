"""``backups``: ``taizhang backup`` under load, each restored and proved; kill -9 over both leaves nothing half done.

Beside each backup the file of the live database is copied as whoever knows no better would, for comparison.
"""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from storage.restoring import NotABackup, manifest_of
from tests.chaos import conserved, oracle
from tests.chaos.copies import Committed, committed, leads_to
from tests.chaos.dying import Commands
from tests.chaos.load import Crowd
from tests.chaos.office import Office, at, opened
from tests.chaos.run import Figure, Run, at_least, none, shown
from tests.chaos.seeding import Plan
from tests.chaos.working import OUTSTANDING, finish, warm_up, work
from tests.support.databases import Databases, SqliteDatabases, databases_on
from tests.support.looking import Database
from tests.support.postgres import running_postgres

PLAN = Plan(groups=6, start=at("2026-11-26 09:00"))


@dataclass(frozen=True)
class Size:
    """How many backups are made, how many of each kind are killed, and how busy the crowd is meanwhile."""

    backups: int
    kills: int
    tasks: int
    outstanding: int


FULL, SHORT = Size(15, 15, 4, OUTSTANDING), Size(1, 1, 1, 2)


@dataclass
class Found:
    """What is wrong with the backups, and how the plain copies fared."""

    updates: list[int] = field(default_factory=list)
    """How many updates there had been when each backup began."""
    bad: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    plain_whole: int = 0
    half_files: list[str] = field(default_factory=list)
    half_restores: list[str] = field(default_factory=list)
    not_again: list[str] = field(default_factory=list)
    killed_backups: int = 0
    killed_restores: int = 0


async def backups(run: Run) -> list[Figure]:
    """Let the crowd work on while backups are made, restored into either kind of database, and killed."""
    size = SHORT if run.short else FULL
    with _kinds(run) as kinds:
        async with opened(run, PLAN) as office:
            crowd = Crowd(office, run.chance("crowd"))
            await warm_up(office, crowd, tasks=size.tasks)
            taizhang = Commands(office, run.chance("kills"))
            trials = asyncio.create_task(_trials(Trials(office, taizhang, kinds), size))
            await work(office, crowd, trials.done, outstanding=size.outstanding)
            found = await trials
            await finish(office, crowd)
            meant = [] if run.short else await conserved.check(office, crowd)
            return [*_figures(office, size, found), *meant, *await oracle.check(office)]


@contextlib.contextmanager
def _kinds(run: Run) -> Iterator[list[Databases]]:
    """Yield where backups are restored: both kinds of databases, in the short size on SQLite that one alone."""
    in_files = SqliteDatabases(run.folder)
    if not isinstance(run.databases, SqliteDatabases):
        yield [in_files, run.databases]
    elif run.short:
        yield [in_files]
    else:
        with running_postgres() as url:
            for on_server in databases_on(url):
                yield [in_files, on_server]


@dataclass(frozen=True)
class Trials:
    """What the trials are made with."""

    office: Office
    taizhang: Commands
    kinds: list[Databases]
    found: Found = field(default_factory=Found)

    def file(self, name: str) -> Path:
        """Return where a backup of that name lies."""
        return self.office.folder / f"{name}.zip"


async def _trials(trials: Trials, size: Size) -> Found:
    kinds = trials.kinds
    for number in range(size.backups):
        await _backed_up(trials, trials.file(str(number)), kinds[number % len(kinds)])
    for number in range(size.kills):
        await _killed_backup(trials, trials.file(f"killed-{number}"))
    for number in range(size.kills):
        await _killed_restore(trials, trials.file("0"), kinds[number % len(kinds)])
    return trials.found


async def _backed_up(trials: Trials, file: Path, into: Databases) -> None:
    """Back up in the middle of the work, restore, and compare with what was committed before the start."""
    office, found = trials.office, trials.found
    before = committed(office.database)
    found.updates.append(office.updates)
    found.plain_whole += _plain_copy_is_whole(office, before)
    await trials.taizhang.done("backup", str(file))
    url = await asyncio.to_thread(into.fresh)
    await trials.taizhang.done("restore", str(file), TAIZHANG_DATABASE_URL=url)
    there = await leads_to(url, head=manifest_of(file).head)
    found.bad += there.wrong
    found.missing += before.missing_from(there.committed)


def _plain_copy_is_whole(office: Office, before: Committed) -> bool:
    """Copy the live file alone, as a stock backup does, and tell whether everything committed is in the copy."""
    url = office.environment["TAIZHANG_DATABASE_URL"]
    if not url.startswith("sqlite"):
        return False
    copy = office.folder / "plain.db"
    shutil.copyfile(url.removeprefix("sqlite:///"), copy)
    look = Database(f"sqlite:///{copy}")
    try:
        return not before.missing_from(committed(look))
    except (SQLAlchemyError, sqlite3.Error):  # A copy of a half written page.
        return False
    finally:
        look.close()
        for path in office.folder.glob("plain.db*"):
            path.unlink()


async def _killed_backup(trials: Trials, file: Path) -> None:
    """Kill a backup; what lies under its name then is a whole one or nothing, and nothing is in the way of the next."""
    trials.found.killed_backups += await trials.taizhang.killed("backup", str(file))
    if not await asyncio.to_thread(file.exists):
        await trials.taizhang.done("backup", "--quick", str(file))
    try:
        manifest_of(file)
    except NotABackup as half:
        trials.found.half_files.append(f"{file.name}: {half.member}")


async def _killed_restore(trials: Trials, file: Path, into: Databases) -> None:
    """Kill a restore; the database holds all of it or nothing, and nothing can be restored into again."""
    url = await asyncio.to_thread(into.fresh)
    trials.found.killed_restores += await trials.taizhang.killed("restore", str(file), TAIZHANG_DATABASE_URL=url)
    tables = _rows_by_table(url)
    if not tables:
        await trials.taizhang.done("restore", str(file), TAIZHANG_DATABASE_URL=url)
    elif tables.get("restores") != 1:
        trials.found.half_restores.append(f"{url}: {tables}")
    there = await leads_to(url, head=manifest_of(file).head)
    trials.found.not_again += there.wrong


def _rows_by_table(url: str) -> dict[str, int]:
    """Return how many rows each table has, without the database's own; nothing where there is no table."""
    look = Database(url)
    try:
        return {name: int(look.rows(f'SELECT count(*) FROM "{name}"')[0][0]) for name in look.tables()}
    finally:
        look.close()


def _figures(office: Office, size: Size, found: Found) -> Iterator[Figure]:
    under_load = [later - earlier for earlier, later in zip(found.updates, found.updates[1:], strict=False)]
    yield at_least("backups", len(found.updates), size.backups)
    yield at_least("updates while one was made and restored", min(under_load, default=1), 1)
    yield none("backups that do not verify", found.bad)
    yield none("committed before a backup began and missing in it", found.missing)
    if office.environment["TAIZHANG_DATABASE_URL"].startswith("sqlite"):
        yield shown("plain copies of the live file that were whole", f"{found.plain_whole} of {size.backups}")
    yield at_least("backups killed", found.killed_backups, size.kills // 2)
    yield none("half files under the name of a backup", found.half_files)
    yield at_least("restores killed", found.killed_restores, size.kills // 2)
    yield none("restores that left half a ledger", found.half_restores)
    yield none("killed restores that did not verify when done again", found.not_again)
