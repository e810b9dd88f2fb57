"""The contenders: each a process against a stand-in of its own, warmed up, then measured under one load."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from asyncio.subprocess import DEVNULL, PIPE, Process, create_subprocess_exec
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp

from tests.benchmarks.office import Json, messages
from tests.support.bot_process import ROOT, at_the_sandbox

TOKEN = "7000000001:bench-token-that-opens-nothing"
WARM_UP = 200
"""Updates before the measurement: imports that come late, caches and connections belong to the start."""
PATIENCE = 600.0
LOOK_EVERY = 0.05
TICKS = os.sysconf("SC_CLK_TCK")
Key = tuple[int, int]
_NOT_OURS = ("TAIZHANG_CLOCK_URL", "TAIZHANG_PACING")
"""Settings of a bot at the sandbox: another clock than the machine's, and limits that are switched off."""


@dataclass(frozen=True)
class Contender:
    """How one of the bots is started: its command and its environment, given the URL of the stand-in."""

    name: str
    command: Callable[[str], Sequence[str]]
    environment: Callable[[str], dict[str, str]] = lambda _url: {}


@dataclass(frozen=True)
class Result:
    """What a load took: real seconds until the last answer was accepted, and processor seconds of all its processes.

    ``latencies`` are the seconds from each update's release to the first answer, ``turned`` how many answers overtook
    one of the same chat, ``server`` the share of one processor that the stand-in took.
    """

    updates: int
    wall: float
    cpu: float
    server: float
    sends: int
    latencies: tuple[float, ...] = field(repr=False)
    turned: int

    @property
    def rate(self) -> float:
        """Updates a second."""
        return self.updates / self.wall

    @property
    def cost(self) -> float:
        """Milliseconds of processor time per update."""
        return self.cpu / self.updates * 1000


class Standin:
    """The platform, as a process of its own."""

    def __init__(self, process: Process, url: str, session: aiohttp.ClientSession) -> None:
        self.process, self.url, self._session = process, url, session
        self._first = 1

    @classmethod
    @asynccontextmanager
    async def running(cls, delay: float = 0.0, *, limited: bool = False) -> AsyncIterator[Standin]:
        """Start it; ``delay`` is the round trip in milliseconds, ``limited`` enforces the platform's limits."""
        limits = ("limited",) if limited else ()
        command = (sys.executable, "-m", "tests.benchmarks.standin", str(delay), *limits)
        process = await create_subprocess_exec(*command, cwd=ROOT, stdout=PIPE)
        assert process.stdout is not None
        try:
            port = int(await process.stdout.readline())
            async with aiohttp.ClientSession(trust_env=False) as session:
                yield cls(process, f"http://127.0.0.1:{port}", session)
        finally:
            process.kill()
            await process.wait()

    async def load(self, count: int, *, rate: float = 0.0) -> None:
        """Let as many updates wait, all at once or coming at a rate."""
        await self.give(list(messages(count, first=self._first)), rate=rate)
        self._first += count

    async def give(self, updates: Sequence[Json], *, rate: float = 0.0) -> None:
        """Let these messages wait."""
        async with self._session.post(f"{self.url}/load", json={"rate": rate, "updates": updates}) as done:
            done.raise_for_status()

    async def state(self, *, whole: bool = False) -> dict[str, Any]:
        """Return what was answered so far."""
        async with self._session.get(f"{self.url}/state{'?whole' if whole else ''}") as told:
            found: dict[str, Any] = json.loads(await told.read())
            return found

    async def until_answered(self, count: int) -> None:
        """Wait until so many messages have been answered."""
        await self._until("answered", count)

    async def until_sent(self, count: int) -> None:
        """Wait until so many messages have been accepted."""
        await self._until("sends", count)

    async def until_polled(self) -> None:
        """Wait until the bot asks for updates."""
        await self._until("polls", 1)

    async def _until(self, name: str, count: int) -> None:
        until = time.monotonic() + PATIENCE
        while (await self.state())[name] < count:
            if time.monotonic() > until:
                raise TimeoutError("the bot does not answer")
            await asyncio.sleep(LOOK_EVERY)


