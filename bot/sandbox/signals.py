"""A bell that everybody who waits hears; it carries nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Callable


class Signal:
    """Wakes all that wait; ring it from the event loop's thread."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def ring(self) -> None:
        """Wake everybody who waits now."""
        event, self._event = self._event, asyncio.Event()
        event.set()

    async def until(self, ready: Callable[[], bool], timeout: float) -> bool:  # noqa: ASYNC109 - a Bot API word
        """Wait at most ``timeout`` real seconds until ``ready`` says so; return what it says in the end."""
        loop = asyncio.get_running_loop()
        end = loop.time() + timeout
        while not ready():
            event, left = self._event, end - loop.time()
            if left <= 0:
                return False
            try:
                await asyncio.wait_for(event.wait(), left)
            except TimeoutError:
                return ready()
        return True
