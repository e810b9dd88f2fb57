"""``taizhang run`` as a process of its own: one on a SQLite file, and a good end at SIGHUP."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.sandbox.server import TOKEN, running
from bot.sandbox.world import World

ROOT = Path(__file__).parents[2]
PATIENCE = 40.0  # Real seconds; the machine may be busy.


@asynccontextmanager
async def started(folder: Path, **settings: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """Start the bot in a folder of its own; whatever happens, it does not outlive the test."""
    given = {f"TAIZHANG_{name.upper()}": value for name, value in settings.items()}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run",
        cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT), **given},
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def polled(world: World) -> None:
    """Wait until a bot listens."""
    queue = world.bot_of(TOKEN).queue
    assert await queue.signal.until(lambda: queue.poller > 0, PATIENCE)


async def ended(process: asyncio.subprocess.Process) -> tuple[int | None, str, str]:
    """Return exit code, standard output and standard error."""
    async with asyncio.timeout(PATIENCE):
        out, err = await process.communicate()
    return process.returncode, out.decode(), err.decode()


@pytest.fixture
def heard_by_children() -> Iterator[None]:
    """Have SIGHUP mean something to the processes that are started, also where these tests run under ``nohup``."""
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGHUP, before)


@pytest.mark.usefixtures("heard_by_children")
async def test_one_process_on_a_file_and_a_good_end(tmp_path):
    world = World()
    async with running(world) as url, started(tmp_path, token=TOKEN, api_url=url) as first:
        await polled(world)
        async with started(tmp_path, token=TOKEN, api_url=url) as second:
            code, out, err = await ended(second)
            assert (code, out) == (1, "") and f"pid {first.pid}" in err
        first.send_signal(signal.SIGHUP)  # As where the terminal is closed; it is SIGTERM's way to the end.
        code, out, err = await ended(first)
        assert (code, out) == (0, "")
        assert TOKEN.partition(":")[2] not in err


async def test_without_a_token_it_does_not_start(tmp_path):
    async with started(tmp_path) as process:
        code, out, err = await ended(process)
    assert (code, out) == (1, "") and "TAIZHANG_TOKEN" in err


async def test_closed_standard_streams_are_opened_before_any_file_gets_their_numbers(tmp_path):
    """Started with ``2>&-``, the log had nowhere to go, and the bot did not start."""
    found = "import sys; from bot.cli import open_what_is_closed as do; do(); f = open('x', 'w'); "
    found += "sys.exit(not (sys.stdin and sys.stdout and sys.stderr and f.fileno() > 2))"
    command = f'{sys.executable} -c "{found}" 0<&- 1>&- 2>&-'
    process = await asyncio.create_subprocess_shell(command, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)})
    assert await process.wait() == 0
