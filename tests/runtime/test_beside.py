"""What is loaded and learnt beside the first poll waits for its answer, and not for ever."""

from __future__ import annotations

import asyncio

import pytest

from bot import beside
from bot.intake.polling import Pulse


async def begun(pulse: Pulse, stop: asyncio.Event) -> bool:
    """Tell whether the loop has begun after some turns of the event loop."""
    started = asyncio.Event()

    async def loop(_stop: asyncio.Event) -> None:
        started.set()

    task = asyncio.create_task(beside.beside(loop, pulse)(stop))
    for _ in range(5):
        await asyncio.sleep(0)
    seen = started.is_set()
    stop.set()
    await task
    assert started.is_set()  # Each loop sees the order to stop for itself.
    return seen


async def test_it_begins_once_the_platform_was_heard() -> None:
    assert await begun(Pulse(polled_at=0.0), asyncio.Event())
    assert not await begun(Pulse(), asyncio.Event())


async def test_it_does_not_wait_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "PATIENCE", 0.0)
    assert await begun(Pulse(), asyncio.Event())
