"""A process that has loaded the program and forks a bot whenever one is wanted: hundreds of starts, one loading.

Each bot, or other command, is a process of its own, with its own settings read and its own connections, and dies by
itself.
"""

from __future__ import annotations

import asyncio
import gc
import importlib
import json
import os
import signal
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

LOADED = ("alembic.command", "apscheduler.triggers.interval", "bot.cli.app", "bot.cli.running", "bot.wiring")
"""What is imported only when it is needed, and then takes long."""


class Forked:
    """A command that was forked, with what ``asyncio.subprocess.Process`` offers of one that was executed."""

    def __init__(self, pid: int, ending: asyncio.Task[int]) -> None:
        self._pid = pid
        self._ending = ending

    @property
    def pid(self) -> int:
        """The process id."""
        return self._pid

    @property
    def returncode(self) -> int | None:
        """The exit code, negative for a signal; ``None`` while it runs."""
        return self._ending.result() if self._ending.done() else None

    def send_signal(self, how: signal.Signals) -> None:
        """Send it a signal; one that is just ending may miss it."""
        if not self._ending.done():
            os.kill(self._pid, how)

    async def wait(self) -> int:
        """Wait for its end and return the exit code."""
        return await asyncio.shield(self._ending)


class Nursery:
    """Forks one command at a time, each in the environment and the folder that the nursery was opened with."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._bearing: asyncio.Task[Forked] | None = None

    @classmethod
    async def open(cls, environment: Mapping[str, str], folder: Path, log: Path, *, serving: str = __name__) -> Nursery:
        """Start the process that loads the program; what it and its bots print goes to ``log``.

        ``serving`` is the module that calls ``serve`` with what is to be loaded and run.
        """
        with log.open("ab") as file:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", serving),
                cwd=folder,
                env=environment,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=file,
            )
        return cls(process)

    async def bear(self, *words: str, **more: str) -> Forked:
        """Return a bot that has just begun, or another command; ``more`` goes into its environment.

        The one before must have ended.
        """
        self._bearing = asyncio.create_task(self._bear(json.dumps([words or ["run"], more])))
        return await asyncio.shield(self._bearing)

    async def _bear(self, asked: str) -> Forked:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{asked}\n".encode())
        pid = await self._number()
        return Forked(pid, asyncio.create_task(self._number()))

    async def _number(self) -> int:
        assert self._process.stdout is not None
        line = await self._process.stdout.readline()
        if not line:
            raise RuntimeError("the nursery has ended")
        return int(line)

    async def close(self) -> None:
        """End the process, and its bot where nobody waited for its birth."""
        if self._bearing is not None:
            last = await self._bearing
            last.send_signal(signal.SIGKILL)
            await last.wait()
        assert self._process.stdin is not None
        self._process.stdin.close()
        await self._process.wait()


def serve(load: Callable[[], Callable[[], None]]) -> None:
    """Fork what was loaded per line of the input; say its process id, and when it has ended its exit code."""
    main = load()
    gc.freeze()  # A collection in each bot would copy the whole heap.
    for line in sys.stdin.buffer:
        pid = os.fork()
        if not pid:
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            os.dup2(2, 1)
            words, more = json.loads(line)
            os.environ.update(more)
            sys.argv = ["taizhang", *words]
            main()
            os._exit(0)
        sys.stdout.write(f"{pid}\n")
        sys.stdout.flush()
        _, status = os.waitpid(pid, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


def _load() -> Callable[[], None]:
    """Load what every bot would load; the database is opened once, which brings its driver and the migrations."""
    for name in LOADED:
        importlib.import_module(name)
    from bot.cli import main
    from bot.house import house_of
    from config.settings import load_settings
    from storage.store import Store

    async def look_in() -> None:
        settings = load_settings()
        await (await Store.open(settings.database_url, house=house_of(settings))).close()

    asyncio.run(look_in())
    return main


if __name__ == "__main__":
    serve(_load)
