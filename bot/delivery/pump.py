"""The pump: takes the head of every lane of the outbox, answers first, as fast as the platform's limits allow."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

import structlog

from bot.delivery.pacing import Pacing
from bot.delivery.sender import Sender
from bot.waiting import Waker
from storage.outbox import Outbound
from storage.store import Store

log = structlog.get_logger(__name__)

AT_ONCE = 32
LOOK_EVERY = 1.0  # Seconds; other processes fill the same outbox and cannot wake us.
BREATH = 0.005  # Seconds between two looks at the outbox, however often somebody rings.
DRAIN = 5.0
"""Seconds for which what is due is still sent after the order to stop."""


@dataclass
class Delivery:
    """Sends what lies in the outbox until told to stop; one call in flight per lane."""

    store: Store
    sender: Sender
    pacing: Pacing
    real: Callable[[], datetime]
    monotonic: Callable[[], float] = time.monotonic
    woken: Waker = field(default_factory=Waker)
    _lanes: dict[str, None] = field(default_factory=dict)
    _looked_at: float = float("-inf")
    _last_look: float = float("-inf")
    _busy: dict[str, asyncio.Task[None]] = field(default_factory=dict)

    def wake(self) -> None:
        """Say that something new lies in the outbox."""
        self._looked_at = float("-inf")
        self.woken.ring()

    async def run(self, stop: asyncio.Event) -> None:
        """Send until told to stop, then for a few seconds more what is due by then."""
        while not stop.is_set():
            await self.woken.wait(await self._guarded_turn(), stop=stop)
            await asyncio.sleep(max(self._last_look + BREATH - self.monotonic(), 0.0))
        await self._drain()

    async def turn(self) -> float:
        """Start every send that may leave now; return the seconds after which it is worth looking again."""
        await self._look()
        soonest = LOOK_EVERY
        for lane in [lane for lane in self._lanes if lane not in self._busy]:
            if len(self._busy) >= AT_ONCE:
                break
            wait = self.pacing.wait(*_usual_call(lane))
            if wait > 0:
                soonest = min(soonest, wait)
                if self.pacing.is_full:
                    break
                continue
            await self._start(lane)
        self.pacing.forget_idle()
        return soonest

    async def _look(self) -> None:
        """Learn which lanes are ready, answers first; asked anew when somebody rang, or once a second."""
        if self.monotonic() - self._looked_at < LOOK_EVERY:
            return
        self._looked_at = self._last_look = self.monotonic()
        self._lanes = dict.fromkeys(await self.store.outbox.lanes(now=self.real()))

    async def _start(self, lane: str) -> None:
        row = await self.store.outbox.next_in(lane, now=self.real())
        if row is None:
            del self._lanes[lane]
            return
        self.pacing.left(row.chat, row.method)
        self._busy[lane] = asyncio.create_task(self._send(row))

    async def _send(self, row: Outbound) -> None:
        """Send the row, and what follows it in its lane as long as nobody else has to wait for that."""
        following: Outbound | None = row
        try:
            while following is not None:
                row = following
                await self.sender.send(row)
                following = await self._following(row.lane)
        except Exception as error:  # A door: one row's trouble is not the next one's.
            log.warning("send_failed", outbox=row.id, kind=type(error).__name__)
            await asyncio.sleep(LOOK_EVERY)
        finally:
            del self._busy[row.lane]
            self.woken.ring()

    async def _following(self, lane: str) -> Outbound | None:
        """Return the lane's next answer where it may leave now; whatever is limited takes its turn."""
        if len(self._lanes) > AT_ONCE or self.pacing.wait(*_usual_call(lane)) > 0:
            return None
        row = await self.store.outbox.next_in(lane, now=self.real())
        if row is None or row.bulk or self.pacing.wait(*_usual_call(lane)) > 0:
            return None
        self.pacing.left(row.chat, row.method)
        return row

    async def _guarded_turn(self) -> float:
        try:
            return await self.turn()
        except Exception as error:  # A door: the database may be away for a while.
            log.warning("outbox_not_read", kind=type(error).__name__)
            return LOOK_EVERY

    async def _drain(self) -> None:
        """Send what is due, at most for a few seconds; what is cut off then is unknown and looked for at the start."""
        until = self.monotonic() + DRAIN
        never = asyncio.Event()
        while self.monotonic() < until:
            pause = await self._guarded_turn()
            if not self._busy and not self._lanes:
                break
            await self.woken.wait(min(pause, max(until - self.monotonic(), 0.0)), stop=never)
        for task in self._busy.values():
            task.cancel()
        await asyncio.gather(*self._busy.values(), return_exceptions=True)


def _usual_call(lane: str) -> tuple[int, str]:
    """Return the chat and method that a lane stands for; lanes of taps are outside the limits."""
    chat = lane.removeprefix("c")
    return (int(chat), "sendMessage") if chat.lstrip("-").isdigit() else (0, "answerCallbackQuery")
