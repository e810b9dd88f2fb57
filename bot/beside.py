"""Beside the first poll: what nobody needs before it is loaded and learnt once the platform has answered it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from bot.collecting import keep_what_is_there
from bot.housekeeping import Housekeeping
from bot.intake.polling import Pulse
from bot.outages import outlast
from bot.parts import Parts
from bot.process import Loop
from bot.waiting import Waker
from config.settings import Settings
from handlers.reading import learn
from ledger.people import Roster

PATIENCE = 1.0
"""Real seconds: a process that does not poll, or that nobody answers, begins all the same."""
LOOK_EVERY = 0.02


def beside(loop: Loop, pulse: Pulse) -> Loop:
    """Return the loop that begins once the first poll was answered: until then it would only hold that up."""

    async def later(stop: asyncio.Event) -> None:
        until, waiting = time.monotonic() + PATIENCE, Waker()
        while pulse.polled_at is None and time.monotonic() < until and not stop.is_set():
            await waiting.wait(LOOK_EVERY, stop=stop)
        await loop(stop)

    return later


def learning(parts: Parts) -> Loop:
    """Return what learns the names of the roster beside all others: whoever is read before that waits for his own."""

    async def roster() -> Roster:
        async with parts.store.reading(now=parts.clock.now()) as books:
            return books.roster

    async def loop(stop: asyncio.Event) -> None:
        known = await outlast(roster, stop)
        if known is not None:
            await asyncio.to_thread(learn, known, stop.is_set)
        await stop.wait()

    return loop


def ringing(
    parts: Parts, settings: Settings, keeping: Housekeeping, *, done: Callable[[], None], ours: Callable[[], bool]
) -> Loop:
    """Return the bell's loop; what rings is loaded in a thread, for it rings no sooner than seconds later."""

    def loaded() -> AbstractAsyncContextManager[None]:
        from bot import duties

        return duties.ringing(parts, settings, keeping, done=done, ours=ours)

    async def loop(stop: asyncio.Event) -> None:
        bell = await asyncio.to_thread(loaded)
        keep_what_is_there()
        async with bell:
            await stop.wait()

    return loop
