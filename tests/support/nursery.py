"""A process that has loaded the program, and forks one that runs a command whenever one is wanted.

Each is a process of its own, in the environment and the folder given for it, and dies by itself. One nursery serves all
of this process, whatever the event loop; what the environment puts on the path (``PYTHONPATH``) comes first on the path
of the process, and a ``sitecustomize`` there is imported as at a start, though the program has been loaded before it.
"""

from __future__ import annotations

import asyncio
import atexit
import contextlib
import gc
import importlib
import json
import os
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

LOADED = (
    *("alembic.command", "apscheduler.triggers.interval", "psycopg", "sqlalchemy.dialects.postgresql.psycopg"),
    *(
        "bot.cli.app",
        "bot.cli.running",
        "bot.wiring",
        "bot.duties",
        "bot.logs",
        "bot.remote_clock",
        "bot.cli.checks",
        "bot.cli.asking",
    ),
    *("aiohttp", "jinja2", "pypinyin", "typst", "uvloop"),
)
"""What is imported only when it is needed, and then takes long; each that is born would load it anew."""

ROOT = Path(__file__).parent.parent.parent
AT_START = "sitecustomize"
"""The module that Python imports before anything else."""


@dataclass(frozen=True)
class Wanted:
    """What a process is to run, where, and the files that get what it prints, opened for appending."""

    words: tuple[str, ...]
    environment: Mapping[str, str]
    folder: str
    output: str
    trouble: str


class Forked:
    """A process that was forked, with what ``asyncio.subprocess.Process`` offers of one that was executed."""

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
        """Send it a signal; one that has ended, which may not be known here yet, misses it."""
        if not self._ending.done():
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._pid, how)

    async def wait(self) -> int:
        """Wait for its end and return the exit code."""
        return await asyncio.shield(self._ending)


class Nursery:
    """The process that has loaded the program, in an environment of its own where one is given.

    ``serving`` is the module that calls ``serve`` with what is to be loaded and run.
    """

    def __init__(self, environment: Mapping[str, str] | None = None, *, serving: str = __name__) -> None:
        self._folder = tempfile.mkdtemp(prefix="taizhang-nursery-")
        plain = os.environ | {"PYTHONPATH": str(ROOT), "TAIZHANG_DATABASE_URL": f"sqlite:///{self._folder}/empty.db"}
        self._place = str(Path(self._folder, "nursery"))
        self._process = subprocess.Popen(
            [sys.executable, "-m", serving, self._place],
            env=plain if environment is None else environment,
            cwd=self._folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        atexit.register(self.close)
        assert self._process.stdout is not None
        if not self._process.stdout.readline():
            raise RuntimeError("the nursery could not load the program")

    async def bear(self, wanted: Wanted) -> Forked:
        """Return a process that has just begun."""
        reader, writer = await asyncio.open_unix_connection(self._place)
        writer.write(json.dumps(asdict(wanted)).encode() + b"\n")
        pid = await _number(reader)
        return Forked(pid, asyncio.create_task(_end(reader, writer)))

    def close(self) -> None:
        """End the process; those that it has borne go on."""
        atexit.unregister(self.close)
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()
        shutil.rmtree(self._folder, ignore_errors=True)


@cache
def common() -> Nursery:
    """Return the one for all who run ``taizhang``; it ends with this process."""
    return Nursery()


async def _end(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> int:
    try:
        return await _number(reader)
    finally:
        writer.close()
        with contextlib.suppress(OSError):
            await writer.wait_closed()


async def _number(reader: asyncio.StreamReader) -> int:
    line = await reader.readline()
    if not line:
        raise RuntimeError("the nursery has ended")
    return int(line)


def serve(place: str, load: Callable[[], Callable[[], None]]) -> None:
    """Fork a guardian for each connection, until the input ends: with the process that wanted the nursery."""
    main = load()
    gc.freeze()  # A collection in each process would copy the whole heap.
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(place)
        listening.listen(16)
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        while True:
            ready, _, _ = select.select([listening, sys.stdin], [], [])
            if listening not in ready:
                break
            connection, _ = listening.accept()
            with connection:
                if not os.fork():
                    listening.close()
                    _guard(connection, main)
                    os._exit(0)
            _buried()
    _buried()


def _buried() -> None:
    """Take leave of the guardians that have ended."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _guard(connection: socket.socket, main: Callable[[], None]) -> None:
    """Fork what is wanted; say its process id, and when it has ended its exit code."""
    with connection.makefile("rwb") as talk:
        given = json.loads(talk.readline())
        pid = os.fork()
        if not pid:
            connection.close()
            talk.close()
            _become(Wanted(**given), main)
        talk.write(b"%d\n" % pid)
        talk.flush()
        _, status = os.waitpid(pid, 0)
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # Who wanted it may be gone.
            talk.write(b"%d\n" % os.waitstatus_to_exitcode(status))
            talk.flush()


def _become(wanted: Wanted, main: Callable[[], None]) -> None:
    """Be the process that is wanted, and end as it ends."""
    os.environ.clear()
    os.environ.update(wanted.environment)
    time.tzset()
    os.chdir(wanted.folder)
    for name, descriptor in ((wanted.output, 1), (wanted.trouble, 2)):
        os.dup2(os.open(name, os.O_WRONLY | os.O_CREAT | os.O_APPEND), descriptor)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    sys.argv = ["taizhang", *wanted.words]
    _put_on_path(wanted.environment.get("PYTHONPATH", ""))
    code = 0
    try:
        main()
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _put_on_path(paths: str) -> None:
    """Let these come before everything else, and what they hold for the start of a process take hold."""
    new = [path for path in paths.split(os.pathsep) if path and path not in sys.path]
    sys.path[:0] = new
    if any(Path(path, f"{AT_START}.py").exists() for path in new):
        sys.modules.pop(AT_START, None)
        importlib.import_module(AT_START)


def _load() -> Callable[[], None]:
    """Load what every command would, or a bot a moment later: patterns, and with a database driver and migrations."""
    for name in LOADED:
        importlib.import_module(name)
    from bot.cli import main
    from bot.house import house_of
    from config.settings import load_settings
    from handlers.reading.late import compile_all
    from storage.store import Store

    compile_all(lambda: False)

    async def look_in() -> None:
        settings = load_settings()
        await (await Store.open(settings.database_url, house=house_of(settings))).close()

    asyncio.run(look_in())
    return main


if __name__ == "__main__":
    serve(sys.argv[1], _load)
