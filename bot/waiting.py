"""Waiting: a loop sleeps until somebody rings, its time is up, or it is told to stop."""

from __future__ import annotations

import asyncio


class Waker:
    """Rung by whoever has put work somewhere; several rings while nobody waits count once."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def ring(self) -> None:
        """Wake the one who waits, now or at the next wait."""
        self._event.set()

    async def wait(self, seconds: float, *, stop: asyncio.Event) -> None:
        """Return when rung, when told to stop, or after real ``seconds``."""
        if stop.is_set():
            return
        tasks = [asyncio.create_task(self._event.wait()), asyncio.create_task(stop.wait())]
        try:
            await asyncio.wait(tasks, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        self._event.clear()
