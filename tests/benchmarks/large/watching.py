"""How long work takes, what processor time it costs, and for how long it keeps the event loop from others."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

_EVERY = 0.005
"""Seconds between two looks at the clock."""


@dataclass
class Watch:
    """Seconds: real time, processor time with that of children, and the longest time the loop served nobody."""

    wall: float = 0.0
    cpu: float = 0.0
    blocked: float = 0.0


def _cpu() -> float:
    """Return the processor seconds of this process, and of its children that have ended."""
    return sum(os.times()[:4])


@asynccontextmanager
async def watched() -> AsyncIterator[Watch]:
    """Measure what happens inside."""
    watch = Watch()

    async def look() -> None:
        while True:
            before = time.perf_counter()
            await asyncio.sleep(_EVERY)
            watch.blocked = max(watch.blocked, time.perf_counter() - before - _EVERY)

    looking = asyncio.create_task(look())
    await asyncio.sleep(0)
    wall, cpu = time.perf_counter(), _cpu()
    try:
        yield watch
    finally:
        watch.wall, watch.cpu = time.perf_counter() - wall, _cpu() - cpu
        await asyncio.sleep(2 * _EVERY)
        looking.cancel()
