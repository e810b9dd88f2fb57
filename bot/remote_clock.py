"""The sandbox's clock, followed from another process: asked now and then, interpolated in between."""

from __future__ import annotations

import asyncio
import contextlib
from datetime import datetime

import aiohttp
import structlog

from bot.clock import ScaledClock, SystemClock
from config.section import is_loopback_url

log = structlog.get_logger(__name__)

ASK_EVERY = 1.0  # Real seconds; a jump of the sandbox's clock is known at the next ring of the bell.


class RemoteClock:
    """Tells the moment that ``{"now": ISO, "speed": X}`` at a URL of this machine tells; use ``open`` to make one."""

    def __init__(self, url: str, session: aiohttp.ClientSession) -> None:
        self._url, self._session = url, session
        self._here = ScaledClock(SystemClock().now())
        self._following: asyncio.Task[None] | None = None

    @classmethod
    async def open(cls, url: str) -> RemoteClock:
        """Return a clock that has been asked once and goes on asking; raises what the connection raises."""
        if not is_loopback_url(url):
            raise ValueError("only a clock on this machine is followed")
        timeout = aiohttp.ClientTimeout(total=3)
        clock = cls(url, aiohttp.ClientSession(timeout=timeout, trust_env=False))
        try:
            await clock.ask()
        except BaseException:
            await clock._session.close()
            raise
        clock._following = asyncio.create_task(clock._follow())
        return clock

    @property
    def speed(self) -> float:
        """Business seconds in a real second."""
        return self._here.speed

    def now(self) -> datetime:
        """Return the moment in UTC."""
        return self._here.now()

    async def ask(self) -> None:
        """Ask once and go on from the answer."""
        async with self._session.get(self._url) as response:
            response.raise_for_status()
            told = await response.json()
        moment = datetime.fromisoformat(told["now"])
        self._here.run_at(float(told["speed"]))
        self._here.jump_to(moment)

    async def close(self) -> None:
        """Stop asking."""
        if self._following is not None:
            self._following.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._following
        await self._session.close()

    async def _follow(self) -> None:
        while True:
            await asyncio.sleep(ASK_EVERY)
            try:
                await self.ask()
            except (aiohttp.ClientError, OSError, TimeoutError, ValueError, KeyError) as error:
                # The clock runs on by itself at the speed last heard.
                log.warning("clock_not_heard", kind=type(error).__name__)