@asynccontextmanager
async def started(
    contender: Contender, standin: Standin, folder: Path, *, processes: int = 1
) -> AsyncIterator[list[int]]:
    """Start the bot, as so many processes; yield their ids once the first has answered its warm-up."""
    running: list[Process] = []
    paths = os.pathsep.join(filter(None, (os.environ.get("PYTHONPATH", ""), str(ROOT))))
    environment = {**os.environ, "PYTHONPATH": paths, **contender.environment(standin.url)}
    try:
        for _ in range(processes):
            with (folder / f"{contender.name.replace(' ', '-')}.log").open("ab") as log:
                command = contender.command(standin.url)
                running.append(
                    await create_subprocess_exec(
                        *command, cwd=folder, env=environment, stdin=DEVNULL, stdout=log, stderr=log
                    )
                )
        await standin.load(WARM_UP)
        await standin.until_answered(WARM_UP)
        await asyncio.sleep(1.0)  # What comes after the last answer belongs to the warm-up.
        yield [process.pid for process in running]
    finally:
        for process in running:
            if process.returncode is None:
                process.terminate()
        for process in running:
            await process.wait()


async def measured(standin: Standin, pids: Sequence[int], count: int, *, rate: float = 0.0) -> Result:
    """Let the load come and measure until the last answer is accepted and its outcome noted."""
    before, began = sum(map(cpu_of, pids)), await standin.state()
    await standin.load(count, rate=rate)
    await standin.until_answered(count)
    await asyncio.sleep(0.5)  # The outcome of the last call is committed after its answer, and is part of the cost.
    cpu, state = sum(map(cpu_of, pids)) - before, await standin.state(whole=True)
    return result_of(state, cpu=cpu, server=state["cpu"] - began["cpu"])


def result_of(state: dict[str, Any], *, cpu: float, server: float) -> Result:
    """Return the figures of a whole state."""
    answers = state["messages"]
    wall = max(at for *_, at in answers) - min(released for *_, released, _ in answers)
    return Result(
        updates=len(answers),
        wall=wall,
        cpu=cpu,
        server=server / wall,
        sends=state["sends"],
        latencies=tuple(sorted(at - released for *_, released, at in answers)),
        turned=_turned(answers),
    )


def _turned(answers: Sequence[Sequence[Any]]) -> int:
    last: dict[int, int] = {}
    turned = 0
    for chat, message, *_ in answers:
        turned += message < last.get(chat, 0)
        last[chat] = max(message, last.get(chat, 0))
    return turned


def cpu_of(pid: int) -> float:
    """Return the processor seconds that the process has taken so far, in user and in kernel mode, all threads."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def ours(database_url: str, folder: Path, *, limited: bool = False) -> Contender:
    """Return our bot as an office runs it, with the platform's limits switched off unless ``limited``."""

    def environment(url: str) -> dict[str, str]:
        settings = at_the_sandbox(url, token=TOKEN, database_url=database_url, folder=folder)
        return {name: value for name, value in settings.items() if not name.startswith(_NOT_OURS[: 1 + limited])}

    return Contender("ours", lambda _: (sys.executable, "-m", "bot", "run"), environment)


def stock() -> Contender:
    """Return the bare echo of python-telegram-bot."""
    return Contender("stock", lambda url: (sys.executable, "-m", "tests.benchmarks.bots.stock", url, TOKEN))


def stock_orm(file: Path) -> Contender:
    """Return the echo that commits each update through an ORM."""
    command = (sys.executable, "-m", "tests.benchmarks.bots.stock_orm")
    return Contender("stock with ORM", lambda url: (*command, url, TOKEN, str(file)))


def aiogram(python: Path) -> Contender:
    """Return the bare echo of aiogram, in the environment of that Python."""
    script = str(Path(__file__).parent / "bots" / "bare_aiogram.py")
    return Contender("aiogram", lambda url: (str(python), script, url, TOKEN))
