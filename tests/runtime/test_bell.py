"""The bell: one ring at a time, and a quiet stop."""

from __future__ import annotations

import asyncio
import logging

from bot.bell import Bell


class Slow:
    """A ring that lasts until it is let go."""

    def __init__(self) -> None:
        self.begun = 0
        self.ended = 0
        self.rung = asyncio.Event()
        self.over = asyncio.Event()

    async def ring(self) -> None:
        """Begin, wait, end."""
        self.begun += 1
        self.rung.set()
        await self.over.wait()
        self.ended += 1


async def test_a_stop_in_the_middle_of_a_ring_is_quiet_and_waits_for_it(caplog):
    slow = Slow()
    bell = Bell(slow.ring, every=0.01)
    with caplog.at_level(logging.WARNING):
        bell.start()
        await slow.rung.wait()
        stopped = asyncio.ensure_future(bell.stop())
        await asyncio.sleep(0)
        assert not stopped.done()
        slow.over.set()
        await stopped
    assert (slow.begun, slow.ended) == (1, 1)
    assert caplog.records == []


async def test_a_ring_that_takes_long_is_not_doubled_and_nobody_is_warned(caplog):
    """A hundred times faster than it can ring, as under a fast clock."""
    slow = Slow()
    bell = Bell(slow.ring, every=0.001)
    with caplog.at_level(logging.WARNING):
        bell.start()
        await asyncio.wait_for(slow.rung.wait(), 5)
        await asyncio.sleep(0.05)
        slow.over.set()
        await bell.stop()
    assert slow.begun == slow.ended == 1
    assert caplog.records == []


async def test_a_bell_that_never_rang_stops_at_once():
    await Bell(Slow().ring, every=60).stop()
