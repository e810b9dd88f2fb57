"""The pump: takes the head of every lane of the outbox, answers first, as fast as the platform's limits allow."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import field
from datetime import datetime

import structlog

from bot.delivery.gathering import load_of, may_wait
from bot.delivery.pacing import AHEAD, Departure, Pacing
from bot.delivery.sender import Sender
from bot.waiting import Waker
from ledger.languages import Language
from ledger.values import dataclass
from storage.gathering import Load, Waiting
from storage.store import Store

log = structlog.get_logger(__name__)

AT_ONCE = 32
LOOK_EVERY = 1.0  # Seconds; other processes fill the same outbox and cannot wake us.
BREATH = 0.005  # Seconds between two looks at the outbox, however often somebody rings.
TOGETHER = 1.0
"""Seconds for which a group's confirmations wait for those that follow while more of its messages are dealt with."""
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
    look_every: float = LOOK_EVERY
    more_follows: Callable[[str], bool] = lambda _lane: False
    """Tells whether messages of the lane's chat are being dealt with here that will be answered in a moment."""
    woken: Waker = field(default_factory=Waker)
    _lanes: dict[str, None] = field(default_factory=dict)
    _rung: bool = False
    _looked_at: float = float("-inf")
    _last_look: float = float("-inf")
    _busy: dict[str, asyncio.Task[None]] = field(default_factory=dict)
    _gathering: dict[str, float] = field(default_factory=dict)
    """Lanes in which confirmations wait for others, and until when."""
    _held: dict[str, float] = field(default_factory=dict)
    """Those in which they wait for what is being dealt with, and until when at the latest."""
    _draining: bool = False

    def wake(self) -> None:
        """Say that something new lies in the outbox."""
        self._rung = True
        self.woken.ring()

    async def run(self, stop: asyncio.Event) -> None:
        """Send until told to stop, then for a few seconds more what is due by then."""
        self._draining = False
        while not stop.is_set():
            await self.woken.wait(await self._guarded_turn(), stop=stop)
            await asyncio.sleep(max(self._last_look + BREATH - self.monotonic(), 0.0))
        await self._drain()

    async def turn(self) -> float:
        """Start every send that may leave now; return the seconds after which it is worth looking again."""
        await self._look()
        soonest = self.look_every
        for lane in [*self._lanes]:
            if len(self._busy) >= AT_ONCE:
                break
            if lane in self._busy:
                continue
            lull = self._gathering.get(lane, 0.0) - self.monotonic()
            wait = max(self.pacing.wait(*_usual_call(lane)), lull, self._held_for(lane))
            if wait <= AHEAD:
                await self._start(lane)
            elif (full_for := self.pacing.full_for) > AHEAD:
                soonest = min(soonest, full_for - AHEAD)  # Its own chat may have to wait for longer than the others.
                break
            else:
                soonest = min(soonest, wait - AHEAD)
        self.pacing.forget_idle()
        return soonest

    async def _look(self) -> None:
        """Learn which lanes are ready, answers first; asked anew when somebody rang, or once a second.

        Whoever rings while a crowd waits has an answer for somebody: only those are looked for, and go ahead of it.
        """
        now = self.monotonic()
        is_time = now - self._looked_at >= self.look_every
        if not is_time and not self._rung:
            return
        self._rung, self._last_look = False, now
        self._gathering.clear()
        if is_time or len(self._lanes) <= AT_ONCE:
            self._looked_at = now
            self._lanes = dict.fromkeys(await self.store.outbox.lanes(now=self.real()))
        else:
            self._lanes = dict.fromkeys([*await self.store.outbox.answering(now=self.real()), *self._lanes])
        self.pacing.expect(len(self._lanes))

    async def _start(self, lane: str) -> None:
        load = await self._next_in(lane)
        if load is not None:
            self._busy[lane] = asyncio.create_task(self._send(load, self._leaving(load)))
        elif lane not in self._gathering and lane not in self._held:
            del self._lanes[lane]

    async def _next_in(self, lane: str) -> Load | None:
        """Return what the lane sends next; nothing where nothing waits, or where confirmations wait for others."""
        chat, _ = _usual_call(lane)
        self._gathering.pop(lane, None)
        if chat >= 0:
            row = await self.store.outbox.next_in(lane, now=self.real())
            return None if row is None else Load(row)
        waiting = await self.store.gathering.waiting_in(lane, now=self.real())
        if not waiting or self._waits_for_others(lane, waiting):
            return None
        spoken = await self.store.gathering.language_of(chat) if len(waiting) > 1 else Language.CHINESE
        return load_of(waiting, spoken)

    def _waits_for_others(self, lane: str, waiting: Sequence[Waiting]) -> bool:
        """Let confirmations wait in a busy minute of their group, or while those that follow are being made."""
        was_held = self._held.pop(lane, None) is not None
        if self._draining or not may_wait(waiting):
            return False
        now = self.monotonic()
        lull = self.pacing.lull(waiting[0].row.chat)
        if lull > 0:
            self._gathering[lane] = now + lull
        elif self.more_follows(lane) and not was_held:
            self._held[lane] = now + TOGETHER
        else:
            return False
        return True

    def _held_for(self, lane: str) -> float:
        """Return the seconds for which the lane's confirmations still wait for what is being dealt with, at most."""
        until = self._held.get(lane)
        return 0.0 if until is None or self._draining or not self.more_follows(lane) else until - self.monotonic()

    def _leaving(self, load: Load) -> Departure:
        return self.pacing.left(load.row.chat, load.row.method)

    async def _send(self, load: Load, departure: Departure) -> None:
        """Send the load, and what follows it in its lane as long as nobody else has to wait for that."""
        lane, row = load.row.lane, load.row
        try:
            await self.sender.send(load, departure)
            while (following := await self._following(lane)) is not None:
                row = following.row
                await self.sender.send(following, self._leaving(following))
        except Exception as error:  # A door: one row's trouble is not the next one's.
            log.warning("send_failed", outbox=row.id, kind=type(error).__name__)
            await asyncio.sleep(LOOK_EVERY)
        finally:
            del self._busy[lane]
            self.woken.ring()

    async def _following(self, lane: str) -> Load | None:
        """Return the lane's next answer where it may leave now; whatever is limited takes its turn."""
        if len(self._lanes) > AT_ONCE or self.pacing.wait(*_usual_call(lane)) > AHEAD:
            return None
        load = await self._next_in(lane)
        if load is None or load.row.bulk or self.pacing.wait(*_usual_call(lane)) > AHEAD:
            return None
        return load

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
        self._draining = True
        self._gathering.clear()
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
