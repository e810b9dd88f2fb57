"""The bot as a process of its own, which may be killed, stopped or paused at any moment and started again."""

from __future__ import annotations

import asyncio
import os
import signal
import tempfile
from collections.abc import Mapping
from pathlib import Path

from tests.support.nursery import Forked, Wanted, common

ROOT = Path(__file__).parent.parent.parent


def at_the_sandbox(url: str, *, token: str, database_url: str, folder: Path) -> dict[str, str]:
    """Return the settings of a bot that serves the sandbox by its clock and whom nothing holds back."""
    return {
        "TAIZHANG_TOKEN": token,
        "TAIZHANG_API_URL": url,
        "TAIZHANG_CLOCK_URL": f"{url}/clock",
        "TAIZHANG_DATABASE_URL": database_url,
        "TAIZHANG_EVIDENCE_FOLDER": str(folder / "evidence"),
        "TAIZHANG_PACING__PER_SECOND": "1000",
        "TAIZHANG_PACING__CHAT_SECONDS": "0",
        "TAIZHANG_PACING__GROUP_PER_MINUTE": "6000",
        "TAIZHANG_FLOOD__PER_MINUTE": "0",
    }


class BotProcess:
    """``taizhang run`` with the settings in the environment; what it prints goes to ``log``.

    It is born by a nursery that has loaded the program; that it can be executed, too, is shown by ``tests/runtime`` and
    ``tests/cli``.
    """

    def __init__(self, environment: Mapping[str, str], log: Path, folder: Path) -> None:
        paths = [environment.get("PYTHONPATH", ""), str(ROOT)]
        self.environment = {**os.environ, **environment, "PYTHONPATH": os.pathsep.join(filter(None, paths))}
        self.log = log
        self._folder = folder
        self._process: Forked | None = None
        self._bearing: asyncio.Task[Forked] | None = None
        self.kills = 0

    async def start(self) -> None:
        """Start the bot; whether it is up shows in what it does."""
        self._bearing = asyncio.create_task(self._born("run", output=self.log, trouble=self.log))
        self._process = await asyncio.shield(self._bearing)

    async def _born(self, *words: str, output: Path, trouble: Path) -> Forked:
        nursery = await asyncio.to_thread(common)
        return await nursery.bear(Wanted(words, self.environment, str(self._folder), str(output), str(trouble)))

    @property
    def pid(self) -> int:
        """The process id of the bot that was started last."""
        return self._started().pid

    @property
    def running(self) -> bool:
        """Whether it was started and has not ended."""
        return self._process is not None and self._process.returncode is None

    async def kill(self) -> None:
        """Kill the bot as a power cut would (SIGKILL), and wait until it is gone."""
        self.kills += 1
        await self._end(signal.SIGKILL)

    async def stop(self, *, grace: float | None = None) -> int:
        """Ask the bot to stop (SIGTERM) and return its exit code; after ``grace`` seconds it is killed (-9)."""
        try:
            async with asyncio.timeout(grace):
                return await self._end(signal.SIGTERM)
        except TimeoutError:
            return await self._end(signal.SIGKILL)

    async def close(self) -> None:
        """Leave nothing running."""
        if self._bearing is not None:
            self._process = await self._bearing  # Also one whose birth nobody waited for.
        if self.running:
            await self.kill()

    def pause(self) -> None:
        """Let the process sleep (SIGSTOP) as a suspended machine does."""
        self._started().send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        """Wake the process (SIGCONT)."""
        self._started().send_signal(signal.SIGCONT)

    async def ended(self) -> int:
        """Wait until it has ended by itself and return its exit code."""
        return await self._started().wait()

    async def _end(self, how: signal.Signals) -> int:
        process = self._started()
        if process.returncode is None:
            process.send_signal(how)
        return await process.wait()

    def _started(self) -> Forked:
        if self._process is None:
            raise RuntimeError("the bot was never started")
        return self._process

    def alive_at(self) -> float:
        """Return when the bot last finished a round (seconds since the epoch); 0 before the first."""
        mark = self._folder / "taizhang.alive"
        return mark.stat().st_mtime if mark.exists() else 0.0

    async def command(self, *words: str) -> str:
        """Run another ``taizhang`` command beside the bot and return what it prints; it must succeed."""
        with tempfile.TemporaryDirectory(dir=self._folder) as scratch:
            output, trouble = Path(scratch, "output"), Path(scratch, "trouble")
            code = await (await self._born(*words, output=output, trouble=trouble)).wait()
            assert code == 0, f"{words}: {_read(trouble)}"
            return _read(output)


def _read(file: Path) -> str:
    return file.read_text()
