"""``taizhang ledger export --follow``: entries as JSON lines, those that are there and each new one, until stopped."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from bot.cli.opening import now, opened
from bot.cli.printing import data
from bot.waiting import Waker

if TYPE_CHECKING:
    from config.settings import Settings

LOOK_EVERY = 1.0
"""Seconds between two looks at the head of the chain: one row, by its key."""


async def follow(
    settings: Settings, *, after: int, stop: asyncio.Event, say: Callable[[str], None] = data, every: float = LOOK_EVERY
) -> None:
    """Print the entries after a number, and each that follows, until told to stop or nobody reads any more.

    They are written in order and committed in order, so that none ever appears before one that was printed.
    """
    from storage.export import entry_window

    waker = Waker()
    async with opened(settings) as store:
        while not stop.is_set():
            async with store.reading(now=await now(settings)) as books:
                found = await entry_window(books, after=after) if (await books.head()).seq > after else ()
            for entry in found:  # The transaction is over: a reader that dawdles holds up nobody.
                say(json.dumps(entry, ensure_ascii=False))
                after = entry["seq"]
            if not found:
                await waker.wait(every, stop=stop)


async def until_stopped(settings: Settings, *, after: int) -> None:
    """Follow until SIGTERM, SIGINT, or the reader of our output has gone; each is a good end."""
    from bot.process import stop_at_signals

    stop = asyncio.Event()
    undo = stop_at_signals(stop)
    try:
        await follow(settings, after=after, stop=stop)
    except BrokenPipeError:
        # What is still buffered has no reader: at its end Python would complain of it once more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    finally:
        undo()
