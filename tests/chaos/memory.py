"""The memory that a process holds, watched from outside."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

LOOK_EVERY = 0.1


@dataclass
class Memory:
    """The most that a process has held while it was watched, in MiB."""

    most: float = 0.0


def resident(pid: int) -> float:
    """Return the MiB that the process holds in memory."""
    lines = Path(f"/proc/{pid}/status").read_text("utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:")) / 1024


@asynccontextmanager
async def watched(pid: int) -> AsyncIterator[Memory]:
    """Look at the process's memory as long as the block lasts."""
    memory = Memory()

    async def look() -> None:
        while True:
            memory.most = max(memory.most, resident(pid))
            await asyncio.sleep(LOOK_EVERY)

    looking = asyncio.create_task(look())
    try:
        yield memory
    finally:
        looking.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await looking
