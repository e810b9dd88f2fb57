"""The process: loops run side by side until a signal; then intake stops first and delivery last."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Awaitable, Callable, Sequence

import structlog

from ledger.values import dataclass

log = structlog.get_logger(__name__)

Loop = Callable[[asyncio.Event], Awaitable[None]]
SIGNALS = (signal.SIGTERM, signal.SIGINT)
CLOSED = signal.SIGHUP
"""Comes when the terminal is closed; who is to go on then (``nohup``) is told to ignore it."""


@dataclass(frozen=True)
class Process:
    """``first`` loops end at the signal, ``then`` loops after those have finished what they had begun."""

    first: Sequence[Loop]
    then: Sequence[Loop]

    async def run(self, stop: asyncio.Event) -> None:
        """Run until ``stop`` is set or a loop breaks; a loop's own error is raised after the others have ended."""
        late = asyncio.Event()
        last = [asyncio.ensure_future(loop(late)) for loop in self.then]
        begun = [asyncio.ensure_future(loop(stop)) for loop in self.first]
        watch = asyncio.ensure_future(stop.wait())
        try:
            await asyncio.wait([*begun, *last, watch], return_when=asyncio.FIRST_COMPLETED)
        finally:
            stop.set()
            log.info("stopping")
            results = await asyncio.gather(*begun, return_exceptions=True)
            late.set()
            results += await asyncio.gather(*last, return_exceptions=True)
            watch.cancel()
        for result in results:
            if isinstance(result, BaseException):
                raise result


def stop_at_signals(stop: asyncio.Event) -> Callable[[], None]:
    """Set ``stop`` at SIGTERM and SIGINT, and at SIGHUP unless it is ignored; return what undoes that."""
    loop = asyncio.get_running_loop()
    heeded = SIGNALS if signal.getsignal(CLOSED) is signal.SIG_IGN else (*SIGNALS, CLOSED)
    for number in heeded:
        loop.add_signal_handler(number, stop.set)

    def undo() -> None:
        for number in heeded:
            loop.remove_signal_handler(number)

    return undo
