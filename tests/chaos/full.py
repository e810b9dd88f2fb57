"""``full``: no room for another page.

On SQLite the disk of the database is full (for which one must be root), and before that no file of the bot may grow;
PostgreSQL refuses each row as it does on a full disk.
"""

from __future__ import annotations

import asyncio
import contextlib
import resource
import subprocess
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from pathlib import Path

import psycopg

from tests.chaos import conserved, oracle
from tests.chaos.load import Crowd
from tests.chaos.office import Office, at, opened
from tests.chaos.run import Figure, Run
from tests.chaos.seeding import Plan
from tests.chaos.withheld import withheld
from tests.chaos.working import finish, warm_up
from tests.support.databases import SqliteDatabases

PLAN = Plan(groups=2, start=at("2026-11-26 09:00"))
SECONDS, SHORT = 30.0, 4.0
DISK = "64m"
"""What the small disk holds; all of it but what the database needs is taken by something else."""
BLOCK = 1 << 20
REFUSE = """
CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$
"""
TABLES = ("inbox", "outbox", "entries", "slots")
WithoutRoom = Callable[[Office], AbstractAsyncContextManager[None]]


async def full(run: Run) -> list[Figure]:
    """Let there be no room, and make room again; the short size does not mount a disk."""
    if not isinstance(run.databases, SqliteDatabases):
        return await _tried(run, "disk full", _out_of_pages)
    figures = await _tried(run, "no file may grow", _no_growth, logs=False)
    if not run.short:
        with _small_disk() as disk:
            there = replace(run, databases=SqliteDatabases(disk))
            figures += await _tried(there, "disk full", lambda _: _ballast(disk))
    return figures


async def _tried(run: Run, name: str, without_room: WithoutRoom, *, logs: bool = True) -> list[Figure]:
    """Let people talk while there is no room, and count; without ``logs`` the log has none, either."""
    async with opened(run, PLAN) as office:
        crowd = Crowd(office, run.chance("crowd"))
        await warm_up(office, crowd, tasks=1 if run.short else 4)
        seconds = SHORT if run.short else SECONDS
        seen = await withheld(office, crowd, name, lambda: without_room(office), seconds)
        await finish(office, crowd)
        meant = [] if run.short else await conserved.check(office, crowd)
        named = [replace(one, name=f"{name}: {one.name}") for one in (*meant, *await oracle.check(office))]
        return [*seen.figures(logs=logs), *named]


@asynccontextmanager
async def _no_growth(office: Office) -> AsyncIterator[None]:
    """Let no write of the running bot succeed, of its log neither."""
    _, hard = resource.prlimit(office.bot.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(office.bot.pid, resource.RLIMIT_FSIZE, (0, hard))
    yield
    resource.prlimit(office.bot.pid, resource.RLIMIT_FSIZE, (hard, hard))


@asynccontextmanager
async def _ballast(disk: Path) -> AsyncIterator[None]:
    """Let a file take all the room that is left."""
    file = disk / "ballast"
    await asyncio.to_thread(_take_all, file)
    yield
    file.unlink()


def _take_all(file: Path) -> None:
    with file.open("wb", buffering=0) as out:
        for size in (BLOCK, 4096, 1):
            with contextlib.suppress(OSError):
                while out.write(b"x" * size):
                    pass


@contextlib.contextmanager
def _small_disk() -> Iterator[Path]:
    """Mount a small disk, for which one must be root."""
    place = Path(tempfile.mkdtemp(prefix="taizhang-disk-"))
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK},mode=0777", "tmpfs", place], check=True)
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", place], check=True)
        place.rmdir()


@asynccontextmanager
async def _out_of_pages(office: Office) -> AsyncIterator[None]:
    """Let PostgreSQL refuse each row as it does where no file can be extended (53100)."""
    url = office.environment["TAIZHANG_DATABASE_URL"]
    async with await psycopg.AsyncConnection.connect(url, autocommit=True) as connection:
        await connection.execute(REFUSE)
        for table in TABLES:
            await connection.execute(
                f"CREATE TRIGGER no_room BEFORE INSERT OR UPDATE ON {table} EXECUTE FUNCTION no_room()"
            )
        yield
        for table in TABLES:
            await connection.execute(f"DROP TRIGGER no_room ON {table}")
