"""Workers: one at a time per lane, so that a chat's messages are dealt with in order; lanes run side by side."""

from __future__ import annotations

import asyncio
import json
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import field
from datetime import datetime, timedelta
from pathlib import Path

import structlog

from bot.calls import Json
from bot.intake.dealing import DEADLY, Dealing
from bot.outages import is_outage
from bot.waiting import Waker
from ledger.values import dataclass
from storage.inbox import AlreadyDealt, HeldElsewhere, Incoming
from storage.store import Store

log = structlog.get_logger(__name__)

TRIES = 3
"""After so many bugs an update is set aside, so that its chat can go on."""
DEATHS = 5
"""After so many deaths under a suspect it is set aside; more, for a process may be killed over and over by others."""
SUSPECT = 2
"""An update that its chat has begun with at so many starts may be what ends the process: it is dealt with alone."""
AT_ONCE = 8  # Each holds a connection of PostgreSQL's.
ON_SQLITE = 32
"""On SQLite those who wait for the writer are committed together."""
BUG_PAUSE = timedelta(seconds=2)
LONGEST_PAUSE = timedelta(seconds=30)
ELSEWHERE = 0.05
"""Seconds for which a lane is left alone in which another process is at work."""
LOOK_EVERY = 1.0  # Seconds; other processes put rows into the same inbox and cannot wake us.


@dataclass
class Workers:
    """Takes rows from the inbox and has them dealt with, each in one transaction."""

    store: Store
    dealing: Dealing
    real: Callable[[], datetime]
    done: Callable[[], None]
    woken: Waker = field(default_factory=Waker)
    at_once: int = AT_ONCE
    look_every: float = LOOK_EVERY
    _busy: dict[str, asyncio.Task[None]] = field(default_factory=dict)
    _elsewhere: dict[str, float] = field(default_factory=dict)
    _behind: set[str] = field(default_factory=set)
    """Lanes in which more waits behind what is being dealt with."""
    _bugs: Counter[int] = field(default_factory=Counter)
    _alone: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def note_start(self) -> None:
        """Note what waits while the process starts; called before anything comes in that no process has died of."""
        await self._guarded(self.store.inbox.started(), "start_not_noted")

    async def run(self, stop: asyncio.Event) -> None:
        """Work until told to stop; what is begun then is finished first."""
        while not stop.is_set():
            await self._guarded(self._look(stop), "inbox_not_read")
            await self.woken.wait(self.look_every, stop=stop)
        await asyncio.gather(*self._busy.values())

    def has_more(self, lane: str) -> bool:
        """Tell whether more of the lane is about to be dealt with, so that answers will follow those that are there."""
        return lane in self._behind

    async def _look(self, stop: asyncio.Event) -> None:
        """Give every lane that has something to do a worker, as far as there are hands."""
        now = time.monotonic()
        self._elsewhere = {lane: until for lane, until in self._elsewhere.items() if until > now}
        for lane in await self.store.inbox.lanes(now=self.real()):
            if len(self._busy) >= self.at_once:
                return
            if lane not in self._busy and lane not in self._elsewhere:
                self._busy[lane] = asyncio.create_task(self._work(lane, stop))

    async def _work(self, lane: str, stop: asyncio.Event) -> None:
        try:
            await self._guarded(self._empty(lane, stop), "lane_stopped")
        finally:
            del self._busy[lane]
            self._behind.discard(lane)
            self.woken.ring()

    async def _empty(self, lane: str, stop: asyncio.Event) -> None:
        """Deal with the lane's rows in order until one fails or none is left."""
        while not stop.is_set():
            rows = await self.store.inbox.first_in(lane, now=self.real())
            if not rows:
                return
            for row in rows:
                if row is rows[0]:
                    self._behind.add(lane)
                if row is rows[-1]:
                    self._behind.discard(lane)
                if stop.is_set() or not await self._deal_with(row):
                    return

    async def _deal_with(self, row: Incoming) -> bool:
        """Deal with a row, and with a suspect so that its guilt is known should the process end meanwhile."""
        if row.starts < SUSPECT:
            return await self._deal(row)
        async with self._alone:
            if row.begun >= DEATHS:
                log.error("deadly", update=row.update_id, begun=row.begun)
                await self._set_aside(row, DEADLY)
                return True
            await self.store.inbox.begin(row.id)
            return await self._deal(row)

    async def _set_aside(self, row: Incoming, reason: str) -> None:
        await self.store.inbox.failed(row.id, reason=reason, next_try=None, quarantine=True)
        await self.dealing.apologise(row, reason)
        self.done()

    async def _deal(self, row: Incoming) -> bool:
        """Deal with one row; return whether the lane can go on."""
        try:
            update: Json = json.loads(row.raw)
            await self.dealing.deal(update, row)
        except AlreadyDealt:
            return True
        except HeldElsewhere:  # The lane goes on there; leaving it alone keeps its order, and others are free.
            self._elsewhere[row.lane] = time.monotonic() + ELSEWHERE
            return False
        except Exception as error:  # The one door for bugs and outages of everything below.
            return await self._failed(row, error)
        self._bugs.pop(row.id, None)
        self.done()
        return True

    async def _failed(self, row: Incoming, error: Exception) -> bool:
        now = self.real()
        if is_outage(error):
            pause = min(timedelta(seconds=2.0 ** min(row.tries, 5)), LONGEST_PAUSE)
            log.warning("outage", update=row.update_id, kind=type(error).__name__, pause=pause.total_seconds())
            await self.store.inbox.failed(row.id, reason=where(error), next_try=now + pause, quarantine=False)
            return False
        self._bugs[row.id] += 1
        last = self._bugs[row.id] >= TRIES
        log.error("bug", update=row.update_id, tries=self._bugs[row.id], where=where(error))
        if last:
            del self._bugs[row.id]
            await self._set_aside(row, where(error))
        else:
            await self.store.inbox.failed(row.id, reason=where(error), next_try=now + BUG_PAUSE, quarantine=False)
        return last

    @staticmethod
    async def _guarded(work: Awaitable[None], name: str) -> None:
        """Let a failing database be tried again at the next look."""
        try:
            await work
        except Exception as error:  # A door: the loop itself must never end.
            log.warning(name, kind=type(error).__name__)


def where(error: BaseException) -> str:
    """Say where a bug is without its message, which may hold people's words: kind, file and line."""
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    if place is None:
        return type(error).__name__
    file = "/".join(Path(place.tb_frame.f_code.co_filename).parts[-2:])  # Where it is installed says nothing.
    return f"{type(error).__name__} at {file}:{place.tb_lineno}"
