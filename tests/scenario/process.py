"""The bot as a process of its own, which may be killed at any moment and started again."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


class BotProcess:
    """``python -m bot run`` with the settings in the environment; what it prints goes to ``log``."""

    def __init__(self, environment: Mapping[str, str], log: Path, folder: Path) -> None:
        paths = [environment.get("PYTHONPATH", ""), str(ROOT)]
        self._environment = {**os.environ, **environment, "PYTHONPATH": os.pathsep.join(filter(None, paths))}
        self.log = log
        self._folder = folder
        self._process: asyncio.subprocess.Process | None = None
        self.kills = 0

    async def start(self) -> None:
        """Start the bot; whether it is up shows in what it does."""
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot", "run"),
                cwd=self._folder,
                env=self._environment,
                stdout=log,
                stderr=log,
            )

    async def kill(self) -> None:
        """Kill the bot as a power cut would (SIGKILL), and wait until it is gone."""
        self.kills += 1
        await self._end(signal.SIGKILL)

    async def stop(self) -> int:
        """Ask the bot to stop (SIGTERM) and return its exit code."""
        return await self._end(signal.SIGTERM)

    async def _end(self, how: signal.Signals) -> int:
        if self._process is None:
            raise RuntimeError("the bot was never started")
        if self._process.returncode is None:
            self._process.send_signal(how)
        return await self._process.wait()

    def alive_at(self) -> float:
        """Return when the bot last finished a round (seconds since the epoch); 0 before the first."""
        mark = self._folder / "taizhang.alive"
        return mark.stat().st_mtime if mark.exists() else 0.0

    async def command(self, *words: str) -> str:
        """Run another ``taizhang`` command beside the bot and return what it prints; it must succeed."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", *words),
            cwd=self._folder,
            env=self._environment,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        out, trouble = await process.communicate()
        assert process.returncode == 0, f"{words}: {trouble.decode()}"
        return out.decode()
